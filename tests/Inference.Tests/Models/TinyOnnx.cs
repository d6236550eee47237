using System.Runtime.InteropServices;
using static ClothesClassification.Inference.Tests.Models.OnnxBytes;

namespace ClothesClassification.Inference.Tests.Models;

/// <summary>
/// Writes a small ONNX classifier: the logits are weighted sums of the picture's mean colour. By default three labels,
/// red, green and blue, whose logit is the mean of that colour divided by 32.
/// </summary>
internal sealed record TinyOnnx
{
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

    /// <summary>Operators between the result and each output, such as <c>Identity</c>; a Reshape or Squeeze gives its shape.</summary>
    public string Tail { get; init; } = "";

    /// <summary>Dimensions of the outputs after the batch, where they are not just the labels; -1 stands for those.</summary>
    public long[] Row { get; init; } = [-1];

    /// <summary>The Softmax is written as Exp, ReduceSum and Div.</summary>
    public bool SpelledOut { get; init; }

    /// <summary>The element type of the outputs is float16.</summary>
    public bool HalfOutputs { get; init; }

    /// <summary>The weights are float16, and cast before use.</summary>
    public bool HalfWeights { get; init; }

    /// <summary>A scikit-learn-like end: the index of the best label, and a sequence of maps from label to probability.</summary>
    public bool ZipMap { get; init; }

    /// <summary>
    /// Outputs <c>features</c>, the mean colour, and <c>evidence</c>, a grid of the mean colours of 8 x 8 pixels divided by 32,
    /// one a label: its mean plus <see cref="Offset"/> is the logit.
    /// </summary>
    public bool Extras { get; init; }

    /// <summary>The labels are the last dimension of the evidence.</summary>
    public bool LabelsLast { get; init; }

    /// <summary>Added to every logit.</summary>
    public float Offset { get; init; }

    /// <summary>A second input, which a caller must feed.</summary>
    public bool SecondInput { get; init; }

    /// <summary>The element type that the graph gives its input, where it is another than the nodes need.</summary>
    public int? InputType { get; init; }

    /// <summary>The dimensions that the graph gives its input after the batch, where they are others than the nodes need.</summary>
    public long?[]? InputShape { get; init; }

    /// <summary>The element type that the graph gives features and evidence.</summary>
    public int ExtrasType { get; init; } = FloatType;

    /// <summary>A second input, a scalar that multiplies the logits; its default is 1.</summary>
    public bool DefaultInput { get; init; }

    /// <summary>Where the weights are when they are not in the file, such as <c>weights.bin</c>: <see cref="WeightBytes"/>.</summary>
    public string? ExternalData { get; init; }

    /// <summary>Bytes of that file before the weights, which the graph then names with their length.</summary>
    public int ExternalOffset { get; init; }
    public long Opset { get; init; } = 13;
    public long IrVersion { get; init; } = 7;

    public byte[] Build() =>
        [
            .. Number(1, IrVersion),
            .. Sub(8, Number(2, Opset)),
            .. ZipMap ? Sub(8, Text(1, "ai.onnx.ml"), Number(2, 1)) : [],
            .. Sub(7, Graph()),
        ];

    public byte[] WeightBytes()
    {
        var weights = new float[Channels * Labels];
        for (var color = 0; color < Math.Min(Channels, Labels); color++)
            weights[(color * Labels) + color] = 1 / 32f;
        return
        [
            .. new byte[ExternalOffset],
            .. HalfWeights
                ? MemoryMarshal.AsBytes(Array.ConvertAll(weights, v => (Half)v).AsSpan())
                : MemoryMarshal.AsBytes(weights.AsSpan()),
            .. ExternalOffset == 0 ? [] : new byte[] { 1, 2, 3 },
        ];
    }

