using AnnotationStudio.Data;
using AnnotationStudio.Engine.Learning;
using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Features.Mapping;

/// <summary>The computing behind a map: places for items, and what the champion thinks of them.</summary>
internal sealed class MapWork(StudioStore store, ModelShelf models, IOptions<StudioOptions> options)
{
    private const int Seed = 1;
    private const int TextsOfPage = 500;
    private const int MostDoubt = 200;

    /// <summary>The map of what is offered. Items that came join the map that is there; when any went, or the features are others, all is learned anew, so that of an erased text nothing stays.</summary>
    /// <returns>The map, and how many items got a new place.</returns>
    public (DrawnMap Map, int Placed) Draw(OfferedPool offer, DrawnMap? known, IProgress<double> progress, CancellationToken ct)
    {
        var threads = options.Value.TrainingThreads;
        if (known is null || known.Version != offer.Version || !IsAmong(known.Items, offer.Items))
        {
            var learned = LearningShare(offer.Items.Length);
            var map = PoolMap.Learn(offer.Embeddings, Seed, new Part(progress, 0, learned), ct);
            var places = map.Place(offer.Embeddings, threads, new Part(progress, learned, 1 - learned), ct);
            return (new DrawnMap(offer.Version, map, offer.Items, Rounded(places)), offer.Items.Length);
        }

        int[] fresh = [.. Enumerable.Range(0, offer.Items.Length).Where(row => Array.BinarySearch(known.Items, offer.Items[row]) < 0)];
        var embeddings = new EmbeddingMatrix(fresh.Length, offer.Embeddings.Width);
        for (var i = 0; i < fresh.Length; i++)
            offer.Embeddings[fresh[i]].CopyTo(embeddings[i]);
        var added = Rounded(known.Map.Place(embeddings, threads, progress, ct));
        var joined = new short[2 * offer.Items.Length];
        for (int row = 0, old = 0, young = 0; row < offer.Items.Length; row++)
        {
            var isOld = old < known.Items.Length && known.Items[old] == offer.Items[row];
            (isOld ? known.Places.AsSpan(2 * old++, 2) : added.AsSpan(2 * young++, 2)).CopyTo(joined.AsSpan(2 * row, 2));
        }

        return (known with { Items = offer.Items, Places = joined }, fresh.Length);
    }

    /// <summary>What the champion says of these items; null when no model can be read.</summary>
    public async Task<Opinions?> AskAsync(int projectId, long[] items, CancellationToken ct)
    {
        if (await models.ChampionAsync(projectId, ct) is not { } champion)
            return null;
        await using var db = await store.ReadAsync(ct);
        return await TrainingThread.RunAsync(() => Ask(db, champion, items, ct));
    }

    private static Opinions Ask(StudioDbContext db, ServingModel champion, long[] items, CancellationToken ct)
    {
        var (labels, doubts, known) = (new int[items.Length], new byte[items.Length], new List<long>(items.Length));
        foreach (var page in items.Chunk(TextsOfPage))
        {
            ct.ThrowIfCancellationRequested();
            var texts = db.Items.Where(item => page.Contains(item.Id) && item.State != ItemState.Erased && !item.IsAudit).OrderBy(item => item.Id)
                .Select(item => new { item.Id, item.Text }).AsNoTracking().ToList();
            var told = champion.Predict(texts.ConvertAll(item => item.Text), ct);
            var doubt = ModelDoubt.Of(champion.Model.Labels.Task, told, champion.Model.Thresholds);
            for (var row = 0; row < texts.Count; row++)
            {
                labels[known.Count] = Decision.Suggested(told[row], champion.Model.Thresholds) is [_, ..] suggested ? champion.LabelIds[suggested.MaxBy(label => told[row][label])] : 0;
                doubts[known.Count] = (byte)Math.Clamp(doubt[row] * MostDoubt, 0, MostDoubt);
                known.Add(texts[row].Id);
            }
        }

        return new Opinions(champion.Version, items, [.. known], labels[..known.Count], doubts[..known.Count]);
    }

    // Learning the landmarks took 22 s where placing 100,000 texts took 54.
    private static double LearningShare(int items) => 1 / (1 + (2.5 * items / MapShelf.MostItems));

    private static bool IsAmong(long[] some, long[] all)
    {
        var at = 0;
        foreach (var item in some)
        {
            while (at < all.Length && all[at] < item)
                at++;
            if (at == all.Length || all[at] != item)
                return false;
        }

        return true;
    }

    private static short[] Rounded(float[] places) => [.. places.Select(place => (short)Math.Clamp(MathF.Round(place * short.MaxValue), -short.MaxValue, short.MaxValue))];

    private sealed class Part(IProgress<double> whole, double from, double share) : IProgress<double>
    {
        public void Report(double value) => whole.Report(from + (value * share));
    }
}
