using System.Security.Cryptography;
using System.Text;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.TransformerTier;

/// <summary>A head as bytes: magic and version, checksum, the encoder's name and stamp, labels, outputs, intercepts, thresholds, weights, mean. The encoder stays where it is.</summary>
internal static class TransformerArtifact
{
    private const ulong Magic = 0x3130304E52544553; // "SETRN001", little-endian
    private const int HeaderBytes = 40;

    public static void Write(Stream artifact, TransformerModel model)
    {
        var body = new MemoryStream();
        using (var writer = new BinaryWriter(body, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(model.Encoder.Name);
            writer.Write(model.Encoder.Stamp.Model);
            writer.Write(model.Encoder.Stamp.Reading);
            LabelSetBytes.Write(writer, model.Labels);
        }

        RawArrays.Write<int>(body, model.Head.Seen);
        RawArrays.Write<float>(body, model.Head.Intercepts);
        RawArrays.Write<float>(body, model.Thresholds is null ? [] : [.. model.Thresholds]);
        RawArrays.Write<float>(body, model.Head.Weights);
        RawArrays.Write<float>(body, model.Head.Mean);
        var bytes = body.ToArray();
        artifact.Write(BitConverter.GetBytes(Magic));
        artifact.Write(SHA256.HashData(bytes));
        artifact.Write(bytes);
    }

    /// <param name="artifact">What <see cref="Write"/> wrote.</param>
    /// <param name="find">The encoder of a name and stamp; throws where it is not there.</param>
    public static TransformerModel Read(Stream artifact, Func<string, EncoderStamp, Embedder> find)
    {
        var copy = new MemoryStream();
        artifact.CopyTo(copy);
        var bytes = copy.ToArray();
        if (bytes.Length < HeaderBytes || BitConverter.ToUInt64(bytes) != Magic)
            throw new InvalidDataException("This is not a transformer model.");
        if (!SHA256.HashData(bytes.AsSpan(HeaderBytes)).AsSpan().SequenceEqual(bytes.AsSpan(8, 32)))
            throw new InvalidDataException("This transformer model is damaged: its checksum does not fit.");

        var body = new MemoryStream(bytes, HeaderBytes, bytes.Length - HeaderBytes);
        using var reader = new BinaryReader(body, Encoding.UTF8, leaveOpen: true);
        var embedder = find(reader.ReadString(), new EncoderStamp(reader.ReadString(), reader.ReadString()));
        var labels = LabelSetBytes.Read(reader);
        var seen = RawArrays.Read<int>(body);
        var intercepts = RawArrays.Read<float>(body);
        var thresholds = RawArrays.Read<float>(body);
        var head = new EmbeddingHead(seen, intercepts, RawArrays.Read<float>(body), RawArrays.Read<float>(body));
        if (head.Dimension != embedder.Encoder.Dimension || head.Weights.Length != head.Outputs * head.Dimension)
            throw new InvalidDataException($"This transformer model reads embeddings of {head.Dimension} numbers; the encoder gives {embedder.Encoder.Dimension}.");
        return new TransformerModel(embedder, labels, head, thresholds.Length == 0 ? null : thresholds);
    }
}
