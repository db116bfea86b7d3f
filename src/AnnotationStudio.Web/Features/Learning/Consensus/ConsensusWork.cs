using AnnotationStudio.Data;
using AnnotationStudio.Engine.Aggregation;
using AnnotationStudio.Web.Hosting;
using Microsoft.Extensions.Options;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>Makes items with several answers count as what the project's consensus says. Until then a new answer makes its item count as what most people said.</summary>
/// <remarks>
/// Only items that come out otherwise than they stand are written, in slices, and each only if nothing was said of it since; so one place says what an item counts as, and training, audits,
/// exports and pages all read it there.
/// </remarks>
internal sealed class ConsensusWork(StudioStore store, ConsensusModel model, StudioEvents events, IOptions<StudioOptions> studio, ILogger<ConsensusWork> logger)
{
    private const int ItemsASlice = 200;

    private const string Unchanged = """
        UPDATE "Items" SET "Consensus" = @1
        WHERE "Id" = @0 AND "State" = 'Labelled' AND "Consensus" = @2 AND NOT EXISTS (SELECT 1 FROM "Annotations" n WHERE n."ItemId" = @0 AND n."Sequence" > @3)
            AND NOT EXISTS (SELECT 1 FROM "GoldItems" g WHERE g."ItemId" = @0)
        """;

    /// <summary>The caller holds the turn to change pools, so that one such pass runs at a time.</summary>
    public async Task ApplyAsync(int projectId, CancellationToken ct)
    {
        await using var db = await store.ReadAsync(ct);
        if (ConsensusGround.Find(db, projectId) is not { IsOpen: true } ground)
            return;
        var found = await TrainingThread.RunAsync(() => Find(db, projectId, ground, ct));
        var written = 0;
        foreach (var slice in found.Items.Chunk(ItemsASlice))
            written += await store.WriteSliceAsync(write => Write(write, projectId, ground, slice, found.Cut), ct);
        if (written == 0)
            return;
        Log.ConsensusApplied(logger, projectId, found.Method, written);
        events.Publish(Happening.LabelsArrived, projectId);
    }

    private Found Find(StudioDbContext db, int projectId, ConsensusGround ground, CancellationToken ct)
    {
        var read = ConsensusVotes.Read(db, projectId, ground.Task == ProjectTask.Multi, ct);
        var method = ConsensusMethods.InForce(ground.Chosen, read.Votes.Task, VoteOverlap.Of(read.Votes));
        var settings = new EmSettings { Threads = studio.Value.TrainingThreads };
        var probabilities = method != ConsensusMethods.ModelAssisted ? null
            : model.Predict(db, projectId, read, AgreedAnswers.Of(read.Votes, read.Said, new MajorityVote(), ct), ct);
        var agreed = AgreedAnswers.Of(read.Votes, read.Said, ConsensusMethods.Find(method, probabilities, settings), ct);
        var other = new List<Agreed>();
        for (var item = 0; item < agreed.Length; item++)
            if (read.Said[item].Length > 1 && read.Items[item] is { IsOpen: true, Consensus: { } now } voted && read.Json(agreed[item]) is var json && json != now)
                other.Add(new(voted.Id, now, json));
        return new(method, other, read.Cut);
    }

    private static int Write(StudioDbContext db, int projectId, ConsensusGround ground, Agreed[] items, long cut) =>
        ConsensusGround.Find(db, projectId) == ground ? items.Sum(item => db.Run(Unchanged, item.Id, item.After, item.Before, cut)) : 0;

    private sealed record Agreed(long Id, string Before, string After);

    private sealed record Found(string Method, List<Agreed> Items, long Cut);
}
