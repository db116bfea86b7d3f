using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AnnotationStudio.Data;

/// <summary>A person's key to the REST interface. Only its hash is kept.</summary>
public sealed class ApiToken
{
    public int Id { get; init; }

    public required int PersonId { get; init; }

    public required string Name { get; init; }

    /// <summary>SHA-256 of the 256 random bits that were shown once.</summary>
    public required byte[] Hash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; private set; }

    public Person? Person { get; private set; }
}

internal sealed class ApiTokenConfiguration : IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<ApiToken> builder)
    {
        builder.Property(token => token.Name).HasMaxLength(200);
        builder.HasIndex(token => token.Hash).IsUnique();
        builder.HasOne(token => token.Person).WithMany().HasForeignKey(token => token.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
