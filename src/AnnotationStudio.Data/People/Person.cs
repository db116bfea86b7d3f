using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AnnotationStudio.Data;

/// <summary>Somebody who can sign in.</summary>
public sealed class Person : IdentityUser<int>
{
    /// <summary>What others see, and what exports say.</summary>
    public required string DisplayName { get; set; }

    /// <summary>The ceiling of what this person may do anywhere.</summary>
    public required Role Role { get; set; }

    /// <summary>From then on the person can neither sign in nor use a token.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>Set when an admin chose the password: the person must choose another at the next sign-in.</summary>
    public bool MustChangePassword { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The last call or click, to the minute; null for whoever has not come yet.</summary>
    public DateTimeOffset? LastSeenAt { get; set; }
}

internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("People");
        builder.Property(person => person.DisplayName).HasMaxLength(200);
    }
}
