using System.Text;

namespace ClothesClassification.Inference.Models;

/// <summary>What an ONNX file says of itself: its version, and name, element type and shape of its inputs and outputs.</summary>
/// <remarks>Field numbers: onnx.proto3 of github.com/onnx/onnx, messages ModelProto, GraphProto and ValueInfoProto.</remarks>
internal sealed class OnnxGraph
{
    private OnnxGraph(
        long irVersion,
        IReadOnlyList<OnnxValue> inputs,
        IReadOnlyList<OnnxValue> outputs,
        IReadOnlyList<OnnxNode> nodes,
        IReadOnlyList<string> externalData
    )
    {
        IrVersion = irVersion;
        Inputs = inputs;
        Outputs = outputs;
        Nodes = nodes;
        ExternalData = externalData;
    }

    public long IrVersion { get; }

    /// <summary>The inputs that a caller must feed: those without an initial value.</summary>
    public IReadOnlyList<OnnxValue> Inputs { get; }

    public IReadOnlyList<OnnxValue> Outputs { get; }

    /// <summary>The nodes in the file's order; those inside of branches and loops are not among them.</summary>
    public IReadOnlyList<OnnxNode> Nodes { get; }

    /// <summary>Files that hold weights, as the graph names them: relative to the ONNX file, each once.</summary>
    public IReadOnlyList<string> ExternalData { get; }

    /// <exception cref="InvalidDataException">The bytes are not an ONNX model.</exception>
    public static OnnxGraph Read(ReadOnlySpan<byte> file)
    {
        long irVersion = 0;
        ReadOnlySpan<byte> graph = default;
        var model = new ProtobufReader(file);
        while (model.Next())
        {
            if (model.Field == 1)
                irVersion = model.Number;
            else if (model.Field == 7)
                graph = model.Bytes;
        }

        if (irVersion == 0 || graph.IsEmpty)
            throw new InvalidDataException("has no graph");

        List<OnnxValue> inputs = [];
        List<OnnxValue> outputs = [];
        List<OnnxNode> nodes = [];
        HashSet<string> initializers = [];
        List<string> externalData = [];
        var fields = new ProtobufReader(graph);
        while (fields.Next())
        {
            if (fields.Field == 1)
                nodes.Add(OnnxNode.Read(fields.Bytes));
            else if (fields.Field == 5)
                initializers.Add(ReadInitializer(fields.Bytes, externalData));
            else if (fields.Field == 11)
                inputs.Add(OnnxValue.Read(fields.Bytes));
            else if (fields.Field == 12)
                outputs.Add(OnnxValue.Read(fields.Bytes));
        }

        // Before IR version 4 every weight was listed as an input too.
        inputs.RemoveAll(input => initializers.Contains(input.Name));
        return new OnnxGraph(irVersion, inputs, outputs, nodes, externalData);
    }

    /// <summary>The operator that computes a value; operators that only reshape, convert or copy are passed through.</summary>
    /// <param name="value">Name of the value.</param>
    /// <returns>The operator; null for an input, a weight or a name that the graph does not have.</returns>
    public string? OperatorOf(string value)
    {
        var node = Producer(value);
        // A malformed graph may have a circle.
        for (var steps = 0; node is { Inputs.Count: > 0 } && steps < Nodes.Count && IsPassThrough(node); steps++)
        {
            if (Producer(node.Inputs[0]) is not { } source)
                break;
            node = source;
        }

        return node?.Operator;
    }

    /// <summary>Whether a value comes out of a Softmax or a Sigmoid.</summary>
    /// <param name="value">Name of the value.</param>
    public bool IsActivated(string value) =>
        OperatorOf(value) is "Softmax" or "Sigmoid" or "QLinearSoftmax" or "QLinearSigmoid";

    private OnnxNode? Producer(string value) => Nodes.LastOrDefault(node => node.Outputs.Contains(value));

    private static bool IsPassThrough(OnnxNode node) =>
        node.Operator
            is "Identity"
                or "Cast"
                or "QuantizeLinear"
                or "DequantizeLinear"
                or "Reshape"
                or "Squeeze"
                or "Unsqueeze"
                or "Flatten"
                or "Transpose"
                or "Dropout"
                or "Clip";

    // TensorProto: its name, and where its numbers are when they are not in it.
    private static string ReadInitializer(ReadOnlySpan<byte> message, List<string> externalData)
    {
        var name = "";
        var tensor = new ProtobufReader(message);
        while (tensor.Next())
        {
            if (tensor.Field == 8)
                name = Encoding.UTF8.GetString(tensor.Bytes);
            else if (
                tensor.Field == 13
                && ReadString(tensor.Bytes, 1) == "location"
                && ReadString(tensor.Bytes, 2) is var location
                && !externalData.Contains(location)
            )
                externalData.Add(location);
        }

        return name;
    }

    internal static string ReadString(ReadOnlySpan<byte> message, int field)
    {
        var fields = new ProtobufReader(message);
        while (fields.Next())
        {
            if (fields.Field == field)
                return Encoding.UTF8.GetString(fields.Bytes);
        }

        return "";
    }
}
