using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.QueryStrategies;

/// <summary>What a strategy chooses from: candidates numbered from 0, with numbers about them. Nothing is copied before somebody asks for it.</summary>
/// <remarks>For one thread at a time.</remarks>
public sealed class PoolView
{
    private readonly EmbeddingReader? _embeddings;
    private readonly Dictionary<Uncertainty.Measure, float[]> _measured = [];
    private readonly (PoolView Whole, int[] Places)? _part;
    private ProbabilityMatrix? _probabilities;

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
        (Task, Count, _probabilities, Thresholds, _embeddings, EmbeddingWidth) = (task, count, probabilities, thresholds, embeddings, embeddingWidth);
    }

    private PoolView(PoolView whole, int[] places)
        : this(whole.Task, places.Length, null, whole.Thresholds, whole._embeddings is { } read ? (place, into) => read(places[place], into) : null, whole.EmbeddingWidth) =>
        _part = (whole, places);

    /// <summary>How many labels an item takes.</summary>
    public LabelTask Task { get; }

    /// <summary>Number of candidates.</summary>
    public int Count { get; }

    /// <summary>One row for each candidate; null where no model has scored them.</summary>
    public ProbabilityMatrix? Probabilities => HasProbabilities ? _probabilities ??= Gather(_part!.Value.Whole.Probabilities!, _part.Value.Places) : null;

    /// <summary>Where each label turns from unsuggested to suggested; null for one half.</summary>
    public IReadOnlyList<float>? Thresholds { get; }

    /// <summary>Numbers in an embedding; 0 where there are none.</summary>
    public int EmbeddingWidth { get; }

    /// <summary>What is labelled already; null where nobody says.</summary>
    public LabelledView? Labelled { get; init; }

    /// <summary>Several models that can be asked; null where there is one at most.</summary>
    public CommitteeReader? Committee { get; init; }

    /// <summary>Threads to measure candidates on, at least 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>What this view can offer.</summary>
    public PoolNeeds Offers =>
        (!HasProbabilities ? PoolNeeds.None : PoolNeeds.Probabilities)
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

    /// <summary>The same view of some of its candidates, numbered anew; their probabilities are copied when they are first read, what was measured is not measured again.</summary>
    /// <param name="candidates">Which, in the order wanted; not to be changed afterwards.</param>
    public PoolView Subset(int[] candidates) => new(this, candidates)
    {
        Labelled = Labelled,
        Committee = Committee is { } ask ? asked => ask([.. asked.Select(candidate => candidates[candidate])]) : null,
        Threads = Threads,
    };

    /// <summary>What a measure says of each candidate.</summary>
    internal float[] Measured(Uncertainty.Measure measure)
    {
        if (_measured.TryGetValue(measure, out var known))
            return known;
        return _measured[measure] = _part is var (whole, places)
            ? Gather(whole.Measured(measure), places)
            : Uncertainty.Of(Task, _probabilities!, Thresholds, measure, Threads);
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

    private bool HasProbabilities => _probabilities is not null || _part is { Whole.HasProbabilities: true };

    private static float[] Gather(float[] all, int[] places)
    {
        var own = new float[places.Length];
        for (var i = 0; i < own.Length; i++)
            own[i] = all[places[i]];
        return own;
    }

    private static ProbabilityMatrix Gather(ProbabilityMatrix all, int[] places)
    {
        var own = new ProbabilityMatrix(places.Length, all.Labels);
        for (var i = 0; i < places.Length; i++)
            all[places[i]].CopyTo(own[i]);
        return own;
    }
}
