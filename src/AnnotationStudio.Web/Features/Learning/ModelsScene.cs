using AnnotationStudio.Web.Hosting;

namespace AnnotationStudio.Web.Features.Learning;

/// <summary>All that the models page shows but its runs.</summary>
/// <param name="Models">Newest first.</param>
/// <param name="Ladder">The rungs.</param>
/// <param name="Decisions">Newest first.</param>
/// <param name="Serving">The version that answers; null when none can be read.</param>
public sealed record ModelsScene(List<ModelLine> Models, LadderView Ladder, IReadOnlyList<DecisionView> Decisions, int? Serving)
{
    public ModelLine? Champion => Models.Find(line => line.Model.IsChampion);

    /// <summary>What is to be said when the champion cannot be read; null when all is well.</summary>
    public string? Damage => Champion is not { } champion || champion.Model.Version == Serving ? null
        : $"{champion.Name} cannot serve: {champion.Model.Fault ?? "its file cannot be read"}. "
          + (Serving is { } other ? $"v{other} serves instead. " : "No version serves, and nobody gets suggestions. ")
          + "Put the file back from a backup and start the server again, or train a new version.";

    public IReadOnlyList<DecisionView> DecisionsOf(ModelLine line) => [.. Decisions.Where(decision => decision.Version == line.Model.Version)];

    public static async Task<Outcome<ModelsScene>> ReadAsync(ModelDesk models, LadderDesk ladder, Caller caller, int projectId, CancellationToken ct)
    {
        // Serving first: to find it, files are read, and what is wrong with them is known from then on.
        var serving = await models.ServingAsync(caller, projectId, ct);
        if (!serving.IsDone && serving.Problem is { } refusal)
            return refusal;
        var list = await models.ListAsync(caller, projectId, ct);
        var rungs = await ladder.ReadAsync(caller, projectId, ct);
        var decisions = await models.DecisionsAsync(caller, projectId, null, ct);
        return (list.Problem ?? rungs.Problem ?? decisions.Problem) is { } problem
            ? problem
            : new ModelsScene([.. list.Value!.Select(ModelLine.Of)], rungs.Value!, decisions.Value!, serving.Value);
    }
}
