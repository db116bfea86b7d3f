using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AnnotationStudio.Data;

/// <summary>One trained model: immutable but for what became of it.</summary>
public sealed class ModelVersion
{
    public int Id { get; init; }

    public required int ProjectId { get; init; }

    /// <summary>1, 2, 3 … within the project.</summary>
    public required int Version { get; init; }

    public required ModelTier Tier { get; init; }

    /// <summary>SHA-256 of the artifact, which is also its file's name.</summary>
    public required string ArtifactHash { get; init; }

    /// <summary>SHA-256 of the feature space it reads; null for tiers without one.</summary>
    public string? FeaturesHash { get; init; }

    public required int Seed { get; init; }

    /// <summary>Labelled items it learned from.</summary>
    public required int TrainedItems { get; init; }

    /// <summary>How many of those had each label, in the order of <see cref="LabelIds"/>; null for versions that did not count.</summary>
    public List<int>? LabelCounts { get; init; }

    /// <summary>Labelled items left out because they all but equal an audit item.</summary>
    public int NearAudit { get; init; }

    /// <summary>Sequence of the last annotation it could have seen.</summary>
    public required long DataCut { get; init; }

    /// <summary>SHA-256 of the file that lists the annotations it learned from; null for those that learned from none.</summary>
    public string? DataHash { get; init; }

    /// <summary>Ids of the labels, in the order of its columns.</summary>
    public required List<int> LabelIds { get; init; }

    /// <summary>The metrics with their intervals and where they come from, JSON.</summary>
    public string? Metrics { get; set; }

    /// <summary>What the gate said, in words.</summary>
    public string Decision { get; set; } = "";

    /// <summary>Whether it was ever promoted.</summary>
    public bool WasPromoted { get; set; }

    /// <summary>It climbed a tier before there were enough audit items to be sure; the first audit look confirms or reverts it.</summary>
    public bool IsProvisional { get; set; }

    /// <summary>The version of the lower tier that a climb is judged against; passed on to later versions of the same tier.</summary>
    public int? BaselineId { get; set; }

    /// <summary>Audit items there were when the climb was last looked at; 0 for never.</summary>
    public int LastLookAt { get; set; }

    /// <summary>Audited or promoted by hand: later versions of its tier must not fall behind it.</summary>
    public bool IsReference { get; set; }

    public required long SizeBytes { get; init; }

    public required double TrainingSeconds { get; init; }

    /// <summary>Texts it answers in a second, many at a time, as measured after its training; null when not measured.</summary>
    public double? ItemsPerSecond { get; init; }

    /// <summary>95th percentile of the milliseconds that a single answer takes; null when not measured.</summary>
    public double? LatencyMilliseconds { get; init; }

    /// <summary>Cohen's kappa with the version of its tier before it, both asked about one sample of the pool; null when there was nothing to compare.</summary>
    public double? Agreement { get; init; }

    /// <summary>A lead took it out: from then on it cannot serve, until somebody restores it.</summary>
    public DateTimeOffset? RetiredAt { get; set; }

    public required DateTimeOffset TrainedAt { get; init; }
}

internal sealed class ModelVersionConfiguration : IEntityTypeConfiguration<ModelVersion>
{
    public void Configure(EntityTypeBuilder<ModelVersion> builder)
    {
        builder.HasIndex(model => new { model.ProjectId, model.Version }).IsUnique();
        builder.HasOne<Project>().WithMany().HasForeignKey(model => model.ProjectId).OnDelete(DeleteBehavior.Cascade);
    }
}
