using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Data;

/// <summary>The nouns. Read with a context from the factory; write through <see cref="StudioStore"/>.</summary>
public sealed class StudioDbContext(DbContextOptions<StudioDbContext> options) : IdentityUserContext<Person, int>(options)
{
    /// <summary>The writer's own statements; null in every context that only reads.</summary>
    internal PreparedStatements? Statements { get; init; }

    public DbSet<Person> People => Set<Person>();

    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();

    public DbSet<Project> Projects => Set<Project>();

    public DbSet<Label> Labels => Set<Label>();

    public DbSet<LabelChange> LabelChanges => Set<LabelChange>();

    public DbSet<ChangedItem> ChangedItems => Set<ChangedItem>();

    public DbSet<Membership> Memberships => Set<Membership>();

    public DbSet<ActivityEntry> Activity => Set<ActivityEntry>();

    public DbSet<Import> Imports => Set<Import>();

    public DbSet<Item> Items => Set<Item>();

    public DbSet<GoldItem> GoldItems => Set<GoldItem>();

    public DbSet<Annotation> Annotations => Set<Annotation>();

    public DbSet<Assignment> Assignments => Set<Assignment>();

    public DbSet<QueueEntry> Queue => Set<QueueEntry>();

    public DbSet<TrainingRun> TrainingRuns => Set<TrainingRun>();

    public DbSet<SimulationRun> SimulationRuns => Set<SimulationRun>();

    public DbSet<ModelVersion> ModelVersions => Set<ModelVersion>();

    public DbSet<ModelDecision> ModelDecisions => Set<ModelDecision>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(StudioDbContext).Assembly);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
        configurationBuilder.Properties<Role>().HaveConversion<string>();
        configurationBuilder.Properties<ProjectTask>().HaveConversion<string>();
        configurationBuilder.Properties<ProjectState>().HaveConversion<string>();
        configurationBuilder.Properties<SuggestionMode>().HaveConversion<string>();
        configurationBuilder.Properties<ImportedLabels>().HaveConversion<string>();
        configurationBuilder.Properties<ObjectiveMetric>().HaveConversion<string>();
        configurationBuilder.Properties<LabelChangeKind>().HaveConversion<string>();
        configurationBuilder.Properties<ItemState>().HaveConversion<string>();
        configurationBuilder.Properties<GoldKind>().HaveConversion<string>();
        configurationBuilder.Properties<PauseReason>().HaveConversion<string>();
        configurationBuilder.Properties<ImportState>().HaveConversion<string>();
        configurationBuilder.Properties<AnnotationAction>().HaveConversion<string>();
        configurationBuilder.Properties<AssignmentState>().HaveConversion<string>();
        configurationBuilder.Properties<AssignmentKind>().HaveConversion<string>();
        configurationBuilder.Properties<ModelTier>().HaveConversion<string>();
        configurationBuilder.Properties<DecisionKind>().HaveConversion<string>();
        configurationBuilder.Properties<RunState>().HaveConversion<string>();
    }
}
