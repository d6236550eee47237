using System.Text;

namespace ClothesClassification.Inference.Models;

/// <summary>What an ONNX file says of itself: versions, and name, element type and shape of its inputs and outputs.</summary>
/// <remarks>Field numbers: onnx.proto3 of github.com/onnx/onnx, messages ModelProto, GraphProto and ValueInfoProto.</remarks>
internal sealed class OnnxGraph
{
    private OnnxGraph(
        long irVersion,
        long opset,
        IReadOnlyList<OnnxValue> inputs,
        IReadOnlyList<OnnxValue> outputs,
        IReadOnlyList<string> externalData
    )
    {
        IrVersion = irVersion;
        Opset = opset;
        Inputs = inputs;
        Outputs = outputs;
        ExternalData = externalData;
    }

    public long IrVersion { get; }

    /// <summary>Version of the default operator set.</summary>
    public long Opset { get; }

    /// <summary>The inputs that a caller must feed: those without an initial value.</summary>
    public IReadOnlyList<OnnxValue> Inputs { get; }

    public IReadOnlyList<OnnxValue> Outputs { get; }

    /// <summary>Files that hold weights, as the graph names them: relative to the ONNX file, each once.</summary>
    public IReadOnlyList<string> ExternalData { get; }

    /// <exception cref="InvalidDataException">The bytes are not an ONNX model.</exception>
    public static OnnxGraph Read(ReadOnlySpan<byte> file)
    {
        long irVersion = 0;
        long opset = 0;
        ReadOnlySpan<byte> graph = default;
        var model = new ProtobufReader(file);
        while (model.Next())
        {
            if (model.Field == 1)
                irVersion = model.Number;
            else if (model.Field == 7)
                graph = model.Bytes;
            else if (model.Field == 8)
                opset = Math.Max(opset, ReadDefaultOpset(model.Bytes));
        }

        if (irVersion == 0 || graph.IsEmpty)
            throw new InvalidDataException("has no graph");

        List<OnnxValue> inputs = [];
        List<OnnxValue> outputs = [];
        HashSet<string> initializers = [];
        List<string> externalData = [];
        var fields = new ProtobufReader(graph);
        while (fields.Next())
        {
            if (fields.Field == 5)
                initializers.Add(ReadInitializer(fields.Bytes, externalData));
            else if (fields.Field == 11)
                inputs.Add(OnnxValue.Read(fields.Bytes));
            else if (fields.Field == 12)
                outputs.Add(OnnxValue.Read(fields.Bytes));
        }

        // Before IR version 4 every weight was listed as an input too.
        inputs.RemoveAll(input => initializers.Contains(input.Name));
        return new OnnxGraph(irVersion, opset, inputs, outputs, externalData);
    }

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

    private static long ReadDefaultOpset(ReadOnlySpan<byte> message)
    {
        var domain = ReadString(message, 1);
        long version = 0;
        var fields = new ProtobufReader(message);
        while (fields.Next())
            version = fields.Field == 2 ? fields.Number : version;
        return domain.Length == 0 || domain == "ai.onnx" ? version : 0;
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
