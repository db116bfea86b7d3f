using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.ConvolutionTier;

/// <summary>The trained networks as an ONNX graph that any runtime can run.</summary>
/// <remarks>
/// Inputs, 32-bit whole numbers: <c>words</c> [distinct] numbers in the vocabulary, <c>characters</c> [distinct, characters] codes, <c>places</c> [texts, words]
/// where each text's words stand among the distinct ones, and, where the labels do not exclude each other, <c>rules</c> [texts, labels] 1 for each label
/// whose rules match. The first distinct word is the padding, all zeros; characters and places end in at least one
/// window of zeros. Output: <c>probabilities</c> [texts, labels]. Each distinct word is multiplied by the filters once, and a window gathers and adds.
/// </remarks>
internal sealed class ConvolutionGraph
{
    public const string Words = "words";
    public const string Characters = "characters";
    public const string Places = "places";
    public const string Rules = "rules";
    public const string Probabilities = "probabilities";

    // Softmax makes exactly 0 of it.
    private const float Never = -1e9f;
    private const string Matched = "matched";
    private readonly OnnxGraph _graph = new("convolution");
    private readonly NetworkShape _shape;

    private ConvolutionGraph(NetworkShape shape) => _shape = shape;

    /// <summary>The names of a member's tensors, in the order of <see cref="Weights"/>.</summary>
    public static string[] TensorNames(int member) =>
    [
        $"{member}.characterVectors", $"{member}.characterFilters", $"{member}.wordVectors", $"{member}.wordFilters", $"{member}.wordBiases",
        $"{member}.dense", $"{member}.denseBiases", $"{member}.rules",
    ];

    /// <summary>The graph of a network.</summary>
    public static OnnxGraph Of(Network network, LabelTask task)
    {
        var made = new ConvolutionGraph(network.Shape);
        made.Build(network, task);
        return made._graph;
    }

    private void Build(Network network, LabelTask task)
    {
        _graph.Input(Words, "distinct");
        _graph.Input(Characters, "distinct", "characters");
        _graph.Input(Places, "texts", "words");
        if (_shape.Rules > 0)
            _graph.Node("Cast", Matched, [_graph.Input(Rules, "texts", "labels")], ("to", 1));
        _graph.Output(Probabilities, "texts", "labels");
        var characterPlaces = Shifted(Characters, _shape.Characters.Widths.Max());
        var wordPlaces = Shifted(Places, _shape.Words.Widths.Max());
        string[] scores = [.. network.Members.Select((weights, member) => Member(weights, member, characterPlaces, wordPlaces))];
        var mean = _graph.Node("Mean", "mean", scores);
        var tempered = _graph.Node("Div", "tempered", [mean, _graph.Floats("temperature", new[] { network.Temperature }, 1)]);
        float[] seen = [.. network.Seen.Select(isSeen => isSeen ? 1f : 0)];
        float[] never = [.. network.Seen.Select(isSeen => isSeen ? 0 : Never)];
        var open = _graph.Node("Add", "open", [tempered, _graph.Floats("never", never, never.Length)]);
        var linked = task == LabelTask.Single
            ? _graph.Node("Softmax", "linked", [open], ("axis", -1))
            : _graph.Node("Sigmoid", "linked", [open]);
        _graph.Node("Mul", Probabilities, [linked, _graph.Floats("seen", seen, seen.Length)]);
    }

    // The sequence from its first, second, third ... place on, all of one length: what stands at each place of every window.
    private string[] Shifted(string sequence, int window)
    {
        var axis = _graph.Longs($"{sequence}.axis", 1);
        return [.. Enumerable.Range(0, window).Select(place =>
        {
            var last = place == window - 1 ? long.MaxValue : place - window + 1;
            return _graph.Node(
                "Slice", $"{sequence}.{place}",
                [sequence, _graph.Longs($"{sequence}.{place}.start", place), _graph.Longs($"{sequence}.{place}.end", last), axis]);
        })];
    }

    private string Member(Weights weights, int member, string[] characterPlaces, string[] wordPlaces)
    {
        var names = TensorNames(member);
        var (characters, words) = (_shape.Characters, _shape.Words);
        _graph.Floats(names[0], weights.CharacterVectors, WordForms.CharacterCodes, characters.Depth);
        _graph.Floats(names[1], weights.CharacterFilters, characters.Columns, characters.Depth);
        _graph.Floats(names[2], weights.WordVectors, _shape.Vocabulary, _shape.WordWidth);
        _graph.Floats(names[3], weights.WordFilters, words.Columns, words.Depth);
        _graph.Floats(names[4], weights.WordBiases, words.Outputs);
        _graph.Floats(names[5], weights.Dense, _shape.Labels, words.Outputs);
        _graph.Floats(names[6], weights.DenseBiases, _shape.Labels);
        _graph.Floats(names[7], weights.Rules, _shape.Rules, _shape.Labels);

        var spelled = Pooled($"{member}.spelled", characters, names[0], names[1], characterPlaces);
        var known = _graph.Node("Gather", $"{member}.known", [names[2], Words], ("axis", 0));
        var inputs = _graph.Node("Concat", $"{member}.inputs", [known, spelled], ("axis", 1));
        var pooled = Pooled($"{member}.pooled", words, inputs, names[3], wordPlaces);
        var biased = _graph.Node("Add", $"{member}.biased", [pooled, names[4]]);
        var features = _graph.Node("Relu", $"{member}.features", [biased]);
        var scores = _graph.Node("Gemm", $"{member}.scores", [features, names[5], names[6]], ("transB", 1));
        return _shape.Rules == 0 ? scores
            : _graph.Node("Add", $"{member}.ruled", [scores, _graph.Node("MatMul", $"{member}.matches", [Matched, names[7]])]);
    }

    private string Pooled(string name, WindowShape shape, string symbols, string filters, string[] places)
    {
        var products = _graph.Node("Gemm", $"{name}.products", [symbols, filters], ("transB", 1));
        var sizes = _graph.Longs($"{name}.sizes", [.. Enumerable.Repeat((long)shape.Filters, shape.Widths.Sum())]);
        string[] parts = [.. Enumerable.Range(0, shape.Widths.Sum()).Select(part => $"{name}.products.{part}")];
        _graph.Split(products, sizes, parts, 1);
        var pooled = new string[shape.Widths.Length];
        for (var width = 0; width < pooled.Length; width++)
        {
            var sum = "";
            for (var place = 0; place < shape.Widths[width]; place++)
            {
                var own = $"{name}.{width}.{place}";
                var gathered = _graph.Node("Gather", own, [parts[shape.Column(width, place) / shape.Filters], places[place]], ("axis", 0));
                sum = place == 0 ? gathered : _graph.Node("Add", $"{own}.sum", [sum, gathered]);
            }

            pooled[width] = _graph.Node("ReduceMax", $"{name}.{width}", [sum], ("axes", [1L]), ("keepdims", 0));
        }

        return _graph.Node("Concat", name, pooled, ("axis", 1));
    }
}
