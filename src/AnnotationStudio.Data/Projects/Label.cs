using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AnnotationStudio.Data;

/// <summary>One of the answers of a project.</summary>
public sealed class Label
{
    public int Id { get; init; }

    public int ProjectId { get; init; }

    public required string Name { get; set; }

    /// <summary>Other names that mean the same, in files and in texts.</summary>
    public List<string> Aliases { get; set; } = [];

    /// <summary>What the rules look for in texts besides the names; files do not know them.</summary>
    public List<string> Patterns { get; set; } = [];

    /// <summary>Names of the labels that this one brings along.</summary>
    public List<string> Parents { get; set; } = [];

    public string Description { get; set; } = "";

    /// <summary><c>#rrggbb</c>, or empty for the palette's next.</summary>
    public string Color { get; set; } = "";

    /// <summary>One character, or empty for the next digit or letter.</summary>
    public string Hotkey { get; set; } = "";

    /// <summary>Order on the page and of the model's columns, from 0.</summary>
    public int Position { get; set; }

    /// <summary>From then on nobody can choose it; old annotations keep what the person said.</summary>
    public DateTimeOffset? RetiredAt { get; set; }
}

internal sealed class LabelConfiguration : IEntityTypeConfiguration<Label>
{
    public void Configure(EntityTypeBuilder<Label> builder)
    {
        builder.Property(label => label.Name).HasMaxLength(200);
        builder.HasIndex(label => new { label.ProjectId, label.Name }).IsUnique();
    }
}
