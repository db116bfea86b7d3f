using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Items;

/// <summary>Fixes the answer of an item, so that it judges people. For leads.</summary>
public sealed class ItemGoldDesk(StudioStore store, ProjectGate gate, StudioEvents events, TimeProvider time)
{
    /// <summary>Most characters of an explanation.</summary>
    public const int LongestExplanation = 2000;

    /// <summary>Makes the item gold, or changes its gold answer. Audit items are refused.</summary>
    public async Task<Outcome<Done>> MarkAsync(Caller caller, int projectId, long itemId, GoldAnswer answer, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        if (answer.Explanation?.Length > LongestExplanation)
            return Problem.Invalid("explanation", $"The explanation has {answer.Explanation.Length:N0} characters; {LongestExplanation:N0} is the most.");
        if (!Enum.IsDefined(answer.Kind))
            return Problem.Invalid("kind", "The kind is hidden or onboarding.");
        var now = time.GetUtcNow();
        var outcome = await store.WriteAsync(
            db =>
            {
                var labels = LabelChoice.Read(db, projectId, answer.Labels);
                if (!labels.IsDone)
                    return (Outcome<Done>)labels.Problem;
                var gold = new GoldItem
                {
                    ItemId = itemId,
                    ProjectId = projectId,
                    Kind = answer.Kind,
                    Labels = labels.Value,
                    Explanation = answer.Explanation?.Trim() ?? "",
                    PersonId = caller.PersonId,
                    CreatedAt = now,
                };
                return GoldLedger.Mark(db, gold, now) is { } problem ? problem : Done.Value;
            },
            ct);
        if (outcome.IsDone)
            events.Publish(Happening.LabelsArrived, projectId);
        return outcome;
    }

    /// <summary>Lets people's answers decide about the item again.</summary>
    public async Task<Outcome<Done>> UnmarkAsync(Caller caller, int projectId, long itemId, CancellationToken ct)
    {
        if (await gate.EnterAsync(caller, projectId, Role.Lead, ct) is var seat && !seat.IsDone)
            return seat.Problem;
        var now = time.GetUtcNow();
        await store.WriteAsync(db => GoldLedger.Unmark(db, projectId, itemId, now), ct);
        events.Publish(Happening.LabelsArrived, projectId);
        return Done.Value;
    }
}

/// <summary>A lead's fixed answer for an item.</summary>
/// <param name="Labels">Names.</param>
/// <param name="Explanation">Why, in the words of the guidelines.</param>
/// <param name="Kind">Hidden among real work, or part of the onboarding.</param>
public sealed record GoldAnswer(IReadOnlyList<string> Labels, string? Explanation = null, GoldKind Kind = GoldKind.Hidden);
