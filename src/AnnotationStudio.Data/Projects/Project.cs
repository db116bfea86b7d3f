using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AnnotationStudio.Data;

/// <summary>One question asked of many texts, by one set of labels.</summary>
public sealed class Project
{
    public int Id { get; init; }

    public required string Name { get; set; }

    public required ProjectTask Task { get; init; }

    public ProjectState State { get; set; }

    /// <summary>Markdown.</summary>
    public string Guidelines { get; set; } = "";

    public ProjectSettings Settings { get; set; } = new();

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The model that suggests; null until there are labels to tell apart.</summary>
    public int? ChampionId { get; set; }

    // Kept in step by the transactions that change what they count, so that no page ever counts a million rows.

    /// <summary>Items that can be labelled or are.</summary>
    public int ItemCount { get; set; }

    /// <summary>Items with a consensus.</summary>
    public int LabelledCount { get; set; }

    /// <summary>Items that people skipped or flagged.</summary>
    public int SkippedCount { get; set; }

    /// <summary>Labels that came since the last round took its cut.</summary>
    public int LabelsSinceTraining { get; set; }

    /// <summary>Items given out so far; decides which of them are audit.</summary>
    public int ClaimCount { get; set; }

    /// <summary>Concurrency token of the lead's edits.</summary>
    public int Version { get; set; }

    public List<Label> Labels { get; } = [];

    public List<Membership> Members { get; } = [];
}

internal sealed class ProjectConfiguration : IEntityTypeConfiguration<Project>
{
    public void Configure(EntityTypeBuilder<Project> builder)
    {
        builder.Property(project => project.Name).HasMaxLength(200).UseCollation("NOCASE");
        builder.HasIndex(project => project.Name).IsUnique();
        // Projects from before there was gold get its defaults.
        builder.ComplexProperty(project => project.Settings).Property(settings => settings.GoldLeast).HasDefaultValue(20);
        builder.ComplexProperty(project => project.Settings).Property(settings => settings.OnboardingAttempts).HasDefaultValue(2);
        // Projects from before there was a choice of strategies, objectives or consensus get the default ones.
        builder.ComplexProperty(project => project.Settings).Property(settings => settings.Strategy).HasMaxLength(200).HasDefaultValue(new ProjectSettings().Strategy);
        builder.ComplexProperty(project => project.Settings).Property(settings => settings.Consensus).HasMaxLength(40).HasDefaultValue(new ProjectSettings().Consensus);
        builder.ComplexProperty(project => project.Settings).ComplexProperty(settings => settings.Objective)
            .Property(objective => objective.Metric).HasDefaultValue(ObjectiveMetric.MacroF1);
        builder.HasMany(project => project.Labels).WithOne().HasForeignKey(label => label.ProjectId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(project => project.Members).WithOne(member => member.Project).HasForeignKey(member => member.ProjectId).OnDelete(DeleteBehavior.Cascade);
    }
}