    private byte[][] Graph()
    {
        var cast = Bytes || HalfPrecision;
        var floats = cast ? "floats" : Input;
        var planes = ChannelsFirst ? floats : "planes";
        var type =
            HalfPrecision ? Float16Type
            : Bytes ? UInt8Type
            : FloatType;
        long?[] sides = FreeSides ? [null, null] : [Height, Width];
        return
        [
            cast ? Node("Cast", Input, floats, Attribute("to", 2, Number(3, FloatType))) : [],
            ChannelsFirst ? [] : Node("Transpose", floats, planes, Attribute("perm", 7, Numbers(8, 0, 3, 1, 2))),
            Node("GlobalAveragePool", planes, "pooled"),
            Node("Flatten", "pooled", "means"),
            HalfWeights ? Node("Cast", "half", "weights", Attribute("to", 2, Number(3, FloatType))) : [],
            Node(
                "MatMul",
                "means weights",
                DefaultInput ? "unscaled"
                    : Offset != 0 ? "unmoved"
                    : Result("logits")
            ),
            DefaultInput ? Node("Mul", "unscaled scaling", Result("logits")) : [],
            Offset != 0 ? Node("Add", "unmoved offset", Result("logits")) : [],
            .. Probabilities ? Softmax(Result("logits"), Result("probabilities")) : [],
            .. Logits ? TailOf("logits") : [],
            .. Probabilities ? TailOf("probabilities") : [],
            ZipMap
                ? Node(
                    "ArgMax",
                    "probabilities",
                    "label",
                    Attribute("axis", 2, Number(3, 1)),
                    Attribute("keepdims", 2, Number(3, 0))
                )
                : [],
            ZipMap ? ZipMapNode() : [],
            .. Extras ? ExtraNodes(planes) : [],
            Text(2, "tiny"),
            Sub(5, Weights()),
            DefaultInput ? Sub(5, Number(2, FloatType), Text(8, "scaling"), Sub(9, BitConverter.GetBytes(1f))) : [],
            Offset != 0 ? Sub(5, Number(2, FloatType), Text(8, "offset"), Sub(9, BitConverter.GetBytes(Offset))) : [],
            .. Tail.Length > 0 ? TailWeights() : [],
            Sub(
                11,
                Value(
                    Input,
                    InputType ?? type,
                    InputShape ?? (ChannelsFirst ? [Channels, .. sides] : [.. sides, Channels])
                )
            ),
            SecondInput ? Sub(11, Value("second", FloatType)) : [],
            DefaultInput ? Sub(11, Text(1, "scaling"), Sub(2, Sub(1, Number(1, FloatType), Sub(2)))) : [],
            ZipMap
                ? Sub(12, Text(1, "label"), Sub(2, Sub(1, Number(1, Int64Type), Sub(2, Sub(1, Text(2, "free"))))))
                : [],
            ZipMap
                ? Sub(
                    12,
                    Text(1, "maps"),
                    Sub(2, Sub(4, Sub(1, Sub(5, Number(1, StringType), Sub(2, Sub(1, Number(1, FloatType)))))))
                )
                : [],
            .. Extras ? ExtraOutputs() : [],
            Logits ? Sub(12, Output("logits")) : [],
            Probabilities && (Logits || !ZipMap) ? Sub(12, Output("probabilities")) : [],
        ];
    }

    private byte[][] ExtraNodes(string planes) =>
        [
            Node("Identity", "means", "features"),
            Node(
                "AveragePool",
                planes,
                "pools",
                Attribute("kernel_shape", 7, Numbers(8, 8, 8)),
                Attribute("strides", 7, Numbers(8, 8, 8))
            ),
            Node("Div", "pools divisor", LabelsLast ? "evidence.0" : "evidence"),
            LabelsLast ? Node("Transpose", "evidence.0", "evidence", Attribute("perm", 7, Numbers(8, 0, 2, 3, 1))) : [],
            Sub(5, Number(2, FloatType), Text(8, "divisor"), Sub(9, BitConverter.GetBytes(32f))),
        ];

    private byte[][] ExtraOutputs()
    {
        var (rows, columns) = (Height / 8, Width / 8);
        return
        [
            Sub(12, Value("features", ExtrasType, Channels)),
            Sub(12, Value("evidence", ExtrasType, LabelsLast ? [rows, columns, Channels] : [Channels, rows, columns])),
        ];
    }

