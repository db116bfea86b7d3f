using System.Numerics.Tensors;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.RegressionTier;

/// <summary>All products of labelled rows with each other, block by block, so that one counting serves every fold and weighting.</summary>
internal sealed class RowKernel
{
    private const int RowsOfBlock = 16;
    private readonly float[][] _dense;
    private readonly float[][] _sparse;
    private readonly float[][] _matches;

    /// <param name="rows">The rows.</param>
    /// <param name="threads">Threads to work on, at least 1.</param>
    /// <param name="ct">Obeyed within a second.</param>
    /// <param name="first">The products of the first of these rows, known already; null for none.</param>
    public RowKernel(HeadRows rows, int threads, CancellationToken ct, RowKernel? first = null)
    {
        var known = first?.Count ?? 0;
        var embeddings = new float[rows.Count][];
        for (var row = 0; row < rows.Count; row++)
            rows.Features.Embedding(row, embeddings[row] = new float[rows.Features.EmbeddingWidth]);
        (_dense, _sparse, _matches) = (new float[rows.Count][], new float[rows.Count][], new float[rows.Count][]);
        first?._dense.CopyTo(_dense, 0);
        first?._sparse.CopyTo(_sparse, 0);
        first?._matches.CopyTo(_matches, 0);
        var (words, characters, matches) = (
            new Postings(rows.Features.Words, rows.Features.Layout.WordColumns),
            new Postings(rows.Features.Characters, rows.Features.Layout.CharacterColumns),
            new Postings(rows.Matches, rows.Labels));
        Blocks.Run(
            threads,
            Blocks.Count(rows.Count - known, RowsOfBlock),
            block =>
            {
                for (var row = known + (block * RowsOfBlock); row < Math.Min(rows.Count, known + ((block + 1) * RowsOfBlock)); row++)
                {
                    ct.ThrowIfCancellationRequested();
                    (_dense[row], _sparse[row], _matches[row]) = (new float[row + 1], new float[row + 1], new float[row + 1]);
                    for (var other = 0; other <= row; other++)
                        _dense[row][other] = TensorPrimitives.Dot<float>(embeddings[row], embeddings[other]);
                    words.AddProducts(rows.Features.Words, row, _sparse[row]);
                    characters.AddProducts(rows.Features.Characters, row, _sparse[row]);
                    matches.AddProducts(rows.Matches, row, _matches[row]);
                }
            },
            ct);
    }

    /// <summary>How many rows there are.</summary>
    public int Count => _dense.Length;

    /// <summary>The products of each of some rows with each of some others.</summary>
    /// <param name="rows">Any rows.</param>
    /// <param name="others">Ascending.</param>
    /// <param name="factors">How the blocks are scaled.</param>
    public float[][] Products(int[] rows, int[] others, BlockWeights factors)
    {
        var (dense, sparse, matches) = (
            (float)(factors.Dense * factors.Dense), (float)(factors.Sparse * factors.Sparse), (float)(factors.Matches * factors.Matches));
        var products = new float[rows.Length][];
        for (var i = 0; i < rows.Length; i++)
        {
            products[i] = new float[others.Length];
            for (var j = 0; j < others.Length; j++)
            {
                var (high, low) = rows[i] > others[j] ? (rows[i], others[j]) : (others[j], rows[i]);
                products[i][j] = (dense * _dense[high][low]) + (sparse * _sparse[high][low]) + (matches * _matches[high][low]);
            }
        }

        return products;
    }

    /// <summary>For each column the rows that use it: a row's products with all others touch only shared columns.</summary>
    private sealed class Postings
    {
        private readonly int[] _starts;
        private readonly int[] _rows;
        private readonly float[] _weights;

        public Postings(SparseRows block, int width)
        {
            _starts = new int[width + 1];
            _rows = new int[block.Entries];
            _weights = new float[block.Entries];
            for (var row = 0; row < block.Count; row++)
                foreach (var column in block.Columns(row))
                    _starts[column + 1]++;
            for (var column = 0; column < width; column++)
                _starts[column + 1] += _starts[column];
            var next = _starts.AsSpan(0, width).ToArray();
            for (var row = 0; row < block.Count; row++)
            {
                var columns = block.Columns(row);
                var weights = block.Weights(row);
                for (var i = 0; i < columns.Length; i++)
                {
                    var at = next[columns[i]]++;
                    (_rows[at], _weights[at]) = (row, (float)weights[i]);
                }
            }
        }

        /// <summary>Adds the row's products with itself and all rows before it.</summary>
        public void AddProducts(SparseRows block, int row, float[] into)
        {
            var columns = block.Columns(row);
            var weights = block.Weights(row);
            for (var i = 0; i < columns.Length; i++)
            {
                var weight = (float)weights[i];
                for (var at = _starts[columns[i]]; at < _starts[columns[i] + 1] && _rows[at] <= row; at++)
                    into[_rows[at]] += weight * _weights[at];
            }
        }
    }
}
