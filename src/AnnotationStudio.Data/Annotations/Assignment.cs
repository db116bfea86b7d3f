using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AnnotationStudio.Data;

/// <summary>An item in a person's hands, for as long as the lease.</summary>
public sealed class Assignment
{
    public long Id { get; init; }

    public required int ProjectId { get; init; }

    public required long ItemId { get; init; }

    /// <summary>Which of the item's places, from 0, below the project's overlap. A gold item has a place for everybody: minus the person's id.</summary>
    public required int Slot { get; set; }

    public required int AnnotatorId { get; init; }

    public required AssignmentKind Kind { get; init; }

    public AssignmentState State { get; set; }

    /// <summary>Why it was chosen, as the person is told.</summary>
    public required string Reason { get; init; }

    public required DateTimeOffset LeaseEnds { get; set; }
}

internal sealed class AssignmentConfiguration : IEntityTypeConfiguration<Assignment>
{
    public void Configure(EntityTypeBuilder<Assignment> builder)
    {
        // No two people hold the same place of an item: the database says so, not the code.
        builder.HasIndex(assignment => new { assignment.ItemId, assignment.Slot }).IsUnique().HasFilter("\"State\" <> 'Ended'");
        // Nobody is given an item twice.
        builder.HasIndex(assignment => new { assignment.ItemId, assignment.AnnotatorId }).IsUnique();
        builder.HasIndex(assignment => new { assignment.ProjectId, assignment.AnnotatorId }).HasFilter("\"State\" = 'Open'");
        builder.HasIndex(assignment => new { assignment.ProjectId, assignment.LeaseEnds }).HasFilter("\"State\" = 'Open'");
        builder.HasOne<Project>().WithMany().HasForeignKey(assignment => assignment.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Item>().WithMany().HasForeignKey(assignment => assignment.ItemId).OnDelete(DeleteBehavior.Cascade);
    }
}
