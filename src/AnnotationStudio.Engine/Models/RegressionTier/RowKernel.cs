using System.Numerics.Tensors;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.RegressionTier;

/// <summary>All products of labelled rows with each other, embeddings and sparse blocks apart, so that one counting serves every fold and weighting.</summary>
internal sealed class RowKernel
{
    private const int RowsOfBlock = 16;
    private readonly double[][] _dense;
    private readonly double[][] _sparse;

    public RowKernel(FeatureRows rows, int threads, CancellationToken ct)
    {
        _dense = new double[rows.Count][];
        _sparse = new double[rows.Count][];
        var embeddings = new double[rows.Count][];
        for (var row = 0; row < rows.Count; row++)
        {
            embeddings[row] = new double[rows.EmbeddingWidth];
            TensorPrimitives.ConvertChecked(rows.Embedding(row), embeddings[row]);
        }

        var words = new Postings(rows.Words, rows.Layout.WordColumns);
        var characters = new Postings(rows.Characters, rows.Layout.CharacterColumns);
        Blocks.Run(
            threads,
            Blocks.Count(rows.Count, RowsOfBlock),
            block =>
            {
                for (var row = block * RowsOfBlock; row < Math.Min(rows.Count, (block + 1) * RowsOfBlock); row++)
                {
                    ct.ThrowIfCancellationRequested();
                    _dense[row] = new double[row + 1];
                    for (var other = 0; other <= row; other++)
                        _dense[row][other] = TensorPrimitives.Dot<double>(embeddings[row], embeddings[other]);
                    _sparse[row] = new double[row + 1];
                    words.AddProducts(rows.Words, row, _sparse[row]);
                    characters.AddProducts(rows.Characters, row, _sparse[row]);
                }
            },
            ct);
    }

    /// <summary>How many rows there are.</summary>
    public int Count => _dense.Length;

    /// <summary>The product of two weighted rows.</summary>
    public double Product(int a, int b, BlockWeights blocks)
    {
        var (high, low) = a > b ? (a, b) : (b, a);
        return (blocks.Dense * blocks.Dense * _dense[high][low]) + (blocks.Sparse * blocks.Sparse * _sparse[high][low]);
    }

    /// <summary>The lower triangle of the Gram matrix of some rows.</summary>
    /// <param name="rows">Ascending.</param>
    /// <param name="blocks">How the blocks are scaled.</param>
    public double[][] Gram(int[] rows, BlockWeights blocks)
    {
        var gram = new double[rows.Length][];
        for (var row = 0; row < rows.Length; row++)
        {
            gram[row] = new double[row + 1];
            for (var other = 0; other <= row; other++)
                gram[row][other] = Product(rows[row], rows[other], blocks);
        }

        return gram;
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
                var (columns, weights) = (block.Columns(row).ToArray(), block.Weights(row).ToArray());
                for (var i = 0; i < columns.Length; i++)
                {
                    var at = next[columns[i]]++;
                    (_rows[at], _weights[at]) = (row, (float)weights[i]);
                }
            }
        }

        /// <summary>Adds the row's products with itself and all rows before it.</summary>
        public void AddProducts(SparseRows block, int row, double[] into)
        {
            var columns = block.Columns(row);
            var weights = block.Weights(row);
            for (var i = 0; i < columns.Length; i++)
            {
                var weight = (double)weights[i];
                for (var at = _starts[columns[i]]; at < _starts[columns[i] + 1] && _rows[at] <= row; at++)
                    into[_rows[at]] += weight * _weights[at];
            }
        }
    }
}
