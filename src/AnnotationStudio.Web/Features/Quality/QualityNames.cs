using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>The people and labels of votes, by index.</summary>
internal sealed record QualityNames(IReadOnlyList<QualityPerson> People, IReadOnlyList<QualityLabel> Labels)
{
    /// <summary>What a filter means; a problem where it names what the votes do not know.</summary>
    public Outcome<SplitIndexes> Find(SplitFilter filter)
    {
        var (people, labels) = (default((int, int)?), default((int, int)?));
        if (filter.People is { } pair)
        {
            people = Ordered(IndexOf(People, person => person.Id == pair.First), IndexOf(People, person => person.Id == pair.Second));
            if (people is null)
                return Problem.Invalid("people", "One of these people has labelled nothing here. Choose two from the table.");
        }

        if (filter.Labels is { } two)
        {
            labels = Ordered(IndexOf(Labels, label => Same(label.Name, two.First)), IndexOf(Labels, label => Same(label.Name, two.Second)));
            if (labels is null)
                return Problem.Invalid("label", $"This project does not have both \"{two.First}\" and \"{two.Second}\". Choose two labels from the table.");
        }

        var kind = string.IsNullOrWhiteSpace(filter.Answers) ? null : AnswerKinds.Find(filter.Answers);
        return kind is null && !string.IsNullOrWhiteSpace(filter.Answers)
            ? Problem.Invalid("answers", $"\"{filter.Answers}\" is no kind of answers. There are {AnswerKinds.Words}.")
            : new SplitIndexes(people, labels, kind);
    }

    private static bool Same(string name, string other) => name.Equals(other.Trim(), StringComparison.OrdinalIgnoreCase);

    private static (int, int)? Ordered(int one, int other) => one < 0 || other < 0 ? null : (Math.Min(one, other), Math.Max(one, other));

    private static int IndexOf<T>(IReadOnlyList<T> list, Func<T, bool> isIt)
    {
        for (var at = 0; at < list.Count; at++)
            if (isIt(list[at]))
                return at;
        return -1;
    }
}

/// <summary>Indexes of the people and labels that a filter names, the lower first, and the kind of answers.</summary>
internal readonly record struct SplitIndexes((int First, int Second)? People, (int First, int Second)? Labels, AnswerKind? Kind);
