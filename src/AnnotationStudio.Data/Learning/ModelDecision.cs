using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AnnotationStudio.Data;

/// <summary>One thing that was decided about a model version, by the gate or by a person. Append-only.</summary>
public sealed class ModelDecision
{
    public int Id { get; init; }

    public required int ProjectId { get; init; }

    public required int ModelVersionId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required DecisionKind Kind { get; init; }

    /// <summary>Who decided; null for the gate, and at the command line.</summary>
    public int? PersonId { get; init; }

    /// <summary>The decision in words, with the reason.</summary>
    public required string Words { get; init; }

    /// <summary>The gate's decision with its numbers, JSON; null when a person decided or there was nothing to compare.</summary>
    public string? Gate { get; init; }
}

internal sealed class ModelDecisionConfiguration : IEntityTypeConfiguration<ModelDecision>
{
    public void Configure(EntityTypeBuilder<ModelDecision> builder)
    {
        builder.HasIndex(decision => new { decision.ProjectId, decision.ModelVersionId });
        builder.HasOne<Project>().WithMany().HasForeignKey(decision => decision.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<ModelVersion>().WithMany().HasForeignKey(decision => decision.ModelVersionId).OnDelete(DeleteBehavior.Cascade);
    }
}
