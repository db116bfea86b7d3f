using System.Numerics.Tensors;
using AnnotationStudio.Engine.QueryStrategies;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Tests.Contracts;

/// <summary>Views of made-up numbers that offer everything a strategy can need.</summary>
internal static class TableView
{
    public const int Labels = 4;
    private const int Width = 6;
    private const int Labelled = 12;

    /// <summary>Candidates by chance.</summary>
    public static PoolView Of(LabelTask task, int candidates, int seed = 5)
    {
        var random = new Random(seed);
        var own = Embeddings(candidates, random);
        return View(task, Table(task, candidates, random), own, Table(task, Labelled, random), Embeddings(Labelled, random), random);
    }

    /// <summary>Candidates that nothing tells apart.</summary>
    public static PoolView Even(LabelTask task, int candidates)
    {
        var random = new Random(5);
        return View(task, EvenTable(candidates), new float[candidates * Width], EvenTable(Labelled), new float[Labelled * Width], random, _ => EvenTable(candidates));
    }

    /// <summary>A pool of which one label alone has been seen.</summary>
    public static PoolView OneLabel(int candidates)
    {
        var random = new Random(5);
        var sure = new ProbabilityMatrix(candidates, Labels);
        for (var candidate = 0; candidate < candidates; candidate++)
            sure[candidate][0] = 1;
        var labelled = new ProbabilityMatrix(Labelled, Labels);
        for (var item = 0; item < Labelled; item++)
            labelled[item][0] = 1;
        return View(LabelTask.Single, sure, Embeddings(candidates, random), labelled, Embeddings(Labelled, random), random, _ => sure);
    }

    private static PoolView View(
        LabelTask task, ProbabilityMatrix own, float[] embeddings, ProbabilityMatrix labelled, float[] others, Random random, Func<int, ProbabilityMatrix>? member = null)
    {
        ProbabilityMatrix[] members = [.. Enumerable.Range(0, 3).Select(i => member?.Invoke(i) ?? Table(task, own.Rows, random))];
        return new PoolView(task, own.Rows, own, task == LabelTask.Multi ? [.2f, .3f, .4f, .5f] : null, Reader(embeddings), Width)
        {
            Labelled = new LabelledView([.. Enumerable.Range(0, Labelled).Select(item => new[] { item % 2 })], Labels, Reader(others), labelled),
            Committee = asked => [.. members.Select(table => Rows(table, asked))],
        };
    }

    private static EmbeddingReader Reader(float[] embeddings) => (row, into) => embeddings.AsSpan(row * Width, Width).CopyTo(into);

    private static float[] Embeddings(int rows, Random random) => [.. Enumerable.Range(0, rows * Width).Select(_ => random.NextSingle() - .5f)];

    private static ProbabilityMatrix EvenTable(int rows)
    {
        var even = new ProbabilityMatrix(rows, Labels);
        even.Values.AsSpan().Fill(1f / Labels);
        return even;
    }

    private static ProbabilityMatrix Table(LabelTask task, int rows, Random random)
    {
        var table = new ProbabilityMatrix(rows, Labels);
        for (var i = 0; i < rows; i++)
        {
            foreach (ref var value in table[i])
                value = random.NextSingle();
            if (task == LabelTask.Single)
                TensorPrimitives.Divide(table[i], TensorPrimitives.Sum<float>(table[i]), table[i]);
        }

        return table;
    }

    private static ProbabilityMatrix Rows(ProbabilityMatrix table, IReadOnlyList<int> rows)
    {
        var own = new ProbabilityMatrix(rows.Count, table.Labels);
        for (var i = 0; i < rows.Count; i++)
            table[rows[i]].CopyTo(own[i]);
        return own;
    }
}
