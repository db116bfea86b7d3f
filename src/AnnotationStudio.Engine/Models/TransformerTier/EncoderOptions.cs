namespace AnnotationStudio.Engine.Models.TransformerTier;

/// <summary>How encoders are run.</summary>
public sealed record EncoderOptions
{
    /// <summary>Threads that ONNX Runtime computes on, at least 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Most pieces of a text that are read, frame included, 2 or more; an encoder that takes fewer reads fewer.</summary>
    public int MostTokens { get; init; } = 512;

    /// <summary>Most pieces computed at once, padding included: bounds memory and the time until a cancellation is obeyed.</summary>
    public int TokensOfBatch { get; init; } = 2048;
}
