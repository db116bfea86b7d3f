using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AnnotationStudio.Data;

/// <summary>One text to label.</summary>
public sealed class Item
{
    public long Id { get; init; }

    public required int ProjectId { get; init; }

    /// <summary>Items stay invisible until their import is completed.</summary>
    public required int ImportId { get; init; }

    /// <summary>The id the file gave it, unique in the project.</summary>
    public string? ExternalId { get; set; }

    /// <summary>Empty once erased.</summary>
    public required string Text { get; set; }

    /// <summary>What else the file said, a JSON object.</summary>
    public string? Meta { get; set; }

    /// <summary>First half of the SHA-256 of the trimmed NFC text: the same text never stands twice in a project. Null once erased.</summary>
    public required byte[]? TextHash { get; set; }

    /// <summary>Drawn once, at import, from 0 to 2^53; the lowest are reserved for audit.</summary>
    public required long AuditRank { get; init; }

    /// <summary>Reserved for audit: never chosen, never trained on.</summary>
    public bool IsAudit { get; set; }

    public ItemState State { get; set; }

    /// <summary>Ids of the labels it counts as having; null without a consensus.</summary>
    public List<int>? Consensus { get; set; }

    public DateTimeOffset? LabelledAt { get; set; }

    /// <summary>People asked about it beyond the project's overlap, because those before them disagreed or one more opinion was worth it.</summary>
    public int ExtraOpinions { get; set; }

    public Import? Import { get; private set; }
}

internal sealed class ItemConfiguration : IEntityTypeConfiguration<Item>
{
    public void Configure(EntityTypeBuilder<Item> builder)
    {
        builder.HasIndex(item => new { item.ProjectId, item.TextHash }).IsUnique();
        builder.HasIndex(item => new { item.ProjectId, item.ExternalId }).IsUnique();
        builder.HasIndex(item => new { item.ProjectId, item.State, item.AuditRank });
        builder.HasIndex(item => item.ImportId);
        builder.HasOne<Project>().WithMany().HasForeignKey(item => item.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(item => item.Import).WithMany().HasForeignKey(item => item.ImportId).OnDelete(DeleteBehavior.Restrict);
    }
}
