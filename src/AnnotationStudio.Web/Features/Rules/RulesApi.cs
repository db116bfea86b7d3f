using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Rules;

internal static class RulesApi
{
    public static void MapRules(this RouteGroupBuilder api)
    {
        var rules = api.MapGroup("/projects/{projectId:int}/rules").WithTags("Rules").RequireAuthorization(AccessPolicy.Lead);
        rules.MapGet("/", async (int projectId, RuleDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.ReadAsync(context.Caller(), projectId, ct)).Answer());
        rules.MapPut("/", async (int projectId, RulesInput? input, RuleChangeDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.ReplaceAsync(context.Caller(), projectId, input, ct)).AnswerEmpty());
        rules.MapGet("/suggestions", async (int projectId, RuleDesk desk, HttpContext context, CancellationToken ct) =>
            (await desk.SuggestAsync(context.Caller(), projectId, ct)).Answer());
    }
}
