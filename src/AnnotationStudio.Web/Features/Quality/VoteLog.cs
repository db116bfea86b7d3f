using System.Data;
using System.Data.Common;
using System.Runtime.InteropServices;
using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>All current answers of a project's people, kept in memory and added to as people go on. For one thread at a time.</summary>
/// <remarks>About 70 bytes an answer.</remarks>
internal sealed class VoteLog
{
    // Labels that came with a file are no person's, and a lead who settles an item has read what others said of it: neither is a vote.
    // What a lead settled judges votes, as gold does.
    private const string Rows = """
        SELECT n."Sequence", n."ItemId", n."AnnotatorId", n."Labels", n."ElapsedMs", n."CreatedAt", i."IsAudit", i."ImportId", n."Supersedes",
               n."IsCurrent" AND n."Action" = 'Submit' AND i."State" <> 'Erased' AND f."State" = 'Completed',
               n."IsAdjudication", n."Action" = 'Undo', n."ModelVersion" IS NOT NULL, n."Suggested", g."Labels",
               g."ItemId" IS NOT NULL AND EXISTS (SELECT 1 FROM "Assignments" a WHERE a."ItemId" = n."ItemId" AND a."AnnotatorId" = n."AnnotatorId" AND a."Kind" = 'Gold')
        FROM "Annotations" n JOIN "Items" i ON i."Id" = n."ItemId" JOIN "Imports" f ON f."Id" = i."ImportId" LEFT JOIN "GoldItems" g ON g."ItemId" = n."ItemId"
        WHERE +n."ProjectId" = @project AND n."Sequence" > @after AND n."AnnotatorId" IS NOT NULL ORDER BY n."Sequence"
        """;

    private readonly ProjectTask _task;
    private readonly List<int> _labels;
    private readonly Dictionary<int, int> _places;
    private readonly EffectiveLabels _effective;
    private readonly Dictionary<string, int> _answers = new(StringComparer.Ordinal);
    private readonly AnswerSets _sets = new();
    private readonly List<CastVote> _votes = [];
    private readonly Dictionary<long, int> _placeOfItem = [];
    private readonly List<AnsweredItem> _items = [];
    private readonly Dictionary<long, Settled> _settled = [];
    private readonly int _projectId;
    private long _last;

    private VoteLog(int projectId, ProjectTask task, List<int> labels, EffectiveLabels effective)
    {
        (_projectId, _task, _labels, _effective) = (projectId, task, labels, effective);
        _places = labels.Select((id, at) => (id, at)).ToDictionary(pair => pair.id, pair => pair.at);
    }

    /// <summary>Ids of those who answered.</summary>
    public IReadOnlyList<int> People => [.. _votes.Select(vote => vote.Person).Distinct()];

    /// <summary>Ids of the files that items with an answer came with.</summary>
    public IReadOnlyList<int> Imports => [.. _items.Select(item => item.Import).Distinct()];

    public static VoteLog Open(StudioDbContext db, int projectId, CancellationToken ct)
    {
        var task = db.Projects.Where(project => project.Id == projectId).Select(project => project.Task).Single();
        List<int> labels = [.. db.Labels.Where(label => label.ProjectId == projectId).OrderBy(label => label.Position).ThenBy(label => label.Id).Select(label => label.Id)];
        var log = new VoteLog(projectId, task, labels, EffectiveLabels.Read(db, projectId));
        log.ReadOn(db, ct);
        return log;
    }

    /// <summary>Takes in what people decided since it was read last: new answers, and those that no longer count.</summary>
    public void ReadOn(StudioDbContext db, CancellationToken ct)
    {
        var isFirst = _last == 0;
        var gone = new HashSet<long>();
        var again = new HashSet<(long Item, int Person)>();
        var fresh = new List<CastVote>();
        using var reader = Query(db);
        while (reader.Read())
        {
            ct.ThrowIfCancellationRequested();
            var (sequence, item, person) = (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt32(2));
            _last = sequence;
            var (isSettling, replaced) = (reader.GetBoolean(10), reader.IsDBNull(8) ? 0 : reader.GetInt64(8));
            if (!isFirst)
            {
                // A lead who settles an item, or takes that back, leaves what they said as an annotator.
                if (!isSettling && !reader.GetBoolean(11))
                    again.Add((item, person));
                if (replaced > 0)
                    gone.Add(replaced);
            }

            if (isSettling || _settled.TryGetValue(item, out var settled) && settled.Sequence == replaced)
                _settled.Remove(item);
            if (!reader.GetBoolean(9) || AnswerOf(reader.GetString(3)) is not { } answer)
                continue;
            if (isSettling)
                _settled[item] = new Settled(sequence, person, answer);
            else
                fresh.Add(new CastVote(
                    sequence, PlaceOf(item, reader), person, answer, reader.GetInt32(4), DateOnly.FromDateTime(new DateTime(reader.GetInt64(5), DateTimeKind.Utc)), SuggestedIn(reader), reader.GetBoolean(15)));
        }

        // Who decides about an item once more has replaced what they said before.
        if (again.Count > 0 || gone.Count > 0)
            _votes.RemoveAll(vote => gone.Contains(vote.Sequence) || again.Contains((_items[vote.Item].Id, vote.Person)));
        _votes.AddRange(fresh);
    }

