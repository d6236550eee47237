using System.Runtime.InteropServices;
using ClothesClassification.Inference.Tests.Models;

namespace ClothesClassification.Cli.Tests.Inspecting;

/// <summary>Writes an ONNX file node by node.</summary>
/// <param name="producer">The program that is said to have written it.</param>
/// <param name="irVersion">Version of the file format.</param>
/// <param name="opset">Version of the operators.</param>
internal sealed class GraphBuilder(string producer, long irVersion, long opset)
{
    private const int FloatAttribute = 1;
    private const int IntegerAttribute = 2;
    private const int TextAttribute = 3;
    private const int TensorAttribute = 4;
    private const int FloatsAttribute = 6;
    private const int IntegersAttribute = 7;
    private const int TextsAttribute = 8;
    private const string ClassicalDomain = "ai.onnx.ml";

    private readonly List<byte[]> graph = [OnnxBytes.Text(2, producer)];
    private bool isClassical;

    /// <summary>A node of the default domain.</summary>
    public GraphBuilder Node(
        string operation,
        string inputs,
        string outputs,
        params (string Name, object Value)[] attributes
    ) => Add(OnnxBytes.Node(operation, inputs, outputs, [.. attributes.Select(Attribute)]));

    /// <summary>A node of <c>ai.onnx.ml</c>.</summary>
    public GraphBuilder ClassicalNode(
        string operation,
        string inputs,
        string outputs,
        params (string Name, object Value)[] attributes
    )
    {
        isClassical = true;
        return Add(
            OnnxBytes.Node(
                operation,
                inputs,
                outputs,
                [OnnxBytes.Text(7, ClassicalDomain), .. attributes.Select(Attribute)]
            )
        );
    }

    public GraphBuilder Initializer(string name, float[] values, params long[] shape) =>
        Add(OnnxBytes.Sub(5, OnnxBytes.Text(8, name), Tensor(OnnxBytes.FloatType, Raw(values), shape)));

    public GraphBuilder Initializer(string name, long[] values, params long[] shape) =>
        Add(OnnxBytes.Sub(5, OnnxBytes.Text(8, name), Tensor(OnnxBytes.Int64Type, Raw(values), shape)));

    public GraphBuilder Initializer(string name, string[] values) =>
        Add(
            OnnxBytes.Sub(
                5,
                OnnxBytes.Text(8, name),
                OnnxBytes.Number(1, values.Length),
                OnnxBytes.Number(2, OnnxBytes.StringType),
                [.. values.SelectMany(value => OnnxBytes.Text(6, value))]
            )
        );

    /// <param name="name">Its name.</param>
    /// <param name="type">TensorProto.DataType.</param>
    /// <param name="shape">A number, or the name of a free dimension, for each.</param>
    public GraphBuilder Input(string name, int type, params object[] shape) => Add(Value(11, name, type, shape));

    /// <inheritdoc cref="Input"/>
    public GraphBuilder Output(string name, int type, params object[] shape) => Add(Value(12, name, type, shape));

    /// <summary>An output that is a sequence of maps to floats.</summary>
    public GraphBuilder OutputOfMaps(string name, int keyType) =>
        Add(
            OnnxBytes.Sub(
                12,
                OnnxBytes.Text(1, name),
                OnnxBytes.Sub(
                    2,
                    OnnxBytes.Sub(
                        4,
                        OnnxBytes.Sub(
                            1,
                            OnnxBytes.Sub(
                                5,
                                OnnxBytes.Number(1, keyType),
                                OnnxBytes.Sub(2, OnnxBytes.Sub(1, OnnxBytes.Number(1, OnnxBytes.FloatType)))
                            )
                        )
                    )
                )
            )
        );

    public byte[] Build() =>
        [
            .. OnnxBytes.Number(1, irVersion),
            .. OnnxBytes.Text(2, producer),
            .. OnnxBytes.Sub(8, OnnxBytes.Number(2, opset)),
            .. isClassical ? OnnxBytes.Sub(8, OnnxBytes.Text(1, ClassicalDomain), OnnxBytes.Number(2, 1)) : [],
            .. OnnxBytes.Sub(7, [.. graph]),
        ];

    private GraphBuilder Add(byte[] field)
    {
        graph.Add(field);
        return this;
    }

    private static byte[] Attribute((string Name, object Value) attribute) =>
        attribute.Value switch
        {
            int number => OnnxBytes.Attribute(attribute.Name, IntegerAttribute, OnnxBytes.Number(3, number)),
            float number => OnnxBytes.Attribute(attribute.Name, FloatAttribute, OnnxBytes.Real(2, number)),
            string text => OnnxBytes.Attribute(attribute.Name, TextAttribute, OnnxBytes.Text(4, text)),
            long[] numbers => OnnxBytes.Attribute(attribute.Name, IntegersAttribute, OnnxBytes.Numbers(8, numbers)),
            float[] numbers => OnnxBytes.Attribute(
                attribute.Name,
                FloatsAttribute,
                [.. numbers.SelectMany(number => OnnxBytes.Real(7, number))]
            ),
            string[] texts => OnnxBytes.Attribute(
                attribute.Name,
                TextsAttribute,
                [.. texts.SelectMany(text => OnnxBytes.Text(9, text))]
            ),
            (float[] values, long[] shape) => OnnxBytes.Attribute(
                attribute.Name,
                TensorAttribute,
                OnnxBytes.Sub(5, Tensor(OnnxBytes.FloatType, Raw(values), shape))
            ),
            _ => throw new NotSupportedException($"{attribute.Name}: {attribute.Value}"),
        };

    private static byte[] Tensor(int type, byte[] raw, long[] shape) =>
        [.. OnnxBytes.Numbers(1, shape), .. OnnxBytes.Number(2, type), .. OnnxBytes.Sub(9, raw)];

    private static byte[] Raw<T>(T[] values)
        where T : unmanaged => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    private static byte[] Value(int field, string name, int type, object[] shape)
    {
        var dimensions = shape.Select(size =>
            OnnxBytes.Sub(1, size is string free ? OnnxBytes.Text(2, free) : OnnxBytes.Number(1, (int)size))
        );
        return OnnxBytes.Sub(
            field,
            OnnxBytes.Text(1, name),
            OnnxBytes.Sub(2, OnnxBytes.Sub(1, OnnxBytes.Number(1, type), OnnxBytes.Sub(2, [.. dimensions])))
        );
    }
}
