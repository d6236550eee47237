using System.Text;

namespace ClothesClassification.Inference.Models;

/// <summary>
/// What an ONNX file says of itself, whether or not it is an image classifier: to look at a file, or to write a manifest for
/// it. Nothing is run.
/// </summary>
public sealed class OnnxModelInfo
{
    private readonly SortedDictionary<string, int> operators = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> opsets = new(StringComparer.Ordinal);
    private readonly OnnxGraph graph;

    private OnnxModelInfo(ReadOnlySpan<byte> file)
    {
        graph = OnnxGraph.Read(file);
        foreach (var node in graph.Nodes)
            operators[node.Operator] = operators.GetValueOrDefault(node.Operator) + 1;
        Bytes = file.Length;
        Sha256 = FileHash.Of(file);
        var producer = new string[2];
        var model = new ProtobufReader(file);
        while (model.Next())
        {
            if (model.Field is 2 or 3)
                producer[model.Field - 2] = Encoding.UTF8.GetString(model.Bytes);
            else if (model.Field == 7)
                ReadGraph(model.Bytes);
            else if (model.Field == 8)
                opsets[OnnxGraph.ReadString(model.Bytes, 1) is { Length: > 0 } d ? d : "ai.onnx"] = Version(
                    model.Bytes
                );
        }

        Producer = string.Join(' ', producer.Where(p => !string.IsNullOrEmpty(p)));
    }

    /// <summary>Size of the file in bytes.</summary>
    public long Bytes { get; }

    /// <summary>SHA-256 of the file, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <summary>Version of the file format.</summary>
    public long IrVersion => graph.IrVersion;

    /// <summary>Version of each set of operators by its domain; the default domain is <c>ai.onnx</c>.</summary>
    public IReadOnlyDictionary<string, long> Opsets => opsets;

    /// <summary>The program that wrote the file, with its version; empty where the file does not say.</summary>
    public string Producer { get; }

    /// <summary>The inputs that a caller must feed.</summary>
    public IReadOnlyList<OnnxValue> Inputs => graph.Inputs;

    /// <summary>The outputs.</summary>
    public IReadOnlyList<OnnxValue> Outputs => graph.Outputs;

    /// <summary>Number of nodes by operator; those inside of branches and loops are not counted.</summary>
    public IReadOnlyDictionary<string, int> Operators => operators;

    /// <summary>Numbers in the graph's weights.</summary>
    public long Parameters { get; private set; }

    /// <summary>Files that hold weights, as the graph names them: relative to the ONNX file.</summary>
    public IReadOnlyList<string> ExternalData => graph.ExternalData;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The ONNX file.</param>
    /// <exception cref="ModelException">The file cannot be read, or is not an ONNX model.</exception>
    public static OnnxModelInfo Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        path = Path.GetFullPath(path);
        var name = Path.GetFileName(path);
        var bytes = ManifestReader.ReadFile(Path.GetDirectoryName(path) ?? path, name, "file");
        try
        {
            return new OnnxModelInfo(bytes);
        }
        catch (InvalidDataException e)
        {
            throw new ModelException(name, "file", $"{bytes.Length} bytes that {e.Message}", "an ONNX model", e);
        }
    }

    /// <exception cref="InvalidDataException">The bytes are not an ONNX model.</exception>
    internal static OnnxModelInfo Parse(ReadOnlySpan<byte> file) => new(file);

    /// <summary>
    /// The operator that computes an output, such as <c>Softmax</c>; operators behind it that only reshape, convert or
    /// copy, such as <c>Reshape</c>, <c>Cast</c> and <c>Identity</c>, are passed through.
    /// </summary>
    /// <param name="output">Name of the output.</param>
    /// <returns>The operator; null where no node computes the output.</returns>
    public string? OperatorOf(string output) => graph.OperatorOf(output);

    /// <summary>Whether an output holds probabilities: it comes out of a Softmax or a Sigmoid.</summary>
    /// <param name="output">Name of the output.</param>
    public bool HoldsProbabilities(string output) => graph.IsActivated(output);

    private void ReadGraph(ReadOnlySpan<byte> message)
    {
        var fields = new ProtobufReader(message);
        while (fields.Next())
        {
            if (fields.Field == 5)
                Parameters += CountOf(fields.Bytes);
        }
    }

    // The product of a tensor's dimensions, which stand alone or packed into one field.
    private static long CountOf(ReadOnlySpan<byte> message)
    {
        long count = 1;
        var tensor = new ProtobufReader(message);
        while (tensor.Next())
        {
            if (tensor.Field != 1)
                continue;
            if (tensor.Bytes.IsEmpty)
                count *= tensor.Number;
            else
                count *= ProtobufReader.Packed(tensor.Bytes).Aggregate(1L, (product, size) => product * size);
        }

        return count;
    }

    private static long Version(ReadOnlySpan<byte> opset)
    {
        long version = 0;
        var fields = new ProtobufReader(opset);
        while (fields.Next())
            version = fields.Field == 2 ? fields.Number : version;
        return version;
    }
}
