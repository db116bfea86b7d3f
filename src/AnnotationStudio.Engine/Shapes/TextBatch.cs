namespace AnnotationStudio.Engine.Shapes;

/// <summary>A batch of texts to be predicted.</summary>
public sealed class TextBatch(IReadOnlyList<string> texts)
{
    /// <summary>The texts, in order.</summary>
    public IReadOnlyList<string> Texts { get; } = texts;

    /// <summary>How many texts there are.</summary>
    public int Count => Texts.Count;
}
