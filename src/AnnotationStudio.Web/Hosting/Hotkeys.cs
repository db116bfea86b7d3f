namespace AnnotationStudio.Web.Hosting;

/// <summary>Which key chooses which label.</summary>
internal static class Hotkeys
{
    /// <summary>Keys that do something else on the page: accept, comment, flag, guidelines, hide, skip, undo.</summary>
    public const string Commands = "acfghsuz";

    private const string Digits = "123456789";
    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    /// <summary>Where digits choose among the suggested ones: the lead's letters, and no more.</summary>
    public static string?[] Wished(IReadOnlyList<string> wished) =>
        [.. wished.Select(key => IsUsable(key) && char.IsAsciiLetter(key[0]) ? key.ToLowerInvariant() : null)];

    /// <summary>One key for each label, or null once they have run out: the lead's own first, then digits in order, then letters that nothing else uses.</summary>
    public static string?[] Assign(IReadOnlyList<string> wished)
    {
        var taken = wished.Where(IsUsable).Select(key => key.ToLowerInvariant()[0]).ToHashSet();
        var free = new Queue<char>(Digits.Concat(Letters.Except(Commands)).Where(key => !taken.Contains(key)));
        var given = new HashSet<char>();
        return [.. wished.Select(key => IsUsable(key) && given.Add(key.ToLowerInvariant()[0]) ? key.ToLowerInvariant() : free.TryDequeue(out var next) ? next.ToString() : null)];
    }

    // A lead's wish counts but where it would take a command away.
    private static bool IsUsable(string key) =>
        key.Length == 1 && char.IsAsciiLetterOrDigit(key[0]) && key != "0" && !Commands.Contains(key[0], StringComparison.OrdinalIgnoreCase);
}
