namespace AnnotationStudio.Engine.Models.TransformerTier;

/// <summary>An encoder's folder as it lies there, without loading it.</summary>
/// <remarks>Holds <c>model.onnx</c>, and <c>tokenizer.json</c> or <c>vocab.txt</c>; may hold <c>config.json</c>, <c>tokenizer_config.json</c>, a README or a licence.</remarks>
public sealed record EncoderFolder
{
    /// <summary>The model's file.</summary>
    public const string ModelFile = "model.onnx";

    /// <summary>The tokenizer with its settings; comes before the vocabulary where both are there.</summary>
    public const string TokenizerFile = "tokenizer.json";

    /// <summary>The bare vocabulary.</summary>
    public const string VocabularyFile = "vocab.txt";

    /// <summary>The folder's name: the encoder's.</summary>
    public required string Name { get; init; }

    /// <summary>The folder's full path.</summary>
    public required string Path { get; init; }

    /// <summary>Why it cannot be used and what to do, fit to be shown; null when nothing is wrong as far as it can be seen without loading it.</summary>
    public string? Problem { get; init; }

    /// <summary>Size of the model, bytes; 0 when there is none.</summary>
    public long ModelBytes { get; init; }

    /// <summary>When the newest of its files was written: with the size, what tells that the folder changed.</summary>
    public DateTime ChangedAt { get; init; }

    /// <summary>Numbers in an embedding, as <c>config.json</c> says; null where it does not.</summary>
    public int? Dimension { get; init; }

    /// <summary>Layers, as <c>config.json</c> says; null where it does not.</summary>
    public int? Layers { get; init; }

    /// <summary>Longest text in pieces that it can read, as its files say; null where they do not.</summary>
    public int? MostTokens { get; init; }

    /// <summary>The licence as its files state it; null where they do not.</summary>
    public string? Licence { get; init; }

    /// <summary>Whether letters are lower-cased; null where the tokenizer could not be read.</summary>
    public bool? Lowercases { get; init; }

    /// <summary>Where the tokenizer is.</summary>
    public string TokenizerPath => System.IO.Path.Combine(Path, File.Exists(System.IO.Path.Combine(Path, TokenizerFile)) ? TokenizerFile : VocabularyFile);

    /// <summary>Where the model is.</summary>
    public string ModelPath => System.IO.Path.Combine(Path, ModelFile);
}
