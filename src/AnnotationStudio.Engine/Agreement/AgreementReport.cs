using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Agreement;

/// <summary>How far people agree: all figures of one set of votes, each with its 95 % interval over items.</summary>
public sealed record AgreementReport
{
    /// <summary>Items with a vote.</summary>
    public required int Items { get; init; }

    /// <summary>Items with two votes or more: what agreement can be told from.</summary>
    public required int Overlapping { get; init; }

    /// <summary>People with a vote.</summary>
    public required int Annotators { get; init; }

    /// <summary>Number of votes.</summary>
    public required int Votes { get; init; }

    /// <summary>Mean over items of the share of pairs of votes that agree; sets of labels agree when they are equal.</summary>
    public required Interval Observed { get; init; }

    /// <summary>Fleiss' kappa.</summary>
    public required Interval FleissKappa { get; init; }

    /// <summary>Gwet's AC1.</summary>
    public required Interval GwetAc1 { get; init; }

    /// <summary>Krippendorff's alpha by distance: nominal for single-label votes; MASI, Jaccard and nominal for sets of labels.</summary>
    public required IReadOnlyDictionary<AlphaDistance, Interval> Alphas { get; init; }

    /// <summary>Which of <see cref="Alphas"/> is the project's figure: nominal, or MASI for sets of labels.</summary>
    public required AlphaDistance Distance { get; init; }

    /// <summary>Cohen's kappa of each two people.</summary>
    public required CohenKappas CohenKappa { get; init; }

    /// <summary>Label by label, in their order.</summary>
    public required IReadOnlyList<LabelAgreement> Labels { get; init; }

    /// <summary>The project's alpha.</summary>
    public Interval Alpha => Alphas[Distance];

    /// <summary>What the project's alpha means, in words.</summary>
    public Reliability Reliability => Reliability.Of(Alpha, Overlapping);

    /// <summary>All figures.</summary>
    /// <param name="votes">Any; without an item of two votes the figures are NaN.</param>
    /// <param name="settings">How intervals are drawn.</param>
    /// <param name="random">The same state gives the same intervals.</param>
    /// <param name="ct">Obeyed within a second.</param>
    /// <remarks>O(votes + pairs of votes on one item + replicates × (items + patterns of answers × labels)). All but kappa share the resamples.</remarks>
    public static AgreementReport Of(Votes votes, ResamplingSettings settings, Random random, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(votes);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(random);
        var patterns = new VotePatterns(votes);
        var figures = new NominalFigures(patterns, settings, random, ct);
        var alphas = new Dictionary<AlphaDistance, Interval> { [AlphaDistance.Nominal] = figures.Alpha };
        if (votes.Task == LabelTask.Multi)
            foreach (var distance in new[] { AlphaDistance.Masi, AlphaDistance.Jaccard })
                alphas[distance] = KrippendorffAlpha.Estimate(patterns, distance, settings, random, ct);
        return new()
        {
            Items = patterns.OfVoted.Length,
            Overlapping = patterns.Overlapping,
            Annotators = Voters(votes),
            Votes = votes.Count,
            Observed = figures.Observed,
            FleissKappa = figures.FleissKappa,
            GwetAc1 = figures.GwetAc1,
            Alphas = alphas,
            Distance = votes.Task == LabelTask.Multi ? AlphaDistance.Masi : AlphaDistance.Nominal,
            CohenKappa = Agreement.CohenKappa.Of(votes, ct),
            Labels = figures.Labels,
        };
    }

    private static int Voters(Votes votes)
    {
        var voted = new bool[votes.Annotators];
        for (var item = 0; item < votes.Items; item++)
            foreach (var annotator in votes.AnnotatorsOf(item))
                voted[annotator] = true;
        return voted.Count(has => has);
    }
}
