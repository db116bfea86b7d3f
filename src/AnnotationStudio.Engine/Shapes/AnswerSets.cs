namespace AnnotationStudio.Engine.Shapes;

/// <summary>Distinct sets of labels, each known by the index it got when it was first seen. The order of labels within a set never matters.</summary>
public sealed class AnswerSets
{
    private readonly Dictionary<int[], int> _indexes = new(SameNumbers.Instance);
    private readonly List<int[]> _sets = [];

    /// <summary>How many distinct sets there are.</summary>
    public int Count => _sets.Count;

    /// <summary>The labels of a set, ascending, each once.</summary>
    public IReadOnlyList<int> this[int set] => _sets[set];

    /// <summary>The index of a set, which is added when it is new.</summary>
    /// <param name="labels">Indexes of labels in any order; doubles count once; may be empty.</param>
    public int IndexOf(params IEnumerable<int> labels)
    {
        int[] set = [.. labels.Distinct().Order()];
        if (!_indexes.TryGetValue(set, out var index))
        {
            _indexes.Add(set, index = _sets.Count);
            _sets.Add(set);
        }

        return index;
    }
}
