using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Aggregation;

/// <summary>The ways to make one answer of several, by the names that settings take.</summary>
public static class ConsensusMethods
{
    /// <summary>Leaves the choice to the votes.</summary>
    public const string Automatic = "automatic";

    /// <summary>Asks a classifier too, so that whoever makes it needs to bring what that says.</summary>
    public const string ModelAssisted = "model-assisted";

    /// <summary>Counts heads.</summary>
    public const string Majority = "majority";

    private const string DawidSkene = "dawid-skene";

    /// <summary>All names, the default first.</summary>
    public static IReadOnlyList<string> All { get; } = [Automatic, Majority, DawidSkene, "one-coin", "glad", "mace", ModelAssisted];

    /// <summary>The method that a choice comes to.</summary>
    /// <param name="name">One of <see cref="All"/>.</param>
    /// <param name="task">Sets of labels are left to the majority unless somebody chooses, since a rare label has too few answers to weigh people by; a classifier has no say in them.</param>
    /// <param name="overlap">Of all the votes.</param>
    /// <returns>A name other than <see cref="Automatic"/>.</returns>
    public static string InForce(string name, LabelTask task, VoteOverlap overlap)
    {
        ArgumentNullException.ThrowIfNull(overlap);
        return name switch
        {
            Automatic => task == LabelTask.Single && overlap.IsEnough ? DawidSkene : Majority,
            ModelAssisted when task == LabelTask.Multi => DawidSkene,
            _ => name,
        };
    }

    /// <summary>Who makes the consensus.</summary>
    /// <param name="name">As <see cref="InForce"/> gives it.</param>
    /// <param name="model">For <see cref="ModelAssisted"/>, what a classifier that had not seen an item says of it; Dawid and Skene's model without.</param>
    /// <param name="settings">Null for the defaults.</param>
    /// <exception cref="ArgumentException">There is no such method.</exception>
    public static IAggregator Find(string name, ProbabilityMatrix? model = null, EmSettings? settings = null) => name switch
    {
        Majority => new MajorityVote(),
        DawidSkene => new DawidSkene(settings),
        "one-coin" => new OneCoin(settings),
        "glad" => new Glad(settings),
        "mace" => new Mace(settings),
        ModelAssisted => model is null ? new DawidSkene(settings) : new ModelAssisted(model, settings),
        _ => throw new ArgumentException($"There is no consensus \"{name}\".", nameof(name)),
    };
}
