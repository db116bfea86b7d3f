namespace AnnotationStudio.Engine.Models.RulesTier;

/// <summary>Lists kept from text to text, so that matching allocates nothing.</summary>
internal sealed class MatchScratch
{
    /// <summary>The words of the present text.</summary>
    public List<TextWord> Words { get; } = [];

    /// <summary>What was found in the present text.</summary>
    public List<PhraseMatch> Matches { get; } = [];

    /// <summary>Empties both.</summary>
    public void Clear()
    {
        Words.Clear();
        Matches.Clear();
    }
}
