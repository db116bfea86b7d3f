using AnnotationStudio.Engine.Aggregation;
using AnnotationStudio.Engine.Agreement;

namespace AnnotationStudio.Web.Features.Quality;

/// <summary>A project's votes and all that was worked out of them; names are not in it, so that a renaming needs no new figures.</summary>
internal sealed record MeasuredVotes(
    ProjectVotes Read, AgreementReport Report, IReadOnlyList<AnnotatorScore> Scores, SplitCounts Splits, ActivityCounts? Activity, VoteOverlap Overlap, IReadOnlyList<AnswerHabits> Habits)
{
    // The intervals of the same votes are the same whenever they are asked for.
    private const int Seed = 1;

    public static MeasuredVotes Of(ProjectVotes read, int threads, CancellationToken ct) => new(
        read,
        AgreementReport.Of(read.Votes, new() { Threads = threads }, new Random(Seed), ct),
        AnnotatorScores.AgainstOthers(read.Votes),
        SplitCounts.Of(read, ct),
        ActivityCounts.Of(read, threads, ct),
        VoteOverlap.Of(read.Votes),
        AnswerHabits.Of(read, ct));
}
