using System.Globalization;
using System.IO.Compression;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>The list of annotations that a version learned from, as an artifact: their sequences, one a line, gzipped. Annotations are append-only, so the list is the data.</summary>
internal static class DataCutFile
{
    /// <returns>The hash that names it; null for no annotations.</returns>
    public static string? Save(ArtifactStore artifacts, IReadOnlyList<long> sequences) =>
        sequences.Count == 0 ? null : artifacts.Save(file => Write(file, sequences)).Hash;

    /// <exception cref="InvalidDataException">The file is missing or damaged.</exception>
    public static List<long> Read(ArtifactStore artifacts, string hash)
    {
        using var file = artifacts.Open(hash);
        using var lines = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        var sequences = new List<long>();
        while (lines.ReadLine() is { } line)
            sequences.Add(long.Parse(line, CultureInfo.InvariantCulture));
        return sequences;
    }

    private static void Write(Stream file, IReadOnlyList<long> sequences)
    {
        using var writer = new StreamWriter(new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true)) { NewLine = "\n" };
        foreach (var sequence in sequences)
            writer.WriteLine(sequence.ToString(CultureInfo.InvariantCulture));
    }
}
