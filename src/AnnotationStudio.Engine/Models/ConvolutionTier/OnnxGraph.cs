using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace AnnotationStudio.Engine.Models.ConvolutionTier;

/// <summary>An ONNX file in the making: nodes, tensors, inputs and outputs of one graph.</summary>
/// <remarks>Field numbers as in onnx.proto, IR version 8, operator set 17. Everything is inside the file; the same calls write the same bytes.</remarks>
internal sealed class OnnxGraph(string name)
{
    /// <summary>The metadata entry that holds the hash of everything else.</summary>
    public const string Checksum = "checksum";

    private const int FloatType = 1;
    private const int IntegerType = 6;
    private const int LongType = 7;
    private readonly ProtobufWriter _nodes = new();
    private readonly ProtobufWriter _tensors = new();
    private readonly ProtobufWriter _ends = new();

    /// <summary>Adds a node and names its output.</summary>
    public string Node(string operation, string output, IEnumerable<string> inputs, params ReadOnlySpan<(string Name, long Value)> attributes) =>
        Nodes(operation, [output], inputs, attributes);

    /// <summary>Adds a node with an attribute that is a list.</summary>
    public string Node(string operation, string output, IEnumerable<string> inputs, (string Name, long[] Values) list, params ReadOnlySpan<(string Name, long Value)> attributes) =>
        Nodes(operation, [output], inputs, attributes, list);

    /// <summary>Adds a node with several outputs.</summary>
    public void Split(string input, string sizes, IEnumerable<string> outputs, int axis) =>
        Nodes("Split", outputs, [input, sizes], [("axis", axis)]);

    /// <summary>Adds a tensor of floats.</summary>
    public string Floats(string tensor, ReadOnlyMemory<float> values, params ReadOnlySpan<int> dimensions)
    {
        _tensors.Message(5, Tensor(tensor, FloatType, dimensions).Floats(9, values));
        return tensor;
    }

    /// <summary>Adds a vector of whole numbers.</summary>
    public string Longs(string tensor, params ReadOnlySpan<long> values)
    {
        _tensors.Message(5, Tensor(tensor, LongType, [values.Length]).Bytes(9, MemoryMarshal.AsBytes(values)));
        return tensor;
    }

    /// <summary>Adds an input of whole numbers whose dimensions are named.</summary>
    public string Input(string input, params ReadOnlySpan<string> dimensions)
    {
        _ends.Message(11, Value(input, IntegerType, dimensions));
        return input;
    }

    /// <summary>Adds an output of floats whose dimensions are named.</summary>
    public void Output(string output, params ReadOnlySpan<string> dimensions) => _ends.Message(12, Value(output, FloatType, dimensions));

    /// <summary>The whole file.</summary>
    /// <param name="metadata">Written in order, with a checksum at the end.</param>
    public byte[] ToBytes(IReadOnlyList<(string Key, string Value)> metadata)
    {
        var graph = new ProtobufWriter().Fields(_nodes).Text(2, name).Fields(_tensors).Fields(_ends);
        var model = new ProtobufWriter()
            .Number(1, 8)
            .Message(8, new ProtobufWriter().Text(1, "").Number(2, 17))
            .Text(2, "AnnotationStudio")
            .Message(7, graph);
        foreach (var (key, value) in metadata.Append((Checksum, Hash(graph.CopyTo, metadata))))
            model.Message(14, new ProtobufWriter().Text(1, key).Text(2, value));
        return model.ToArray();
    }

    /// <summary>The hash of a graph and its metadata, in hexadecimal.</summary>
    public static string Hash(Action<Action<ReadOnlySpan<byte>>> graph, IEnumerable<(string Key, string Value)> metadata)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        graph(hash.AppendData);
        foreach (var (key, value) in metadata)
            hash.AppendData(Encoding.UTF8.GetBytes($"{key}\0{value}\0"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private string Nodes(
        string operation, IEnumerable<string> outputs, IEnumerable<string> inputs,
        ReadOnlySpan<(string Name, long Value)> attributes, (string Name, long[] Values)? list = null)
    {
        var node = new ProtobufWriter();
        foreach (var input in inputs)
            node.Text(1, input);
        foreach (var output in outputs)
            node.Text(2, output);
        node.Text(4, operation);
        foreach (var (attribute, value) in attributes)
            node.Message(5, new ProtobufWriter().Text(1, attribute).Number(3, value).Number(20, 2));
        if (list is { } several)
        {
            var attribute = new ProtobufWriter().Text(1, several.Name);
            foreach (var value in several.Values)
                attribute.Number(8, value);
            node.Message(5, attribute.Number(20, 7));
        }

        _nodes.Message(1, node);
        return outputs.First();
    }

    private static ProtobufWriter Tensor(string tensor, int type, ReadOnlySpan<int> dimensions)
    {
        var written = new ProtobufWriter();
        foreach (var dimension in dimensions)
            written.Number(1, dimension);
        return written.Number(2, type).Text(8, tensor);
    }

    private static ProtobufWriter Value(string value, int type, ReadOnlySpan<string> dimensions)
    {
        var shape = new ProtobufWriter();
        foreach (var dimension in dimensions)
            shape.Message(1, new ProtobufWriter().Text(2, dimension));
        var tensor = new ProtobufWriter().Number(1, type).Message(2, shape);
        return new ProtobufWriter().Text(1, value).Message(2, new ProtobufWriter().Message(1, tensor));
    }
}
