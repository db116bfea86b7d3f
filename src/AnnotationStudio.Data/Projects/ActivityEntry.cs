using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AnnotationStudio.Data;

/// <summary>That somebody did something that cannot be read off the other tables: an erasure, an undone import, a changed rule. Outlives what it is about.</summary>
public sealed class ActivityEntry
{
    public long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required int? PersonId { get; init; }

    public required int? ProjectId { get; init; }

    /// <summary>A short fixed word: <c>item-erased</c>, <c>import-undone</c>, <c>rules-changed</c>, <c>person-paused</c>.</summary>
    public required string What { get; init; }

    /// <summary>Id of the item, import, label or person it happened to.</summary>
    public long? SubjectId { get; init; }
}

internal sealed class ActivityEntryConfiguration : IEntityTypeConfiguration<ActivityEntry>
{
    public void Configure(EntityTypeBuilder<ActivityEntry> builder)
    {
        builder.ToTable("Activity");
        builder.HasIndex(entry => new { entry.ProjectId, entry.At });
    }
}
