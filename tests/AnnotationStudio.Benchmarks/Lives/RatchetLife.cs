using AnnotationStudio.Engine.Evaluation;
using AnnotationStudio.Engine.Promotion;

namespace AnnotationStudio.Benchmarks.Lives;

/// <summary>One tier's life in which each round's model is truly so much better or worse than the one that serves.</summary>
internal sealed class RatchetLife
{
    // Every version answers most items as the others do and the rest by itself, so that two versions of one level differ on a tenth of the items.
    private const double CommonlyRight = .85;
    private const double Fails = .0325;
    private const double Recovers = Fails * CommonlyRight / (1 - CommonlyRight);
    private static readonly GateOptions Options = new() { Measure = Measure.Accuracy };
    private readonly bool[] _common = new bool[AuditLooks.Window];
    private readonly Random _random;
    private readonly double _step;

    public RatchetLife(double step, Random random)
    {
        (_step, _random) = (step, random);
        for (var item = 0; item < _common.Length; item++)
            _common[item] = random.NextDouble() < CommonlyRight;
    }

    /// <summary>The true level of the version that serves after each round, against the reference: 0 is level with it.</summary>
    /// <param name="fromChampion">True where the step is from the serving version; else models go their way whether they serve or not.</param>
    public double[] Live(bool fromChampion)
    {
        var (reference, champion, levels) = (Version(0), Version(0), new double[ClimbLife.Rounds]);
        var (level, isReference) = (0.0, true);
        for (var round = 1; round <= ClimbLife.Rounds; round++)
        {
            var reached = fromChampion ? level + _step : round * _step;
            var challenger = Version(reached);
            var items = ClimbLife.AuditAt(round);
            var decision = PromotionGate.Judge(
                new SameTierCase(
                    "challenger", new("champion", Compare(isReference ? reference : champion, challenger, items)), new("reference", Compare(reference, challenger, items)), Evidence.Audit)
                {
                    ChampionAgainstReference = isReference ? null : Compare(reference, champion, items),
                },
                Options);
            if (decision.Serves)
                (champion, level, isReference) = (challenger, reached, false);
            else if (decision.Verdict == GateVerdict.ReferenceReturned)
                (level, isReference) = (0, true);
            levels[round - 1] = level;
        }

        return levels;
    }

    private bool[] Version(double level)
    {
        // Half of a level is failing less, half recovering more, until one of the two is used up.
        var recovers = Math.Clamp(Recovers + level / 2 / (1 - CommonlyRight), 0, 1);
        var fails = Math.Clamp(Fails + ((recovers - Recovers) * (1 - CommonlyRight) - level) / CommonlyRight, 0, 1);
        return [.. _common.Select(right => right ? _random.NextDouble() >= fails : _random.NextDouble() < recovers)];
    }

    private static PairedComparison Compare(bool[] baseline, bool[] challenger, int items)
    {
        var (old, young, alone) = (0, 0, 0);
        for (var item = 0; item < items; item++)
        {
            old += baseline[item] ? 1 : 0;
            young += challenger[item] ? 1 : 0;
            alone += baseline[item] && !challenger[item] ? 1 : 0;
        }

        return PairedBootstrap.CompareAccuracy(old, young, alone, items);
    }
}
