using AnnotationStudio.Data;
using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Items;

internal static class ItemsApi
{
    public static void MapItems(this RouteGroupBuilder api)
    {
        var items = api.MapGroup("/projects/{projectId:int}/items").WithTags("Items");
        items.MapGet("/", async (int projectId, [AsParameters] ItemsQuery query, ItemDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.ListAsync(context.Caller(), projectId, query.Filter, new ItemCursor(query.After, query.Before), query.Limit ?? 50, ct)).Answer());
        items.MapGet("/{itemId:long}", async (int projectId, long itemId, ItemDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.FindAsync(context.Caller(), projectId, itemId, ct)).Answer());
        items.MapPost("/{itemId:long}/correct", async (int projectId, long itemId, Correction input, CorrectionDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.CorrectAsync(context.Caller(), projectId, itemId, input, ct)).AnswerEmpty());
        items.MapPost("/{itemId:long}/return", async (int projectId, long itemId, CorrectionDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.ReturnAsync(context.Caller(), projectId, [itemId], ct)).AnswerEmpty());
        items.MapPut("/{itemId:long}/gold", async (int projectId, long itemId, GoldAnswer answer, ItemGoldDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.MarkAsync(context.Caller(), projectId, itemId, answer, ct)).AnswerEmpty());
        items.MapDelete("/{itemId:long}/gold", async (int projectId, long itemId, ItemGoldDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.UnmarkAsync(context.Caller(), projectId, itemId, ct)).AnswerEmpty());
        items.MapDelete("/{itemId:long}", async (int projectId, long itemId, ItemErasureDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.EraseAsync(context.Caller(), projectId, itemId, ct)).AnswerEmpty());
    }

    internal sealed record ItemsQuery
    {
        public string? Search { get; init; }

        public ItemState? Status { get; init; }

        public string? Label { get; init; }

        public int? Person { get; init; }

        public int? Import { get; init; }

        public long? After { get; init; }

        public long? Before { get; init; }

        public int? Limit { get; init; }

        public ItemFilter Filter => new(Search, Status, Label, Person, Import);
    }
}
