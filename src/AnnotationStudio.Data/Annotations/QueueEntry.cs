using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AnnotationStudio.Data;

/// <summary>An item that waits to be given out, in the query strategy's order.</summary>
public sealed class QueueEntry
{
    public required long ItemId { get; init; }

    public required int ProjectId { get; init; }

    /// <summary>Reserved for audit: such entries have an order of their own.</summary>
    public required bool IsAudit { get; init; }

    /// <summary>Lowest first.</summary>
    public required int Rank { get; init; }

    /// <summary>How many more people it can be given to.</summary>
    public required int OpenSlots { get; set; }

    /// <summary>Why it was chosen, in words; empty for audit items.</summary>
    public required string Reason { get; init; }
}

internal sealed class QueueEntryConfiguration : IEntityTypeConfiguration<QueueEntry>
{
    public void Configure(EntityTypeBuilder<QueueEntry> builder)
    {
        builder.ToTable("Queue");
        builder.HasKey(entry => entry.ItemId);
        builder.Property(entry => entry.ItemId).ValueGeneratedNever();
        builder.HasIndex(entry => new { entry.ProjectId, entry.IsAudit, entry.Rank }).HasFilter("\"OpenSlots\" > 0");
        builder.HasOne<Project>().WithMany().HasForeignKey(entry => entry.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Item>().WithMany().HasForeignKey(entry => entry.ItemId).OnDelete(DeleteBehavior.Cascade);
    }
}
