using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Web.Hosting;

/// <summary>A loaded model version, safe to share: what it would say about texts.</summary>
/// <param name="Version">As the project counts its versions.</param>
/// <param name="LabelIds">Ids of the labels, in the order of the columns.</param>
/// <param name="Model">The trained thing.</param>
/// <param name="Featurize">Makes of texts the batch that the model reads.</param>
public sealed record ServingModel(int Version, IReadOnlyList<int> LabelIds, IModel Model, Func<IReadOnlyList<string>, TextBatch> Featurize)
{
    /// <summary>A model that reads the features of a space, or bare texts where there is none.</summary>
    public static ServingModel Of(int version, IReadOnlyList<int> labelIds, IModel model, FeatureSpace? space) =>
        new(version, labelIds, model, texts => space is null ? new TextBatch(texts) : space.Featurize(texts));

    /// <summary>The model in the labels that count now, in the project's order; itself where nothing was merged or given up that it knows.</summary>
    /// <param name="effective">What labels count as.</param>
    /// <param name="order">Ids of the project's labels, in its order.</param>
    public ServingModel Under(EffectiveLabels effective, IReadOnlyList<int> order)
    {
        ArgumentNullException.ThrowIfNull(effective);
        if (!LabelIds.Any(effective.Changed.Contains))
            return this;
        var counting = LabelIds.Select(effective.Of).ToList();
        var place = order.Select((id, at) => (id, at)).ToDictionary(pair => pair.id, pair => pair.at);
        List<int> ids = [.. counting.OfType<int>().Distinct().OrderBy(id => place.GetValueOrDefault(id, int.MaxValue))];
        var model = new MappedModel(Model, [.. counting.Select(id => id is { } known ? ids.IndexOf(known) : -1)], ids.Count);
        return this with { LabelIds = ids, Model = model };
    }

    /// <summary>One row of probabilities for each text, columns as <see cref="LabelIds"/>.</summary>
    public ProbabilityMatrix Predict(IReadOnlyList<string> texts, CancellationToken ct)
    {
        var into = new ProbabilityMatrix(texts.Count, LabelIds.Count);
        Model.Predict(Featurize(texts), into, ct);
        return into;
    }
}
