using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AnnotationStudio.Data;

/// <summary>An item whose answer a lead has fixed. It counts as labelled so, whatever people say of it: it judges them.</summary>
public sealed class GoldItem
{
    public required long ItemId { get; init; }

    public required int ProjectId { get; init; }

    public required GoldKind Kind { get; set; }

    /// <summary>Ids of the right labels, ascending.</summary>
    public required List<int> Labels { get; set; }

    /// <summary>Why they are right, in the words of the guidelines; shown after an answer of the onboarding.</summary>
    public string Explanation { get; set; } = "";

    /// <summary>Order within the onboarding, lowest first.</summary>
    public int Position { get; set; }

    /// <summary>Who fixed it, and is never asked; null for answers that came with a file.</summary>
    public required int? PersonId { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}

internal sealed class GoldItemConfiguration : IEntityTypeConfiguration<GoldItem>
{
    public void Configure(EntityTypeBuilder<GoldItem> builder)
    {
        builder.HasKey(gold => gold.ItemId);
        builder.Property(gold => gold.ItemId).ValueGeneratedNever();
        builder.HasIndex(gold => new { gold.ProjectId, gold.Kind, gold.Position });
        builder.HasOne<Project>().WithMany().HasForeignKey(gold => gold.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Item>().WithMany().HasForeignKey(gold => gold.ItemId).OnDelete(DeleteBehavior.Cascade);
    }
}
