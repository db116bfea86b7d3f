using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AnnotationStudio.Data;

/// <summary>One person's decision on one item. Append-only: a correction is a new row that supersedes.</summary>
public sealed class Annotation
{
    /// <summary>Ascending in the order of the commits.</summary>
    public long Sequence { get; init; }

    public required int ProjectId { get; init; }

    /// <summary>Made by the client, unique in the project, so that sending twice never counts twice.</summary>
    public required Guid Key { get; init; }

    public required long ItemId { get; init; }

    /// <summary>Null for labels that came with a file.</summary>
    public required int? AnnotatorId { get; init; }

    public required AnnotationAction Action { get; init; }

    /// <summary>Ids of the chosen labels, ascending.</summary>
    public List<int> Labels { get; init; } = [];

    public string? Comment { get; set; }

    /// <summary>Milliseconds from the text's appearing to the decision.</summary>
    public int ElapsedMs { get; init; }

    /// <summary>Version of the model whose suggestion the person saw, or null.</summary>
    public int? ModelVersion { get; init; }

    /// <summary>Ids of the labels that it suggested, ascending; null where nothing was suggested, or it is not known what.</summary>
    public List<int>? Suggested { get; init; }

    public long? AssignmentId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Sequence of the annotation that this one replaces.</summary>
    public long? Supersedes { get; init; }

    /// <summary>False once another row supersedes it. The only thing about a row, but erasure, that ever changes.</summary>
    public bool IsCurrent { get; set; } = true;

    /// <summary>The decision of a lead, which settles the item whatever others said.</summary>
    public bool IsAdjudication { get; init; }

    public Person? Annotator { get; private set; }

    public Item? Item { get; private set; }
}

internal sealed class AnnotationConfiguration : IEntityTypeConfiguration<Annotation>
{
    public void Configure(EntityTypeBuilder<Annotation> builder)
    {
        builder.HasKey(annotation => annotation.Sequence);
        builder.HasIndex(annotation => new { annotation.ProjectId, annotation.Key }).IsUnique();
        builder.HasIndex(annotation => new { annotation.ProjectId, annotation.AnnotatorId, annotation.Sequence });
        builder.HasIndex(annotation => annotation.ItemId);
        builder.HasOne<Project>().WithMany().HasForeignKey(annotation => annotation.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(annotation => annotation.Item).WithMany().HasForeignKey(annotation => annotation.ItemId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(annotation => annotation.Annotator).WithMany().HasForeignKey(annotation => annotation.AnnotatorId).OnDelete(DeleteBehavior.Restrict);
    }
}
