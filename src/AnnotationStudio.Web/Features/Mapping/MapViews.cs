using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace AnnotationStudio.Web.Features.Mapping;

/// <summary>A label on the map.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Color">Its own colour, or empty.</param>
/// <param name="Position">Its place among the project's labels, which gives it a colour of the palette.</param>
/// <param name="Labelled">Items on the map that people gave it.</param>
/// <param name="Predicted">Items on the map that the model would.</param>
public sealed record MapLabel(string Name, string Color, int Position, int Labelled, int Predicted);

/// <summary>What the page says of a map.</summary>
public sealed record MapView
{
    /// <summary>By position. More than <see cref="MapPoints.MostClasses"/> share the last class.</summary>
    public required IReadOnlyList<MapLabel> Labels { get; init; }

    /// <summary>Whether items take several labels; then one shows its rarest.</summary>
    public required bool IsMulti { get; init; }

    /// <summary>Items on the map.</summary>
    public required int Items { get; init; }

    /// <summary>Items that the project has, audit included.</summary>
    public required int AllItems { get; init; }

    /// <summary>Items reserved for audit, which are never on it.</summary>
    public required int Reserved { get; init; }

    /// <summary>Items on it that people have labelled.</summary>
    public required int Labelled { get; init; }

    /// <summary>Items on it that people decided to have no label.</summary>
    public required int WithoutLabel { get; init; }

    /// <summary>Items that the model would give no label.</summary>
    public required int PredictedNone { get; init; }

    /// <summary>Items by how torn the model is, in fifths from sure to torn.</summary>
    public required IReadOnlyList<int> Doubts { get; init; }

    /// <summary>The version that was asked; null while none was.</summary>
    public int? Version { get; init; }

    /// <summary>How far the drawing is that is due, from 0 to 1; null where the map is up to date.</summary>
    public double? Drawing { get; init; }

    /// <summary>Whether the last drawing failed.</summary>
    public bool HasFailed { get; init; }

    /// <summary>Whether a model is being asked.</summary>
    public bool IsAsking { get; init; }

    /// <summary>Changes whenever a point does.</summary>
    public required string Stamp { get; init; }
}

/// <summary>The points of a map as they travel: eleven bytes an item.</summary>
/// <param name="Items">Ids, ascending.</param>
/// <param name="Places">x and y of each in turn.</param>
/// <param name="Labels">Class of each: an index of the labels, or one of the constants.</param>
/// <param name="Predictions">As above, by the model.</param>
/// <param name="Doubts">0 to 200, or <see cref="Unknown"/>.</param>
public sealed record MapPoints(long[] Items, short[] Places, byte[] Labels, byte[] Predictions, byte[] Doubts)
{
    /// <summary>Labels with a class of their own.</summary>
    public const int MostClasses = 250;

    /// <summary>Of a label beyond those, or retired.</summary>
    public const byte Other = 253;

    /// <summary>Decided to have no label.</summary>
    public const byte None = 254;

    /// <summary>Nobody has said.</summary>
    public const byte Unknown = 255;

    private const uint Magic = 0x3150414D; // "MAP1", little-endian

    /// <summary>
    /// Little-endian: the four letters MAP1, the count (u32), the lowest id (f64), then of each item how far its id lies above that (u32), x and y (i16 each),
    /// label, prediction and doubt (u8 each), array by array.
    /// </summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[16 + (11 * Items.Length)];
        var lowest = Items.Length == 0 ? 0 : Items[0];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), (uint)Items.Length);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(8), lowest);
        var at = 16;
        foreach (var item in Items)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), (uint)(item - lowest));
            at += 4;
        }

        MemoryMarshal.AsBytes<short>(Places).CopyTo(bytes.AsSpan(at));
        at += 4 * Items.Length;
        foreach (var classes in new[] { Labels, Predictions, Doubts })
        {
            classes.CopyTo(bytes, at);
            at += classes.Length;
        }

        return bytes;
    }
}
