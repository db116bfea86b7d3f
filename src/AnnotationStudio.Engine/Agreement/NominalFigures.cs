using AnnotationStudio.Engine.Shapes;
using static AnnotationStudio.Engine.Agreement.ItemResampling;

namespace AnnotationStudio.Engine.Agreement;

/// <summary>The figures on bare labels with their intervals, all from the same resamples.</summary>
internal sealed class NominalFigures
{
    private const int Whole = 4;

    private readonly double[][] _replicates;
    private readonly double[] _values;
    private readonly int _overlapping;

    public NominalFigures(VotePatterns patterns, ResamplingSettings settings, Random random, CancellationToken ct)
    {
        _overlapping = patterns.Overlapping;
        var labels = patterns.Votes.Labels;
        _values = [.. Figures(patterns, ItemResampling.Whole(patterns)).Select(figure => figure[0])];
        _replicates = patterns.Count == 0 ? [.. _values.Select(_ => new double[1])]
            : Run(patterns, settings, weights => Figures(patterns, weights), random, ct);
        var votes = new NominalSums(patterns, ItemResampling.Whole(patterns), byLabel: true);
        Labels = [.. Enumerable.Range(0, labels).Select(label =>
            new LabelAgreement(label, (int)votes.Votes(label, 0), Interval(Whole + label), Interval(Whole + labels + label)))];
    }

    public Interval Observed => Interval(0);

    public Interval FleissKappa => Interval(1);

    public Interval Alpha => Interval(2);

    public Interval GwetAc1 => Interval(3);

    public IReadOnlyList<LabelAgreement> Labels { get; }

    private Interval Interval(int figure) => Perfect.Widen(Shapes.Interval.Percentile(_values[figure], _replicates[figure]), _overlapping);

    private static double[][] Figures(VotePatterns patterns, double[] weights)
    {
        var sums = new NominalSums(patterns, weights);
        var byLabel = patterns.Votes.Task == LabelTask.Multi ? new NominalSums(patterns, weights, byLabel: true) : sums;
        int[] labels = [.. Enumerable.Range(0, patterns.Votes.Labels)];
        return
        [
            Each(sums.Observed),
            Each(replicate => NominalSums.Beyond(sums.Observed(replicate), sums.FleissChance(replicate))),
            Each(sums.Alpha),
            Each(replicate => NominalSums.Beyond(sums.Observed(replicate), sums.GwetChance(replicate))),
            .. labels.Select(label => Each(replicate => byLabel.AlphaOf(label, replicate))),
            .. labels.Select(label => Each(replicate => byLabel.SpecificAgreement(label, replicate))),
        ];
    }

    private static double[] Each(Func<int, double> figure) => [.. Enumerable.Range(0, Width).Select(figure)];
}
