using AnnotationStudio.Engine.QueryStrategies;

namespace AnnotationStudio.Web.Hosting;

/// <summary>The query strategies in words: what each does and when it pays.</summary>
public static class StrategyWords
{
    private static readonly Dictionary<string, StrategyWord> Words = new(StringComparer.Ordinal)
    {
        [QueryStrategyNames.Default] = new("Default", "Covers the pool first, then asks what the model is torn about, spread over kinds of text. Right unless you know better."),
        ["random"] = new("Random", "Draws by chance. Pays when the labels are to be a fair sample, or as a yardstick; costs the most labels."),
        ["least-confidence"] = new("Least confidence", "Asks where the best label is least probable. Pays with few labels that are easy to tell apart."),
        ["margin"] = new("Margin", "Asks where the two best labels are closest. Pays when a batch need not be varied, as when you label a few at a time."),
        ["entropy"] = new("Entropy", "Asks where the probabilities say least, over all labels. Pays with few labels; with many it chases noise."),
        ["cluster-margin"] = new("Cluster margin", "Margin, one from each group of alike texts. The default for one label, without its covering start."),
        ["cluster-loss"] = new("Cluster loss", "Maximum loss, one from each group of alike texts. The default for several labels, without its covering start.", IsMulti: true),
        ["committee"] = new("Committee", "Asks where models trained on parts of the labels disagree. Pays when the model is often sure and wrong; slower."),
        ["density-weighted"] = new("Density weighted", "Asks undecided texts that many others are like. Pays when odd texts and outliers waste your time."),
        ["core-set"] = new("Core set", "Asks what lies farthest from all that is labelled. Pays to find rare kinds of text; ignores what the model knows."),
        ["k-means"] = new("K-means", "Asks the middle of each group of texts. Pays at the very beginning."),
        ["typiclust"] = new("TypiClust", "Asks the most typical text of groups with the fewest labels. Pays for the first hundred labels, on short questions above all."),
        ["probcover"] = new("ProbCover", "Asks texts whose neighbourhood no label covers yet. Pays for the first hundred labels."),
        ["contrastive"] = new("Contrastive", "Asks what is judged otherwise than the labelled texts next to it. Pays where labels meet inside a topic."),
        ["discriminative"] = new("Discriminative", "Asks what looks unlike anything labelled, until both look alike. Pays when the texts have drifted from the labels."),
        ["min-margin"] = new("Minimum margin", "Asks the text with the one label that is nearest to turning. Pays when each label matters by itself.", IsMulti: true),
        ["max-loss"] = new("Maximum loss", "Asks where the likely labels would cost the model most. Pays when several labels an item are usual.", IsMulti: true),
        ["label-cardinality"] = new("Label cardinality", "Asks where more or fewer labels are suggested than usual. Pays when suggestions are too many or too few.", IsMulti: true),
    };

    private static readonly Dictionary<string, StrategyWord> Added = new(StringComparer.Ordinal)
    {
        ["balanced"] = new("Favour labels with few items", "Of what ranks highest, takes first what is thought to have the rarest label. Pays when some labels are rare."),
        ["distinct"] = new("Pass over near-duplicates", "Leaves out what all but equals a labelled text. Pays when the pool repeats itself."),
        ["novel"] = new("Keep looking for new kinds", "Every fifth item is unlike all that is labelled. Pays when new topics keep coming."),
    };

    /// <summary>The words of one of <see cref="QueryStrategyNames.All"/>.</summary>
    public static StrategyWord Of(string name) => Words.GetValueOrDefault(name) ?? new StrategyWord(name, "");

    /// <summary>The words of one of <see cref="QueryStrategyNames.Additions"/>.</summary>
    public static StrategyWord OfAddition(string name) => Added.GetValueOrDefault(name) ?? new StrategyWord(name, "");

    /// <summary>A name with its additions, as a sentence has it: "Margin, favour labels with few items".</summary>
    public static string Title(string strategy)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        var parts = strategy.Split('+');
        return string.Join(", ", parts[1..].Select(part => OfAddition(part).Title.ToLowerInvariant()).Prepend(Of(parts[0]).Title));
    }

    /// <summary>What is wrong with a name, with those there are; null when it can be used.</summary>
    public static string? Fault(string strategy)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        var parts = strategy.Split('+');
        if (QueryStrategyNames.All.Contains(parts[0]) && parts[1..].All(QueryStrategyNames.Additions.Contains) && parts.Distinct().Count() == parts.Length)
            return null;
        return $"Set strategy to one of {string.Join(", ", QueryStrategyNames.All)}; each can be followed once by {string.Join(", ", QueryStrategyNames.Additions.Select(addition => $"+{addition}"))}.";
    }
}

/// <summary>A strategy as people read it.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Sentence">What it does, and when it pays.</param>
/// <param name="IsMulti">Whether it is of use only where items take several labels.</param>
public sealed record StrategyWord(string Title, string Sentence, bool IsMulti = false);
