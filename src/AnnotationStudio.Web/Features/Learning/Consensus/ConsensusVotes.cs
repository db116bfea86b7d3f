using System.Data;
using System.Data.Common;
using System.Runtime.InteropServices;
using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>All that people say of a project's items, in the labels that count by now, with what each item counts as.</summary>
internal sealed class ConsensusVotes
{
    // What a file brought stands as it is, and so does what a lead settled or fixed as gold.
    private const string Rows = """
        SELECT n."ItemId", n."AnnotatorId", n."Labels", n."IsAdjudication" OR n."AnnotatorId" IS NULL,
               i."State" = 'Labelled' AND NOT EXISTS (SELECT 1 FROM "GoldItems" g WHERE g."ItemId" = i."Id"), i."Consensus"
        FROM "Annotations" n JOIN "Items" i ON i."Id" = n."ItemId" JOIN "Imports" f ON f."Id" = i."ImportId"
        WHERE +n."ProjectId" = @project AND n."IsCurrent" AND n."Action" = 'Submit' AND i."State" <> 'Erased' AND f."State" = 'Completed' ORDER BY n."Sequence"
        """;

    private readonly Dictionary<long, int> _places = [];
    private readonly List<VotedItem> _items = [];
    private readonly List<Vote> _votes = [];
    private readonly Dictionary<(int Item, int Annotator), int> _voteOf = [];
    private readonly Dictionary<int, int> _people = [];
    private readonly AnswerSets _sets = new();
    private readonly Dictionary<string, int> _answers = new(StringComparer.Ordinal);
    private readonly EffectiveLabels _effective;
    private readonly Dictionary<int, int> _labelPlaces;
    private readonly bool _isMulti;

    private ConsensusVotes(List<int> labels, EffectiveLabels effective, bool isMulti)
    {
        (LabelIds, _effective, _isMulti) = (labels, effective, isMulti);
        _labelPlaces = labels.Select((id, at) => (id, at)).ToDictionary(pair => pair.id, pair => pair.at);
    }

    /// <summary>Ids of the labels, by index; those that were retired included.</summary>
    public List<int> LabelIds { get; }

    /// <summary>The items, in the order of their first answers.</summary>
    public IReadOnlyList<VotedItem> Items => _items;

    public required long Cut { get; init; }

    public Votes Votes { get; private set; } = Votes.Single(0, 0, 0, []);

    /// <summary>The answers of each item, in the order in which they were given.</summary>
    public int[][] Said { get; private set; } = [];

    public static ConsensusVotes Read(StudioDbContext db, int projectId, bool isMulti, CancellationToken ct)
    {
        // Before the answers: what comes in between is newer than the cut, so its item is left alone.
        var cut = db.Annotations.Where(row => row.ProjectId == projectId).Max(row => (long?)row.Sequence) ?? 0;
        List<int> labels = [.. db.Labels.Where(label => label.ProjectId == projectId).OrderBy(label => label.Position).ThenBy(label => label.Id).Select(label => label.Id)];
        var read = new ConsensusVotes(labels, EffectiveLabels.Read(db, projectId), isMulti) { Cut = cut };
        using (var reader = Query(db, projectId))
            while (reader.Read())
            {
                ct.ThrowIfCancellationRequested();
                read.Take(reader);
            }

        read.Gather();
        return read;
    }

    /// <summary>An answer as items keep it.</summary>
    public string Json(int answer) => JsonSerializer.Serialize(Votes.LabelsOf(answer).ToArray().Select(label => LabelIds[label]).Order());

    private void Take(DbDataReader row)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, row.GetInt64(0), out var isKnown);
        if (!isKnown)
        {
            place = _items.Count;
            _items.Add(new VotedItem(row.GetInt64(0), row.GetBoolean(4), row.IsDBNull(5) ? null : row.GetString(5)));
        }

        if (row.GetBoolean(3))
        {
            _items[place] = _items[place] with { IsOpen = false };
            return;
        }

        if (AnswerOf(row.GetString(2)) is not { } answer)
            return;
        _people.TryAdd(row.GetInt32(1), _people.Count);
        var vote = new Vote(place, _people[row.GetInt32(1)], answer);
        if (_voteOf.TryAdd((vote.Item, vote.Annotator), _votes.Count))
            _votes.Add(vote);
        else
            _votes[_voteOf[(vote.Item, vote.Annotator)]] = vote;
    }

    private void Gather()
    {
        Said = [.. _items.Select(_ => Array.Empty<int>())];
        var counts = new int[_items.Count];
        foreach (var vote in _votes)
            counts[vote.Item]++;
        for (var item = 0; item < counts.Length; item++)
            Said[item] = new int[counts[item]];
        Array.Clear(counts);
        foreach (var vote in _votes)
            Said[vote.Item][counts[vote.Item]++] = vote.Answer;
        Votes = _isMulti
            ? Votes.Multi(_items.Count, _people.Count, LabelIds.Count, _sets, CollectionsMarshal.AsSpan(_votes))
            : Votes.Single(_items.Count, _people.Count, LabelIds.Count, CollectionsMarshal.AsSpan(_votes));
        _voteOf.Clear();
    }

    // The same few sets of labels come again and again, so each is read once. One with a label that was given up is no answer any more.
    private int? AnswerOf(string labels)
    {
        ref var answer = ref CollectionsMarshal.GetValueRefOrAddDefault(_answers, labels, out var isKnown);
        if (!isKnown)
        {
            int[]? given = _effective.Counting(JsonSerializer.Deserialize<List<int>>(labels)!) is { } counting && counting.All(_labelPlaces.ContainsKey)
                ? [.. counting.Select(id => _labelPlaces[id])] : null;
            answer = given is null || (!_isMulti && given.Length != 1) ? -1 : _isMulti ? _sets.IndexOf(given) : given[0];
        }

        return answer < 0 ? null : answer;
    }

    private static DbDataReader Query(StudioDbContext db, int projectId)
    {
        db.Database.OpenConnection();
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = Rows;
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@project", projectId);
        command.Parameters.Add(parameter);
        return command.ExecuteReader(CommandBehavior.SingleResult);
    }
}

/// <summary>An item with answers.</summary>
/// <param name="IsOpen">Whether people's answers alone decide what it counts as.</param>
/// <param name="Consensus">What it counts as, JSON; null where nothing yet.</param>
internal readonly record struct VotedItem(long Id, bool IsOpen, string? Consensus);
