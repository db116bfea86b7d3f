using AnnotationStudio.Engine.Models.RegressionTier;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>What a project's items look like to a model: features of every item, and how they are made.</summary>
/// <param name="projectId">Whose.</param>
/// <param name="space">How features are made.</param>
/// <param name="pool">Changed by whoever has the turn alone, and read through <see cref="PoolKeeper.Read"/> by others.</param>
/// <param name="head">The head that ranks between two rounds, for the worker of the rankings alone.</param>
internal sealed class ProjectPool(int projectId, FeatureSpace space, Pool pool, WarmRegression head)
{
    public int ProjectId { get; } = projectId;

    public FeatureSpace Space { get; } = space;

    public Pool Pool { get; } = pool;

    public WarmRegression Head { get; } = head;

    /// <summary>Hash of the feature space's artifact, once a model needed it.</summary>
    public string? SpaceHash { get; set; }

    /// <summary>Labelled items that deserve another opinion, as the last round saw them; null before it, and where the project does not ask again.</summary>
    public AgainItems? Again { get; set; }

    /// <summary>Items reserved for audit, as of the last change of the items; finding them walks through all.</summary>
    public IReadOnlyList<long> Reserved { get; set; } = [];
}
