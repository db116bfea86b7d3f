using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Features.Importing;

/// <summary>Section <c>Importing</c>.</summary>
public sealed class ImportingOptions
{
    [Range(1_000, 100_000_000)]
    public int LongestText { get; init; } = 1_000_000;            // characters of one text; a longer one is rejected

    [Range(4_000, 500_000_000)]
    public int LongestRowBytes { get; init; } = 4 * 1024 * 1024;  // bytes of one row of a file; a longer one is skipped as it streams by
}

[OptionsValidator]
internal sealed partial class ImportingOptionsValidator : IValidateOptions<ImportingOptions>;
