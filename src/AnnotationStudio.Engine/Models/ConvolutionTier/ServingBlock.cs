using AnnotationStudio.Engine.Shapes;
using Microsoft.ML.OnnxRuntime;

namespace AnnotationStudio.Engine.Models.ConvolutionTier;

/// <summary>Feeds blocks of texts to a session: distinct words, their characters, and where they stand, padded to the longest text of the block.</summary>
internal sealed class ServingBlock(InferenceSession session, Network network)
{
    // The more texts, the more words they share; the products of their words are to stay within some 20 MB.
    private const int MostTexts = 256;
    private const int MostCharacters = 64 * 1024;

    private static readonly string[] InputNames = [ConvolutionGraph.Words, ConvolutionGraph.Characters, ConvolutionGraph.Places];
    private static readonly string[] OutputNames = [ConvolutionGraph.Probabilities];
    private readonly WordForms _forms = new(network.Vocabulary, network.MostWords);
    private readonly List<int> _places = [];
    private readonly List<int> _ends = [];

    /// <summary>Where each block of a batch ends.</summary>
    /// <param name="texts">The batch.</param>
    /// <param name="byLength">Its rows, short texts first.</param>
    public static List<int> Ends(IReadOnlyList<string> texts, int[] byLength)
    {
        var ends = new List<int>();
        var (start, characters) = (0, 0L);
        for (var at = 0; at < byLength.Length; at++)
        {
            characters += texts[byLength[at]].Length;
            if (at == start || (at - start < MostTexts && characters <= MostCharacters))
                continue;
            ends.Add(at);
            (start, characters) = (at, texts[byLength[at]].Length);
        }

        if (byLength.Length > 0)
            ends.Add(byLength.Length);
        return ends;
    }

    /// <summary>Writes the probabilities of some texts of a batch.</summary>
    /// <param name="texts">The batch.</param>
    /// <param name="rows">Which of its texts; best of like length.</param>
    /// <param name="into">One row for each text of the batch.</param>
    public void Predict(IReadOnlyList<string> texts, ReadOnlySpan<int> rows, ProbabilityMatrix into)
    {
        Read(texts, rows);
        using var words = OrtValue.CreateTensorValueFromMemory(Words(), [_forms.Count + 1]);
        var characters = Characters();
        using var spelled = OrtValue.CreateTensorValueFromMemory(characters, [_forms.Count + 1, characters.Length / (_forms.Count + 1)]);
        var places = Places();
        using var placed = OrtValue.CreateTensorValueFromMemory(places, [rows.Length, places.Length / rows.Length]);
        using var matched = network.Rules is null ? null : OrtValue.CreateTensorValueFromMemory(Matches(texts, rows), [rows.Length, into.Labels]);
        using var options = new RunOptions();
        using var outputs = matched is null
            ? session.Run(options, InputNames, [words, spelled, placed], OutputNames)
            : session.Run(options, [.. InputNames, ConvolutionGraph.Rules], [words, spelled, placed, matched], OutputNames);
        var probabilities = outputs[0].GetTensorDataAsSpan<float>();
        for (var text = 0; text < rows.Length; text++)
            probabilities.Slice(text * into.Labels, into.Labels).CopyTo(into[rows[text]]);
    }

    private void Read(IReadOnlyList<string> texts, ReadOnlySpan<int> rows)
    {
        _forms.Clear();
        _places.Clear();
        _ends.Clear();
        foreach (var row in rows)
        {
            _forms.Read(texts[row], _places);
            _ends.Add(_places.Count);
        }
    }

    // The padding comes first: word 0 without characters.
    private int[] Words()
    {
        var words = new int[_forms.Count + 1];
        for (var form = 0; form < _forms.Count; form++)
            words[form + 1] = _forms.Number(form);
        return words;
    }

    private int[] Characters()
    {
        var longest = 0;
        for (var form = 0; form < _forms.Count; form++)
            longest = Math.Max(longest, _forms.Characters(form).Length);
        var width = longest + network.Shape.Characters.Widths.Max();
        var characters = new int[(_forms.Count + 1) * width];
        for (var form = 0; form < _forms.Count; form++)
            _forms.Characters(form).CopyTo(characters.AsSpan((form + 1) * width));
        return characters;
    }

    private int[] Places()
    {
        var longest = 0;
        for (var text = 0; text < _ends.Count; text++)
            longest = Math.Max(longest, _ends[text] - Start(text));
        var width = longest + network.Shape.Words.Widths.Max();
        var places = new int[_ends.Count * width];
        for (var text = 0; text < _ends.Count; text++)
            for (var at = Start(text); at < _ends[text]; at++)
                places[(text * width) + at - Start(text)] = _places[at] + 1;
        return places;
    }

    private int[] Matches(IReadOnlyList<string> texts, ReadOnlySpan<int> rows)
    {
        var found = network.Rules!.Of([.. rows.ToArray().Select(row => texts[row])], 1, CancellationToken.None);
        var matches = new int[rows.Length * network.Shape.Labels];
        for (var text = 0; text < rows.Length; text++)
            foreach (var label in found.Columns(text))
                matches[(text * network.Shape.Labels) + label] = 1;
        return matches;
    }

    private int Start(int text) => text == 0 ? 0 : _ends[text - 1];
}
