using AnnotationStudio.Engine.Text;

namespace AnnotationStudio.Engine.Tests.Text;

public sealed class WordVectorMathTests
{
    [Fact]
    public void Count_RandomTexts_EqualsCountingEveryPair()
    {
        var corpus = RandomCorpus(40, 30, 12);
        var expected = BruteForcePairs(corpus);

        var pairs = CoOccurrence.Count(corpus, 2, default);

        for (var row = 0; row < corpus.Vocabulary; row++)
        {
            Assert.Equal(Enumerable.Range(0, corpus.Vocabulary).Where(column => expected[row, column] > 0), pairs.Columns[row]);
            Assert.Equal(pairs.Columns[row].Select(column => expected[row, column]), pairs.Counts[row].Select(count => (double)count));
            Assert.Equal(Enumerable.Range(0, corpus.Vocabulary).Sum(column => expected[row, column]), pairs.Sums[row]);
        }
    }

    [Fact]
    public void Value_RandomTexts_IsTheFormula()
    {
        var corpus = RandomCorpus(40, 30, 12);
        var pairs = BruteForcePairs(corpus);

        var matrix = new PpmiMatrix(CoOccurrence.Count(corpus, 1, default), 1, default);

        var expected = Ppmi(pairs, corpus.Vocabulary);
        for (var row = 0; row < corpus.Vocabulary; row++)
            for (var column = 0; column < corpus.Vocabulary; column++)
                Assert.Equal(expected[row, column], matrix.Value(row, column), 4);
    }

    [Fact]
    public void Multiply_BothWays_EqualsTheDenseProducts()
    {
        var corpus = RandomCorpus(40, 30, 12);
        var matrix = new PpmiMatrix(CoOccurrence.Count(corpus, 1, default), 1, default);
        var random = new Random(3);
        float[] x = [.. Enumerable.Range(0, corpus.Vocabulary * 16).Select(_ => random.NextSingle() - .5f)];
        var (straight, turned) = (new float[x.Length], new float[x.Length]);

        matrix.Multiply(false, x, straight, 16, 2, default);
        matrix.Multiply(true, x, turned, 16, 2, default);

        for (var row = 0; row < corpus.Vocabulary; row++)
        {
            for (var d = 0; d < 16; d++)
            {
                Assert.Equal(Enumerable.Range(0, corpus.Vocabulary).Sum(c => matrix.Value(row, c) * x[(c * 16) + d]), straight[(row * 16) + d], 3);
                Assert.Equal(Enumerable.Range(0, corpus.Vocabulary).Sum(c => matrix.Value(c, row) * x[(c * 16) + d]), turned[(row * 16) + d], 3);
            }
        }
    }

    [Fact]
    public void Scaled_SmallMatrix_SpansTheSameSpaceAsTheFullDecomposition()
    {
        // Given: U·S is right exactly when its Gram matrix with itself reproduces P·Pᵀ.
        var corpus = RandomCorpus(60, 12, 10);
        var matrix = new PpmiMatrix(CoOccurrence.Count(corpus, 1, default), 1, default);
        var size = corpus.Vocabulary;

        var scaled = RandomizedSvd.Scaled(matrix, size, new Random(1), 1, null, default);

        for (var a = 0; a < size; a++)
        {
            for (var b = 0; b < size; b++)
            {
                var expected = Enumerable.Range(0, size).Sum(k => (double)matrix.Value(a, k) * matrix.Value(b, k));
                var got = Enumerable.Range(0, size).Sum(d => (double)scaled[(a * size) + d] * scaled[(b * size) + d]);
                Assert.Equal(expected, got, 3);
            }
        }
    }

    [Fact]
    public void Scaled_FewDimensions_KeepsTheLargestSingularValues()
    {
        var corpus = RandomCorpus(200, 40, 20);
        var matrix = new PpmiMatrix(CoOccurrence.Count(corpus, 1, default), 1, default);
        var size = corpus.Vocabulary;
        var gram = new double[size * size];
        for (var a = 0; a < size; a++)
            for (var b = 0; b < size; b++)
                gram[(a * size) + b] = Enumerable.Range(0, size).Sum(k => (double)matrix.Value(k, a) * matrix.Value(k, b));

        var scaled = RandomizedSvd.Scaled(matrix, 5, new Random(1), 1, null, default);

        var (values, _) = SymmetricEigen.Decompose(gram, size);
        for (var d = 0; d < 5; d++)
        {
            var length = Math.Sqrt(Enumerable.Range(0, size).Sum(row => (double)scaled[(row * 5) + d] * scaled[(row * 5) + d]));
            Assert.Equal(1, length / Math.Sqrt(values[d]), 2);
        }
    }

