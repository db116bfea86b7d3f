using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.ConvolutionTier;

/// <summary>What the training makes small: cross-entropy of softmax over labels, or of one sigmoid for each label.</summary>
internal sealed class Loss
{
    private readonly LabelTask _task;
    private readonly IReadOnlyList<int[]> _targets;
    private readonly double[] _classWeights;
    private readonly double _smoothing;
    private readonly bool[] _seen;

    /// <param name="labels">How many, and whether one or many a text.</param>
    /// <param name="targets">The labels of each text.</param>
    /// <param name="trained">The texts that are trained on: they say which labels there are and how rare each is.</param>
    /// <param name="options">Balance of the classes, smoothing.</param>
    public Loss(LabelSet labels, IReadOnlyList<int[]> targets, int[] trained, ConvolutionOptions options)
    {
        (_task, _targets, _smoothing) = (labels.Task, targets, options.LabelSmoothing);
        var counts = new int[labels.Count];
        foreach (var row in trained)
            foreach (var label in targets[row])
                counts[label]++;
        _seen = [.. counts.Select(count => count > 0)];
        var average = (double)counts.Sum() / Math.Max(1, _seen.Count(seen => seen));
        _classWeights = [.. counts.Select(count => count == 0 ? 0 : Math.Pow(average / count, options.ClassBalance))];
        var total = trained.Sum(row => targets[row].Sum(label => _classWeights[label]));
        for (var label = 0; label < counts.Length && total > 0; label++)
            _classWeights[label] *= counts.Sum() / total;
    }

    /// <summary>Whether each label has a text.</summary>
    public IReadOnlyList<bool> Seen => _seen;

    /// <summary>The mean loss of some texts; with its gradient by each score in place of the scores.</summary>
    /// <param name="rows">The texts.</param>
    /// <param name="scores">Rows × labels; replaced.</param>
    public double Slopes(ReadOnlySpan<int> rows, Span<float> scores)
    {
        var labels = _seen.Length;
        var loss = 0.0;
        for (var i = 0; i < rows.Length; i++)
        {
            var own = scores.Slice(i * labels, labels);
            loss += _task == LabelTask.Single ? Softmax(own, _targets[rows[i]][0], rows.Length) : Sigmoids(own, _targets[rows[i]], rows.Length);
        }

        return loss / rows.Length;
    }

    private double Softmax(Span<float> scores, int target, int rows)
    {
        var seen = 0;
        var highest = double.MinValue;
        for (var label = 0; label < scores.Length; label++)
            if (_seen[label])
                (seen, highest) = (seen + 1, Math.Max(highest, scores[label]));
        var sum = 0.0;
        for (var label = 0; label < scores.Length; label++)
            if (_seen[label])
                sum += Math.Exp(scores[label] - highest);
        var (weight, loss) = (_classWeights[target], 0.0);
        for (var label = 0; label < scores.Length; label++)
        {
            if (!_seen[label])
            {
                scores[label] = 0;
                continue;
            }

            var logarithm = scores[label] - highest - Math.Log(sum);
            var wanted = (label == target ? 1 - _smoothing : 0) + (_smoothing / seen);
            loss -= weight * wanted * logarithm;
            scores[label] = (float)(weight * (Math.Exp(logarithm) - wanted) / rows);
        }

        return loss;
    }

    private double Sigmoids(Span<float> scores, int[] targets, int rows)
    {
        var loss = 0.0;
        for (var label = 0; label < scores.Length; label++)
        {
            if (!_seen[label])
            {
                scores[label] = 0;
                continue;
            }

            var wanted = (Array.IndexOf(targets, label) >= 0 ? 1 - _smoothing : 0) + (_smoothing / 2);
            double score = scores[label];
            loss += Math.Max(score, 0) - (score * wanted) + Math.Log(1 + Math.Exp(-Math.Abs(score)));
            scores[label] = (float)(((1 / (1 + Math.Exp(-score))) - wanted) / rows);
        }

        return loss;
    }
}
