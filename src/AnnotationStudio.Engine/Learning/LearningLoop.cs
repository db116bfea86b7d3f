using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Models.RegressionTier;
using AnnotationStudio.Engine.Models.RulesTier;
using AnnotationStudio.Engine.QueryStrategies;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Learning;

/// <summary>The loop itself: choose, learn, choose again. The product, the simulator and the benchmarks all call this.</summary>
public static class LearningLoop
{
    private const int LeastAsked = 100;
    private const int MostAsked = 1_000;

    /// <summary>A queue before there is a model: nothing is labelled, or too little to learn from.</summary>
    /// <param name="request">Pool, labelled rows, strategy, lengths and seed; its tier is not asked. A strategy that needs to know nothing begins itself, so that a random project is random from its first label.</param>
    /// <param name="ct">Obeyed within a second.</param>
    /// <returns>A batch that covers the pool, then others by chance, each with its reason; shorter when fewer rows are left.</returns>
    public static IReadOnlyList<Pick> Start(RoundRequest request, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var candidates = Candidates(request.Pool, [.. Unavailable(request)]);
        var (length, random) = (Math.Min(request.QueueLength, candidates.Length), new Random(request.Seed));
        var view = ChoiceView.WithoutModel(request, candidates, ct);
        var knowsNothing = request.Strategy.Needs == PoolNeeds.None;
        var strategy = knowsNothing ? request.Strategy : DefaultChoice.Covering(request.Labelled.Count);
        var chosen = strategy.Select(view, knowsNothing ? length : Math.Min(length, request.BatchSize), random);
        var taken = chosen.ToHashSet();
        var others = new RandomSampling().Select(view, candidates.Length, random).Where(candidate => !taken.Contains(candidate)).Take(length - chosen.Length);
        return [.. chosen.Select(candidate => Unscored(candidate, strategy.Reason)), .. others.Select(candidate => Unscored(candidate, null))];

        Pick Unscored(int candidate, string? reason) =>
            new(candidates[candidate], request.Pool.Item(candidates[candidate]), reason ?? PickReasons.ByChance, float.NaN);
    }

    /// <summary>A whole round: train with cross-validation, score the pool, refill the queue.</summary>
    /// <param name="request">What to work on.</param>
    /// <param name="progress">Stage and fraction.</param>
    /// <param name="ct">Obeyed within a second.</param>
    /// <exception cref="ArgumentException">Nothing is labelled, or the tier reads texts and the request cannot.</exception>
    /// <exception cref="TooLittleLeftException">Too little is left without the near-duplicates of audit items.</exception>
    public static RoundResult RunRound(RoundRequest request, IProgress<TrainingProgress>? progress, CancellationToken ct)
    {
        var random = new Random(request.Seed);
        var candidates = Candidates(request.Pool, [.. Unavailable(request)]);
        var learned = Learn(request, candidates, progress is null ? null : new Part(progress, 0, .7), random, ct);
        progress?.Report(new TrainingProgress("Scoring the pool", .7));
        var picks = Picks(request, learned.Model, candidates, random, ct);
        progress?.Report(new TrainingProgress("Done", 1));
        return new RoundResult(learned.Model, picks, learned.Trained, learned.OutOfFold, learned.NearAudit, candidates.Length);
    }

    /// <summary>The first half of a round: a model trained with cross-validation. <see cref="Rank"/> is the other.</summary>
    /// <param name="request">What to work on; its queue does not matter.</param>
    /// <param name="progress">Stage and fraction.</param>
    /// <param name="ct">Obeyed within a second.</param>
    /// <exception cref="ArgumentException">Nothing is labelled, or the tier reads texts and the request cannot.</exception>
    /// <exception cref="TooLittleLeftException">Too little is left without the near-duplicates of audit items.</exception>
    public static LearnedRows Learn(RoundRequest request, IProgress<TrainingProgress>? progress, CancellationToken ct) =>
        Learn(request, Candidates(request.Pool, [.. Unavailable(request)]), progress, new Random(request.Seed), ct);

    /// <summary>A new queue from a quick refit, without cross-validation and without a model to register: it only ranks.</summary>
    /// <param name="request">As for <see cref="RunRound"/>, by a tier that reads features.</param>
    /// <param name="head">The head between two rounds, fitted from where it last ended.</param>
    /// <param name="ct">Obeyed within a second.</param>
    public static IReadOnlyList<Pick> Refresh(RoundRequest request, WarmRegression head, CancellationToken ct)
    {
        var random = new Random(request.Seed);
        using var model = head.Fit(Training(request, request.Labelled, ct), random, ct);
        return Picks(request, model, Candidates(request.Pool, [.. Unavailable(request)]), random, ct);
    }

    /// <summary>The tier's model of the labelled rows, without cross-validation; the caller disposes of it.</summary>
    /// <param name="request">Pool, labels, labelled rows, tier and seed.</param>
    /// <param name="ct">Obeyed within a second.</param>
    public static IModel Train(RoundRequest request, CancellationToken ct) =>
        request.Tier.Train(Training(request, request.Labelled, ct), null, new Random(request.Seed), ct);

