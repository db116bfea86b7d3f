using Microsoft.ML.OnnxRuntime;

namespace AnnotationStudio.Engine.Models.TransformerTier;

/// <summary>A loaded ONNX encoder: pieces in, one vector for each piece out. Safe to share between threads.</summary>
internal sealed class EncoderSession : IDisposable
{
    private const string Remedy = "Export the encoder again with inputs input_ids, attention_mask and perhaps token_type_ids, of 64-bit whole numbers and any batch and length, and output last_hidden_state.";
    private static readonly string[] Inputs = ["input_ids", "attention_mask", "token_type_ids"];
    private static readonly string[] Outputs = ["last_hidden_state", "token_embeddings"];
    private readonly InferenceSession _session;
    private readonly string[] _inputs;
    private readonly string _output;

    /// <exception cref="InvalidDataException">The model cannot be loaded, or takes or gives something else; the message says what to do.</exception>
    public EncoderSession(string path, int threads)
    {
        _session = Load(path, threads);
        try
        {
            _inputs = CheckInputs();
            _output = CheckOutputs();
            Dimension = Probe();
        }
        catch
        {
            _session.Dispose();
            throw;
        }
    }

    /// <summary>Numbers in a vector.</summary>
    public int Dimension { get; }

    /// <summary>Computes a batch and hands its vectors over, row by row and piece by piece: <c>rows × length × dimension</c> numbers.</summary>
    /// <param name="ids">Row by row, <paramref name="length"/> pieces each, filled up with padding.</param>
    /// <param name="mask">1 for a piece, 0 for padding.</param>
    /// <param name="length">Pieces in a row.</param>
    /// <param name="use">Reads the vectors; they are gone afterwards.</param>
    /// <param name="ct">Ends the computing within a second.</param>
    public void Run(long[] ids, long[] mask, int length, ReadOnlySpanAction use, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        long[] shape = [ids.Length / length, length];
        using var run = new RunOptions();
        using var idValues = OrtValue.CreateTensorValueFromMemory(ids, shape);
        using var maskValues = OrtValue.CreateTensorValueFromMemory(mask, shape);
        using var typeValues = OrtValue.CreateTensorValueFromMemory(new long[ids.Length], shape);
        using var registration = ct.Register(() => run.Terminate = true);
        try
        {
            using var results = _session.Run(run, _inputs, [.. new[] { idValues, maskValues, typeValues }.Take(_inputs.Length)], [_output]);
            var found = results[0].GetTensorTypeAndShape();
            if (found.Shape is not [var rows, var pieces, _] || rows != shape[0] || pieces != length)
                throw new InvalidDataException($"The model gives {Shape(found.Shape)} for {shape[0]} texts of {length} pieces, not texts × pieces × numbers. {Remedy}");
            use(results[0].GetTensorDataAsSpan<float>(), (int)found.Shape[2]);
        }
        catch (OnnxRuntimeException exception)
        {
            ct.ThrowIfCancellationRequested();
            throw new InvalidDataException($"The model fails on {shape[0]} texts of {length} pieces: {FirstLine(exception)} {Remedy}", exception);
        }
    }

    /// <summary>Reads vectors of a batch, with their width.</summary>
    public delegate void ReadOnlySpanAction(ReadOnlySpan<float> vectors, int dimension);

    public void Dispose() => _session.Dispose();

    private static InferenceSession Load(string path, int threads)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        // Threads that spin while they wait take the cores from the people who are served.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        try
        {
            return new InferenceSession(path, options);
        }
        catch (OnnxRuntimeException exception)
        {
            throw new InvalidDataException($"model.onnx cannot be loaded: {FirstLine(exception)} Export it again, as ONNX of an operator set that this version knows.", exception);
        }
    }

    private string[] CheckInputs()
    {
        var found = _session.InputMetadata;
        var unknown = found.Keys.Where(name => !Inputs.Contains(name)).Order(StringComparer.Ordinal).ToList();
        if (unknown.Count > 0)
            throw new InvalidDataException($"The model has the input {string.Join(", ", unknown)}, which a BERT-family encoder does not have. {Remedy}");
        if (Inputs.Take(2).FirstOrDefault(name => !found.ContainsKey(name)) is { } missing)
            throw new InvalidDataException($"The model has no input {missing}. {Remedy}");
        foreach (var (name, node) in found)
        {
            if (node.ElementDataType != Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Int64)
                throw new InvalidDataException($"The model's input {name} is of {node.ElementDataType}, not of Int64. {Remedy}");
            if (node.Dimensions is not [_, _])
                throw new InvalidDataException($"The model's input {name} has {node.Dimensions.Length} dimensions, not 2. {Remedy}");
        }

        return [.. Inputs.Where(found.ContainsKey)];
    }

    private string CheckOutputs()
    {
        var found = _session.OutputMetadata;
        var output = Outputs.FirstOrDefault(found.ContainsKey)
            ?? throw new InvalidDataException($"The model gives {string.Join(", ", found.Keys)}, not last_hidden_state. {Remedy}");
        if (found[output].ElementDataType != Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float)
            throw new InvalidDataException($"The model's output {output} is of {found[output].ElementDataType}, not of Float. {Remedy}");
        if (found[output].Dimensions.Length != 3)
            throw new InvalidDataException($"The model's output {output} has {found[output].Dimensions.Length} dimensions, not texts × pieces × numbers. {Remedy}");
        return output;
    }

    // A model that was exported for one batch or one length only shows it here, not in the middle of a training.
    private int Probe()
    {
        var dimension = 0;
        foreach (var length in new[] { 3, 5 })
            Run(new long[2 * length], [.. Enumerable.Repeat(1L, 2 * length)], length, (_, width) => dimension = width, CancellationToken.None);
        return dimension;
    }

    private static string Shape(long[] shape) => shape.Length == 0 ? "one number" : string.Join(" × ", shape);

    private static string FirstLine(OnnxRuntimeException exception)
    {
        var line = exception.Message.Split('\n')[0].Trim();
        return line.EndsWith('.') ? line : line + ".";
    }
}
