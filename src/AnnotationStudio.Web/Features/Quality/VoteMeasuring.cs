using AnnotationStudio.Engine.Aggregation;
using AnnotationStudio.Engine.Agreement;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>Agreement and consensus of votes.</summary>
internal sealed class VoteMeasuring(TimeProvider time, int threads)
{
    // The intervals of a file are the same whenever they are asked for.
    private const int Seed = 1;

    public VoteFigures Measure(VoteFile file, CancellationToken ct)
    {
        var report = AgreementReport.Of(file.Votes, new() { Threads = threads }, new Random(Seed), ct);
        return new VoteFigures(AgreementFigures.Of(report, file.Labels)) { Consensus = Consensus(file, ct) };
    }

    private Dictionary<string, ConsensusFigure> Consensus(VoteFile file, CancellationToken ct)
    {
        var settings = new EmSettings { Threads = threads };
        return new(StringComparer.Ordinal)
        {
            ["majority"] = Run(new MajorityVote(), file, ct),
            ["dawidSkene"] = Run(new DawidSkene(settings), file, ct),
            ["oneCoin"] = Run(new OneCoin(settings), file, ct),
            ["glad"] = Run(new Glad(settings), file, ct),
            ["mace"] = Run(new Mace(settings), file, ct),
        };
    }

    private ConsensusFigure Run(IAggregator aggregator, VoteFile file, CancellationToken ct)
    {
        var start = time.GetTimestamp();
        var consensus = file.Votes.Task == LabelTask.Single ? aggregator.Aggregate(file.Votes, ct) : null;
        var sets = consensus is null ? PerLabel.Aggregate(aggregator, file.Votes, ct) : null;
        var seconds = time.GetElapsedTime(start).TotalSeconds;
        var accuracy = consensus?.Accuracy([.. file.Gold.Select(gold => gold is [var label] ? label : -1)]) ?? PerLabel.Accuracy(sets!, file.Gold);
        return new(seconds, double.IsNaN(accuracy) ? null : accuracy);
    }
}
