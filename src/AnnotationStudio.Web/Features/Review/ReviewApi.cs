using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Review;

internal static class ReviewApi
{
    public static void MapReview(this RouteGroupBuilder api)
    {
        var review = api.MapGroup("/projects/{projectId:int}/review").WithTags("Review").RequireAuthorization(AccessPolicy.Lead);
        review.MapGet("/", async (int projectId, [AsParameters] ReviewQuery query, ReviewDesk desk, HttpContext context, CancellationToken ct) =>
            query.Read() is var filter && !filter.IsDone
                ? filter.Problem.Answer()
                : (await desk.ListAsync(context.Caller(), projectId, filter.Value, query.Skip ?? 0, query.Limit ?? 50, ct)).Answer());
        review.MapPost("/{itemId:long}", async (int projectId, long itemId, Settlement input, SettlementDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.SettleAsync(context.Caller(), projectId, itemId, input, ct)).Answer(settled => TypedResults.Json(settled, Api.Json, statusCode: StatusCodes.Status201Created)));
        review.MapPost("/{itemId:long}/flag", async (int projectId, long itemId, FlagInput input, SettlementDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.FlagAsync(context.Caller(), projectId, itemId, input.Comment, ct)).Answer(flagged => TypedResults.Json(flagged, Api.Json, statusCode: StatusCodes.Status201Created)));
        review.MapDelete("/settlements/{key:guid}", async (int projectId, Guid key, SettlementDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.TakeBackAsync(context.Caller(), projectId, key, ct)).AnswerEmpty());
        var errors = api.MapGroup("/projects/{projectId:int}/label-errors").WithTags("Review").RequireAuthorization(AccessPolicy.Lead);
        errors.MapGet("/", async (int projectId, ErrorSearchDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.ReadAsync(context.Caller(), projectId, ct)).Answer());
        errors.MapPost("/", async (int projectId, ErrorSearchDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.AskAsync(context.Caller(), projectId, ct)).Answer(_ => TypedResults.Accepted((string?)null)));
        errors.MapDelete("/", async (int projectId, ErrorSearchDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.CancelAsync(context.Caller(), projectId, ct)).AnswerEmpty());
    }

    internal sealed record FlagInput(string? Comment = null);

    internal sealed record ReviewQuery
    {
        public string? Reason { get; init; }

        public string? Label { get; init; }

        public string? Against { get; init; }

        public int? Person { get; init; }

        public int? Other { get; init; }

        public int? Skip { get; init; }

        public int? Limit { get; init; }

        public Outcome<ReviewFilter> Read()
        {
            if (Reason is null)
                return new ReviewFilter(null, Label, Against, Person, Other);
            return Enum.TryParse<ReviewReason>(Reason, ignoreCase: true, out var reason) && Enum.IsDefined(reason)
                ? new ReviewFilter(reason, Label, Against, Person, Other)
                : Problem.Invalid("reason", "A reason is flagged, disputed, suspected, doubtful or twins.");
        }
    }
}
