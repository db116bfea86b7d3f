namespace AnnotationStudio.Engine.Models.TransformerTier;

/// <summary>Looks through the structure of an ONNX file before anything is loaded: a model may name further files by path, and ONNX Runtime would open them.</summary>
/// <remarks>Reads the protocol buffer's skeleton and skips the weights. Source: onnx.proto3, fields of ModelProto, GraphProto, NodeProto, AttributeProto, TensorProto.</remarks>
internal sealed class OnnxFile
{
    private const int DeepestGraph = 64;
    private readonly Stream _file;
    private bool _hasGraph;

    private OnnxFile(Stream file) => _file = file;

    private enum Message
    {
        Model,
        Function,
        Graph,
        Node,
        Attribute,
        Tensor,
        SparseTensor,
        Other,
    }

    /// <exception cref="InvalidDataException">Not ONNX, cut off, or with weights in other files.</exception>
    public static void Check(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 14);
        var onnx = new OnnxFile(file);
        onnx.Read(Message.Model, file.Length, 0);
        if (!onnx._hasGraph)
            throw Foreign();
    }

    private void Read(Message message, long end, int depth)
    {
        if (depth > DeepestGraph)
            throw Foreign();
        while (_file.Position < end)
        {
            var tag = Number();
            var field = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    if (Number() == 1 && message == Message.Tensor && field == 14)
                        throw External();
                    break;
                case 1:
                    Skip(8, end);
                    break;
                case 2:
                    ReadPart(message, field, (long)Number(), end, depth);
                    break;
                case 5:
                    Skip(4, end);
                    break;
                default:
                    throw Foreign();
            }
        }
    }

    private void ReadPart(Message message, int field, long length, long end, int depth)
    {
        if (message == Message.Tensor && field == 13)
            throw External();
        var part = Part(message, field);
        _hasGraph |= part == Message.Graph;
        if (part == Message.Other)
            Skip(length, end);
        else if (length < 0 || _file.Position + length > end)
            throw Foreign();
        else
            Read(part, _file.Position + length, depth + 1);
    }

    private static Message Part(Message message, int field) => (message, field) switch
    {
        (Message.Model, 7) => Message.Graph,
        (Message.Model, 25) => Message.Function,
        (Message.Graph, 1) or (Message.Function, 7) => Message.Node,
        (Message.Graph, 5) or (Message.Attribute, 5 or 10) or (Message.SparseTensor, 1 or 2) => Message.Tensor,
        (Message.Graph, 15) or (Message.Attribute, 22 or 23) => Message.SparseTensor,
        (Message.Node, 5) or (Message.Function, 11) => Message.Attribute,
        (Message.Attribute, 6 or 11) => Message.Graph,
        _ => Message.Other,
    };

    private ulong Number()
    {
        var number = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var value = _file.ReadByte();
            if (value < 0)
                throw Foreign();
            number |= (ulong)(value & 127) << shift;
            if (value < 128)
                return number;
        }

        throw Foreign();
    }

    private void Skip(long length, long end)
    {
        if (length < 0 || _file.Position + length > end)
            throw Foreign();
        _file.Seek(length, SeekOrigin.Current);
    }

    private static InvalidDataException Foreign() =>
        new("model.onnx is not an ONNX model, or is cut off. Copy it again; where it came by git, fetch the large files too (git lfs pull).");

    private static InvalidDataException External() =>
        new("model.onnx keeps its weights in other files, which is not supported. Save it as one file: onnx.save(model, path, save_as_external_data=False).");
}
