using System.Text.Json;
using AnnotationStudio.Engine.Models;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Web.Demo;

namespace AnnotationStudio.Web.Tests.Learning;

/// <summary>A tier that reads texts and knows the help desk's answers by heart, or guesses, as a test wants it.</summary>
internal sealed class FakeTier(Tier tier, bool isWise, Func<TrainingSummary, TierReadiness>? check = null) : IModelTier
{
    public Tier Tier => tier;

    public TierReadiness Check(TrainingSummary data) => check?.Invoke(data) ?? TierReadiness.Ready;

    public IModel Train(TrainingSet data, IProgress<TrainingProgress>? progress, Random random, CancellationToken ct)
    {
        Assert.True(data.Batch.HasTexts);
        progress?.Report(new TrainingProgress("Learning by heart", .5));
        return new Model(tier, isWise, data.Labels);
    }

    public IModel Load(Stream artifact)
    {
        try
        {
            return new Model(tier, isWise, JsonSerializer.Deserialize<LabelSet>(artifact)!);
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException("This is not a model by heart.", broken);
        }
    }

    private sealed class Model(Tier tier, bool isWise, LabelSet labels) : IModel
    {
        private static readonly Dictionary<string, string> Answers = HelpDesk.Messages().DistinctBy(message => message.Text).ToDictionary(message => message.Text, message => message.Label);

        public Tier Tier => tier;

        public LabelSet Labels => labels;

        public IReadOnlyList<float>? Thresholds => null;

        public void Predict(TextBatch batch, ProbabilityMatrix into, CancellationToken ct)
        {
            for (var row = 0; row < batch.Count; row++)
            {
                var known = isWise ? Answers.GetValueOrDefault(batch.Texts[row]) : null;
                var label = known is null ? 0 : labels.Labels.ToList().FindIndex(one => one.Name == known);
                into[row].Fill(.1f / labels.Count);
                into[row][label] += .9f;
            }
        }

        public IReadOnlyList<TokenWeight> Explain(string text, int label) => [];

        public void Save(Stream artifact) => JsonSerializer.Serialize(artifact, labels);

        public void Dispose()
        {
        }
    }
}
