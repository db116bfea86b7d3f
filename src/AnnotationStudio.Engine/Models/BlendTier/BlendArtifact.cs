using System.Security.Cryptography;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.BlendTier;

/// <summary>A blend as bytes: magic, checksum, temperature, thresholds, then each member with its tier, its temperature and its own artifact.</summary>
internal static class BlendArtifact
{
    private const ulong Magic = 0x313030444E454C42; // "BLEND001", little-endian
    private const int HeaderBytes = 40;

    public static void Write(Stream artifact, BlendModel model)
    {
        var body = new MemoryStream();
        RawArrays.Write<double>(body, [model.Temperature]);
        RawArrays.Write<float>(body, model.Thresholds is null ? [] : [.. model.Thresholds]);
        RawArrays.Write<int>(body, [.. model.Members.Select(member => (int)member.Model.Tier)]);
        RawArrays.Write<double>(body, [.. model.Members.Select(member => member.Temperature)]);
        foreach (var member in model.Members)
        {
            var own = new MemoryStream();
            member.Model.Save(own);
            RawArrays.Write<byte>(body, own.ToArray());
        }

        var bytes = body.ToArray();
        artifact.Write(BitConverter.GetBytes(Magic));
        artifact.Write(SHA256.HashData(bytes));
        artifact.Write(bytes);
    }

    public static BlendModel Read(Stream artifact, IReadOnlyList<IModelTier> tiers)
    {
        var copy = new MemoryStream();
        artifact.CopyTo(copy);
        var bytes = copy.ToArray();
        if (bytes.Length < HeaderBytes || BitConverter.ToUInt64(bytes) != Magic)
            throw new InvalidDataException("This is not a blend.");
        if (!SHA256.HashData(bytes.AsSpan(HeaderBytes)).AsSpan().SequenceEqual(bytes.AsSpan(8, 32)))
            throw new InvalidDataException("This blend is damaged: its checksum does not fit.");

        var body = new MemoryStream(bytes, HeaderBytes, bytes.Length - HeaderBytes);
        var temperature = RawArrays.Read<double>(body)[0];
        var thresholds = RawArrays.Read<float>(body);
        Tier[] kinds = [.. RawArrays.Read<int>(body).Select(kind => (Tier)kind)];
        var temperatures = RawArrays.Read<double>(body);
        var members = new List<BlendMember>();
        foreach (var (kind, own) in kinds.Zip(temperatures))
        {
            var tier = tiers.FirstOrDefault(tier => tier.Tier == kind)
                ?? throw new InvalidDataException($"This blend contains a {kind} model, and there is no such tier to read it.");
            members.Add(new BlendMember(tier.Load(new MemoryStream(RawArrays.Read<byte>(body))), own));
        }

        return new BlendModel(members[0].Model.Labels, members, temperature, thresholds.Length == 0 ? null : thresholds);
    }
}