    [Fact]
    public void Scaled_MoreThreads_SameNumbers()
    {
        var corpus = RandomCorpus(200, 40, 20);
        var matrix = new PpmiMatrix(CoOccurrence.Count(corpus, 1, default), 1, default);

        var one = RandomizedSvd.Scaled(matrix, 10, new Random(1), 1, null, default);
        var three = RandomizedSvd.Scaled(matrix, 10, new Random(1), 3, null, default);

        Assert.Equal(one, three);
    }

    [Fact]
    public void Decompose_HandWorked_ValuesAndVectors()
    {
        // [[2, 1], [1, 2]] has eigenvalues 3 along (1, 1) and 1 along (1, −1).
        var (values, vectors) = SymmetricEigen.Decompose([2, 1, 1, 2], 2);

        Assert.Equal(3, values[0], 12);
        Assert.Equal(1, values[1], 12);
        Assert.Equal(Math.Sqrt(.5), vectors[0], 12);
        Assert.Equal(Math.Sqrt(.5), vectors[1], 12);
        Assert.Equal(-vectors[2], vectors[3], 12);
    }

    [Fact]
    public void Columns_DependentColumn_BecomesZeroAndTheRestOrthonormal()
    {
        // Given: the third column is the sum of the first two; rows padded to 16.
        var random = new Random(2);
        var matrix = new float[50 * 16];
        for (var row = 0; row < 50; row++)
        {
            matrix[row * 16] = random.NextSingle();
            matrix[(row * 16) + 1] = random.NextSingle();
            matrix[(row * 16) + 2] = matrix[row * 16] + matrix[(row * 16) + 1];
        }

        Orthonormal.Columns(matrix, 16, 3, 1, default);

        var gram = Orthonormal.Gram(matrix, 16, 3, 1, default);
        Assert.Equal(1, gram[0], 4);
        Assert.Equal(1, gram[4], 4);
        Assert.Equal(0, gram[1], 4);
    }

    private static Corpus RandomCorpus(int texts, int vocabulary, int length)
    {
        var random = new Random(7);
        var tokens = new List<int>(Enumerable.Range(0, vocabulary));
        var ends = new List<int> { tokens.Count };
        for (var text = 0; text < texts; text++)
        {
            for (var i = 0; i < random.Next(1, 3 * length); i++)
                tokens.Add((int)(vocabulary * Math.Pow(random.NextDouble(), 2)));
            ends.Add(tokens.Count);
        }

        return new Corpus([.. tokens], [.. ends], [.. Enumerable.Range(1, vocabulary).Select(token => (ulong)token)]);
    }

    private static double[,] BruteForcePairs(Corpus corpus)
    {
        var pairs = new double[corpus.Vocabulary, corpus.Vocabulary];
        var start = 0;
        foreach (var end in corpus.Ends)
        {
            for (var a = start; a < end; a++)
                for (var b = start; b < end; b++)
                    if (a != b && Math.Abs(a - b) <= 20)
                        pairs[corpus.Tokens[a], corpus.Tokens[b]]++;
            start = end;
        }

        return pairs;
    }

    private static double[,] Ppmi(double[,] pairs, int size)
    {
        double[] sums = [.. Enumerable.Range(0, size).Select(row => Enumerable.Range(0, size).Sum(column => pairs[row, column]))];
        var total = sums.Sum();
        var smoothed = sums.Sum(sum => Math.Pow(sum, .75));
        var values = new double[size, size];
        for (var i = 0; i < size; i++)
            for (var j = 0; j < size; j++)
                if (pairs[i, j] > 0)
                    values[i, j] = Math.Max(0, Math.Log(pairs[i, j] * total / (sums[i] * (Math.Pow(sums[j], .75) / smoothed * total))));
        return values;
    }
}
