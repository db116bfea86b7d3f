using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using AnnotationStudio.Engine.Models.RulesTier;
using AnnotationStudio.Engine.Shapes;

namespace AnnotationStudio.Engine.Models.ConvolutionTier;

/// <summary>A convolution model as an ONNX file: the graph, and in its metadata what is needed to feed it and to read its answer.</summary>
internal static class ConvolutionArtifact
{
    private const string Format = "annotation-studio-convolution-2";

    public static byte[] Write(Network network, LabelSet labels, IReadOnlyList<float>? thresholds)
    {
        var settings = new Settings(
            network.Shape.WordWidth, network.Shape.Words.Widths, network.Shape.Words.Filters, network.Shape.Characters.Depth,
            network.Shape.Characters.Widths, network.Shape.Characters.Filters, network.MostWords, network.Members.Count, network.Temperature);
        return ConvolutionGraph.Of(network, labels.Task).ToBytes(
        [
            ("format", Format),
            ("settings", JsonSerializer.Serialize(settings)),
            ("task", labels.Task.ToString()),
            ("labels", JsonSerializer.Serialize(labels.Labels)),
            ("seen", JsonSerializer.Serialize(network.Seen)),
            ("thresholds", JsonSerializer.Serialize(thresholds)),
            ("vocabulary", Convert.ToBase64String(MemoryMarshal.AsBytes<ulong>(network.Vocabulary.Hashes))),
        ]);
    }

    /// <exception cref="InvalidDataException">The file is cut off, damaged, or not of this tier.</exception>
    public static (Network Network, LabelSet Labels, float[]? Thresholds) Read(ReadOnlyMemory<byte> file)
    {
        try
        {
            var (graph, metadata) = Model(file);
            return Parts(metadata, Tensors(graph));
        }
        catch (Exception broken) when (broken is JsonException or FormatException or ArgumentException or KeyNotFoundException or OverflowException)
        {
            throw new InvalidDataException("This convolution model is damaged: " + broken.Message, broken);
        }
    }

    private static (ReadOnlyMemory<byte> Graph, Dictionary<string, string> Metadata) Model(ReadOnlyMemory<byte> file)
    {
        ReadOnlyMemory<byte> graph = default;
        var entries = new List<(string Key, string Value)>();
        var model = new ProtobufReader(file);
        while (model.Next())
        {
            if (model.Field == 7)
                graph = model.Bytes;
            else if (model.Field == 14)
                entries.Add(Entry(model.Bytes));
        }

        if (!entries.Contains(("format", Format)))
            throw new InvalidDataException("This file holds no convolution model of AnnotationStudio: its metadata do not name the format.");
        if (entries[^1] != (OnnxGraph.Checksum, OnnxGraph.Hash(append => append(graph.Span), entries[..^1])))
            throw new InvalidDataException("This convolution model is damaged: its checksum does not fit.");
        return (graph, entries.ToDictionary(entry => entry.Key, entry => entry.Value));
    }

    private static (string Key, string Value) Entry(ReadOnlyMemory<byte> message)
    {
        var (key, value) = ("", "");
        var entry = new ProtobufReader(message);
        while (entry.Next())
        {
            var text = Encoding.UTF8.GetString(entry.Bytes.Span);
            (key, value) = entry.Field == 1 ? (text, value) : (key, text);
        }

        return (key, value);
    }

    private static Dictionary<string, float[]> Tensors(ReadOnlyMemory<byte> message)
    {
        var tensors = new Dictionary<string, float[]>();
        var graph = new ProtobufReader(message);
        while (graph.Next())
        {
            if (graph.Field != 5)
                continue;
            var name = "";
            ReadOnlyMemory<byte> values = default;
            var tensor = new ProtobufReader(graph.Bytes);
            while (tensor.Next())
            {
                if (tensor.Field == 8)
                    name = Encoding.UTF8.GetString(tensor.Bytes.Span);
                else if (tensor.Field == 9)
                    values = tensor.Bytes;
            }

            tensors[name] = MemoryMarshal.Cast<byte, float>(values.Span).ToArray();
        }

        return tensors;
    }

    private static (Network Network, LabelSet Labels, float[]? Thresholds) Parts(Dictionary<string, string> metadata, Dictionary<string, float[]> tensors)
    {
        var settings = Parsed<Settings>(metadata["settings"]);
        var labels = new LabelSet(Enum.Parse<LabelTask>(metadata["task"]), Parsed<LabelDefinition[]>(metadata["labels"]));
        var vocabulary = new Vocabulary(MemoryMarshal.Cast<byte, ulong>(Convert.FromBase64String(metadata["vocabulary"])).ToArray());
        var characters = new WindowShape(settings.CharacterDepth, settings.CharacterWidths, settings.CharacterFilters);
        var words = new WindowShape(settings.WordWidth + characters.Outputs, settings.Widths, settings.Filters);
        var shape = new NetworkShape(vocabulary.Count, settings.WordWidth, characters, words, NetworkShape.RulesOf(labels), labels.Count);
        var rules = shape.Rules > 0 ? new RuleMatches(labels) : null;
        Weights[] members = [.. Enumerable.Range(0, settings.Members).Select(member => Member(shape, member, tensors))];
        var network = new Network(shape, members, vocabulary, rules, settings.MostWords, Parsed<bool[]>(metadata["seen"]), settings.Temperature);
        return (network, labels, JsonSerializer.Deserialize<float[]?>(metadata["thresholds"]));
    }

    private static Weights Member(NetworkShape shape, int member, Dictionary<string, float[]> tensors)
    {
        var groups = ConvolutionGraph.TensorNames(member).Select(name => tensors[name]).ToArray();
        for (var group = 0; group < groups.Length; group++)
            if (groups[group].Length != shape.Sizes[group])
                throw new InvalidDataException($"This convolution model is damaged: tensor {group} of member {member} has {groups[group].Length} numbers, not {shape.Sizes[group]}.");
        return Weights.Of([.. groups.Select(group => (ReadOnlyMemory<float>)group)]);
    }

    private static T Parsed<T>(string json) => JsonSerializer.Deserialize<T>(json) ?? throw new JsonException($"A {typeof(T).Name} is missing.");

    private sealed record Settings(
        int WordWidth, int[] Widths, int Filters, int CharacterDepth, int[] CharacterWidths, int CharacterFilters, int MostWords, int Members, float Temperature);
}
