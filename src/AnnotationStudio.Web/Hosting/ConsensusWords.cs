using System.Globalization;
using AnnotationStudio.Data;
using AnnotationStudio.Engine.Aggregation;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Web.Hosting;

/// <summary>The ways to make one answer of several, in words.</summary>
public static class ConsensusWords
{
    private static readonly Dictionary<string, (string Title, string Sentence)> Words = new(StringComparer.Ordinal)
    {
        [ConsensusMethods.Automatic] = ("Automatic", "Counts heads at first, and weighs each person by how good they turn out to be (Dawid–Skene) once there is overlap enough. Right unless you know better."),
        [ConsensusMethods.Majority] = ("Majority", "What most people said; of equals, what was said first. Nobody counts more than another."),
        ["dawid-skene"] = ("Dawid–Skene", "Learns which labels each person takes for which, and weighs their answers by that."),
        ["one-coin"] = ("One coin", "Learns how often each person is right, whatever the label. Needs fewer answers than Dawid–Skene."),
        ["glad"] = ("GLAD", "Learns how able people are and how hard items are. Pays where some texts are much harder than others."),
        ["mace"] = ("MACE", "Learns how often each person guesses rather than reads. Pays where some click through."),
        [ConsensusMethods.ModelAssisted] = ("Model-assisted", "Dawid–Skene, and a model that had not seen the item has a say too. Pays with two or three answers an item."),
    };

    /// <summary>The choice that is acted on: the majority instead of an automatic one where items are labelled again, since people are not to be weighed by doubtful items alone.</summary>
    public static string Chosen(ProjectSettings settings) => IsOfDoubtfulItems(settings) ? ConsensusMethods.Majority : settings.Consensus;

    public static string Title(string name) => Words.TryGetValue(name, out var words) ? words.Title : name;

    public static string Sentence(string name) => Words.TryGetValue(name, out var words) ? words.Sentence : "";

    /// <summary>What is wrong with a name, with those there are; null when it can be used.</summary>
    public static string? Fault(string name) => ConsensusMethods.All.Contains(name) ? null : $"Set consensus to one of {string.Join(", ", ConsensusMethods.All)}.";

    /// <summary>Why a choice comes to the method that is in force.</summary>
    public static string Reason(ProjectSettings settings, LabelTask task, VoteOverlap overlap)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(overlap);
        if (IsOfDoubtfulItems(settings))
            return "Items are labelled again where they are doubtful, which says too little of how good people are: heads are counted.";
        if (settings.Consensus == ConsensusMethods.ModelAssisted)
            return task == LabelTask.Multi
                ? "Chosen in the settings; where items take several labels the model has no say, so people are weighed label by label."
                : "Chosen in the settings; the model has a say once it has labels enough to learn from.";
        if (settings.Consensus != ConsensusMethods.Automatic)
            return "Chosen in the settings.";
        if (task == LabelTask.Multi)
            return "Where items take several labels, most labels are too rare to weigh people by.";
        return overlap.IsEnough
            ? $"{Has(overlap)}: enough to weigh people by how good they are."
            : $"{Has(overlap)}. From {VoteOverlap.LeastItems} items, {VoteOverlap.LeastPeople} people and {VoteOverlap.LeastAnswersEach} answers each on, people are weighed by how good they are.";
    }

    private static bool IsOfDoubtfulItems(ProjectSettings settings) => settings is { LabelAgain: true, Consensus: ConsensusMethods.Automatic };

    private static string Has(VoteOverlap overlap) => overlap.Items == 0 ? "No item has two answers yet" : string.Create(
        CultureInfo.InvariantCulture,
        $"{overlap.Items:N0} {(overlap.Items == 1 ? "item has" : "items have")} two answers or more, by {overlap.People:N0} people with {overlap.AnswersEach:N0} such answers each on average");
}
