using System.Globalization;
using System.Text;

namespace ClothesClassification.Inference.Models;

/// <summary>An input or output of a graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ElementType">Its element type, such as <c>float32</c> or <c>uint8</c>; <c>no tensor</c> when it is none.</param>
/// <param name="Dimensions">Its dimensions; null where free.</param>
public sealed record OnnxValue(string Name, string ElementType, IReadOnlyList<long?> Dimensions)
{
    internal const string NoTensor = "no tensor";

    // TensorProto.DataType, in order of number.
    private static readonly string[] TypeNames =
    [
        "undefined",
        "float32",
        "uint8",
        "int8",
        "uint16",
        "int16",
        "int32",
        "int64",
        "string",
        "bool",
        "float16",
        "float64",
        "uint32",
        "uint64",
        "complex64",
        "complex128",
        "bfloat16",
    ];

    /// <summary>The shape as a reader expects it, such as <c>[?, 224, 224, 3]</c>.</summary>
    public string Shape
    {
        get
        {
            var text = new StringBuilder("[");
            for (var i = 0; i < Dimensions.Count; i++)
            {
                text.Append(i == 0 ? "" : ", ");
                text.Append(Dimensions[i] is { } size ? size.ToString(CultureInfo.InvariantCulture) : "?");
            }

            return text.Append(']').ToString();
        }
    }

    /// <summary>
    /// Whether it is one row of numbers a photo: <c>[N, C]</c>, <c>[N, C, 1, 1]</c> or <c>[N, 1, 1, C]</c>, N being free or 1.
    /// </summary>
    internal bool IsRow =>
        Dimensions.Count >= 2 && Dimensions[0] is null or 1 && Dimensions.Skip(1).Count(size => size != 1) <= 1;

    /// <summary>Numbers in a row; null where free. Only where it <see cref="IsRow"/>.</summary>
    internal long? RowWidth => Dimensions.Skip(1).FirstOrDefault(size => size != 1, 1);

    /// <summary>Number of an element type in TensorProto.DataType.</summary>
    internal static int NumberOf(string elementType) => Array.IndexOf(TypeNames, elementType);

    internal static OnnxValue Read(ReadOnlySpan<byte> valueInfo)
    {
        var name = OnnxGraph.ReadString(valueInfo, 1);
        var elementType = NoTensor;
        List<long?> dimensions = [];
        foreach (var (number, shape) in TensorTypes(valueInfo))
        {
            elementType = number < TypeNames.Length ? TypeNames[number] : $"type {number}";
            dimensions = shape;
        }

        return new OnnxValue(name, elementType, dimensions);
    }

    private static List<(int Type, List<long?> Shape)> TensorTypes(ReadOnlySpan<byte> valueInfo)
    {
        List<(int, List<long?>)> found = [];
        var value = new ProtobufReader(valueInfo);
        while (value.Next())
        {
            if (value.Field != 2)
                continue;
            var type = new ProtobufReader(value.Bytes);
            while (type.Next())
            {
                if (type.Field == 1)
                    found.Add(ReadTensorType(type.Bytes));
            }
        }

        return found;
    }

    private static (int Type, List<long?> Shape) ReadTensorType(ReadOnlySpan<byte> message)
    {
        var type = 0;
        List<long?> shape = [];
        var tensor = new ProtobufReader(message);
        while (tensor.Next())
        {
            if (tensor.Field == 1)
            {
                type = (int)Math.Clamp(tensor.Number, 0, int.MaxValue);
            }
            else if (tensor.Field == 2)
            {
                var dimensions = new ProtobufReader(tensor.Bytes);
                while (dimensions.Next())
                    shape.Add(ReadDimension(dimensions.Bytes));
            }
        }

        return (type, shape);
    }

    private static long? ReadDimension(ReadOnlySpan<byte> message)
    {
        long? size = null;
        var dimension = new ProtobufReader(message);
        while (dimension.Next())
            size = dimension.Field == 1 ? dimension.Number : size;
        // Some exporters write a free dimension as -1.
        if (size < 0)
            size = null;
        return size;
    }
}
