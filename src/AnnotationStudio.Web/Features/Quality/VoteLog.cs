using System.Data;
using System.Data.Common;
using System.Text.Json;
using AnnotationStudio.Data;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>All current answers of a project's people, kept in memory and added to as people go on. For one thread at a time.</summary>
/// <remarks>About 60 bytes an answer.</remarks>
internal sealed class VoteLog
{
    // Labels that came with a file are no person's, and a lead who settles an item has read what others said of it: neither is a vote.
    private const string Rows = """
        SELECT n."Sequence", n."ItemId", n."AnnotatorId", n."Labels", n."ElapsedMs", n."CreatedAt", i."IsAudit" OR EXISTS (SELECT 1 FROM "GoldItems" g WHERE g."ItemId" = i."Id"), i."ImportId", n."Supersedes",
               n."IsCurrent" AND n."Action" = 'Submit' AND NOT n."IsAdjudication" AND i."State" <> 'Erased' AND f."State" = 'Completed',
               n."Action" = 'Undo' OR n."IsAdjudication"
        FROM "Annotations" n JOIN "Items" i ON i."Id" = n."ItemId" JOIN "Imports" f ON f."Id" = i."ImportId"
        WHERE +n."ProjectId" = @project AND n."Sequence" > @after AND n."AnnotatorId" IS NOT NULL ORDER BY n."Sequence"
        """;

    private readonly ProjectTask _task;
    private readonly List<int> _labels;
    private readonly Dictionary<int, int> _places;
    private readonly EffectiveLabels _effective;
    private readonly Dictionary<string, int> _answers = new(StringComparer.Ordinal);
    private readonly AnswerSets _sets = new();
    private readonly List<CastVote> _votes = [];
    private readonly Dictionary<long, (bool IsAudit, int Import)> _items = [];
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
    public IReadOnlyList<int> Imports => [.. _items.Values.Select(item => item.Import).Distinct()];

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
            if (!isFirst)
            {
                // A lead who settles an item, or takes that back, leaves what they said as an annotator.
                if (!reader.GetBoolean(10))
                    again.Add((item, person));
                if (!reader.IsDBNull(8))
                    gone.Add(reader.GetInt64(8));
            }

            if (!reader.GetBoolean(9) || AnswerOf(reader.GetString(3)) is not { } answer)
                continue;
            _items.TryAdd(item, (reader.GetBoolean(6), reader.GetInt32(7)));
            fresh.Add(new CastVote(sequence, item, person, answer, reader.GetInt32(4), DateOnly.FromDateTime(new DateTime(reader.GetInt64(5), DateTimeKind.Utc))));
        }

        // Who decides about an item once more has replaced what they said before.
        if (again.Count > 0 || gone.Count > 0)
            _votes.RemoveAll(vote => gone.Contains(vote.Sequence) || again.Contains((vote.Item, vote.Person)));
        _votes.AddRange(fresh);
    }

    /// <summary>The answers that fit, with all else that was said of their items.</summary>
    public ProjectVotes Select(VoteFilter filter)
    {
        HashSet<int>? withLabel = filter.Label is not { } label || !_places.TryGetValue(label, out var place) ? null
            : [.. Enumerable.Range(0, _task == ProjectTask.Single ? _labels.Count : _sets.Count).Where(answer => _task == ProjectTask.Single ? answer == place : _sets[answer].Contains(place))];
        var fits = _votes.ConvertAll(vote => filter.Fits(new GivenAt(vote.Day, vote.Person, _items[vote.Item].Import)) && (withLabel is null || withLabel.Contains(vote.Answer)));
        long[] items = [.. _votes.Where((_, at) => fits[at]).Select(vote => vote.Item).Distinct().Order()];
        var itemAt = items.Select((id, at) => (id, at)).ToDictionary(pair => pair.id, pair => pair.at);
        return Gather(items, itemAt, fits);
    }

    private ProjectVotes Gather(long[] items, Dictionary<long, int> itemAt, List<bool> fits)
    {
        var people = new Dictionary<int, int>();
        var times = new List<List<int>>();
        var places = new Dictionary<(int Item, int Person), int>(_votes.Count);
        var votes = new List<Vote>(_votes.Count);
        var given = new List<GivenAnswer>(_votes.Count);
        for (var at = 0; at < _votes.Count; at++)
        {
            var cast = _votes[at];
            if (!itemAt.TryGetValue(cast.Item, out var item))
                continue;
            if (people.TryAdd(cast.Person, people.Count))
                times.Add([]);
            var vote = new Vote(item, people[cast.Person], cast.Answer);
            if (cast.ElapsedMs > 0)
                times[vote.Annotator].Add(cast.ElapsedMs);
            if (places.TryAdd((vote.Item, vote.Annotator), votes.Count))
                votes.Add(vote);
            else
                votes[places[(vote.Item, vote.Annotator)]] = vote;   // the later of two is what the person thinks
            if (fits[at])
                given.Add(new GivenAnswer(item, vote.Annotator, cast.Answer, cast.ElapsedMs, cast.Day));
        }

        return new ProjectVotes
        {
            Votes = _task == ProjectTask.Single
                ? Votes.Single(items.Length, people.Count, _labels.Count, [.. votes])
                : Votes.Multi(items.Length, people.Count, _labels.Count, _sets, [.. votes]),
            Items = items,
            IsAudit = [.. items.Select(item => _items[item].IsAudit)],
            People = [.. people.Keys],
            MedianSeconds = times.ConvertAll(Medians.Seconds),
            Labels = _labels,
            Given = given,
        };
    }

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

    private readonly record struct CastVote(long Sequence, long Item, int Person, int Answer, int ElapsedMs, DateOnly Day);
}
