using System.Globalization;

namespace AnnotationStudio.Benchmarks;

/// <summary>The options of a verb: pairs of <c>--name value</c>.</summary>
internal sealed class VerbOptions
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">A word stands where an option should, or an option has no value.</exception>
    public VerbOptions(string[] words)
    {
        for (var at = 0; at < words.Length; at += 2)
        {
            if (!words[at].StartsWith("--", StringComparison.Ordinal) || at + 1 == words.Length)
                throw new ArgumentException($"Options come as --name value; {words[at]} does not.", nameof(words));
            _values[words[at][2..]] = words[at + 1];
        }
    }

    /// <summary>The option's value; null when it was not given.</summary>
    public string? Find(string name) => _values.GetValueOrDefault(name);

    /// <exception cref="ArgumentException">It was not given.</exception>
    public string Text(string name) => Find(name) ?? throw new ArgumentException($"--{name} is missing.", nameof(name));

    public int Number(string name, int otherwise) => Find(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    public double Share(string name, double otherwise) => Find(name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
