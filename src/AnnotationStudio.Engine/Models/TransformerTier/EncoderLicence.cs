namespace AnnotationStudio.Engine.Models.TransformerTier;

/// <summary>Finds what an encoder's folder says of its licence.</summary>
internal static class EncoderLicence
{
    private const int MostLines = 60;
    private const int LongestShown = 80;

    /// <summary>The front matter of the README, or else the first line of a licence file; null when there is neither.</summary>
    public static string? Of(DirectoryInfo folder)
    {
        var files = folder.EnumerateFiles().Where(file => file.LinkTarget is null).ToList();
        if (files.Find(file => file.Name.Equals("README.md", StringComparison.OrdinalIgnoreCase)) is { } readme && FrontMatter(readme) is { } stated)
            return stated;
        var licence = files.Find(file => Path.GetFileNameWithoutExtension(file.Name) is var name
            && (name.Equals("LICENSE", StringComparison.OrdinalIgnoreCase) || name.Equals("LICENCE", StringComparison.OrdinalIgnoreCase)));
        return licence is null ? null : Short(File.ReadLines(licence.FullName).Take(MostLines).Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0));
    }

    private static string? FrontMatter(FileInfo readme)
    {
        var lines = File.ReadLines(readme.FullName).Take(MostLines).Select(line => line.Trim()).ToList();
        if (lines.Count == 0 || lines[0] != "---")
            return null;
        var field = lines.Skip(1).TakeWhile(line => line != "---").FirstOrDefault(line => line.StartsWith("license:", StringComparison.OrdinalIgnoreCase));
        return Short(field?["license:".Length..].Trim(' ', '"', '\''));
    }

    private static string? Short(string? text) =>
        string.IsNullOrEmpty(text) ? null : text.Length <= LongestShown ? text : string.Concat(text.AsSpan(0, LongestShown - 1), "…");
}
