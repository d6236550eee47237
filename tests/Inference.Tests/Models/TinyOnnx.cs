using System.Runtime.InteropServices;
using Google.Protobuf;

namespace ClothesClassification.Inference.Tests.Models;

/// <summary>
/// Writes a small ONNX classifier: the logits are weighted sums of the picture's mean colour. By default three labels,
/// red, green and blue, whose logit is the mean of that colour divided by 32.
/// </summary>
/// <remarks>Field numbers: onnx.proto3 of github.com/onnx/onnx.</remarks>
internal sealed record TinyOnnx
{
    private const int Float = 1;
    private const int UInt8 = 2;
    private const int Float16 = 10;

    public string Input { get; init; } = "image";
    public bool Bytes { get; init; } = true;
    public bool ChannelsFirst { get; init; }
    public int Width { get; init; } = 32;
    public int Height { get; init; } = 32;
    public long? Batch { get; init; }
    public int Labels { get; init; } = 3;
    public bool Logits { get; init; } = true;

    /// <summary>The graph does not say how wide its outputs are.</summary>
    public bool FreeWidth { get; init; }
    public bool Probabilities { get; init; } = true;
    public bool HalfPrecision { get; init; }
    public bool FreeSides { get; init; }

    /// <summary>Where the weights are when they are not in the file, such as <c>weights.bin</c>: <see cref="WeightBytes"/>.</summary>
    public string? ExternalData { get; init; }
    public long Opset { get; init; } = 13;
    public long IrVersion { get; init; } = 7;

    public byte[] Build() =>
        Message(model =>
        {
            Number(model, 1, IrVersion);
            Sub(model, 8, opset => Number(opset, 2, Opset));
            Sub(model, 7, Graph);
        });

    private void Graph(CodedOutputStream graph)
    {
        var value = Input;
        if (Bytes || HalfPrecision)
            Node(graph, "Cast", [value], value = "floats", a => Attribute(a, "to", number: Float));
        if (!ChannelsFirst)
            Node(graph, "Transpose", [value], value = "planes", a => Attribute(a, "perm", numbers: [0, 3, 1, 2]));
        Node(graph, "GlobalAveragePool", [value], "pooled");
        Node(graph, "Flatten", ["pooled"], "means");
        Node(graph, "MatMul", ["means", "weights"], "logits");
        if (Probabilities)
            Node(graph, "Softmax", ["logits"], "probabilities", a => Attribute(a, "axis", number: 1));
        Text(graph, 2, "tiny");
        Sub(graph, 5, Weights);
        long? labels = FreeWidth ? null : Labels;
        long?[] shape = ChannelsFirst ? [3, Height, Width] : [Height, Width, 3];
        if (FreeSides)
            shape = [.. shape.Select(side => side == 3 ? side : null)];
        Sub(
            graph,
            11,
            v =>
                Value(
                    v,
                    Input,
                    HalfPrecision ? Float16
                        : Bytes ? UInt8
                        : Float,
                    shape
                )
        );
        if (Logits)
            Sub(graph, 12, v => Value(v, "logits", Float, [labels]));
        if (Probabilities)
            Sub(graph, 12, v => Value(v, "probabilities", Float, [labels]));
    }

    public byte[] WeightBytes()
    {
        var weights = new float[3 * Labels];
        for (var color = 0; color < Math.Min(3, Labels); color++)
            weights[(color * Labels) + color] = 1 / 32f;
        return MemoryMarshal.AsBytes(weights.AsSpan()).ToArray();
    }

    private void Weights(CodedOutputStream tensor)
    {
        Number(tensor, 1, 3);
        Number(tensor, 1, Labels);
        Number(tensor, 2, Float);
        Text(tensor, 8, "weights");
        if (ExternalData is null)
        {
            tensor.WriteTag(9, WireFormat.WireType.LengthDelimited);
            tensor.WriteBytes(ByteString.CopyFrom(WeightBytes()));
            return;
        }

        Sub(tensor, 13, entry => Entry(entry, "location", ExternalData));
        Number(tensor, 14, 1);
    }

    private static void Entry(CodedOutputStream entry, string key, string value)
    {
        Text(entry, 1, key);
        Text(entry, 2, value);
    }

    private void Value(CodedOutputStream value, string name, int type, long?[] shape)
    {
        Text(value, 1, name);
        Sub(value, 2, t => Sub(t, 1, tensor => TensorType(tensor, type, shape)));
    }

    private void TensorType(CodedOutputStream tensor, int type, long?[] shape)
    {
        Number(tensor, 1, type);
        Sub(
            tensor,
            2,
            dimensions =>
            {
                Sub(dimensions, 1, d => Dimension(d, Batch));
                foreach (var size in shape)
                    Sub(dimensions, 1, d => Dimension(d, size));
            }
        );
    }

    private static void Dimension(CodedOutputStream dimension, long? size)
    {
        if (size is { } number)
            Number(dimension, 1, number);
        else
            Text(dimension, 2, "free");
    }

    private static void Node(
        CodedOutputStream graph,
        string operation,
        string[] inputs,
        string output,
        Action<CodedOutputStream>? attribute = null
    ) =>
        Sub(
            graph,
            1,
            node =>
            {
                foreach (var input in inputs)
                    Text(node, 1, input);
                Text(node, 2, output);
                Text(node, 4, operation);
                if (attribute is not null)
                    Sub(node, 5, attribute);
            }
        );

    private static void Attribute(CodedOutputStream attribute, string name, long number = 0, long[]? numbers = null)
    {
        Text(attribute, 1, name);
        if (numbers is null)
            Number(attribute, 3, number);
        foreach (var item in numbers ?? [])
            Number(attribute, 8, item);
        Number(attribute, 20, numbers is null ? 2 : 7);
    }

    private static void Number(CodedOutputStream message, int field, long value)
    {
        message.WriteTag(field, WireFormat.WireType.Varint);
        message.WriteInt64(value);
    }

    private static void Text(CodedOutputStream message, int field, string value)
    {
        message.WriteTag(field, WireFormat.WireType.LengthDelimited);
        message.WriteString(value);
    }

    private static void Sub(CodedOutputStream message, int field, Action<CodedOutputStream> write)
    {
        message.WriteTag(field, WireFormat.WireType.LengthDelimited);
        message.WriteBytes(ByteString.CopyFrom(Message(write)));
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var memory = new MemoryStream();
        using (var message = new CodedOutputStream(memory, leaveOpen: true))
            write(message);
        return memory.ToArray();
    }
}