    /// <summary>The answers that fit, with all else that was said of their items.</summary>
    public ProjectVotes Select(VoteFilter filter)
    {
        var withLabel = filter.Label is { } label && _places.TryGetValue(label, out var place) ? AnswersWith(place) : null;
        var (fits, isChosen) = (new bool[_votes.Count], new bool[_items.Count]);
        for (var at = 0; at < fits.Length; at++)
        {
            var vote = _votes[at];
            fits[at] = filter.Fits(new GivenAt(vote.Day, vote.Person, _items[vote.Item].Import)) && (withLabel is null || withLabel[vote.Answer]);
            isChosen[vote.Item] |= fits[at];
        }

        int[] chosen = [.. Enumerable.Range(0, _items.Count).Where(item => isChosen[item])];
        Array.Sort(Array.ConvertAll(chosen, item => _items[item].Id), chosen);
        return Gather(chosen, fits);
    }

    private ProjectVotes Gather(int[] chosen, bool[] fits)
    {
        var itemAt = new int[_items.Count];
        Array.Fill(itemAt, -1);
        for (var at = 0; at < chosen.Length; at++)
            itemAt[chosen[at]] = at;
        var (gathering, given) = (new VoteGathering(chosen.Length, _votes.Count), new List<GivenAnswer>(_votes.Count));
        for (var at = 0; at < _votes.Count; at++)
        {
            var cast = _votes[at];
            if (itemAt[cast.Item] is not (>= 0 and var item))
                continue;
            var vote = gathering.Add(item, cast.Person, cast.Answer, cast.ElapsedMs);
            if (fits[at])
                given.Add(new GivenAnswer(item, vote.Annotator, cast.Answer, cast.ElapsedMs, cast.Day, cast.Suggested, cast.IsOnGold));
        }

        return new ProjectVotes
        {
            Votes = _task == ProjectTask.Single
                ? Votes.Single(chosen.Length, gathering.People.Count, _labels.Count, gathering.Votes)
                : Votes.Multi(chosen.Length, gathering.People.Count, _labels.Count, _sets, gathering.Votes),
            Items = Array.ConvertAll(chosen, item => _items[item].Id),
            IsAudit = Array.ConvertAll(chosen, item => _items[item].IsAudit || _items[item].Gold is not null),
            Fixed = Array.ConvertAll(chosen, item => FixedAt(_items[item])),
            People = gathering.People,
            MedianSeconds = gathering.MedianSeconds,
            Labels = _labels,
            Given = given,
        };
    }

    private bool[] AnswersWith(int label) => _task == ProjectTask.Single
        ? [.. Enumerable.Range(0, _labels.Count).Select(answer => answer == label)]
        : [.. Enumerable.Range(0, _sets.Count).Select(answer => _sets[answer].Contains(label))];

    private int PlaceOf(long item, DbDataReader reader)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_placeOfItem, item, out var isKnown);
        if (!isKnown)
        {
            place = _items.Count;
            _items.Add(new AnsweredItem(item, reader.GetBoolean(6), reader.GetInt32(7), reader.IsDBNull(14) ? null : AnswerOf(reader.GetString(14)) ?? HeldRight.Unknown));
        }

        return place;
    }

    private FixedAnswer FixedAt(AnsweredItem item) => item.Gold is { } gold ? new(FixedBy.Gold, gold, 0)
        : _settled.TryGetValue(item.Id, out var settled) ? new(FixedBy.Lead, settled.Answer, settled.Person) : default;

    private int SuggestedIn(DbDataReader reader) => !reader.GetBoolean(12) ? GivenAnswer.NothingSuggested
        : reader.IsDBNull(13) ? GivenAnswer.SuggestionUnknown : AnswerOf(reader.GetString(13)) ?? GivenAnswer.SuggestionUnknown;

    private DbDataReader Query(StudioDbContext db)
    {
        db.Database.OpenConnection();
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = Rows;
        foreach (var (name, value) in new[] { ("@project", (object)_projectId), ("@after", _last) })
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command.ExecuteReader(CommandBehavior.SingleResult);
    }

    // The same few sets of labels come again and again, so each is read once.
    private int? AnswerOf(string labels)
    {
        if (_answers.TryGetValue(labels, out var known))
            return known < 0 ? null : known;
        int[] given = [.. _effective.Meaning(JsonSerializer.Deserialize<List<int>>(labels)!).Where(_places.ContainsKey).Select(id => _places[id])];
        var answer = _task == ProjectTask.Multi ? _sets.IndexOf(given) : given.Length == 1 ? given[0] : -1;
        _answers.Add(labels, answer);
        return answer < 0 ? null : answer;
    }

    /// <param name="Gold">The answer that is fixed, or <see cref="HeldRight.Unknown"/> where it is none any more; null for an item that is not gold.</param>
    private readonly record struct AnsweredItem(long Id, bool IsAudit, int Import, int? Gold);

    private readonly record struct CastVote(long Sequence, int Item, int Person, int Answer, int ElapsedMs, DateOnly Day, int Suggested, bool IsOnGold);

    private readonly record struct Settled(long Sequence, int Person, int Answer);
}
