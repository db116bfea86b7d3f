using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>What a project's items look like to a model: features of every item, and how they are made. Touched by the worker alone.</summary>
internal sealed class ProjectPool(int projectId, FeatureSpace space, Pool pool)
{
    public int ProjectId { get; } = projectId;

    public FeatureSpace Space { get; } = space;

    public Pool Pool { get; } = pool;

    /// <summary>Hash of the feature space's artifact, once a model needed it.</summary>
    public string? SpaceHash { get; set; }
}
