using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Text;

/// <summary>Turns texts into rows of features, block by block.</summary>
internal sealed class Featurizer(ColumnMap words, ColumnMap? characters, WordVectors vectors, FeatureLayout layout)
{
    private const int TextsOfBlock = 512;

    public FeatureRows Rows(IReadOnlyList<string> texts, int threads, CancellationToken ct)
    {
        if (texts.Count <= TextsOfBlock)
            return Rows(texts, 0, texts.Count, new Scratch(layout));
        var parts = new FeatureRows[Blocks.Count(texts.Count, TextsOfBlock)];
        Blocks.Run(
            threads,
            parts.Length,
            () => new Scratch(layout),
            (block, scratch) => parts[block] = Rows(texts, block * TextsOfBlock, Math.Min(texts.Count, (block + 1) * TextsOfBlock), scratch),
            ct);
        var rows = new FeatureRows(layout);
        rows.Reserve(texts.Count, parts.Sum(part => part.Words.Entries), parts.Sum(part => part.Characters.Entries));
        for (var part = 0; part < parts.Length; part++)
        {
            for (var row = 0; row < parts[part].Count; row++)
                rows.Append(parts[part], row);
            parts[part] = null!;
        }

        return rows;
    }

    private FeatureRows Rows(IReadOnlyList<string> texts, int first, int last, Scratch scratch)
    {
        var rows = new FeatureRows(layout);
        for (var text = first; text < last; text++)
        {
            Tokenizer.Tokenize(texts[text], scratch.Tokens);
            NGrams.Words(scratch.Tokens, scratch.Buckets);
            words.Row(scratch.Buckets, scratch.WordColumns, scratch.WordWeights);
            if (characters is not null)
            {
                NGrams.Characters(texts[text], scratch.Buckets);
                characters.Row(scratch.Buckets, scratch.CharacterColumns, scratch.CharacterWeights);
            }

            Embed(scratch);
            rows.Append(
                CollectionsMarshal.AsSpan(scratch.WordColumns), CollectionsMarshal.AsSpan(scratch.WordWeights),
                CollectionsMarshal.AsSpan(scratch.CharacterColumns), CollectionsMarshal.AsSpan(scratch.CharacterWeights), scratch.Embedding);
        }

        return rows;
    }

    private void Embed(Scratch scratch)
    {
        vectors.Sum(scratch.Tokens, scratch.Sums);
        vectors.Finish(scratch.Sums);
        TensorPrimitives.ConvertToHalf(scratch.Sums, scratch.Embedding);
    }

    private sealed class Scratch(FeatureLayout layout)
    {
        public List<Token> Tokens { get; } = [];

        public List<int> Buckets { get; } = [];

        public List<int> WordColumns { get; } = [];

        public List<Half> WordWeights { get; } = [];

        public List<int> CharacterColumns { get; } = [];

        public List<Half> CharacterWeights { get; } = [];

        public float[] Sums { get; } = new float[2 * layout.Dimensions];

        public Half[] Embedding { get; } = new Half[2 * layout.Dimensions];
    }
}
