using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Models.ConvolutionTier;

/// <summary>Leads the score of one label back to the n-grams that won the maximum of a filter.</summary>
internal sealed class ConvolutionExplanation(Network network, LabelTask task, int label)
{
    private const int MostStretches = 50;

    public IReadOnlyList<TokenWeight> Of(string text)
    {
        var tokens = new List<Token>();
        Tokenizer.Tokenize(text, tokens);
        if (!network.Seen[label] || tokens.Count == 0)
            return [];
        var read = Math.Min(tokens.Count, network.MostWords);
        var contributions = new Dictionary<(int First, int Last), float>();
        var encoded = EncodedTexts.Of([text], network.Vocabulary, network.MostWords, CancellationToken.None);
        using var pass = new NetworkPass(network.Shape);
        foreach (var member in network.Members)
        {
            pass.Forward(member, encoded, [0], new float[network.Shape.Labels], null);
            Add(member, pass, read, contributions);
        }

        return Strongest(contributions, tokens);
    }

    // Place 0 of a sequence is the mark before the text, so a window's words are one less; what hangs over the end is nothing.
    private void Add(Weights member, NetworkPass pass, int words, Dictionary<(int First, int Last), float> contributions)
    {
        var shape = network.Shape.Words;
        var features = pass.Features(0);
        var starts = pass.Starts(0);
        for (var output = 0; output < shape.Outputs; output++)
        {
            var gain = features[output] - Math.Max(0, member.WordBiases.Span[output]);
            var (first, last) = (Math.Max(0, starts[output] - 1), Math.Min(words, starts[output] - 1 + shape.Widths[output / shape.Filters]));
            if (starts[output] < 0 || gain == 0 || last <= first)
                continue;
            var sum = contributions.GetValueOrDefault((first, last));
            contributions[(first, last)] = sum + (gain * Slope(member.Dense.Span, output));
        }
    }

    // Softmax ignores what all labels share, so a single-label score is told against the mean of all.
    private float Slope(ReadOnlySpan<float> dense, int output)
    {
        var outputs = network.Shape.Words.Outputs;
        var own = dense[(label * outputs) + output];
        if (task == LabelTask.Multi)
            return own;
        var (sum, seen) = (0f, 0);
        for (var other = 0; other < network.Shape.Labels; other++)
            if (network.Seen[other])
                (sum, seen) = (sum + dense[(other * outputs) + output], seen + 1);
        return own - (sum / seen);
    }

    private static List<TokenWeight> Strongest(Dictionary<(int First, int Last), float> contributions, List<Token> tokens)
    {
        var taken = new bool[tokens.Count];
        var stretches = new List<TokenWeight>();
        var largest = contributions.Values.Select(Math.Abs).DefaultIfEmpty().Max();
        foreach (var ((first, last), weight) in contributions.OrderByDescending(own => Math.Abs(own.Value)).ThenBy(own => own.Key))
        {
            if (weight == 0 || stretches.Count == MostStretches || taken.AsSpan(first, last - first).Contains(true))
                continue;
            taken.AsSpan(first, last - first).Fill(true);
            stretches.Add(new TokenWeight(tokens[first].Start, tokens[last - 1].End, weight / largest));
        }

        return stretches;
    }
}
