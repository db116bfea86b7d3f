namespace AnnotationStudio.Engine.Shapes;

/// <summary>The same votes by person: the items of each, ascending, and what they said.</summary>
internal sealed class VotesByAnnotator
{
    private readonly int[] _starts;
    private readonly int[] _items;
    private readonly int[] _answers;

    public VotesByAnnotator(Votes votes)
    {
        _starts = new int[votes.Annotators + 1];
        for (var item = 0; item < votes.Items; item++)
            foreach (var annotator in votes.AnnotatorsOf(item))
                _starts[annotator + 1]++;
        for (var annotator = 0; annotator < votes.Annotators; annotator++)
            _starts[annotator + 1] += _starts[annotator];
        var next = _starts[..votes.Annotators];
        (_items, _answers) = (new int[votes.Count], new int[votes.Count]);
        for (var item = 0; item < votes.Items; item++)
        {
            var people = votes.AnnotatorsOf(item);
            var answers = votes.AnswersOf(item);
            for (var at = 0; at < people.Length; at++)
            {
                var place = next[people[at]]++;
                (_items[place], _answers[place]) = (item, answers[at]);
            }
        }
    }

    public ReadOnlySpan<int> Items(int annotator) => _items.AsSpan(_starts[annotator].._starts[annotator + 1]);

    public ReadOnlySpan<int> Answers(int annotator) => _answers.AsSpan(_starts[annotator].._starts[annotator + 1]);
}
