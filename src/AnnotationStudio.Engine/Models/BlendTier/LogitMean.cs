using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.BlendTier;

/// <summary>The mean of several models' logits, and the probabilities it stands for.</summary>
/// <remarks>Single-label: the logarithms are averaged, then scaled to sum to 1. A label that no model has seen stays impossible.</remarks>
internal sealed class LogitMean(int rows, LabelSet labels)
{
    // A label that one member has never seen is unlikely, not impossible, as long as another member knows it.
    private const double Least = 1e-4;
    private readonly double[] _sums = new double[(long)rows * labels.Count];
    private readonly float[] _largest = new float[(long)rows * labels.Count];
    private int _members;

    /// <summary>Adds one model's probabilities.</summary>
    public void Add(ProbabilityMatrix probabilities, double temperature)
    {
        _members++;
        for (var cell = 0; cell < _sums.Length; cell++)
        {
            var probability = Math.Clamp((double)probabilities.Values[cell], Least, 1 - Least);
            var odds = labels.Task == LabelTask.Single ? 1 : 1 - probability;
            _sums[cell] += Math.Log(probability / odds) / temperature;
            _largest[cell] = Math.Max(_largest[cell], probabilities.Values[cell]);
        }
    }

    /// <summary>What the mean says, divided by a temperature.</summary>
    public ProbabilityMatrix Probabilities(double temperature)
    {
        var probabilities = new ProbabilityMatrix(rows, labels.Count);
        for (var row = 0; row < rows; row++)
        {
            var (first, sum) = (row * labels.Count, 0.0);
            var own = probabilities[row];
            for (var label = 0; label < own.Length; label++)
            {
                var logit = _sums[first + label] / (_members * temperature);
                own[label] = _largest[first + label] == 0 ? 0
                    : (float)(labels.Task == LabelTask.Single ? Math.Exp(logit) : 1 / (1 + Math.Exp(-logit)));
                sum += own[label];
            }

            if (labels.Task == LabelTask.Single && sum > 0)
                for (var label = 0; label < own.Length; label++)
                    own[label] = (float)(own[label] / sum);
        }

        return probabilities;
    }
}
