using System.Numerics.Tensors;

namespace AnnotationStudio.Engine.Models.ConvolutionTier;

/// <summary>One network at work on one batch of texts, forward and back; its buffers are used again for the next batch.</summary>
/// <remarks>Everything up to the windows is done once for each distinct word of the batch. One thread; sums are added in the order of the texts.</remarks>
internal sealed unsafe class NetworkPass(NetworkShape shape) : IDisposable
{
    private readonly BatchWords _words = new();
    private readonly FloatBuffer _characterProducts = new(MatrixProduct.Padded(WordForms.CharacterCodes) * shape.Characters.Columns);
    private readonly FloatBuffer _characterVectors = new(MatrixProduct.Padded(WordForms.CharacterCodes) * shape.Characters.Depth);
    private readonly FloatBuffer _panels = new(shape.Words.Columns * shape.Words.Depth);
    private readonly FloatBuffer _inputs = new(0);
    private readonly FloatBuffer _inputGradients = new(0);
    private readonly FloatBuffer _products = new(0);
    private int[] _characterStarts = [];
    private int[] _starts = [];
    private float[] _pooled = [];
    private float[] _kept = [];
    private int[][] _matches = [];

    /// <summary>Where each text's windows started that won, as <see cref="WindowPooling.Forward"/> writes them.</summary>
    public ReadOnlySpan<int> Starts(int text) => _starts.AsSpan(text * shape.Words.Outputs, shape.Words.Outputs);

    /// <summary>Each text's features, as the dense layer reads them.</summary>
    public Span<float> Features(int text) => _pooled.AsSpan(text * shape.Words.Outputs, shape.Words.Outputs);

    /// <summary>Writes the scores of some texts, before softmax or sigmoid.</summary>
    /// <param name="weights">The network.</param>
    /// <param name="texts">All texts.</param>
    /// <param name="rows">Which of them.</param>
    /// <param name="scores">Rows × labels.</param>
    /// <param name="noise">What is left out while training; null leaves nothing out.</param>
    public void Forward(Weights weights, EncodedTexts texts, ReadOnlySpan<int> rows, Span<float> scores, TrainingNoise? noise)
    {
        _words.Gather(texts, rows);
        Reserve(rows.Length);
        _matches = [.. rows.ToArray().Select(row => texts.Matches is null ? [] : texts.Matches.Columns(row).ToArray())];
        ReadWords(weights, texts.Forms, noise);
        MatrixProduct.Pack(weights.WordFilters.Span, shape.Words.Columns, shape.Words.Depth, _panels.First);
        MatrixProduct.Multiply(_inputs.First, _words.Count, shape.Words.Depth, _panels.First, shape.Words.Columns, _products.First);
        for (var text = 0; text < rows.Length; text++)
        {
            var features = Features(text);
            WindowPooling.Forward(shape.Words, _products.First, _words.Sequence(text), features, _starts.AsSpan(text * shape.Words.Outputs));
            TensorPrimitives.Add(features, weights.WordBiases.Span, features);
            TensorPrimitives.Max(features, 0, features);
            noise?.Drop(features, _kept.AsSpan(text * shape.Words.Outputs));
            var own = scores.Slice(text * shape.Labels, shape.Labels);
            for (var label = 0; label < shape.Labels; label++)
                own[label] = weights.DenseBiases.Span[label]
                    + TensorPrimitives.Dot(features, weights.Dense.Span.Slice(label * shape.Words.Outputs, shape.Words.Outputs));
            foreach (var matched in _matches[text])
                TensorPrimitives.Add(own, weights.Rules.Span.Slice(matched * shape.Labels, shape.Labels), own);
        }
    }

    /// <summary>Adds the gradients of all parameters for the batch that went forward last.</summary>
    /// <param name="parameters">The network in training.</param>
    /// <param name="texts">As forward.</param>
    /// <param name="slopes">The loss's gradient by each score; rows × labels.</param>
    /// <param name="noise">As forward.</param>
    public void Backward(NetworkParameters parameters, EncodedTexts texts, ReadOnlySpan<float> slopes, TrainingNoise? noise)
    {
        var outputs = shape.Words.Outputs;
        Span<float> gradient = stackalloc float[outputs];
        var inputs = new WindowPooling.Differentiated(_inputs.First, _inputGradients.First);
        _inputGradients.GetSpan()[..(_words.Count * shape.Words.Depth)].Clear();
        for (var text = 0; text < slopes.Length / shape.Labels; text++)
        {
            gradient.Clear();
            var features = Features(text);
            for (var label = 0; label < shape.Labels; label++)
            {
                var slope = slopes[(text * shape.Labels) + label];
                parameters.DenseBiases.Gradient[label] += slope;
                AddScaled(features, slope, parameters.Dense.Gradient.Slice(label * outputs, outputs));
                AddScaled(parameters.Dense.Values.Slice(label * outputs, outputs), slope, gradient);
            }

            foreach (var matched in _matches[text])
                AddScaled(slopes.Slice(text * shape.Labels, shape.Labels), 1, parameters.Rules.Gradient.Slice(matched * shape.Labels, shape.Labels));
            for (var output = 0; output < outputs; output++)
                gradient[output] = features[output] > 0 ? gradient[output] : 0;
            if (noise is not null)
                TensorPrimitives.Multiply(gradient, _kept.AsSpan(text * outputs, outputs), gradient);
            TensorPrimitives.Add(parameters.WordBiases.Gradient, gradient, parameters.WordBiases.Gradient);
            WindowPooling.Backward(shape.Words, _words.Sequence(text), Starts(text), gradient, inputs, parameters.WordFilters.Pointers);
        }

        ReturnToWords(parameters, texts.Forms, noise);
    }

