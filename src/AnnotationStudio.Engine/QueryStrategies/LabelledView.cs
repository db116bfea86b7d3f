using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>What is labelled already, numbered from 0, for strategies that look at it. Nothing is copied.</summary>
public sealed class LabelledView
{
    private readonly EmbeddingReader? _embeddings;

    /// <summary>A view from bare numbers.</summary>
    /// <param name="labels">For each labelled item its labels.</param>
    /// <param name="labelCount">How many labels there are to give.</param>
    /// <param name="embeddings">Writes an item's embedding, as wide as a candidate's; null where there is none.</param>
    /// <param name="probabilities">What the model says of each; null where no model has been asked.</param>
    /// <exception cref="ArgumentException">There are not as many rows of probabilities as labelled items.</exception>
    public LabelledView(IReadOnlyList<int[]> labels, int labelCount, EmbeddingReader? embeddings = null, ProbabilityMatrix? probabilities = null)
    {
        if (probabilities is not null && probabilities.Rows != labels.Count)
            throw new ArgumentException($"{probabilities.Rows} rows of probabilities for {labels.Count} labelled items.", nameof(probabilities));
        (Labels, LabelCount, Probabilities, _embeddings) = (labels, labelCount, probabilities, embeddings);
    }

    /// <summary>For each labelled item its labels.</summary>
    public IReadOnlyList<int[]> Labels { get; }

    /// <summary>How many labels there are to give.</summary>
    public int LabelCount { get; }

    /// <summary>What the model says of each labelled item; null where no model has been asked.</summary>
    public ProbabilityMatrix? Probabilities { get; }

    /// <summary>Number of labelled items.</summary>
    public int Count => Labels.Count;

    /// <summary>Whether items have embeddings; true where there are no items.</summary>
    public bool HasEmbeddings => Count == 0 || _embeddings is not null;

    /// <summary>How many labelled items have each label.</summary>
    public int[] Held()
    {
        var held = new int[LabelCount];
        foreach (var labels in Labels)
            foreach (var label in labels)
                held[label]++;
        return held;
    }

    /// <summary>Writes a labelled item's embedding.</summary>
    /// <exception cref="InvalidOperationException">The view has no embeddings.</exception>
    public void Embedding(int item, Span<float> into)
    {
        if (_embeddings is null)
            throw new InvalidOperationException("This view of labelled items has no embeddings.");
        _embeddings(item, into);
    }
}
