using System.Security.Cryptography;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.RulesTier;

/// <summary>Which labels' rules match which texts, as a block of features for tiers that learn how far to trust the rules.</summary>
/// <remarks>Found once for each row of a pool and kept there, since a text takes about 10 µs; found anew when the rules change.</remarks>
public sealed class RuleMatches
{
    private const int TextsOfBlock = 512;
    private const int RowsOfRead = 4096;
    private readonly IModel _rules;

    /// <summary>The rules of a multi-label set.</summary>
    public RuleMatches(LabelSet labels)
    {
        _rules = new RulesModelTier().Train(new TrainingSet(new TextBatch([]), [], labels), null, new Random(0), default);
        using var hash = SHA256.Create();
        using (var sink = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
            _rules.Save(sink);
        Version = Convert.ToHexStringLower(hash.Hash!);
    }

    /// <summary>Hash of the rules: matches of other rules never mix with these.</summary>
    public string Version { get; }

    /// <summary>For each text the labels that match.</summary>
    /// <param name="texts">Any texts.</param>
    /// <param name="threads">Threads to work on, at least 1.</param>
    /// <param name="ct">Obeyed within a second.</param>
    public SparseRows Of(IReadOnlyList<string> texts, int threads, CancellationToken ct)
    {
        var found = new ProbabilityMatrix(texts.Count, _rules.Labels.Count);
        Blocks.Run(
            threads,
            Blocks.Count(texts.Count, TextsOfBlock),
            block =>
            {
                int[] rows = [.. Enumerable.Range(block * TextsOfBlock, Math.Min(TextsOfBlock, texts.Count - (block * TextsOfBlock)))];
                var part = new ProbabilityMatrix(rows.Length, found.Labels);
                _rules.Predict(new TextBatch([.. rows.Select(row => texts[row])]), part, ct);
                part.Values.CopyTo(found.Values, (long)rows[0] * found.Labels);
            },
            ct);
        var matches = new SparseRows();
        for (var row = 0; row < texts.Count; row++)
        {
            var labels = Decision.Suggested(found[row], _rules.Thresholds);
            matches.Append(labels, [.. labels.Select(_ => (Half)1)]);
        }

        return matches;
    }

    /// <summary>Looks at the rows of a pool that nobody has looked at with these rules.</summary>
    /// <param name="pool">Written to.</param>
    /// <param name="texts">Reads the texts of some rows, in the order asked.</param>
    /// <param name="threads">Threads to work on, at least 1.</param>
    /// <param name="ct">Obeyed within a second; what was found so far is kept.</param>
    public void Fill(Pool pool, Func<IReadOnlyList<int>, IReadOnlyList<string>> texts, int threads, CancellationToken ct)
    {
        for (var chunk = 0; chunk < pool.Chunks.Count; chunk++)
        {
            var rows = pool.Chunks[chunk];
            if (rows.Matches?.Version != Version)
                rows.Matches = new RuleBlock(Version, new SparseRows());
            var known = rows.Matches.Rows;
            while (known.Count < rows.Count)
            {
                var first = (chunk * Pool.ChunkRows) + known.Count;
                var found = Of(texts([.. Enumerable.Range(first, Math.Min(RowsOfRead, rows.Count - known.Count))]), threads, ct);
                for (var row = 0; row < found.Count; row++)
                    known.Append(found.Columns(row), found.Weights(row));
            }
        }
    }

    /// <summary>For each label that matches a text the stretches that matched.</summary>
    public IReadOnlyList<(int Label, IReadOnlyList<TokenWeight> Stretches)> Explain(string text) =>
        [.. Of([text], 1, default).Columns(0).ToArray().Select(label => (label, _rules.Explain(text, label)))];
}
