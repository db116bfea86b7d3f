using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Hosting;

/// <summary>Section <c>Encoders</c>.</summary>
public sealed class EncodersOptions
{
    public string Use { get; init; } = "";                      // folder name of the encoder that all projects use; empty: the first that can be used

    [Range(1, 64)]
    public int Threads { get; init; } = Math.Max(1, Environment.ProcessorCount - 1);   // threads that ONNX Runtime computes on

    [Range(16, 512)]
    public int MostTokens { get; init; } = 512;                 // pieces of a text that are read, unless the encoder reads fewer

    public bool EmbedsAhead { get; init; } = true;              // whether items are embedded in the background, before a training needs them

    [Range(1, 1_000_000)]
    public int EmbedFrom { get; init; } = 100;                  // labelled items of a project from which its items are embedded ahead
}

[OptionsValidator]
internal sealed partial class EncodersOptionsValidator : IValidateOptions<EncodersOptions>;
