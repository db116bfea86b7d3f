using System.Security.Cryptography;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Models.RegressionTier;

/// <summary>A regression model as bytes: magic and version, checksum, feature version, labels, outputs, intercepts, thresholds, weights by column.</summary>
internal static class RegressionArtifact
{
    private const ulong Magic = 0x3230305247455253; // "SREGR002", little-endian

    public static void Write(Stream artifact, RegressionModel model)
    {
        var body = new MemoryStream();
        using (var writer = new BinaryWriter(body, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(model.Space.Version);
            LabelSetBytes.Write(writer, model.Labels);
        }

        var head = model.Head;
        RawArrays.Write<int>(body, head.Seen);
        RawArrays.Write<float>(body, head.Intercepts);
        RawArrays.Write<float>(body, model.Thresholds is null ? [] : [.. model.Thresholds]);
        RawArrays.Write<float>(body, head.Dense);
        foreach (var block in head.Sparse)
        {
            RawArrays.Write<int>(body, block.Columns);
            RawArrays.Write<float>(body, block.Compact());
        }

        var bytes = body.ToArray();
        artifact.Write(BitConverter.GetBytes(Magic));
        artifact.Write(SHA256.HashData(bytes));
        artifact.Write(bytes);
    }

    public static RegressionModel Read(Stream artifact, FeatureSpace space)
    {
        var copy = new MemoryStream();
        artifact.CopyTo(copy);
        var bytes = copy.ToArray();
        if (bytes.Length < 40 || BitConverter.ToUInt64(bytes) != Magic)
            throw new InvalidDataException("This is not a regression model.");
        if (!SHA256.HashData(bytes.AsSpan(40)).AsSpan().SequenceEqual(bytes.AsSpan(8, 32)))
            throw new InvalidDataException("This regression model is damaged: its checksum does not fit.");

        var body = new MemoryStream(bytes, 40, bytes.Length - 40);
        using var reader = new BinaryReader(body, System.Text.Encoding.UTF8, leaveOpen: true);
        var version = reader.ReadString();
        if (version != space.Version)
            throw new InvalidDataException($"This model reads feature version {version}, not {space.Version}.");
        var labels = LabelSetBytes.Read(reader);
        var seen = RawArrays.Read<int>(body);
        var intercepts = RawArrays.Read<float>(body);
        var thresholds = RawArrays.Read<float>(body);
        var dense = RawArrays.Read<float>(body);
        int[] widths = [space.Layout.WordColumns, space.Layout.CharacterColumns, labels.Count];
        var head = new LinearHead(seen, intercepts, dense, [.. widths.Select(width => ReadBlock(body, width, seen.Length))]);
        return new RegressionModel(space, labels, head, thresholds.Length == 0 ? null : thresholds, 1);
    }

    private static SparseWeights ReadBlock(Stream body, int width, int outputs)
    {
        var columns = RawArrays.Read<int>(body);
        return new SparseWeights(width, columns, outputs, RawArrays.Read<float>(body));
    }
}
