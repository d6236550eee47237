using System.Runtime.InteropServices;
using System.Text;
using Google.Protobuf;
using static Google.Protobuf.WireFormat;

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

    /// <summary>Colours of the input: with 1, the one logit that is not 0 is the mean grey divided by 32.</summary>
    public int Channels { get; init; } = 3;
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

    public byte[] Build() => [.. Number(1, IrVersion), .. Sub(8, Number(2, Opset)), .. Sub(7, Graph())];

    public byte[] WeightBytes()
    {
        var weights = new float[Channels * Labels];
        for (var color = 0; color < Math.Min(Channels, Labels); color++)
            weights[(color * Labels) + color] = 1 / 32f;
        return MemoryMarshal.AsBytes(weights.AsSpan()).ToArray();
    }

    private byte[][] Graph()
    {
        var cast = Bytes || HalfPrecision;
        var floats = cast ? "floats" : Input;
        var planes = ChannelsFirst ? floats : "planes";
        var type =
            HalfPrecision ? Float16
            : Bytes ? UInt8
            : Float;
        long?[] sides = FreeSides ? [null, null] : [Height, Width];
        long? labels = FreeWidth ? null : Labels;
        return
        [
            cast ? Node("Cast", Input, floats, Attribute("to", 2, Number(3, Float))) : [],
            ChannelsFirst ? [] : Node("Transpose", floats, planes, Attribute("perm", 7, Numbers(8, 0, 3, 1, 2))),
            Node("GlobalAveragePool", planes, "pooled"),
            Node("Flatten", "pooled", "means"),
            Node("MatMul", "means weights", "logits"),
            Probabilities ? Node("Softmax", "logits", "probabilities", Attribute("axis", 2, Number(3, 1))) : [],
            Text(2, "tiny"),
            Sub(5, Weights()),
            Sub(11, Value(Input, type, ChannelsFirst ? [Channels, .. sides] : [.. sides, Channels])),
            Logits ? Sub(12, Value("logits", Float, labels)) : [],
            Probabilities ? Sub(12, Value("probabilities", Float, labels)) : [],
        ];
    }

    private byte[][] Weights() =>
        [
            Numbers(1, Channels, Labels),
            Number(2, Float),
            Text(8, "weights"),
            ExternalData is null ? Sub(9, WeightBytes()) : Sub(13, Text(1, "location"), Text(2, ExternalData)),
            ExternalData is null ? [] : Number(14, 1),
        ];

    private byte[][] Value(string name, int type, params long?[] shape)
    {
        var dimensions = shape
            .Prepend(Batch)
            .Select(size => Sub(1, size is { } number ? Number(1, number) : Text(2, "free")));
        return [Text(1, name), Sub(2, Sub(1, Number(1, type), Sub(2, [.. dimensions])))];
    }

    private static byte[] Node(string operation, string inputs, string output, params byte[] attribute) =>
        Sub(1, [.. inputs.Split(' ').Select(input => Text(1, input)), Text(2, output), Text(4, operation), attribute]);

    private static byte[] Attribute(string name, int type, byte[] value) =>
        Sub(5, Text(1, name), value, Number(20, type));

    private static byte[] Numbers(int field, params long[] values) =>
        [.. values.SelectMany(value => Number(field, value))];

    private static byte[] Number(int field, long value) => Write(field, WireType.Varint, m => m.WriteInt64(value));

    private static byte[] Text(int field, string value) => Sub(field, Encoding.UTF8.GetBytes(value));

    private static byte[] Sub(int field, params byte[][] parts) =>
        Write(
            field,
            WireType.LengthDelimited,
            m => m.WriteBytes(ByteString.CopyFrom([.. parts.SelectMany(part => part)]))
        );

    private static byte[] Write(int field, WireType type, Action<CodedOutputStream> write)
    {
        using var memory = new MemoryStream();
        using (var message = new CodedOutputStream(memory, leaveOpen: true))
        {
            message.WriteTag(field, type);
            write(message);
        }

        return memory.ToArray();
    }
}
