using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Projects;

/// <summary>A change of the labels that has been read and found possible. The labels it was made of are altered already; nothing is written.</summary>
internal sealed record LabelChangePlan
{
    public required LabelChangeKind Kind { get; init; }

    public required Label Label { get; init; }

    /// <summary>What it counts as, or the parent that it got.</summary>
    public Label? Into { get; init; }

    /// <summary>What it is split into, with the patterns that tell items apart.</summary>
    public List<(Label Label, List<string> Patterns)> Targets { get; init; } = [];

    public Label? Rest { get; init; }

    /// <summary>Whether answers with the label count as something else from now on.</summary>
    public bool Maps { get; init; }

    public required string Words { get; init; }

    /// <summary>Items go back to people where nothing else says what they are.</summary>
    public bool Relabels => Maps && Into is null;

    /// <summary>With the ids of labels that are written by now.</summary>
    public SplitPlan? Split => Kind == LabelChangeKind.Split ? new SplitPlan([.. Targets.Select(target => new SplitTarget(target.Label.Id, target.Patterns))], Rest?.Id) : null;
}
