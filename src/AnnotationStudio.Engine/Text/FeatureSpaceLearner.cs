using System.Runtime.InteropServices;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Text;

/// <summary>One pass over a pool's texts: document frequencies of buckets, a sample of token sequences, then the word vectors.</summary>
internal sealed class FeatureSpaceLearner(int expected, FeatureSpaceOptions options, IProgress<double>? progress)
{
    private const int TextsOfSlice = 8192;
    private const int TextsOfBlock = 256;

    // What the passes cost of the whole, measured on 100,000 news items.
    private const double CountingShare = .3;
    private readonly bool _withCharacters = expected <= options.CharacterTexts;
    private readonly PoolSample _sample = new(expected, options.VectorTexts, new Random(options.Seed));
    private readonly int[] _wordTexts = new int[NGrams.Buckets];
    private readonly int[] _characterTexts = new int[NGrams.Buckets];
    private int _seen;

    public FeatureSpace Learn(IEnumerable<string> texts, CancellationToken ct)
    {
        foreach (var slice in texts.Chunk(TextsOfSlice))
        {
            ct.ThrowIfCancellationRequested();
            Count(slice, ct);
            _seen += slice.Length;
            progress?.Report(CountingShare * Math.Min(1, (double)_seen / Math.Max(1, expected)));
        }

        var words = ColumnMap.Learn(_wordTexts, _seen, options.LeastWordTexts);
        var characters = _withCharacters ? ColumnMap.Learn(_characterTexts, _seen, options.LeastCharacterTexts) : null;
        var stage = progress is null ? null : new Remainder(progress);
        return new FeatureSpace(words, characters, WordVectors.Learn(_sample.Close(), options, stage, ct));
    }

    private void Count(string[] texts, CancellationToken ct)
    {
        var blocks = new Buckets[Blocks.Count(texts.Length, TextsOfBlock)];
        Blocks.Run(
            options.Threads,
            blocks.Length,
            block => blocks[block] = new Buckets(texts.AsSpan(block * TextsOfBlock, Math.Min(TextsOfBlock, texts.Length - (block * TextsOfBlock))), _withCharacters),
            ct);
        foreach (var block in blocks)
        {
            foreach (var bucket in block.Words)
                _wordTexts[bucket]++;
            foreach (var bucket in block.Characters)
                _characterTexts[bucket]++;
            var start = 0;
            foreach (var end in block.Ends)
            {
                _sample.Offer(CollectionsMarshal.AsSpan(block.Hashes)[start..end]);
                start = end;
            }
        }
    }

    /// <summary>What one block of texts adds: each bucket once for each text that has it, and the token sequences.</summary>
    private sealed class Buckets
    {
        public Buckets(ReadOnlySpan<string> texts, bool withCharacters)
        {
            var tokens = new List<Token>();
            var buckets = new List<int>();
            foreach (var text in texts)
            {
                Tokenizer.Tokenize(text, tokens);
                NGrams.Words(tokens, buckets);
                AddDistinct(buckets, Words);
                if (withCharacters)
                {
                    NGrams.Characters(text, buckets);
                    AddDistinct(buckets, Characters);
                }

                Hashes.Add(NGrams.StartMark);
                foreach (var token in tokens)
                    Hashes.Add(token.Hash);
                Ends.Add(Hashes.Count);
            }
        }

        public List<int> Words { get; } = [];

        public List<int> Characters { get; } = [];

        public List<ulong> Hashes { get; } = [];

        public List<int> Ends { get; } = [];

        private static void AddDistinct(List<int> buckets, List<int> into)
        {
            buckets.Sort();
            for (var i = 0; i < buckets.Count; i++)
                if (i == 0 || buckets[i] != buckets[i - 1])
                    into.Add(buckets[i]);
        }
    }

    private sealed class Remainder(IProgress<double> progress) : IProgress<double>
    {
        public void Report(double value) => progress.Report(CountingShare + ((1 - CountingShare) * value));
    }
}
