using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Learning;

/// <summary>Models of the request's tier, each trained on the labelled rows drawn with replacement. Trained when they are first asked.</summary>
/// <remarks>Five trainings and five scorings of the rows asked about. Source: Abe &amp; Mamitsuka, Query learning strategies using boosting and bagging (1998).</remarks>
internal sealed class BootstrapCommittee(RoundRequest request, int[] candidates, CancellationToken ct) : IDisposable
{
    private const int Members = 5;
    private readonly List<IModel> _models = [];

    /// <summary>What each member says of some candidates.</summary>
    public IReadOnlyList<ProbabilityMatrix> Ask(IReadOnlyList<int> asked)
    {
        if (_models.Count == 0)
            Train();
        int[] rows = [.. asked.Select(candidate => candidates[candidate])];
        return [.. _models.Select(model => PoolScoring.Score(model, request.Pool, rows, request.Texts, request.Threads, ct))];
    }

    /// <inheritdoc/>
    public void Dispose() => _models.ForEach(model => model.Dispose());

    private void Train()
    {
        var random = new Random(request.Seed);
        LabelledRow[] labelled = [.. request.Labelled.Where(row => !request.Pool.IsRemoved(row.Row))];
        while (_models.Count < Members)
        {
            LabelledRow[] drawn = [.. labelled.Select(_ => labelled[random.Next(labelled.Length)])];
            _models.Add(request.Tier.Train(LearningLoop.Training(request, drawn, ct), null, random, ct));
        }
    }
}
