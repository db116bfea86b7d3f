using System.Buffers;

namespace AnnotationStudio.Engine.Text;

/// <summary>Finds literal tokens in texts; of several at one place the longest.</summary>
internal sealed class LiteralTokens
{
    private readonly LiteralToken[] _tokens;
    private readonly SearchValues<char> _firsts;

    public LiteralTokens(IEnumerable<LiteralToken> tokens)
    {
        _tokens = [.. tokens.Where(token => token.Text.Length > 0).OrderByDescending(token => token.Text.Length)];
        _firsts = SearchValues.Create([.. _tokens.Select(token => token.Text[0]).Distinct()]);
    }

    /// <summary>The place of the next one at or after <paramref name="from"/>; the text's length where there is none.</summary>
    public int Next(ReadOnlySpan<char> text, int from, out LiteralToken? token)
    {
        for (var at = from; at < text.Length; at++)
        {
            var step = text[at..].IndexOfAny(_firsts);
            if (step < 0)
                break;
            at += step;
            if (StartsHere(text[at..], out token))
                return at;
        }

        token = null;
        return text.Length;
    }

    /// <summary>Whether one starts the text.</summary>
    public bool StartsHere(ReadOnlySpan<char> text, out LiteralToken? token)
    {
        token = null;
        if (text.IsEmpty || !_firsts.Contains(text[0]))
            return false;
        foreach (var candidate in _tokens)
        {
            if (!text.StartsWith(candidate.Text, StringComparison.Ordinal))
                continue;
            token = candidate;
            return true;
        }

        return false;
    }
}
