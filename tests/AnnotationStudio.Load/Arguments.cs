using System.Globalization;

namespace AnnotationStudio.Load;

/// <summary>What stands behind the verb: <c>--name value</c>, or a bare <c>--name</c>.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public Arguments(IEnumerable<string> words)
    {
        string? name = null;
        foreach (var word in words)
        {
            if (word.StartsWith("--", StringComparison.Ordinal))
                _values[name = word[2..]] = "";
            else if (name is not null)
                _values[name] = word;
        }
    }

    public bool Has(string name) => _values.ContainsKey(name);

    public string Text(string name, string otherwise) => _values.TryGetValue(name, out var value) && value.Length > 0 ? value : otherwise;

    public int Number(string name, int otherwise) => int.Parse(Text(name, otherwise.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);
}
