using System.Numerics.Tensors;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.TransformerTier;

/// <summary>Spreads the score of one label over the words of a text.</summary>
/// <remarks>
/// The embedding is the mean of the pieces' vectors, divided by its length; the score is linear in it. So with the training texts' mean μ the score is the sum of
/// <c>w·(t/(n·|m|) − μ/n)</c> over the n pieces, and a constant. A piece's vector has read the whole text: a word's share is what is said at its place.
/// </remarks>
internal sealed class TransformerExplanation(TransformerModel model, int label)
{
    private const int MostWords = 50;
    private readonly int _output = Array.IndexOf(model.Head.Seen, label);

    public IReadOnlyList<TokenWeight> Of(string text)
    {
        if (_output < 0)
            return [];
        var (pieces, shares) = Shares(text);
        var words = pieces.Zip(shares)
            .Where(pair => pair.First.Word >= 0 && pair.First.End > pair.First.Start)
            .GroupBy(pair => pair.First.Word)
            .Select(word => new TokenWeight(word.Min(pair => pair.First.Start), word.Max(pair => pair.First.End), word.Sum(pair => pair.Second)))
            .OrderByDescending(word => Math.Abs(word.Weight)).ThenBy(word => word.Start)
            .Take(MostWords)
            .ToList();
        var largest = words.Count == 0 ? 0 : Math.Abs(words[0].Weight);
        return largest == 0 ? [] : [.. words.Where(word => word.Weight != 0).Select(word => word with { Weight = word.Weight / largest })];
    }

    /// <summary>Every piece's share, frame included: together the score without its constant.</summary>
    public (List<Text.WordPiece> Pieces, float[] Shares) Shares(string text)
    {
        var (pieces, vectors) = model.Encoder.Vectors(text, CancellationToken.None);
        var width = model.Head.Dimension;
        var direction = Direction();
        var sum = new float[width];
        for (var piece = 0; piece < pieces.Count; piece++)
            TensorPrimitives.Add(sum, vectors.AsSpan(piece * width, width), sum);
        var length = TensorPrimitives.Norm<float>(sum);
        var usual = TensorPrimitives.Dot<float>(direction, model.Head.Mean) / pieces.Count;
        return (pieces, [.. Enumerable.Range(0, pieces.Count).Select(piece =>
            length == 0 ? 0 : (TensorPrimitives.Dot<float>(direction, vectors.AsSpan(piece * width, width)) / length) - usual)]);
    }

    // Softmax ignores what all labels share, so a single-label score is told against the mean of all.
    private float[] Direction()
    {
        var direction = model.Head.Of(_output).ToArray();
        if (model.Labels.Task == LabelTask.Multi)
            return direction;
        for (var output = 0; output < model.Head.Outputs; output++)
            TensorPrimitives.MultiplyAdd(model.Head.Of(output), -1f / model.Head.Outputs, direction, direction);
        return direction;
    }
}
