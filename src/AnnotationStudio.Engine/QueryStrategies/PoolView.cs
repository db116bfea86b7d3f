using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>What a strategy chooses from: candidates numbered from 0, with numbers about them. Nothing is copied.</summary>
public sealed class PoolView
{
    private readonly EmbeddingReader? _embeddings;

    /// <summary>A view from bare numbers.</summary>
    /// <param name="task">Decides what a row of probabilities means.</param>
    /// <param name="count">Number of candidates.</param>
    /// <param name="probabilities">One row for each candidate; null where no model has scored them.</param>
    /// <param name="thresholds">Of a multi-label model: where each label turns from unsuggested to suggested; null for one half.</param>
    /// <param name="embeddings">Writes a candidate's embedding; null where there is none.</param>
    /// <param name="embeddingWidth">Numbers in an embedding.</param>
    /// <exception cref="ArgumentException">There are not as many rows of probabilities as candidates.</exception>
    public PoolView(
        LabelTask task, int count, ProbabilityMatrix? probabilities = null,
        IReadOnlyList<float>? thresholds = null, EmbeddingReader? embeddings = null, int embeddingWidth = 0)
    {
        if (probabilities is not null && probabilities.Rows != count)
            throw new ArgumentException($"{probabilities.Rows} rows of probabilities for {count} candidates.", nameof(probabilities));
        (Task, Count, Probabilities, Thresholds, _embeddings, EmbeddingWidth) = (task, count, probabilities, thresholds, embeddings, embeddingWidth);
    }

    /// <summary>How many labels an item takes.</summary>
    public LabelTask Task { get; }

    /// <summary>Number of candidates.</summary>
    public int Count { get; }

    /// <summary>One row for each candidate; null where no model has scored them.</summary>
    public ProbabilityMatrix? Probabilities { get; }

    /// <summary>Where each label turns from unsuggested to suggested; null for one half.</summary>
    public IReadOnlyList<float>? Thresholds { get; }

    /// <summary>Numbers in an embedding; 0 where there are none.</summary>
    public int EmbeddingWidth { get; }

    /// <summary>What is labelled already; null where nobody says.</summary>
    public LabelledView? Labelled { get; init; }

    /// <summary>Several models that can be asked; null where there is one at most.</summary>
    public CommitteeReader? Committee { get; init; }

    /// <summary>What this view can offer.</summary>
    public PoolNeeds Offers =>
        (Probabilities is null ? PoolNeeds.None : PoolNeeds.Probabilities)
        | (_embeddings is null ? PoolNeeds.None : PoolNeeds.Embeddings)
        | (Labelled is null || (_embeddings is not null && !Labelled.HasEmbeddings) ? PoolNeeds.None : PoolNeeds.Labelled)
        | (Labelled?.Probabilities is null ? PoolNeeds.None : PoolNeeds.LabelledProbabilities)
        | (Committee is null ? PoolNeeds.None : PoolNeeds.Committee);

    /// <summary>Where a label of a candidate turns from unsuggested to suggested.</summary>
    public float Threshold(int label) => Thresholds?[label] ?? .5f;

    /// <summary>Writes a candidate's embedding.</summary>
    /// <exception cref="InvalidOperationException">The view has no embeddings.</exception>
    public void Embedding(int candidate, Span<float> into)
    {
        if (_embeddings is null)
            throw new InvalidOperationException("This view has no embeddings.");
        _embeddings(candidate, into);
    }

    /// <summary>The embeddings of some candidates, row by row.</summary>
    public float[] Embeddings(ReadOnlySpan<int> candidates)
    {
        var rows = new float[candidates.Length * EmbeddingWidth];
        for (var i = 0; i < candidates.Length; i++)
            Embedding(candidates[i], rows.AsSpan(i * EmbeddingWidth, EmbeddingWidth));
        return rows;
    }

    /// <summary>The same view of some of its candidates, numbered anew; their probabilities are copied.</summary>
    /// <param name="candidates">Which, in the order wanted.</param>
    public PoolView Subset(int[] candidates)
    {
        ProbabilityMatrix? own = null;
        if (Probabilities is { } all)
        {
            own = new ProbabilityMatrix(candidates.Length, all.Labels);
            for (var i = 0; i < candidates.Length; i++)
                all[candidates[i]].CopyTo(own[i]);
        }

        EmbeddingReader? embeddings = _embeddings is { } read ? (candidate, into) => read(candidates[candidate], into) : null;
        return new PoolView(Task, candidates.Length, own, Thresholds, embeddings, EmbeddingWidth)
        {
            Labelled = Labelled,
            Committee = Committee is { } ask ? asked => ask([.. asked.Select(candidate => candidates[candidate])]) : null,
        };
    }

    /// <summary>Refuses a request that the view cannot meet.</summary>
    /// <exception cref="ArgumentException">Fewer candidates than asked for, or numbers the strategy needs are missing.</exception>
    public void Require(PoolNeeds needs, int count)
    {
        if (count < 0 || count > Count)
            throw new ArgumentException($"{count} picks asked of {Count} candidates.", nameof(count));
        if ((needs & ~Offers) != PoolNeeds.None)
            throw new ArgumentException($"The strategy needs {needs}, the view offers {Offers}.", nameof(needs));
    }
}
