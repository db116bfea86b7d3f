using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AnnotationStudio.Data;

/// <summary>What a person is in a project. The lower of this and the person's own role counts.</summary>
public sealed class Membership
{
    public required int ProjectId { get; init; }

    public required int PersonId { get; init; }

    public required Role Role { get; set; }

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
