using System.Runtime.InteropServices;

namespace AnnotationStudio.Engine.Tests.Models.TransformerTier;

/// <summary>Writes small ONNX models: operator set 17.</summary>
internal sealed class OnnxGraph
{
    public const int Float = 1;
    public const int Int32 = 6;
    public const int Int64 = 7;
    private readonly Protobuf _graph = new Protobuf().Text(2, "graph");
    private int _names;

    public string Input(string name, int type, params object[] shape)
    {
        _graph.Message(11, Value(name, type, shape));
        return name;
    }

    public void Output(string name, int type, params object[] shape) => _graph.Message(12, Value(name, type, shape));

    public string Node(string operation, string[] inputs, string? output = null, params (string Name, object Value)[] attributes)
    {
        output ??= $"v{_names++}";
        var node = new Protobuf();
        foreach (var input in inputs)
            node.Text(1, input);
        node.Text(2, output).Text(4, operation);
        foreach (var (name, value) in attributes)
            node.Message(5, Attribute(name, value));
        _graph.Message(1, node);
        return output;
    }

    public string Constant(float[] values, params long[] dims) => Constant(Float, MemoryMarshal.AsBytes<float>(values), dims);

    public string Constant(long[] values, params long[] dims) => Constant(Int64, MemoryMarshal.AsBytes<long>(values), dims);

    /// <summary>A constant whose numbers lie in another file.</summary>
    public string External(string file, params long[] dims)
    {
        var tensor = Tensor(Float, dims, out var name);
        _graph.Message(5, tensor.Message(13, new Protobuf().Text(1, "location").Text(2, file)).Number(14, 1));
        return name;
    }

    public byte[] Save() => new Protobuf().Number(1, 8).Text(2, "tests").Message(8, new Protobuf().Text(1, "").Number(2, 17)).Message(7, _graph).ToArray();

    private string Constant(int type, ReadOnlySpan<byte> bytes, long[] dims)
    {
        _graph.Message(5, Tensor(type, dims, out var name).Bytes(9, bytes));
        return name;
    }

    private Protobuf Tensor(int type, long[] dims, out string name)
    {
        name = $"c{_names++}";
        var tensor = new Protobuf();
        foreach (var dim in dims)
            tensor.Number(1, dim);
        return tensor.Number(2, type).Text(8, name);
    }

    private static Protobuf Attribute(string name, object value) => value switch
    {
        float number => new Protobuf().Text(1, name).Single(2, number).Number(20, 1),
        long number => new Protobuf().Text(1, name).Number(3, number).Number(20, 2),
        long[] numbers => numbers.Aggregate(new Protobuf().Text(1, name), (attribute, number) => attribute.Number(8, number)).Number(20, 7),
        _ => throw new ArgumentException(name),
    };

    private static Protobuf Value(string name, int type, object[] shape)
    {
        var dims = new Protobuf();
        foreach (var size in shape)
            dims.Message(1, size is string variable ? new Protobuf().Text(2, variable) : new Protobuf().Number(1, Convert.ToInt64(size, null)));
        return new Protobuf().Text(1, name).Message(2, new Protobuf().Message(1, new Protobuf().Number(1, type).Message(2, dims)));
    }
}
