using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AnnotationStudio.Data;

/// <summary>One file that was read into a project.</summary>
public sealed class Import
{
    public int Id { get; init; }

    public required int ProjectId { get; init; }

    public required int? PersonId { get; init; }

    public required string FileName { get; init; }

    public required string Format { get; init; }

    public ImportState State { get; set; }

    public int Accepted { get; set; }

    public int Duplicates { get; set; }

    public int Conflicts { get; set; }

    public int Rejected { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; set; }
}

internal sealed class ImportConfiguration : IEntityTypeConfiguration<Import>
{
    public void Configure(EntityTypeBuilder<Import> builder)
    {
        builder.HasIndex(import => new { import.ProjectId, import.State });
        builder.HasOne<Project>().WithMany().HasForeignKey(import => import.ProjectId).OnDelete(DeleteBehavior.Cascade);
    }
}
