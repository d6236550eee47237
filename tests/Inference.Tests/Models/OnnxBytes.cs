using System.Text;
using Google.Protobuf;
using static Google.Protobuf.WireFormat;

namespace ClothesClassification.Inference.Tests.Models;

/// <summary>Writes the messages of an ONNX file.</summary>
/// <remarks>Field numbers: onnx.proto3 of github.com/onnx/onnx.</remarks>
internal static class OnnxBytes
{
    // TensorProto.DataType.
    public const int FloatType = 1;
    public const int UInt8Type = 2;
    public const int Int64Type = 7;
    public const int StringType = 8;
    public const int Float16Type = 10;

    /// <summary>A node of a graph; names are separated by spaces.</summary>
    public static byte[] Node(string operation, string inputs, string outputs, params byte[][] attributes) =>
        Sub(
            1,
            [
                .. inputs.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(input => Text(1, input)),
                .. outputs.Split(' ').Select(output => Text(2, output)),
                Text(4, operation),
                .. attributes,
            ]
        );

    /// <param name="name">Its name.</param>
    /// <param name="type">AttributeProto.AttributeType.</param>
    /// <param name="value">The field with its value.</param>
    public static byte[] Attribute(string name, int type, byte[] value) =>
        Sub(5, Text(1, name), value, Number(20, type));

    public static byte[] Numbers(int field, params long[] values) =>
        [.. values.SelectMany(value => Number(field, value))];

    public static byte[] Number(int field, long value) => Write(field, WireType.Varint, m => m.WriteInt64(value));

    public static byte[] Real(int field, float value) => Write(field, WireType.Fixed32, m => m.WriteFloat(value));

    public static byte[] Text(int field, string value) => Sub(field, Encoding.UTF8.GetBytes(value));

    public static byte[] Sub(int field, params byte[][] parts) =>
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
