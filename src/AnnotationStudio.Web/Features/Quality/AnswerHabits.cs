using AnnotationStudio.Engine.Aggregation;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>What one person does with suggestions, and how often they are right by the time they take: of the answers that a filter chose and that can be judged.</summary>
/// <param name="Suggestions">Answers of which it is not known what was suggested are left out.</param>
/// <param name="Time">By milliseconds, in thirds.</param>
internal sealed record AnswerHabits(SuggestionUse Suggestions, AccuracyTrend Time)
{
    private const int Thirds = 3;

    /// <summary>Everybody's, by index.</summary>
    public static IReadOnlyList<AnswerHabits> Of(ProjectVotes read, CancellationToken ct) => [.. Judge(read, ct).Select(person => person.Habits())];

    /// <summary>The items behind a figure: of everybody whose answers the filter chose.</summary>
    public static IReadOnlySet<int> ItemsOf(ProjectVotes read, AnswerKind kind, CancellationToken ct) => Judge(read, ct).SelectMany(person => person.Items(kind)).ToHashSet();

    private static Judged[] Judge(ProjectVotes read, CancellationToken ct)
    {
        var people = read.People.Select(_ => new Judged()).ToArray();
        foreach (var given in read.Given)
        {
            ct.ThrowIfCancellationRequested();
            if (HeldRight.Of(read, given) is >= 0 and var right)
                people[given.Person].Add(given, right);
        }

        return people;
    }

    private sealed class Judged
    {
        private readonly List<int> _suggested = [];
        private readonly List<int> _answered = [];
        private readonly List<int> _right = [];
        private readonly List<int> _items = [];
        private readonly List<double> _times = [];   // 0 where none was taken

        public void Add(GivenAnswer given, int right)
        {
            _suggested.Add(given.Suggested);
            _answered.Add(given.Answer);
            _right.Add(right);
            _items.Add(given.Item);
            _times.Add(given.ElapsedMs);
        }

        public AnswerHabits Habits() => new(Use(), Time());

        public IEnumerable<int> Items(AnswerKind kind)
        {
            var time = kind >= AnswerKind.QuickWrong ? Time().Bins : [];
            return Enumerable.Range(0, _items.Count).Where(at => IsOf(at, kind, time)).Select(at => _items[at]);
        }

        private SuggestionUse Use()
        {
            int[] known = [.. Enumerable.Range(0, _items.Count).Where(at => _suggested[at] != GivenAnswer.SuggestionUnknown)];
            return SuggestionUse.Of(Array.ConvertAll(known, at => _suggested[at]), Array.ConvertAll(known, at => _answered[at]), Array.ConvertAll(known, at => _right[at]));
        }

        private AccuracyTrend Time()
        {
            int[] timed = [.. Enumerable.Range(0, _items.Count).Where(at => _times[at] > 0)];
            return AccuracyTrend.Of(Array.ConvertAll(timed, at => _times[at]), Array.ConvertAll(timed, IsRight), Thirds);
        }

        private bool IsRight(int at) => _answered[at] == _right[at];

        private bool IsOf(int at, AnswerKind kind, IReadOnlyList<AccuracyBin> time) => kind switch
        {
            AnswerKind.GoodAccepted => _suggested[at] == _right[at] && IsRight(at),
            AnswerKind.WrongAccepted => _suggested[at] >= 0 && _suggested[at] == _answered[at] && !IsRight(at),
            AnswerKind.RightAlone => _suggested[at] == GivenAnswer.NothingSuggested && IsRight(at),
            AnswerKind.RightAgainst => _suggested[at] >= 0 && _suggested[at] != _right[at] && IsRight(at),
            _ => _times[at] > 0 && !IsRight(at) && KindOf(_times[at], time) == kind,
        };

        private static AnswerKind KindOf(double milliseconds, IReadOnlyList<AccuracyBin> time) =>
            milliseconds <= time[0].To ? AnswerKind.QuickWrong : milliseconds >= time[^1].From ? AnswerKind.SlowWrong : AnswerKind.MiddleWrong;
    }
}
