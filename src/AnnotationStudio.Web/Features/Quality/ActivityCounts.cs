using AnnotationStudio.Engine.Agreement;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>What was said when and by whom, and how far people agreed at the time; all by index.</summary>
internal sealed record ActivityCounts(Periods Periods, IReadOnlyList<PeriodCounts> Counts, int[][] ByPersonAndLabel, int[] ByPerson)
{
    private const int Seed = 1;

    public static ActivityCounts? Of(ProjectVotes read, int threads, CancellationToken ct)
    {
        if (read.Given.Count == 0)
            return null;
        var periods = Periods.Between(read.Given.Min(given => given.Day), read.Given.Max(given => given.Day));
        var counts = periods.All.Select(_ => new Gathering(read)).ToList();
        var byPersonAndLabel = read.People.Select(_ => new int[read.Labels.Count]).ToArray();
        var byPerson = new int[read.People.Count];
        foreach (var given in read.Given)
        {
            counts[periods.Of(given.Day)].Add(given);
            byPerson[given.Person]++;
            foreach (var label in read.Votes.LabelsOf(given.Answer))
                byPersonAndLabel[given.Person][label]++;
        }

        return new(periods, counts.ConvertAll(period => period.Counts(threads, ct)), byPersonAndLabel, byPerson);
    }

    private sealed class Gathering(ProjectVotes read)
    {
        private readonly int[] _byLabel = new int[read.Labels.Count];
        private readonly int[] _byPerson = new int[read.People.Count];
        private readonly List<int>[] _times = [.. read.People.Select(_ => new List<int>())];
        private readonly HashSet<int> _items = [];
        private int _answers;

        public void Add(GivenAnswer given)
        {
            _answers++;
            _byPerson[given.Person]++;
            _items.Add(given.Item);
            if (given.ElapsedMs > 0)
                _times[given.Person].Add(given.ElapsedMs);
            foreach (var label in read.Votes.LabelsOf(given.Answer))
                _byLabel[label]++;
        }

        public PeriodCounts Counts(int threads, CancellationToken ct)
        {
            var overlapping = _items.Count(item => read.Votes.CountOf(item) > 1);
            return new(_answers, _byLabel, _byPerson, Medians.Seconds([.. _times.SelectMany(times => times)]), Array.ConvertAll(_times, Medians.Seconds), overlapping, Alpha(overlapping, threads, ct));
        }

        // Of all that was said of the items that were answered in the period, as the filter by that period tells it.
        private Interval Alpha(int overlapping, int threads, CancellationToken ct)
        {
            if (overlapping == 0)
                return new Interval(double.NaN, double.NaN, double.NaN);
            return KrippendorffAlpha.Estimate(
                read.Votes.OfItems([.. _items.Where(item => read.Votes.CountOf(item) > 1).Order()]), read.Votes.Task == LabelTask.Multi ? AlphaDistance.Masi : AlphaDistance.Nominal,
                new ResamplingSettings { Threads = threads }, new Random(Seed), ct);
        }
    }
}

/// <summary>One period.</summary>
/// <param name="Answers">Given in it.</param>
/// <param name="ByLabel">How many of them name each label.</param>
/// <param name="ByPerson">How many each person gave.</param>
/// <param name="MedianSeconds">Of all of them.</param>
/// <param name="MedianSecondsOf">Of each person's.</param>
/// <param name="Overlapping">Items answered in it that have two answers or more.</param>
/// <param name="Alpha">Krippendorff's, over these items.</param>
internal sealed record PeriodCounts(int Answers, int[] ByLabel, int[] ByPerson, double? MedianSeconds, double?[] MedianSecondsOf, int Overlapping, Interval Alpha);
