using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Models.RegressionTier;

/// <summary>Spreads the score of one label over the tokens of a text.</summary>
internal sealed class RegressionExplanation(RegressionModel model, int label)
{
    private const int MostTokens = 50;
    private readonly int _output = Array.IndexOf(model.Head.Seen, label);

    public IReadOnlyList<TokenWeight> Of(string text)
    {
        var tokens = new List<Token>();
        Tokenizer.Tokenize(text, tokens);
        if (_output < 0 || tokens.Count == 0)
            return [];
        var shares = new float[tokens.Count];
        AddWords(tokens, shares);
        AddEmbeddings(tokens, shares);
        AddMatches(text, tokens, shares);

        var largest = Math.Abs(TensorPrimitives.MaxMagnitude<float>(shares));
        return largest == 0
            ? []
            : [.. Enumerable.Range(0, shares.Length)
                .OrderByDescending(token => Math.Abs(shares[token])).ThenBy(token => token)
                .Where(token => shares[token] != 0).Take(MostTokens)
                .Select(token => new TokenWeight(tokens[token].Start, tokens[token].End, shares[token] / largest))];
    }

    // An n-gram belongs to its words in equal parts; a column that several n-grams share is shared between them.
    private void AddWords(List<Token> tokens, float[] shares)
    {
        var buckets = new List<int>();
        NGrams.Words(tokens, buckets);
        List<int> columns = [];
        List<Half> weights = [];
        model.Space.Words.Row([.. buckets], columns, weights);
        var counts = buckets.CountBy(bucket => bucket).ToDictionary();
        var found = CollectionsMarshal.AsSpan(columns);
        for (var at = 1; at < buckets.Count; at++)
        {
            var column = model.Space.Words.Column(buckets[at]);
            var place = column < 0 ? -1 : found.BinarySearch(column);
            if (place < 0)
                continue;
            var share = Contrast(column) * (float)weights[place] / counts[buckets[at]];
            var (last, back) = NGrams.TokensAt(at);
            var inside = back.Count(step => step <= last);
            foreach (var step in back)
                if (step <= last)
                    shares[last - step] += share / inside;
        }
    }

    // What a rule adds belongs to the words it matched, in equal parts.
    private void AddMatches(string text, List<Token> tokens, float[] shares)
    {
        foreach (var (matched, stretches) in model.Rules?.Explain(text) ?? [])
        {
            int[] inside = [.. Enumerable.Range(0, tokens.Count).Where(token =>
                stretches.Any(stretch => tokens[token].Start < stretch.End && stretch.Start < tokens[token].End))];
            foreach (var token in inside)
                shares[token] += model.Head.Matches[matched, _output] / inside.Length;
        }
    }

    private void AddEmbeddings(List<Token> tokens, float[] shares)
    {
        var vectors = model.Space.Vectors;
        var sums = new float[2 * vectors.Dimensions];
        int[] words = [.. tokens.Select(token => vectors.Find(token.Hash))];
        vectors.Sum(tokens, sums);
        for (var embedding = 0; embedding < 2; embedding++)
        {
            var first = embedding * vectors.Dimensions;
            var direction = Direction(sums.AsSpan(first, vectors.Dimensions), vectors.Direction(embedding), first);
            for (var token = 0; token < words.Length; token++)
            {
                if (words[token] < 0)
                    continue;
                var (topic, style) = vectors.Weights(words[token]);
                shares[token] += (embedding == 0 ? topic : style) * TensorPrimitives.Dot(vectors.Vector(words[token]), direction);
            }
        }
    }

    // The text's score is linear in its words once the two lengths are known: w − (w·d)d, over both lengths.
    private float[] Direction(ReadOnlySpan<float> sum, ReadOnlySpan<float> common, int first)
    {
        var direction = new float[sum.Length];
        var length = TensorPrimitives.Norm(sum);
        if (length == 0)
            return direction;
        Dense(_output, first, sum.Length).CopyTo(direction);
        if (model.Labels.Task == LabelTask.Single)
            for (var output = 0; output < model.Head.Outputs; output++)
                TensorPrimitives.MultiplyAdd(Dense(output, first, sum.Length), -1f / model.Head.Outputs, direction, direction);
        TensorPrimitives.MultiplyAdd(common, -TensorPrimitives.Dot(direction, common), direction, direction);
        var along = TensorPrimitives.Dot(sum, common) / length;
        var rest = MathF.Sqrt(Math.Max(1e-6f, 1 - (along * along)));
        TensorPrimitives.Divide(direction, length * rest, direction);
        return direction;
    }

    private ReadOnlySpan<float> Dense(int output, int first, int count) => model.Head.Dense.AsSpan((output * 2 * count) + first, count);

    // Softmax ignores what all labels share, so a single-label score is told against the mean of all.
    private float Contrast(int column)
    {
        var own = model.Head.Words[column, _output];
        if (model.Labels.Task == LabelTask.Multi)
            return own;
        var sum = 0f;
        for (var output = 0; output < model.Head.Outputs; output++)
            sum += model.Head.Words[column, output];
        return own - (sum / model.Head.Outputs);
    }
}