    /// <summary>What a round would learn from, without leaving out what all but equals audit items: for looking at the labels themselves.</summary>
    /// <param name="request">Pool, labels and labelled rows; its tier says whether texts are read.</param>
    /// <param name="ct">Obeyed within a second.</param>
    /// <returns>The labelled rows in their order.</returns>
    public static TrainingSet Labelled(RoundRequest request, CancellationToken ct) => Training(request, request.Labelled, ct);

    /// <summary>A new queue by a model that exists already.</summary>
    /// <param name="request">Pool, labels, strategy, lengths and seed; its tier is used by a strategy that asks a committee alone.</param>
    /// <param name="model">Who scores the pool.</param>
    /// <param name="ct">Obeyed within a second.</param>
    public static IReadOnlyList<Pick> Rank(RoundRequest request, IModel model, CancellationToken ct)
    {
        FindMatches(request, ct);
        return Picks(request, model, Candidates(request.Pool, [.. Unavailable(request)]), new Random(request.Seed), ct);
    }

    private static LearnedRows Learn(RoundRequest request, int[] candidates, IProgress<TrainingProgress>? progress, Random random, CancellationToken ct)
    {
        var near = NearDuplicates.Of(request.Pool, [.. request.Labelled.Select(labelled => labelled.Row)], request.Audit, ct);
        LabelledRow[] trained = [.. request.Labelled.Where(labelled => !near.Contains(labelled.Row) && !request.Pool.IsRemoved(labelled.Row))];
        Demand(request, trained);
        var data = Training(request, trained, ct) with { Asked = Asked(request, candidates) };
        var (model, outOfFold) = request.Tier.TrainCrossValidated(data, request.Folds, progress, random, ct);
        return new LearnedRows(model, trained, outOfFold, request.Labelled.Count - trained.Length);
    }

    // Near-duplicates are known only here, so a tier that was ready for all that is labelled may not be ready for what is left.
    private static void Demand(RoundRequest request, LabelledRow[] trained)
    {
        var left = request.Labelled.Count - trained.Length;
        var summary = new TrainingSummary(trained.Length, trained.SelectMany(row => row.Labels).Distinct().Count());
        if (left == 0 || (summary.Items > 0 && request.Tier.Check(summary).IsReady))
            return;
        throw new TooLittleLeftException(
            $"{left} of {request.Labelled.Count} labelled texts all but equal an audit item. Learning from them would make the audit figures untrue, and what is left is too little. Label other texts, then train again.");
    }

    private static IEnumerable<int> Unavailable(RoundRequest request) =>
        request.Labelled.Select(labelled => labelled.Row).Concat(request.Audit).Concat(request.Excluded);

    private static int[] Candidates(Pool pool, IReadOnlyCollection<int> excluded)
    {
        var taken = new bool[pool.Count];
        foreach (var row in excluded)
            taken[row] = true;
        var (candidates, count) = (new int[pool.Count], 0);
        for (var row = 0; row < taken.Length; row++)
            if (!taken[row] && !pool.IsRemoved(row))
                candidates[count++] = row;
        return candidates.AsSpan(0, count).ToArray();
    }

    internal static TrainingSet Training(RoundRequest request, IReadOnlyList<LabelledRow> trained, CancellationToken ct)
    {
        FindMatches(request, ct);
        if (request.Tier.ReadsTexts && request.Texts is null)
            throw new ArgumentException($"The {request.Tier.Tier} tier reads texts, and the request cannot.", nameof(request));
        return new TrainingSet(Batch(request, [.. trained.Select(labelled => labelled.Row)]), [.. trained.Select(labelled => labelled.Labels)], request.Labels);
    }

    // What the rules say of a text is a feature of multi-label heads, kept with the rows so that texts are read once.
    private static void FindMatches(RoundRequest request, CancellationToken ct)
    {
        if (request.Labels is not { Task: LabelTask.Multi, Count: > 0 } || request.Texts is not { } texts)
            return;
        lock (request.Pool.Looking)
            new RuleMatches(request.Labels).Fill(request.Pool, rows => texts([.. rows.Select(request.Pool.Item)]), request.Threads, ct);
    }

    // What is left of a pool that is nearly all labelled is no sample of what will be asked.
    private static TextBatch? Asked(RoundRequest request, int[] candidates)
    {
        if (candidates.Length < LeastAsked)
            return null;
        int[] sample = [.. candidates];
        new Random(request.Seed).Shuffle(sample);
        return Batch(request, sample[..Math.Min(MostAsked, sample.Length)]);
    }

    private static TextBatch Batch(RoundRequest request, int[] rows)
    {
        var features = request.Pool.Gather(rows);
        long[] items = [.. rows.Select(request.Pool.Item)];
        return request.Tier.ReadsTexts ? new TextBatch(request.Texts!(items), features) { Items = items } : new TextBatch(features) { Items = items };
    }

    private static IReadOnlyList<Pick> Picks(RoundRequest request, IModel model, int[] candidates, Random random, CancellationToken ct)
    {
        request = request with { Strategy = request.Strategy.At(request.Labelled.Count, model.Labels.Task) };
        using var committee = new BootstrapCommittee(request, candidates, ct);
        return new QueueFilling(request, candidates, ChoiceView.Of(request, model, candidates, committee, ct)).Fill(random, ct);
    }

    private sealed class Part(IProgress<TrainingProgress> progress, double start, double share) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => progress.Report(value with { Fraction = start + (share * value.Fraction) });
    }
}
