using System.Security.Cryptography;
using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Mapping;

/// <summary>The pool in two dimensions. For leads: what a model thinks of texts would lead annotators, and is never told of audit items.</summary>
public sealed class MapDesk(ProjectGate gate, MapReader reader, MapShelf shelf, OpinionBoard board, ModelShelf models)
{
    /// <summary>Parts that the doubt is counted in.</summary>
    public const int Fifths = 5;

    /// <summary>What there is to see. The first look has the map drawn, and later readings tell of it.</summary>
    /// <param name="caller">A lead.</param>
    /// <param name="projectId">Whose pool.</param>
    /// <param name="needsModel">Whether what the model thinks is wanted: then it is asked, where it was not, and a later reading tells.</param>
    /// <param name="ct">Obeyed by the database.</param>
    public async Task<Outcome<MapView>> ReadAsync(Caller caller, int projectId, bool needsModel, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        shelf.Look(projectId);
        if (needsModel)
            await AskAsync(projectId, ct);
        return View(projectId, await reader.ReadAsync(projectId, ct));
    }

    /// <summary>The points, as <see cref="MapPoints.ToBytes"/> writes them; none before the map was drawn, which the first look begins.</summary>
    public async Task<Outcome<byte[]>> PointsAsync(Caller caller, int projectId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        shelf.Look(projectId);
        return (await reader.ReadAsync(projectId, ct)).Points.ToBytes();
    }

    private async Task AskAsync(int projectId, CancellationToken ct)
    {
        if (shelf.Find(projectId) is not { } map || await models.ChampionAsync(projectId, ct) is not { } champion)
            return;
        if (board.Find(projectId) is not { } known || known.Version != champion.Version || !ReferenceEquals(known.Asked, map.Items))
            board.Ask(projectId);
    }

    private MapView View(int projectId, MapReader.Read read)
    {
        var points = read.Points;
        var (labelled, predicted) = (Counts(points.Labels), Counts(points.Predictions));
        var doubts = new int[Fifths];
        foreach (var doubt in points.Doubts.Where(doubt => doubt != MapPoints.Unknown))
            doubts[Math.Min(Fifths - 1, doubt * Fifths / 200)]++;
        return new MapView
        {
            Labels = [.. read.Labels.Take(MapPoints.MostClasses).Select((label, at) => new MapLabel(label.Name, label.Color, label.Position, labelled[at], predicted[at]))],
            IsMulti = read.IsMulti,
            Items = points.Items.Length,
            AllItems = read.AllItems,
            Reserved = read.Reserved,
            Labelled = points.Labels.Length - labelled[MapPoints.Unknown],
            WithoutLabel = labelled[MapPoints.None],
            PredictedNone = predicted[MapPoints.None],
            Doubts = doubts,
            Version = read.Opinions?.Version,
            Drawing = shelf.FractionOf(projectId),
            HasFailed = shelf.HasFailed(projectId),
            IsAsking = board.IsAsked(projectId),
            Stamp = Convert.ToHexStringLower(SHA256.HashData(points.ToBytes()).AsSpan(0, 8)),
        };
    }

    private static int[] Counts(byte[] classes)
    {
        var counts = new int[256];
        foreach (var one in classes)
            counts[one]++;
        return counts;
    }
}
