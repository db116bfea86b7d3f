using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>What a round is about to do, once its run was claimed.</summary>
internal sealed record RoundPlan(int RunId, int ProjectId, ModelTier? AskedTier, int Seed, LabelledItems Items, ModelVersion? Champion, ServingModel? Serving, int NextVersion)
{
    /// <summary>What the champion said before: the version of the lower tier that an unconfirmed climb is judged against.</summary>
    public ServingModel? Baseline { get; init; }

    /// <summary>The last version that was audited or promoted by hand.</summary>
    public ServingModel? Reference { get; init; }

    /// <summary>The reference's row: it serves again where champion and challenger both fall behind it.</summary>
    public int? ReferenceId { get; init; }

    /// <summary>For each tier, audit items there were when a climb to it was last looked at: looks count for the climb, whoever challenges and whatever came of it.</summary>
    public IReadOnlyDictionary<ModelTier, int> LastLooks { get; init; } = new Dictionary<ModelTier, int>();
}
