using System.Runtime.InteropServices;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>Gathers rows of votes: names become numbers as they come, so a million rows are a few arrays.</summary>
internal sealed class VoteRows
{
    private readonly Dictionary<string, int> _items = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _annotators = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _labels = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Item, int Annotator), int> _rowOf = [];
    private readonly List<(int Row, int[] Labels)?> _gold = [];
    private readonly AnswerSets _sets = new();
    private readonly List<Vote> _votes = [];
    private readonly HashSet<int> _given = [];
    private bool _isMulti;

    public int Count => _votes.Count;

    /// <summary>Takes a row.</summary>
    /// <returns>What is wrong with it, to be said after its number; null when nothing is.</returns>
    public string? Add(VoteRow row, int number)
    {
        var (item, annotator) = (IndexOf(_items, row.Item), IndexOf(_annotators, row.Annotator));
        if (item == _gold.Count)
            _gold.Add(null);
        if (!_rowOf.TryAdd((item, annotator), number))
            return $"is a second vote of the same annotator on the same item; the first is row {_rowOf[(item, annotator)]:N0}.";
        int[] labels = [.. row.Labels.Select(label => IndexOf(_labels, label))];
        _given.UnionWith(labels);
        _isMulti |= row.IsSet;
        _votes.Add(new(item, annotator, _sets.IndexOf(labels)));
        return row.Gold is null ? null : AddGold(item, row.Gold, number);
    }

    public VoteFile ToFile()
    {
        // Labels that somebody gave come first, so that a label of gold alone widens no table.
        string[] names = [.. _labels.OrderBy(label => !_given.Contains(label.Value)).ThenBy(label => label.Key, StringComparer.Ordinal).Select(label => label.Key)];
        var place = new int[names.Length];
        for (var at = 0; at < names.Length; at++)
            place[_labels[names[at]]] = at;
        var sets = new AnswerSets();
        int[] answers = [.. Enumerable.Range(0, _sets.Count).Select(set => _isMulti ? sets.IndexOf(_sets[set].Select(label => place[label])) : place[_sets[set][0]])];
        Vote[] votes = [.. _votes.Select(vote => vote with { Answer = answers[vote.Answer] })];
        return new VoteFile(
            _isMulti
                ? Votes.Multi(_items.Count, _annotators.Count, _given.Count, sets, votes)
                : Votes.Single(_items.Count, _annotators.Count, _given.Count, votes),
            names[.._given.Count],
            [.. _gold.Select(gold => gold?.Labels.Select(label => place[label]).Order().ToArray())]);
    }

    private string? AddGold(int item, string[] gold, int number)
    {
        int[] labels = [.. gold.Select(label => IndexOf(_labels, label)).Distinct().Order()];
        if (_gold[item] is { } known)
            return known.Labels.SequenceEqual(labels) ? null : $"has another \"gold\" than row {known.Row:N0} gave the same item.";
        _gold[item] = (number, labels);
        return null;
    }

    private static int IndexOf(Dictionary<string, int> known, string name)
    {
        ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(known, name, out var exists);
        return exists ? index : index = known.Count - 1;
    }
}
