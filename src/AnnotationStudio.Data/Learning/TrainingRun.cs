using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AnnotationStudio.Data;

/// <summary>One round of learning: asked for, under way or over.</summary>
public sealed class TrainingRun
{
    public int Id { get; init; }

    public required int ProjectId { get; init; }

    /// <summary>What to train; null leaves it to the ladder.</summary>
    public ModelTier? Tier { get; set; }

    /// <summary>Who asked; null when the labels made it due.</summary>
    public int? PersonId { get; init; }

    /// <summary>Why it was begun, in words; empty when somebody asked or the labels made it due.</summary>
    public string Reason { get; init; } = "";

    public RunState State { get; set; }

    /// <summary>What is being done, in words.</summary>
    public string Stage { get; set; } = "";

    /// <summary>Share that is done, 0 to 1.</summary>
    public double Fraction { get; set; }

    public double? EtaSeconds { get; set; }

    /// <summary>The same data and seed give the same picks.</summary>
    public required int Seed { get; init; }

    /// <summary>How often it was begun; a crash in the middle is tried once more.</summary>
    public int Attempts { get; set; }

    public bool CancelRequested { get; set; }

    /// <summary>Why it failed, in words.</summary>
    public string? Error { get; set; }

    public int? ModelVersionId { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }
}

internal sealed class TrainingRunConfiguration : IEntityTypeConfiguration<TrainingRun>
{
    public void Configure(EntityTypeBuilder<TrainingRun> builder)
    {
        builder.HasIndex(run => new { run.ProjectId, run.State });
        builder.HasOne<Project>().WithMany().HasForeignKey(run => run.ProjectId).OnDelete(DeleteBehavior.Cascade);
    }
}
