using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>One import while its rows are being written.</summary>
/// <param name="Use">What the labels in the file are for.</param>
/// <param name="Now">When it began; the time of all that it writes.</param>
internal sealed record ImportUnderWay(int ImportId, int ProjectId, ImportedLabels Use, DateTimeOffset Now)
{
    public ImportKeys Keys { get; } = new(ImportId);
}
