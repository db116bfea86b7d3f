using AnnotationStudio.Data;
using AnnotationStudio.Engine.Models;

namespace AnnotationStudio.Web.Hosting;

/// <summary>One rung of the ladder: a tier as the product knows it. Making one and registering it is all that a further tier takes.</summary>
public sealed record Rung
{
    public required ModelTier Tier { get; init; }

    /// <summary>What it is, in a short sentence for the ladder and the model card.</summary>
    public required string Summary { get; init; }

    /// <summary>Makes the tier: to train on the project's pool, to read an artifact back, or to ask whether it is ready.</summary>
    public required Func<TierGround, IModelTier> Make { get; init; }

    /// <summary>Whether its models read the features of the project's pool, so that a version must name their feature space.</summary>
    public bool ReadsFeatures { get; init; }

    /// <summary>False for rules: they are made of the labels' names, and no round makes them better.</summary>
    public bool Learns { get; init; } = true;

    /// <summary>Labelled items below which a round does not try it by itself. Asking for it is always possible.</summary>
    public int WorthTryingFrom { get; init; }

    /// <summary>How a version is written for other programs; null hands out the artifact as it is.</summary>
    public PortableForm? Portable { get; init; }

    /// <summary>In the middle of a sentence: "regression".</summary>
    public string Word => Tier.Word();

    /// <summary>Ready, or the reason that no number of labels would mend.</summary>
    public TierReadiness CheckHere(int projectId) => Make(new TierGround(projectId, null, 1)).Check(Plenty);

    /// <summary>Ready for what there is, or the plain reason why not.</summary>
    public TierReadiness Check(int projectId, TrainingSummary data) => Make(new TierGround(projectId, null, 1)).Check(data);

    private static TrainingSummary Plenty { get; } = new(1_000_000, 1_000);
}
