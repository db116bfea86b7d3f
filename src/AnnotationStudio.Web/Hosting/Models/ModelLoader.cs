using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Hosting;

/// <summary>Reads artifacts back into models.</summary>
public sealed class ModelLoader(ArtifactStore artifacts)
{
    /// <exception cref="InvalidDataException">The artifact is missing, damaged or of a kind that this build does not know.</exception>
    public ServingModel Load(ModelVersion row)
    {
        using var artifact = artifacts.Open(row.ArtifactHash);
        throw new InvalidDataException($"this build does not know models of the {row.Tier} tier");
    }
}
