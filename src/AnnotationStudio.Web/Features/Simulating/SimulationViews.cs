using AnnotationStudio.Data;
using AnnotationStudio.Engine.Learning;

namespace AnnotationStudio.Web.Features.Simulating;

/// <summary>What to replay.</summary>
/// <param name="Strategies">By name; random is always among them, to compare with.</param>
/// <param name="Seeds">Runs of each, 2 to 10.</param>
/// <param name="Batch">Labels between two fits, 5 to 200.</param>
public sealed record NewSimulation(IReadOnlyList<string> Strategies, int Seeds = 5, int Batch = 25);

/// <summary>What a project's labels allow, and what was found.</summary>
public sealed record SimulationView
{
    /// <summary>Labelled items that can play the pool.</summary>
    public required int Labelled { get; init; }

    /// <summary>Audit items with a consensus.</summary>
    public required int Audit { get; init; }

    /// <summary>Why a simulation would say nothing; null when it can be begun.</summary>
    public string? TooFew { get; init; }

    /// <summary>What the project chooses by.</summary>
    public required string Strategy { get; init; }

    public required bool IsMulti { get; init; }

    /// <summary>The run that waits or works; null for none.</summary>
    public SimulationState? Current { get; init; }

    /// <summary>The last run that ended without a result after the one shown; null for none.</summary>
    public SimulationState? Failed { get; init; }

    /// <summary>The last result; null for none.</summary>
    public SimulationResult? Result { get; init; }
}

/// <summary>How far a run is.</summary>
public sealed record SimulationState(int Id, RunState State, double Fraction, double? EtaSeconds, bool IsStopping, string? Error);

/// <summary>What a run found.</summary>
/// <param name="Id">The run's.</param>
/// <param name="Seeds">Runs of each strategy.</param>
/// <param name="PoolItems">Labelled items that played the pool.</param>
/// <param name="TestItems">Items that it was scored on.</param>
/// <param name="ScoredOnAudit">Whether those were audit items.</param>
/// <param name="FinishedAt">When.</param>
/// <param name="Lines">One for each strategy, random last.</param>
public sealed record SimulationResult(int Id, int Seeds, int PoolItems, int TestItems, bool ScoredOnAudit, DateTimeOffset FinishedAt, IReadOnlyList<StrategyResult> Lines);

/// <summary>One strategy's curve, and what it saved against random.</summary>
/// <param name="Curve">Its mean over the seeds.</param>
/// <param name="Saving">Against random; null for random itself.</param>
public sealed record StrategyResult(SimulatedCurve Curve, LabelSaving? Saving);
