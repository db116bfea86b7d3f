using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AnnotationStudio.Data;

/// <summary>What an item counted as before a change of the labels, so that undoing brings back exactly that.</summary>
public sealed class ChangedItem
{
    public required int ChangeId { get; init; }

    public required long ItemId { get; init; }

    public required ItemState State { get; init; }

    public List<int>? Consensus { get; init; }

    public DateTimeOffset? LabelledAt { get; init; }

    /// <summary>Sequence of the adjudication that the change made, where it made one.</summary>
    public long? Adjudication { get; init; }
}

internal sealed class ChangedItemConfiguration : IEntityTypeConfiguration<ChangedItem>
{
    public void Configure(EntityTypeBuilder<ChangedItem> builder)
    {
        builder.HasKey(item => new { item.ChangeId, item.ItemId });
        builder.HasIndex(item => item.ItemId);
        builder.HasOne<LabelChange>().WithMany().HasForeignKey(item => item.ChangeId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Item>().WithMany().HasForeignKey(item => item.ItemId).OnDelete(DeleteBehavior.Cascade);
    }
}
