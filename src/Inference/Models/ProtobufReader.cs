using System.Buffers.Binary;

namespace ClothesClassification.Inference.Models;

/// <summary>
/// Walks the fields of one protobuf message without copying. Nested messages come as spans, so the weights of a graph
/// are stepped over; Google.Protobuf's CodedInputStream would copy each nested message to reach what is inside.
/// Source: protobuf.dev, "Encoding".
/// </summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message)
{
    private const int VarintType = 0;
    private const int Fixed64Type = 1;
    private const int BytesType = 2;
    private const int Fixed32Type = 5;

    private ReadOnlySpan<byte> rest = message;

    /// <summary>Number of the field that <see cref="Next"/> read.</summary>
    public int Field { get; private set; }

    /// <summary>Its value where it is a number.</summary>
    public long Number { get; private set; }

    /// <summary>Its content where it is a string, bytes or a message.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>The field as it is in the message, with its tag.</summary>
    public ReadOnlySpan<byte> Raw { get; private set; }

    /// <summary>Reads the next field; false at the end of the message.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a protobuf message.</exception>
    public bool Next()
    {
        if (rest.IsEmpty)
            return false;

        var start = rest;
        var tag = ReadVarint();
        Field = (int)(tag >> 3);
        Number = 0;
        Bytes = default;
        switch ((int)(tag & 7))
        {
            case VarintType:
                Number = (long)ReadVarint();
                break;
            case Fixed64Type:
                Number = BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));
                break;
            case Fixed32Type:
                Number = BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));
                break;
            case BytesType:
                Bytes = Take(ReadVarint());
                break;
            default:
                throw new InvalidDataException("not a protobuf message");
        }

        Raw = start[..(start.Length - rest.Length)];
        return true;
    }

    /// <summary>Numbers that stand in one field, one behind the other.</summary>
    public static List<long> Packed(ReadOnlySpan<byte> field)
    {
        List<long> numbers = [];
        var reader = new ProtobufReader(field);
        while (!reader.rest.IsEmpty)
            numbers.Add((long)reader.ReadVarint());
        return numbers;
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)rest.Length)
            throw new InvalidDataException("ends inside a field");
        var taken = rest[..(int)length];
        rest = rest[(int)length..];
        return taken;
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (var i = 0; i < rest.Length && i < 10; i++)
        {
            value |= (ulong)(rest[i] & 0x7F) << (7 * i);
            if (rest[i] < 0x80)
            {
                rest = rest[(i + 1)..];
                return value;
            }
        }

        throw new InvalidDataException("ends inside a number");
    }
}
