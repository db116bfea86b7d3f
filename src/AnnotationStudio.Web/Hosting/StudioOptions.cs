using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Hosting;

/// <summary>Section <c>Studio</c>.</summary>
public sealed class StudioOptions
{
    [Required]
    public string DataFolder { get; init; } = "data";                  // database, keys, models; relative to where the command is given

    [Range(1, 1024L * 1024 * 1024 * 1024)]
    public long LargestImportBytes { get; init; } = 2L * 1024 * 1024 * 1024;   // of one file, bytes

    [Range(1, 1_000_000)]
    public int CallsPerSecond { get; init; } = 500;                    // of one token to the REST interface; more are answered 429

    [Range(1, 64)]
    public int TrainingThreads { get; init; } = Math.Max(1, Environment.ProcessorCount - 1);   // threads that learn; the rest serve people
}

[OptionsValidator]
internal sealed partial class StudioOptionsValidator : IValidateOptions<StudioOptions>;
