namespace AnnotationStudio.Data;

/// <summary>What a lead can set for a project.</summary>
public sealed record ProjectSettings
{
    public int RetrainAfter { get; init; } = 50;                                // new labels until a round, 1 to 100,000; imported ones count

    public int Overlap { get; init; } = 1;                                      // people asked about each item, 1 to 20

    public int ExtraOpinions { get; init; } = 1;                                // people asked beyond the overlap where those before disagree, 0 to 5; where one is asked only by LabelAgain

    public bool LabelAgain { get; init; }                                       // whether a labelled item goes to one of the extra people where that teaches more than a new item; where items have one label

    public double AuditShare { get; init; } = 0.10;                             // share of what people get that is audit, and of the pool reserved for it, 0 to 0.5

    public int AuditTarget { get; init; } = 300;                                // audit items that models are judged by, the last ones labelled; as many more renew them; 0 to 10,000

    public int LeaseMinutes { get; init; } = 30;                                // how long an item stays with the person who has it, 1 to 1,440

    public SuggestionMode Suggestions { get; init; } = SuggestionMode.Shown;

    public ImportedLabels ImportedLabels { get; init; } = ImportedLabels.Train;

    public string Strategy { get; init; } = "default";                          // who chooses the next items: a name of the engine's strategies, perhaps with additions, as in margin+balanced

    public string Consensus { get; init; } = "automatic";                       // how several answers become one: automatic, or a name of the engine's consensus methods

    public bool GoldTrains { get; init; }                                       // whether gold items are learned from too

    public double GoldShare { get; init; }                                      // share of what people get that is hidden gold, 0 to 0.2

    public double GoldBar { get; init; }                                        // right answers on gold below which a person is paused, 0 (off) to 1; surely below: the upper end of the interval

    public int GoldLeast { get; init; } = 20;                                   // gold answers before anybody is paused, 1 to 1,000

    public double OnboardingPass { get; init; }                                 // right answers that open real work, 0 (no onboarding) to 1

    public int OnboardingAttempts { get; init; } = 2;                           // then a lead must let the person through, 1 to 20

    public ProjectObjective Objective { get; init; } = new();
}
