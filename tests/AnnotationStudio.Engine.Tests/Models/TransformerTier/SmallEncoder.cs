namespace AnnotationStudio.Engine.Tests.Models.TransformerTier;

/// <summary>A real BERT encoder with weights by chance: 2 layers, 4 heads, 32 wide. Written as ONNX here, computed plainly beside it.</summary>
internal sealed class SmallEncoder
{
    public const int Width = 32;
    public const int Heads = 4;
    public const int Layers = 2;
    public const int Inner = 64;
    public const int Positions = 64;

    public static readonly string[] Vocabulary =
    [
        "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", .. "abcdefghijklmnopqrstuvwxyz.,!?".Select(letter => letter.ToString()),
        .. "abcdefghijklmnopqrstuvwxyz".Select(letter => "##" + letter),
        .. SmallPool.Make(300).Texts.SelectMany(text => text.Split(' ')).Distinct().Where(word => word.Length > 1).Order(StringComparer.Ordinal),
    ];

    private readonly Random _random;

    public SmallEncoder(int seed)
    {
        _random = new Random(seed);
        Words = Make(Vocabulary.Length * Width);
        Places = Make(Positions * Width);
        Types = Make(2 * Width);
        Start = (Around(1), Make(Width, .1f));
        Blocks = [.. Enumerable.Range(0, Layers).Select(_ => new Block(
            Dense(Width, Width), Dense(Width, Width), Dense(Width, Width), Dense(Width, Width), (Around(1), Make(Width, .1f)),
            Dense(Width, Inner), Dense(Inner, Width), (Around(1), Make(Width, .1f))))];
    }

    public float[] Words { get; }

    public float[] Places { get; }

    public float[] Types { get; }

    public (float[] Scale, float[] Shift) Start { get; }

    public Block[] Blocks { get; }

    public sealed record Block(
        (float[] W, float[] B) Query, (float[] W, float[] B) Key, (float[] W, float[] B) Value, (float[] W, float[] B) Out, (float[] Scale, float[] Shift) Between,
        (float[] W, float[] B) Widen, (float[] W, float[] B) Narrow, (float[] Scale, float[] Shift) End);

    /// <summary>A folder with this encoder in it.</summary>
    public static string Write(string parent, string name, int seed = 1, bool hasTypes = true)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parent, name)).FullName;
        File.WriteAllBytes(Path.Combine(folder, "model.onnx"), new SmallEncoder(seed).Onnx(hasTypes));
        File.WriteAllLines(Path.Combine(folder, "vocab.txt"), Vocabulary);
        File.WriteAllText(Path.Combine(folder, "config.json"), $$"""{"hidden_size":{{Width}},"num_hidden_layers":{{Layers}},"max_position_embeddings":{{Positions}}}""");
        return folder;
    }

    public byte[] Onnx(bool hasTypes = true)
    {
        var graph = new OnnxGraph();
        var ids = graph.Input("input_ids", OnnxGraph.Int64, "batch", "length");
        var mask = graph.Input("attention_mask", OnnxGraph.Int64, "batch", "length");
        var types = hasTypes ? graph.Input("token_type_ids", OnnxGraph.Int64, "batch", "length") : graph.Node("Mul", [ids, graph.Constant([0L])]);
        var length = graph.Node("Gather", [graph.Node("Shape", [ids]), graph.Constant([1L])]);
        var places = graph.Node("Range", [graph.Constant([0L]), graph.Node("Squeeze", [length]), graph.Constant([1L])]);
        var x = graph.Node("Add", [Row(graph, Words, ids), Row(graph, Places, places)]);
        x = Normal(graph, graph.Node("Add", [x, Row(graph, Types, types)]), Start);
        var seen = graph.Node("Unsqueeze", [graph.Node("Cast", [mask], null, ("to", (long)OnnxGraph.Float)), graph.Constant([1L, 2L], 2)]);
        var hidden = graph.Node("Mul", [graph.Node("Sub", [graph.Constant([1f]), seen]), graph.Constant([-10000f])]);
        foreach (var block in Blocks)
            x = Layer(graph, x, hidden, block);
        graph.Node("Identity", [x], "last_hidden_state");
        graph.Output("last_hidden_state", OnnxGraph.Float, "batch", "length", Width);
        return graph.Save();
    }

    private static string Layer(OnnxGraph graph, string x, string hidden, Block block)
    {
        var query = Split(graph, Apply(graph, x, block.Query, Width, Width), [0, 2, 1, 3]);
        var key = Split(graph, Apply(graph, x, block.Key, Width, Width), [0, 2, 3, 1]);
        var value = Split(graph, Apply(graph, x, block.Value, Width, Width), [0, 2, 1, 3]);
        var scores = graph.Node("Mul", [graph.Node("MatMul", [query, key]), graph.Constant([1 / MathF.Sqrt(Width / Heads)])]);
        var attention = graph.Node("Softmax", [graph.Node("Add", [scores, hidden])], null, ("axis", -1L));
        var read = graph.Node("Transpose", [graph.Node("MatMul", [attention, value])], null, ("perm", new[] { 0L, 2, 1, 3 }));
        read = graph.Node("Reshape", [read, graph.Constant([0L, 0, Width], 3)]);
        x = Normal(graph, graph.Node("Add", [x, Apply(graph, read, block.Out, Width, Width)]), block.Between);
        var wide = Apply(graph, x, block.Widen, Width, Inner);
        var half = graph.Node("Mul", [wide, graph.Constant([.5f])]);
        var erf = graph.Node("Erf", [graph.Node("Mul", [wide, graph.Constant([1 / MathF.Sqrt(2)])])]);
        var active = graph.Node("Mul", [half, graph.Node("Add", [erf, graph.Constant([1f])])]);
        return Normal(graph, graph.Node("Add", [x, Apply(graph, active, block.Narrow, Inner, Width)]), block.End);
    }

    private static string Row(OnnxGraph graph, float[] table, string ids) => graph.Node("Gather", [graph.Constant(table, table.Length / Width, Width), ids]);

    private static string Split(OnnxGraph graph, string x, long[] order) =>
        graph.Node("Transpose", [graph.Node("Reshape", [x, graph.Constant([0L, 0, Heads, Width / Heads], 4)])], null, ("perm", order));

    private static string Apply(OnnxGraph graph, string x, (float[] W, float[] B) dense, int from, int to) =>
        graph.Node("Add", [graph.Node("MatMul", [x, graph.Constant(dense.W, from, to)]), graph.Constant(dense.B, to)]);

    private static string Normal(OnnxGraph graph, string x, (float[] Scale, float[] Shift) norm) =>
        graph.Node("LayerNormalization", [x, graph.Constant(norm.Scale, Width), graph.Constant(norm.Shift, Width)], null, ("axis", -1L), ("epsilon", 1e-12f));

    private (float[] W, float[] B) Dense(int from, int to) => (Make(from * to, 1.5f / MathF.Sqrt(from)), Make(to, .1f));

    private float[] Around(float centre) => [.. Make(Width, .1f).Select(value => centre + value)];

    private float[] Make(int count, float scale = 1) => [.. Enumerable.Range(0, count).Select(_ => scale * ((2 * _random.NextSingle()) - 1))];
}
