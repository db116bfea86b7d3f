namespace AnnotationStudio.Benchmarks.Lives;

/// <summary>What the gate did in many simulated lives, with the bars it has to meet.</summary>
internal sealed record LivesReport(IReadOnlyList<LivesReport.ClimbRow> Climbs, IReadOnlyList<LivesReport.RatchetRow> Ratchets)
{
    /// <summary>Most wrong climbs: the 5 % that the looks are made for, and what chance adds over 5,000 lives.</summary>
    public const double MostWrong = .056;

    /// <summary>Least share of true gains of five points that climb while audit items grow to 300.</summary>
    public const double LeastRight = .75;

    /// <summary>Points below the reference that a tier losing a point each round may stand, on average over lives, after any round.</summary>
    public const double MostSlip = .02;

    private static readonly ClimbScenario[] Scenarios =
    [
        new(0), new(.03), new(.05), new(.1),
        new(0) { IsRetrained = true },
        new(0) { Flattery = .02 }, new(.03) { Flattery = .02 }, new(.05) { Flattery = .02 }, new(-.03) { Flattery = .02 },
        new(0) { Flattery = .02, IsRetrained = true },
        new(0) { Disagreement = .05 }, new(0) { Disagreement = .3 }, new(.05) { Disagreement = .2 }, new(.05) { Disagreement = .3 },
    ];

    /// <summary>Each bar in words, with whether it is met.</summary>
    public IEnumerable<(string Words, bool IsMet)> Bars(double slack = 0)
    {
        foreach (var row in Climbs.Where(row => row.Scenario.Gain == 0))
            yield return ($"wrong climbs ≤ {MostWrong:P1}: {row.ForGood:P1} ({row.Scenario})", row.ForGood <= MostWrong + slack);
        foreach (var row in Climbs.Where(row => row.Scenario is { Gain: .05, Disagreement: .1 }))
            yield return ($"+5 points promoted ≥ {LeastRight:P0}: {row.ForGood:P1} ({row.Scenario})", row.ForGood >= LeastRight - slack);
        foreach (var row in Ratchets.Where(row => row.Step < 0))
            yield return ($"mean level never below −{MostSlip * 100:0} points: {row.LowestMean * 100:0.00} ({row.Words})", row.LowestMean >= -MostSlip - slack);
    }

    /// <summary>Lives every scenario; the same seed gives the same report.</summary>
    public static LivesReport Of(int lives, int seed, CancellationToken ct) => new(
        [.. Scenarios.Select((scenario, at) => Climb(scenario, lives, new Random(seed + at), ct))],
        [
            Ratchet(-.01, true, lives, new Random(seed + 101), ct), Ratchet(-.01, false, lives, new Random(seed + 102), ct),
            Ratchet(0, false, lives, new Random(seed + 103), ct), Ratchet(.0025, false, lives, new Random(seed + 104), ct),
            Ratchet(.005, false, lives, new Random(seed + 105), ct),
        ]);

    private static ClimbRow Climb(ClimbScenario scenario, int lives, Random random, CancellationToken ct)
    {
        var ends = Lived(lives, () => new ClimbLife(scenario, random).Live(), ct);
        double Share(Func<ClimbEnd, bool> holds) => (double)ends.Count(holds) / lives;
        return new(
            scenario, Share(end => end.IsForGood), Share(end => end.WasProvisional), Share(end => end.WasTakenBack), Share(end => end.WasTakenBackFirst),
            ends.Average(end => (double)end.RoundsServed / ClimbLife.Rounds));
    }

    private static RatchetRow Ratchet(double step, bool fromChampion, int lives, Random random, CancellationToken ct)
    {
        var levels = Lived(lives, () => new RatchetLife(step, random).Live(fromChampion), ct);
        var ends = levels.Select(life => life[^1]).Order().ToArray();
        return new(
            step, fromChampion, Enumerable.Range(0, ClimbLife.Rounds).Min(round => levels.Average(life => life[round])), ends.Average(), ends[lives / 20],
            (double)ends.Count(end => end < -MostSlip - 1e-9) / lives, levels.Average(life => life.Average()));
    }

    private static List<T> Lived<T>(int lives, Func<T> live, CancellationToken ct)
    {
        var ends = new List<T>(lives);
        for (var life = 0; life < lives; life++)
        {
            ct.ThrowIfCancellationRequested();
            ends.Add(live());
        }

        return ends;
    }

    /// <summary>One scenario's climbs, as shares of lives; the last is the mean share of rounds that the higher tier served.</summary>
    internal sealed record ClimbRow(ClimbScenario Scenario, double ForGood, double Provisional, double TakenBack, double TakenBackFirst, double Served);

    /// <summary>One tier's slow change, in units of accuracy against the reference.</summary>
    /// <param name="Step">True change each round.</param>
    /// <param name="FromChampion">Whether the step is from the serving version.</param>
    /// <param name="LowestMean">Mean level over lives after the worst round.</param>
    /// <param name="End">Mean level after the last round.</param>
    /// <param name="EndAt5">Level after the last round that 5 % of lives are below.</param>
    /// <param name="EndsBelow">Share of lives that end more than two points below.</param>
    /// <param name="Mean">Mean level over lives and rounds.</param>
    internal sealed record RatchetRow(double Step, bool FromChampion, double LowestMean, double End, double EndAt5, double EndsBelow, double Mean)
    {
        public string Words => $"{Step * 100:+0.##;−0.##;0} points each round{(FromChampion ? ", from the champion" : "")}";
    }
}
