using AnnotationStudio.Engine.Models.RulesTier;
using AnnotationStudio.Engine.Shapes;
using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Models.RegressionTier;

/// <summary>The rows that a head reads: features and, in a multi-label task, the matches of the rules.</summary>
/// <param name="Features">Embeddings, words, characters.</param>
/// <param name="Matches">As many rows as there are of features; empty ones where nothing matches or nobody has looked.</param>
/// <param name="Labels">Width of the matches block.</param>
internal sealed record HeadRows(FeatureRows Features, SparseRows Matches, int Labels)
{
    /// <summary>How many rows there are.</summary>
    public int Count => Features.Count;

    /// <summary>The sparse blocks, in the order in which a head keeps its weights.</summary>
    public SparseBlock[] Blocks(BlockWeights weights) =>
    [
        new(Features.Words, Features.Layout.WordColumns, weights.Sparse),
        new(Features.Characters, Features.Layout.CharacterColumns, weights.Sparse),
        new(Matches, Labels, weights.Matches),
    ];

    /// <summary>The rows of a batch: what it brings along, else what its texts give.</summary>
    public static HeadRows Of(TextBatch batch, FeatureSpace space, RuleMatches? rules, int labels, int threads, CancellationToken ct)
    {
        var features = batch.Features is { } rows && rows.Layout == space.Layout ? rows : space.Featurize(batch.Texts, threads, ct).Features!;
        var known = rules is null ? null
            : features.Matches is { } block && block.Version == rules.Version && block.Rows.Count == features.Count ? block.Rows
            : batch.HasTexts ? rules.Of(batch.Texts, threads, ct)
            : null;
        return new HeadRows(features, known ?? Empty(features.Count), labels);
    }

    /// <summary>Copies of some rows.</summary>
    public HeadRows Gather(int[] rows)
    {
        var (features, matches) = (new FeatureRows(Features.Layout), new SparseRows());
        foreach (var row in rows)
        {
            features.Append(Features, row);
            matches.Append(Matches.Columns(row), Matches.Weights(row));
        }

        return new HeadRows(features, matches, Labels);
    }

    private static SparseRows Empty(int rows)
    {
        var empty = new SparseRows();
        for (var row = 0; row < rows; row++)
            empty.Append([], []);
        return empty;
    }
}
