using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.RulesTier;

/// <summary>Holds rules to what people said: how often each is found, and how often it is right.</summary>
/// <remarks>Never hand it audit items: rules are written by these figures, and would be fitted to the only honest test.</remarks>
public static class RuleStatistics
{
    private const int RowsBetweenChecks = 256;

    /// <summary>A report of each rule, in the order of the matcher.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="task">Whether two labels on one item are a conflict.</param>
    /// <param name="texts">Labelled items.</param>
    /// <param name="truth">Indexes of the labels of each, as many as there are texts.</param>
    /// <param name="examples">Items listed of each rule, right and wrong, at most.</param>
    /// <param name="ct">Checked every few hundred texts.</param>
    /// <exception cref="ArgumentException">Not as many truths as texts.</exception>
    /// <remarks>One pass over the texts; O(characters + matches). Coverage, overlap and conflict as of the labelling functions of Ratner et al., Snorkel, VLDB 2017.</remarks>
    public static IReadOnlyList<RuleReport> Of(
        RuleMatcher rules, LabelTask task, IReadOnlyList<string> texts, IReadOnlyList<int[]> truth, int examples, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(truth);
        if (truth.Count != texts.Count)
            throw new ArgumentException($"{texts.Count} texts need as many truths; there are {truth.Count}.", nameof(truth));

        var tallies = Array.ConvertAll(new int[rules.Rules.Count], _ => new Tally());
        var rulesOfLabel = new Dictionary<int, int>();
        Walk(rules, texts, Judge, ct);
        return [.. tallies.Select((tally, rule) => tally.ToReport(rules.Rules[rule], texts.Count))];

        void Judge(int row, IReadOnlyCollection<int> found)
        {
            rulesOfLabel.Clear();
            foreach (var rule in found)
                rulesOfLabel[rules.Rules[rule].Label] = rulesOfLabel.GetValueOrDefault(rules.Rules[rule].Label) + 1;
            foreach (var rule in found)
            {
                var label = rules.Rules[rule].Label;
                tallies[rule].Add(row, truth[row].Contains(label), rulesOfLabel[label] > 1, task == LabelTask.Single && rulesOfLabel.Count > 1, examples);
            }
        }
    }

    /// <summary>In how many of the texts each rule is found, in the order of the matcher.</summary>
    /// <remarks>One pass over the texts.</remarks>
    public static int[] Count(RuleMatcher rules, IReadOnlyList<string> texts, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(texts);
        var counts = new int[rules.Rules.Count];
        Walk(rules, texts, Add, ct);
        return counts;

        void Add(int row, IReadOnlyCollection<int> found)
        {
            foreach (var rule in found)
                counts[rule]++;
        }
    }

    /// <summary>Tells of each text in which rules were found which ones, each once.</summary>
    internal static void Walk(RuleMatcher rules, IReadOnlyList<string> texts, Action<int, IReadOnlyCollection<int>> visit, CancellationToken ct)
    {
        var scratch = new MatchScratch();
        var found = new HashSet<int>();
        for (var row = 0; row < texts.Count; row++)
        {
            if (row % RowsBetweenChecks == 0)
                ct.ThrowIfCancellationRequested();
            rules.Find(texts[row], scratch);
            found.Clear();
            foreach (var match in scratch.Found)
                found.Add(match.Rule);
            if (found.Count > 0)
                visit(row, found);
        }
    }

    private sealed class Tally
    {
        private readonly List<int> _right = [];
        private readonly List<int> _wrong = [];
        private int _found;
        private int _foundRight;
        private int _overlaps;
        private int _conflicts;

        public void Add(int row, bool isRight, bool overlaps, bool conflicts, int examples)
        {
            _found++;
            _foundRight += isRight ? 1 : 0;
            _overlaps += overlaps ? 1 : 0;
            _conflicts += conflicts ? 1 : 0;
            var list = isRight ? _right : _wrong;
            if (list.Count < examples)
                list.Add(row);
        }

        public RuleReport ToReport(LabelRule rule, int items) => new()
        {
            Rule = rule,
            Items = items,
            Found = _found,
            Right = _foundRight,
            Overlaps = _overlaps,
            Conflicts = _conflicts,
            RightItems = _right,
            WrongItems = _wrong,
        };
    }
}