    private string Result(string name) => Tail.Length > 0 || HalfOutputs ? $"{name}.0" : name;

    private byte[][] Output(string name) =>
        Value(
            name,
            HalfOutputs ? Float16Type : FloatType,
            [
                .. Row.Select(size =>
                    size >= 0 ? size
                    : FreeWidth ? (long?)null
                    : Labels
                ),
            ]
        );

    private byte[][] Softmax(string from, string to) =>
        SpelledOut
            ? [Node("Exp", from, "exp"), Node("ReduceSum", "exp", "sum"), Node("Div", "exp sum", to)]
            : [Node("Softmax", from, to, Attribute("axis", 2, Number(3, 1)))];

    private List<byte[]> TailOf(string name)
    {
        List<byte[]> nodes = [];
        string[] operators =
        [
            .. Tail.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            .. HalfOutputs ? ["Half"] : Array.Empty<string>(),
        ];
        for (var i = 0; i < operators.Length; i++)
        {
            var (from, to) = ($"{name}.{i}", i == operators.Length - 1 ? name : $"{name}.{i + 1}");
            nodes.Add(
                operators[i] switch
                {
                    "Cast" => Node("Cast", from, to, Attribute("to", 2, Number(3, FloatType))),
                    "Half" => Node("Cast", from, to, Attribute("to", 2, Number(3, Float16Type))),
                    "Reshape" => Node("Reshape", $"{from} row", to),
                    "Spatial" => Node("Reshape", $"{from} spatial", to),
                    "Squeeze" => Node("Squeeze", $"{from} axes", to),
                    "QuantizeLinear" or "DequantizeLinear" => Node(operators[i], $"{from} scale zero", to),
                    var simple => Node(simple, from, to),
                }
            );
        }

        return nodes;
    }

    private byte[][] TailWeights()
    {
        return
        [
            Shape("row", [0, .. Row.Select(size => size < 0 ? Labels : size)]),
            Shape("spatial", [0, Labels, 1, 1]),
            Shape("axes", [2, 3]),
            Sub(5, Number(2, FloatType), Text(8, "scale"), Sub(9, BitConverter.GetBytes(1 / 255f))),
            Sub(5, Number(2, UInt8Type), Text(8, "zero"), Sub(9, [0])),
        ];

        static byte[] Shape(string name, params long[] values) =>
            Sub(
                5,
                Number(1, values.Length),
                Number(2, Int64Type),
                Text(8, name),
                Sub(9, MemoryMarshal.AsBytes(values.AsSpan()).ToArray())
            );
    }

    private byte[] ZipMapNode() =>
        Sub(
            1,
            Text(1, "probabilities"),
            Text(2, "maps"),
            Text(4, "ZipMap"),
            Text(7, "ai.onnx.ml"),
            Attribute("classlabels_strings", 8, [.. Enumerable.Range(0, Labels).SelectMany(i => Text(9, $"class {i}"))])
        );

    private byte[][] Weights() =>
        [
            Numbers(1, Channels, Labels),
            Number(2, HalfWeights ? Float16Type : FloatType),
            Text(8, HalfWeights ? "half" : "weights"),
            ExternalData is null ? Sub(9, WeightBytes()) : Sub(13, Text(1, "location"), Text(2, ExternalData)),
            ExternalOffset == 0
                ? []
                :
                [
                    .. Sub(13, Text(1, "offset"), Text(2, $"{ExternalOffset}")),
                    .. Sub(13, Text(1, "length"), Text(2, $"{(HalfWeights ? 2 : 4) * Channels * Labels}")),
                ],
            ExternalData is null ? [] : Number(14, 1),
        ];

    private byte[][] Value(string name, int type, params long?[] shape)
    {
        var dimensions = shape
            .Prepend(Batch)
            .Select(size => Sub(1, size is { } number ? Number(1, number) : Text(2, "free")));
        return [Text(1, name), Sub(2, Sub(1, Number(1, type), Sub(2, [.. dimensions])))];
    }
}
