using AnnotationStudio.Data;
using AnnotationStudio.Engine.Models;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>What a round is about to do, once its run was claimed.</summary>
/// <param name="ProjectId">Whose round.</param>
/// <param name="Rung">What it trains.</param>
/// <param name="Seed">The same data and seed give the same model and picks.</param>
/// <param name="Items">What people have said.</param>
/// <param name="NextVersion">The number that its version gets.</param>
internal sealed record RoundPlan(int ProjectId, Rung Rung, int Seed, LabelledItems Items, int NextVersion)
{
    /// <summary>Where the project stood on the ladder before it.</summary>
    public required LadderState State { get; init; }

    /// <summary>The annotations behind the items.</summary>
    public VotesRead Votes { get; init; } = VotesRead.None;

    public ModelVersion? Champion { get; init; }

    /// <summary>The champion, loaded; null when it cannot be read.</summary>
    public ServingModel? Serving { get; init; }

    /// <summary>What the champion said before: the version of the lower tier that an unconfirmed climb is judged against.</summary>
    public ServingModel? Baseline { get; init; }

    /// <summary>The last version that was audited or promoted by hand.</summary>
    public ServingModel? Reference { get; init; }

    /// <summary>The reference's row: it serves again where champion and challenger both fall behind it.</summary>
    public int? ReferenceId { get; init; }

    /// <summary>The last version of the rung, against which it shows whether labels still change what is said; null without one.</summary>
    public Predecessor? Predecessor { get; init; }

    /// <summary>Audit items there were when a climb to this rung was last looked at, whoever challenged and whatever came of it; 0 for never.</summary>
    public int LastLookAt => State.LastLookAt(Rung.Tier);

    public static TrainingSummary Summary(LabelledItems items) =>
        new(items.Training.Count, items.Training.SelectMany(item => item.Labels).Distinct().Count());
}