    /// <summary>Adds to each place of a text that went forward last, without noise, its share of what the features add to a score.</summary>
    /// <param name="weights">As forward.</param>
    /// <param name="text">Its number in the batch.</param>
    /// <param name="slopes">What one of each feature adds.</param>
    /// <param name="places">One for each symbol of the text, the mark before it included.</param>
    /// <param name="isWonWithNext">Set where a place and the next were in a window that won.</param>
    /// <remarks>A feature's gain over an empty text is divided as the products of its window, so the shares sum up to it.</remarks>
    public void Share(Weights weights, int text, ReadOnlySpan<float> slopes, Span<float> places, Span<bool> isWonWithNext)
    {
        var words = shape.Words;
        var sequence = _words.Sequence(text);
        var starts = Starts(text);
        var features = Features(text);
        for (var output = 0; output < words.Outputs; output++)
        {
            var gain = features[output] - Math.Max(0, weights.WordBiases.Span[output]);
            if (starts[output] < 0 || gain == 0)
                continue;
            var (width, filter) = Math.DivRem(output, words.Filters);
            var window = sequence.Slice(starts[output], Math.Min(words.Widths[width], sequence.Length - starts[output]));
            var sum = 0f;
            for (var place = 0; place < window.Length; place++)
                sum += Product(window[place], width, place, filter);
            for (var place = 0; place < window.Length; place++)
            {
                places[starts[output] + place] += slopes[output] * gain * Product(window[place], width, place, filter) / sum;
                isWonWithNext[starts[output] + place] |= place + 1 < window.Length;
            }
        }
    }

    public void Dispose()
    {
        foreach (IDisposable buffer in new[] { _characterProducts, _characterVectors, _panels, _inputs, _inputGradients, _products })
            buffer.Dispose();
    }

    private float Product(int word, int width, int place, int filter) =>
        _products.First[((long)word * shape.Words.Columns) + shape.Words.Column(width, place) + filter];

    private static void AddScaled(ReadOnlySpan<float> values, float factor, Span<float> into)
    {
        if (factor != 0)
            TensorPrimitives.MultiplyAdd(values, factor, into, into);
    }

    private void ReadWords(Weights weights, WordForms forms, TrainingNoise? noise)
    {
        var (depth, outputs) = (shape.Words.Depth, shape.Characters.Outputs);
        weights.CharacterVectors.Span.CopyTo(_characterVectors.GetSpan());
        MatrixProduct.Pack(weights.CharacterFilters.Span, shape.Characters.Columns, shape.Characters.Depth, _panels.First);
        MatrixProduct.Multiply(
            _characterVectors.First, WordForms.CharacterCodes, shape.Characters.Depth, _panels.First, shape.Characters.Columns, _characterProducts.First);
        for (var word = 0; word < _words.Count; word++)
        {
            var input = _inputs.GetSpan().Slice(word * depth, depth);
            var form = _words.Form(word);
            if (noise is not null && noise.DropsWord(word))
                input[..shape.WordWidth].Clear();
            else
                weights.WordVectors.Span.Slice(forms.Number(form) * shape.WordWidth, shape.WordWidth).CopyTo(input);
            WindowPooling.Forward(
                shape.Characters, _characterProducts.First, forms.Characters(form), input[shape.WordWidth..], _characterStarts.AsSpan(word * outputs));
        }
    }

    private void ReturnToWords(NetworkParameters parameters, WordForms forms, TrainingNoise? noise)
    {
        var outputs = shape.Characters.Outputs;
        for (var word = 0; word < _words.Count; word++)
        {
            var gradient = _inputGradients.GetSpan().Slice(word * shape.Words.Depth, shape.Words.Depth);
            var form = _words.Form(word);
            var number = forms.Number(form);
            if (number > 0 && !(noise is not null && noise.DropsWord(word)))
            {
                var row = parameters.WordVectors.Gradient.Slice(number * shape.WordWidth, shape.WordWidth);
                TensorPrimitives.Add(row, gradient[..shape.WordWidth], row);
                parameters.Touch(number);
            }

            WindowPooling.Backward(
                shape.Characters, forms.Characters(form), _characterStarts.AsSpan(word * outputs, outputs), gradient[shape.WordWidth..],
                parameters.CharacterVectors.Pointers, parameters.CharacterFilters.Pointers);
        }
    }

    private void Reserve(int texts)
    {
        var words = MatrixProduct.Padded(_words.Count);
        _inputs.Reserve(words * shape.Words.Depth);
        _inputGradients.Reserve(words * shape.Words.Depth);
        _products.Reserve(words * shape.Words.Columns);
        if (_characterStarts.Length < words * shape.Characters.Outputs)
            _characterStarts = new int[2 * words * shape.Characters.Outputs];
        if (_starts.Length < texts * shape.Words.Outputs)
            (_starts, _pooled, _kept) = (
                new int[texts * shape.Words.Outputs], new float[texts * shape.Words.Outputs], new float[texts * shape.Words.Outputs]);
    }
}
