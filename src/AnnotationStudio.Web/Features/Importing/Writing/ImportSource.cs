using AnnotationStudio.Data;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>A file and all that is needed to understand it.</summary>
/// <param name="Use">What its labels are for.</param>
internal sealed record ImportSource(Stream Stream, ImportFormat Format, RowColumns Columns, LabelIndex Labels, ImportedLabels Use);
