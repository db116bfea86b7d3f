using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AnnotationStudio.Data;

/// <summary>One change of a project's labels. Annotations keep what people said; what it counts as follows from the changes that were not undone.</summary>
public sealed class LabelChange
{
    public int Id { get; init; }

    public required int ProjectId { get; init; }

    public required LabelChangeKind Kind { get; init; }

    /// <summary>The label it is about; 0 where the list was edited as a whole.</summary>
    public required int LabelId { get; init; }

    /// <summary>What the label counts as, or the parent that it got.</summary>
    public int? IntoId { get; init; }

    /// <summary>From then on the label counts as <see cref="IntoId"/>; as no answer at all where that is null.</summary>
    public required bool Maps { get; init; }

    /// <summary>What was done, in words, with the names of that time.</summary>
    public required string Words { get; init; }

    /// <summary>The labels that it touched, before and after, JSON.</summary>
    public string Edits { get; set; } = "[]";

    /// <summary>How a split tells its items apart, JSON; null for others.</summary>
    public string? Plan { get; set; }

    /// <summary>Sequence of the last annotation before it.</summary>
    public required long Cut { get; init; }

    /// <summary>Items whose labels it changed.</summary>
    public int Items { get; set; }

    /// <summary>The last item that it was carried out for, or taken back for; null once that is done.</summary>
    public long? Reached { get; set; }

    public required int? PersonId { get; init; }

    public required DateTimeOffset At { get; init; }

    public int? UndoneById { get; set; }

    public DateTimeOffset? UndoneAt { get; set; }
}

internal sealed class LabelChangeConfiguration : IEntityTypeConfiguration<LabelChange>
{
    public void Configure(EntityTypeBuilder<LabelChange> builder)
    {
        builder.HasIndex(change => change.ProjectId);
        // Read at every decision of every person, so it holds nothing else.
        builder.HasIndex(change => new { change.ProjectId, change.LabelId, change.IntoId }).HasFilter("\"Maps\" AND \"UndoneAt\" IS NULL");
        builder.HasOne<Project>().WithMany().HasForeignKey(change => change.ProjectId).OnDelete(DeleteBehavior.Cascade);
    }
}
