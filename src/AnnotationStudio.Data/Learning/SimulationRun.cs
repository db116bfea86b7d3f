using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AnnotationStudio.Data;

/// <summary>The loop replayed on a project's own labels: what each strategy would have given.</summary>
public sealed class SimulationRun
{
    public int Id { get; init; }

    public required int ProjectId { get; init; }

    /// <summary>Null for the owner at the console, and for somebody who was removed.</summary>
    public int? RequestedById { get; init; }

    public RunState State { get; set; }

    public bool CancelRequested { get; set; }

    /// <summary>Names of query strategies.</summary>
    public required List<string> Strategies { get; init; }

    /// <summary>Runs of each strategy.</summary>
    public required int Seeds { get; init; }

    /// <summary>Labels between two fits.</summary>
    public required int Batch { get; init; }

    /// <summary>Labelled items that played the pool; 0 until it began.</summary>
    public int PoolItems { get; set; }

    /// <summary>Labelled items held out to score on.</summary>
    public int TestItems { get; set; }

    /// <summary>Whether it was scored on audit items, which chance drew; else on labelled items held out.</summary>
    public bool ScoredOnAudit { get; set; }

    /// <summary>Share that is done, 0 to 1.</summary>
    public double Fraction { get; set; }

    public double? EtaSeconds { get; set; }

    /// <summary>Why it ended without a result, in words that can be shown.</summary>
    public string? Error { get; set; }

    /// <summary>One evaluation a line, as the simulator's CSV has them, without its header. Empty until it is done.</summary>
    public string Rows { get; set; } = "";

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }
}

internal sealed class SimulationRunConfiguration : IEntityTypeConfiguration<SimulationRun>
{
    public void Configure(EntityTypeBuilder<SimulationRun> builder)
    {
        builder.HasIndex(run => new { run.ProjectId, run.Id });
        builder.HasOne<Project>().WithMany().HasForeignKey(run => run.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(run => run.RequestedById).OnDelete(DeleteBehavior.SetNull);
    }
}
