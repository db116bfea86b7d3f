using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>Where people split on an item: whoever counts and whoever lists asks here, so that a count is the length of its list.</summary>
internal static class Splits
{
    /// <summary>Whether somebody said something else than another.</summary>
    public static bool Any(Votes votes, int item) => votes.AnswersOf(item) is { Length: > 1 } answers && answers.ContainsAnyExcept(answers[0]);

    /// <summary>Each two people who gave different answers, the lower index first.</summary>
    public static IEnumerable<(int First, int Second)> People(Votes votes, int item)
    {
        for (var at = 0; at < votes.CountOf(item); at++)
            for (var other = at + 1; other < votes.CountOf(item); other++)
                if (votes.AnswersOf(item)[at] != votes.AnswersOf(item)[other])
                    yield return (votes.AnnotatorsOf(item)[at], votes.AnnotatorsOf(item)[other]);
    }

    /// <summary>Each two labels of which one person gave the one and another the other, the lower index first; a label twice where somebody left it out and put nothing in its place.</summary>
    public static IReadOnlySet<(int First, int Second)> Labels(Votes votes, int item)
    {
        var found = new HashSet<(int, int)>();
        int[] answers = [.. votes.AnswersOf(item).ToArray().Distinct()];
        foreach (var one in answers)
            foreach (var other in answers.Where(answer => answer > one))
            {
                int[] here = [.. votes.LabelsOf(one)], there = [.. votes.LabelsOf(other)];
                int[] only = [.. here.Except(there)], onlyThere = [.. there.Except(here)];
                if (only.Length == 0 || onlyThere.Length == 0)
                    found.UnionWith(only.Concat(onlyThere).Select(label => (label, label)));
                else
                    found.UnionWith(only.SelectMany(_ => onlyThere, (first, second) => (Math.Min(first, second), Math.Max(first, second))));
            }

        return found;
    }
}
