using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Projects;

/// <summary>What a change of the labels would do, before it is done.</summary>
/// <param name="Sentence">In words.</param>
/// <param name="Items">Labelled items whose labels change.</param>
/// <param name="Relabelled">Of these, how many go back to people.</param>
/// <param name="Answers">Answers of people and files that name the label; they stay as they were given.</param>
/// <param name="Rules">Names, aliases and patterns that change place or go.</param>
/// <param name="Models">Versions that know the label.</param>
/// <param name="Model">What becomes of the version that serves.</param>
/// <param name="Targets">Items by the label that they get.</param>
/// <param name="Notes">What else is good to know.</param>
/// <param name="Examples">A few of the items.</param>
public sealed record LabelChangePreview(
    string Sentence,
    int Items,
    int Relabelled,
    int Answers,
    int Rules,
    int Models,
    string Model,
    IReadOnlyList<TargetCount> Targets,
    IReadOnlyList<string> Notes,
    IReadOnlyList<ChangeExample> Examples);

/// <summary>How many items get a label.</summary>
public sealed record TargetCount(string Label, int Items);

/// <summary>An item before and after; none after where people label it anew.</summary>
public sealed record ChangeExample(long Item, string Excerpt, IReadOnlyList<string> Before, IReadOnlyList<string> After);

/// <summary>A change that was made.</summary>
/// <param name="Person">Who; null for the command line, or somebody who is gone.</param>
/// <param name="IsWorking">Items are still being changed, or changed back.</param>
/// <param name="Stays">Why it cannot be undone now; null where it can.</param>
public sealed record LabelChangeView(
    int Id, LabelChangeKind Kind, string Words, int Items, string? Person, DateTimeOffset At, bool IsWorking, string? UndoneBy, DateTimeOffset? UndoneAt, string? Stays);
