using System.Collections.Concurrent;
using AnnotationStudio.Data;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Web.Hosting;

/// <summary>Reads artifacts back into models. Feature spaces, which many versions share, are kept.</summary>
public sealed class ModelLoader(ArtifactStore artifacts, TierCatalog tiers)
{
    private readonly ConcurrentDictionary<string, Lazy<FeatureSpace>> _spaces = new();

    /// <exception cref="InvalidDataException">The artifact is missing, damaged or of a kind that this build does not know.</exception>
    public ServingModel Load(ModelVersion row)
    {
        var rung = tiers.Find(row.Tier) ?? throw new InvalidDataException($"this build does not know models of the {row.Tier.Word()} tier");
        using var artifact = artifacts.Open(row.ArtifactHash);
        var space = rung.ReadsFeatures ? SpaceOf(row) : null;
        var model = rung.Make(new TierGround(row.ProjectId, space, 1)).Load(artifact);
        return ServingModel.Of(row.Version, row.LabelIds, model, space);
    }

    private FeatureSpace SpaceOf(ModelVersion row)
    {
        var hash = row.FeaturesHash ?? throw new InvalidDataException("it does not say which features it reads");
        try
        {
            return _spaces.GetOrAdd(hash, key => new Lazy<FeatureSpace>(() => Read(key))).Value;
        }
        catch (InvalidDataException)
        {
            // Lazy keeps its failure; the file may be put back.
            _spaces.TryRemove(hash, out _);
            throw;
        }
    }

    private FeatureSpace Read(string hash)
    {
        using var artifact = artifacts.Open(hash);
        return FeatureSpace.Load(artifact);
    }
}
