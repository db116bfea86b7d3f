using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Models.ConvolutionTier;

/// <summary>All parameters of a network in training.</summary>
internal sealed class NetworkParameters : IDisposable
{
    // A match speaks for its label before anything is learned.
    private const float RuleBeginning = 2;
    private readonly NetworkShape _shape;
    private readonly Parameters[] _groups;
    private readonly List<int> _touched = [];
    private readonly bool[] _isTouched;
    private int _step;

    /// <summary>Beginnings drawn at random; words the pool knows begin at its vectors.</summary>
    public NetworkParameters(NetworkShape shape, Vocabulary vocabulary, WordVectors? pool, Random random)
    {
        _shape = shape;
        _groups = [.. shape.Sizes.Select(size => new Parameters(size))];
        _isTouched = new bool[shape.Vocabulary];
        Weights = Weights.Of([.. _groups.Select(group => (ReadOnlyMemory<float>)group.Memory)]);
        Draw(CharacterVectors.Values[shape.Characters.Depth..], 1, random);
        Draw(CharacterFilters.Values, Math.Sqrt(2.0 / (shape.Characters.Depth * shape.Characters.Widths[0])), random);
        BeginVectors(vocabulary, pool, random);
        for (var width = 0; width < shape.Words.Widths.Length; width++)
            for (var place = 0; place < shape.Words.Widths[width]; place++)
                Draw(
                    WordFilters.Values.Slice(shape.Words.Column(width, place) * shape.Words.Depth, shape.Words.Filters * shape.Words.Depth),
                    Math.Sqrt(2.0 / (shape.Words.Depth * shape.Words.Widths[width])), random);
        Draw(Dense.Values, Math.Sqrt(1.0 / shape.Words.Outputs), random);
        for (var label = 0; label < shape.Rules; label++)
            Rules.Values[(label * shape.Labels) + label] = RuleBeginning;
    }

    /// <summary>The values as they are at any time.</summary>
    public Weights Weights { get; }

    public IReadOnlyList<Parameters> Groups => _groups;

    public Parameters CharacterVectors => _groups[0];

    public Parameters CharacterFilters => _groups[1];

    public Parameters WordVectors => _groups[2];

    public Parameters WordFilters => _groups[3];

    public Parameters WordBiases => _groups[4];

    public Parameters Dense => _groups[5];

    public Parameters DenseBiases => _groups[6];

    public Parameters Rules => _groups[7];

    /// <summary>Notes that a word's vector has a gradient: only such vectors take part in a step.</summary>
    public void Touch(int number)
    {
        if (_isTouched[number])
            return;
        _isTouched[number] = true;
        _touched.Add(number);
    }

    /// <summary>Steps against the gradients and clears them.</summary>
    public void Step(double rate, ConvolutionOptions options)
    {
        _step++;
        foreach (var group in _groups)
            if (group != WordVectors)
                group.Step(
                    0, group.Values.Length, _step, group == Rules ? rate * options.RuleRate : rate, group == WordFilters || group == Dense ? options.WeightDecay : 0);
        foreach (var number in _touched)
        {
            _isTouched[number] = false;
            WordVectors.Step(number * _shape.WordWidth, _shape.WordWidth, _step, rate, 0);
        }

        _touched.Clear();
    }

    public void Dispose()
    {
        foreach (var group in _groups)
            group.Dispose();
    }

    // A word that the pool does not know begins small: it says little until labels teach it.
    private void BeginVectors(Vocabulary vocabulary, WordVectors? pool, Random random)
    {
        for (var number = 1; number < vocabulary.Count; number++)
        {
            var row = WordVectors.Values.Slice(number * _shape.WordWidth, _shape.WordWidth);
            Draw(row, .1 / Math.Sqrt(_shape.WordWidth), random);
            var word = pool?.Find(vocabulary.Hashes[number - 1]) ?? -1;
            if (word < 0 || pool!.Dimensions != _shape.WordWidth)
                continue;
            pool.Vector(word).CopyTo(row);
            Text.WordVectors.Normalize(row);
        }
    }

    private static void Draw(Span<float> values, double deviation, Random random)
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(deviation * Math.Sqrt(3) * ((2 * random.NextDouble()) - 1));
    }
}
