using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AnnotationStudio.Data;

/// <summary>What a person is in a project. The lower of this and the person's own role counts.</summary>
public sealed class Membership
{
    public required int ProjectId { get; init; }

    public required int PersonId { get; init; }

    public required Role Role { get; set; }

    /// <summary>Since when the person gets no items here; null when they do.</summary>
    public DateTimeOffset? PausedAt { get; set; }

    public PauseReason? PauseReason { get; set; }

    /// <summary>When a lead last let the person go on: gold answers before that are forgiven.</summary>
    public DateTimeOffset? ResumedAt { get; set; }

    /// <summary>When the person passed the onboarding, or needed none.</summary>
    public DateTimeOffset? OnboardedAt { get; set; }

    /// <summary>Attempts at the onboarding that were not passed.</summary>
    public int FailedAttempts { get; set; }

    public Project? Project { get; private set; }

    public Person? Person { get; private set; }
}

internal sealed class MembershipConfiguration : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> builder)
    {
        builder.HasKey(membership => new { membership.ProjectId, membership.PersonId });
        builder.HasOne(membership => membership.Person).WithMany().HasForeignKey(membership => membership.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
