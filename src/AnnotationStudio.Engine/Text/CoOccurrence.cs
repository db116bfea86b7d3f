using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Text;

/// <summary>How often tokens stand within 20 positions of each other: a symmetric sparse matrix with its row sums.</summary>
/// <remarks>Each pair counts 1 in both directions. Source: the recipe; Levy, Goldberg &amp; Dagan (2015) for what follows from it.</remarks>
internal sealed class CoOccurrence
{
    private const int Window = 20;
    private const int RowsOfBlock = 64;

    // A row that fills more than this share of the vocabulary is read off its counters; sorting it would cost more.
    private const int ScanShare = 16;

    private CoOccurrence(double[] sums, int[][] columns, float[][] counts) => (Sums, Columns, Counts) = (sums, columns, counts);

    /// <summary>Row sums of the whole matrix.</summary>
    public double[] Sums { get; }

    /// <summary>For each token the tokens it stood near, in ascending order.</summary>
    public int[][] Columns { get; }

    /// <summary>How often, in the order of <see cref="Columns"/>.</summary>
    public float[][] Counts { get; }

    /// <summary>Counts all pairs, a token's row at a time: one dense counter for each thread, nothing to sort or merge.</summary>
    public static CoOccurrence Count(Corpus corpus, int threads, CancellationToken ct)
    {
        var (starts, places) = Places(corpus);
        var (firsts, lasts) = Windows(corpus);
        var sums = new double[corpus.Vocabulary];
        var columns = new int[corpus.Vocabulary][];
        var counts = new float[corpus.Vocabulary][];
        Blocks.Run(
            threads,
            Blocks.Count(corpus.Vocabulary, RowsOfBlock),
            () => (Near: new int[corpus.Vocabulary], Touched: new List<int>()),
            (block, scratch) =>
            {
                var last = Math.Min(corpus.Vocabulary, (block + 1) * RowsOfBlock);
                for (var token = block * RowsOfBlock; token < last; token++)
                {
                    ct.ThrowIfCancellationRequested();
                    foreach (var place in places.AsSpan(starts[token], starts[token + 1] - starts[token]))
                        AddWindow(corpus.Tokens, place, firsts[place], lasts[place], scratch.Near, scratch.Touched);
                    (columns[token], counts[token], sums[token]) = Take(scratch.Near, scratch.Touched);
                }
            },
            ct);
        return new CoOccurrence(sums, columns, counts);
    }

    private static void AddWindow(int[] tokens, int place, int first, int last, int[] near, List<int> touched)
    {
        for (var other = first; other <= last; other++)
        {
            if (other == place)
                continue;
            if (near[tokens[other]]++ == 0)
                touched.Add(tokens[other]);
        }
    }

    private static (int[] Columns, float[] Counts, double Sum) Take(int[] near, List<int> touched)
    {
        var columns = touched.Count > near.Length / ScanShare ? Scan(near, touched.Count) : Sorted(touched);
        var counts = new float[columns.Length];
        var sum = 0.0;
        for (var i = 0; i < columns.Length; i++)
        {
            counts[i] = near[columns[i]];
            sum += counts[i];
            near[columns[i]] = 0;
        }

        touched.Clear();
        return (columns, counts, sum);
    }

    private static int[] Sorted(List<int> touched)
    {
        int[] columns = [.. touched];
        Array.Sort(columns);
        return columns;
    }

    private static int[] Scan(int[] near, int count)
    {
        var columns = new int[count];
        var found = 0;
        for (var column = 0; found < count; column++)
            if (near[column] != 0)
                columns[found++] = column;
        return columns;
    }

    private static (int[] Starts, int[] Places) Places(Corpus corpus)
    {
        var starts = new int[corpus.Vocabulary + 1];
        foreach (var token in corpus.Tokens)
            starts[token + 1]++;
        for (var token = 0; token < corpus.Vocabulary; token++)
            starts[token + 1] += starts[token];
        var next = starts.AsSpan(0, corpus.Vocabulary).ToArray();
        var places = new int[corpus.Tokens.Length];
        for (var place = 0; place < places.Length; place++)
            places[next[corpus.Tokens[place]]++] = place;
        return (starts, places);
    }

    private static (int[] Firsts, int[] Lasts) Windows(Corpus corpus)
    {
        var firsts = new int[corpus.Tokens.Length];
        var lasts = new int[corpus.Tokens.Length];
        var start = 0;
        foreach (var end in corpus.Ends)
        {
            for (var place = start; place < end; place++)
                (firsts[place], lasts[place]) = (Math.Max(start, place - Window), Math.Min(end - 1, place + Window));
            start = end;
        }

        return (firsts, lasts);
    }
}
