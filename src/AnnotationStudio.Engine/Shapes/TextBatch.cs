namespace AnnotationStudio.Engine.Shapes;

/// <summary>A batch of texts to be trained on or predicted, with their features where somebody has them already.</summary>
public sealed class TextBatch
{
    private readonly IReadOnlyList<string>? _texts;

    /// <summary>A batch of bare texts.</summary>
    public TextBatch(IReadOnlyList<string> texts) => _texts = texts;

    /// <summary>A batch of texts with their features.</summary>
    /// <exception cref="ArgumentException">There are not as many rows as texts.</exception>
    public TextBatch(IReadOnlyList<string> texts, FeatureRows features)
        : this(texts)
    {
        if (features.Count != texts.Count)
            throw new ArgumentException($"{features.Count} rows of features for {texts.Count} texts.", nameof(features));
        Features = features;
    }

    /// <summary>A batch of features alone, for models that read nothing else (<see cref="HasTexts"/> is false).</summary>
    public TextBatch(FeatureRows features) => Features = features;

    /// <summary>The texts, in order.</summary>
    /// <exception cref="InvalidOperationException">The batch holds features alone.</exception>
    public IReadOnlyList<string> Texts => _texts ?? throw new InvalidOperationException("This batch holds features, not texts.");

    /// <summary>Whether the texts themselves are there.</summary>
    public bool HasTexts => _texts is not null;

    /// <summary>The features of the texts, row by row; null when nobody has featurized them yet.</summary>
    public FeatureRows? Features { get; }

    /// <summary>The pool items that the texts are, in order, so that what is kept for items need not be computed again; null for other texts.</summary>
    public IReadOnlyList<long>? Items { get; init; }

    /// <summary>How many texts there are.</summary>
    public int Count => _texts?.Count ?? Features!.Count;

    /// <summary>Some of the texts with their features, in the order given.</summary>
    public TextBatch Subset(IReadOnlyList<int> rows)
    {
        var items = Items is null ? null : rows.Select(row => Items[row]).ToArray();
        if (Features is null)
            return new TextBatch([.. rows.Select(row => Texts[row])]) { Items = items };
        var features = new FeatureRows(Features.Layout);
        foreach (var row in rows)
            features.Append(Features, row);
        return HasTexts ? new TextBatch([.. rows.Select(row => Texts[row])], features) { Items = items } : new TextBatch(features) { Items = items };
    }
}
