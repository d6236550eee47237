using System.Buffers;
using System.Text;

namespace ClothesClassification.Inference.Models;

/// <summary>Writes the fields of one protobuf message. Source: protobuf.dev, "Encoding".</summary>
internal sealed class ProtobufWriter
{
    private readonly ArrayBufferWriter<byte> message = new();

    public ReadOnlySpan<byte> Written => message.WrittenSpan;

    /// <summary>Copies a field as it is, <see cref="ProtobufReader.Raw"/>.</summary>
    public ProtobufWriter Copy(ReadOnlySpan<byte> field)
    {
        message.Write(field);
        return this;
    }

    public ProtobufWriter Number(int field, long value)
    {
        Varint((ulong)field << 3);
        Varint((ulong)value);
        return this;
    }

    public ProtobufWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public ProtobufWriter Message(int field, ProtobufWriter value) => Bytes(field, value.Written);

    public ProtobufWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        Varint(((ulong)field << 3) | 2);
        Varint((ulong)value.Length);
        message.Write(value);
        return this;
    }

    private void Varint(ulong value)
    {
        Span<byte> digits = stackalloc byte[10];
        var count = 0;
        do
        {
            digits[count] = (byte)((value & 0x7F) | (value > 0x7F ? 0x80u : 0));
            value >>= 7;
            count++;
        } while (value > 0);
        message.Write(digits[..count]);
    }
}
