using System.Numerics.Tensors;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Models.ConvolutionTier;

/// <summary>Leads the score of one label back to the n-grams that won the maximum of a filter, and to the words that rules matched.</summary>
/// <remarks>
/// What a filter adds is shared among the words of its window as their products were, so the shares of all words sum up to the score but for biases. Words next
/// to each other that won together, pull the same way and are of like strength are one n-gram: windows alone would bring along the dull words beside the telling one.
/// </remarks>
internal sealed class ConvolutionExplanation(Network network, LabelTask task, int label)
{
    private const int MostStretches = 50;

    // Of the strength of an n-gram's strongest word: what another word of it must have.
    private const float LeastStrength = .5f;

    public IReadOnlyList<TokenWeight> Of(string text)
    {
        var tokens = new List<Token>();
        Tokenizer.Tokenize(text, tokens);
        if (!network.Seen[label] || tokens.Count == 0)
            return [];
        var shares = new float[tokens.Count];
        var isJoined = new bool[tokens.Count];
        AddWindows(text, shares, isJoined);
        AddRules(text, tokens, shares, isJoined);
        return Strongest(shares, isJoined, tokens);
    }

    // Place 0 of a sequence is the mark before the text, which has no word to show.
    private void AddWindows(string text, float[] shares, bool[] isJoined)
    {
        var encoded = EncodedTexts.Of([text], network.Vocabulary, network.Rules, network.MostWords, CancellationToken.None);
        var outputs = network.Shape.Words.Outputs;
        var places = new float[encoded.Sequences[0].Length];
        var (slopes, isWonWithNext) = (new float[outputs], new bool[places.Length]);
        using var pass = new NetworkPass(network.Shape);
        foreach (var member in network.Members)
        {
            pass.Forward(member, encoded, [0], new float[network.Shape.Labels], null);
            for (var output = 0; output < outputs; output++)
                slopes[output] = Slope(member.Dense.Span, output, outputs);
            pass.Share(member, 0, slopes, places, isWonWithNext);
        }

        places.AsSpan(1).CopyTo(shares);
        isWonWithNext.AsSpan(1).CopyTo(isJoined);
    }

    // What a rule adds belongs to the words it matched, in equal parts.
    private void AddRules(string text, List<Token> tokens, float[] shares, bool[] isJoined)
    {
        foreach (var (matched, stretches) in network.Rules?.Explain(text) ?? [])
        {
            var weight = network.Members.Sum(member => member.Rules.Span[(matched * network.Shape.Labels) + label]);
            int[] inside = [.. Enumerable.Range(0, tokens.Count).Where(token =>
                stretches.Any(stretch => tokens[token].Start < stretch.End && stretch.Start < tokens[token].End))];
            foreach (var token in inside)
            {
                shares[token] += weight / inside.Length;
                isJoined[token] |= inside.Contains(token + 1);
            }
        }
    }

    // Softmax ignores what all labels share, so a single-label score is told against the mean of all.
    private float Slope(ReadOnlySpan<float> dense, int output, int outputs)
    {
        var own = dense[(label * outputs) + output];
        if (task == LabelTask.Multi)
            return own;
        var (sum, seen) = (0f, 0);
        for (var other = 0; other < network.Shape.Labels; other++)
            if (network.Seen[other])
                (sum, seen) = (sum + dense[(other * outputs) + output], seen + 1);
        return own - (sum / seen);
    }

    private static List<TokenWeight> Strongest(float[] shares, bool[] isJoined, List<Token> tokens)
    {
        var isTaken = new bool[shares.Length];
        var stretches = new List<(int First, int Last, float Weight)>();
        foreach (var centre in Enumerable.Range(0, shares.Length).OrderByDescending(token => Math.Abs(shares[token])).ThenBy(token => token))
        {
            if (shares[centre] == 0 || isTaken[centre])
                continue;
            var (first, last) = (centre, centre);
            while (first > 0 && isJoined[first - 1] && Belongs(first - 1))
                first--;
            while (last < shares.Length - 1 && isJoined[last] && Belongs(last + 1))
                last++;
            isTaken.AsSpan(first..(last + 1)).Fill(true);
            stretches.Add((first, last, TensorPrimitives.Sum<float>(shares.AsSpan(first..(last + 1)))));

            bool Belongs(int token) => !isTaken[token] && shares[token] / shares[centre] >= LeastStrength;
        }

        var largest = stretches.Select(stretch => Math.Abs(stretch.Weight)).DefaultIfEmpty().Max();
        return [.. stretches.OrderByDescending(stretch => Math.Abs(stretch.Weight)).ThenBy(stretch => stretch.First).Take(MostStretches)
            .Select(stretch => new TokenWeight(tokens[stretch.First].Start, tokens[stretch.Last].End, stretch.Weight / largest))];
    }
}
