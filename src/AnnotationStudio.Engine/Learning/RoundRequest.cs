using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.QueryStrategies;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Learning;

/// <summary>Everything a round works on.</summary>
public sealed record RoundRequest
{
    /// <summary>The pool; not to be changed meanwhile. What the rules of a multi-label set match is kept with its rows.</summary>
    public required Pool Pool { get; init; }

    /// <summary>The project's labels.</summary>
    public required LabelSet Labels { get; init; }

    /// <summary>What people have labelled, without audit items. Labelled rows are never picked.</summary>
    public required IReadOnlyList<LabelledRow> Labelled { get; init; }

    /// <summary>What is trained.</summary>
    public required IModelTier Tier { get; init; }

    /// <summary>Who chooses the first batches; the rest of the queue goes by margin.</summary>
    public IQueryStrategy Strategy { get; init; } = new DefaultChoice();

    /// <summary>Rows reserved for the audit: never picked, and texts all but equal to them are not trained on.</summary>
    public IReadOnlyCollection<int> Audit { get; init; } = [];

    /// <summary>Further rows that are not to be picked: skipped, flagged, leased.</summary>
    public IReadOnlyCollection<int> Excluded { get; init; } = [];

    /// <summary>Length of the queue wanted; shorter when fewer rows are left.</summary>
    public int QueueLength { get; init; } = 2_000;

    /// <summary>How many picks the strategy chooses together.</summary>
    public int BatchSize { get; init; } = 25;

    /// <summary>How many such batches come first in the queue.</summary>
    public int Batches { get; init; } = 2;

    /// <summary>Folds of the cross-validation.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>The same request and seed give the same model and picks.</summary>
    public int Seed { get; init; }

    /// <summary>Threads for scoring the pool, at least 1. A tier has its own.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Reads texts; needed by tiers that read more than features, and for what rules match in a multi-label task: without it heads do without.</summary>
    public ItemTexts? Texts { get; init; }
}
