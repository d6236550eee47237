using ClothesClassification.Inference.Tests.Models;

namespace ClothesClassification.Cli.Tests.Inspecting;

/// <summary>
/// Small classifiers of three labels with the nodes, names, shapes and usual versions of what exporters write. The scores depend on
/// the means of the colours, each with other weights, so that an exchange of colours or layout is seen.
/// </summary>
internal static class ExporterGraphs
{
    public static readonly string[] Labels = ["red", "green", "blue"];

    // From three colours to three labels.
    private static readonly float[] Weights = [0.02f, -0.01f, 0.004f, -0.006f, 0.015f, 0.001f, 0.003f, -0.002f, 0.011f];
    private static readonly float[] Bias = [0.1f, -0.2f, 0.3f];
    private static readonly float[] Identity = [1, 0, 0, 0, 1, 0, 0, 0, 1];

    /// <summary>
    /// tf2onnx, from a SavedModel of Keras: NHWC with a Transpose before the first Conv, free dimensions by numbered names,
    /// the mean as ReduceMean, Dense as MatMul and Add; the signature's output behind an Identity.
    /// </summary>
    public static byte[] Tf2Onnx() =>
        new GraphBuilder("tf2onnx", irVersion: 8, opset: 15)
            .Node(
                "Transpose",
                "input_1",
                "StatefulPartitionedCall/model/conv1/Conv2D__6:0",
                ("perm", new long[] { 0, 3, 1, 2 })
            )
            .Node(
                "Conv",
                "StatefulPartitionedCall/model/conv1/Conv2D__6:0 kernel",
                "conv:0",
                ("dilations", new long[] { 1, 1 }),
                ("kernel_shape", new long[] { 1, 1 }),
                ("strides", new long[] { 1, 1 }),
                ("group", 1),
                ("auto_pad", "SAME_UPPER")
            )
            .Node("ReduceMean", "conv:0", "mean:0", ("axes", new long[] { 2, 3 }), ("keepdims", 0))
            .Node("MatMul", "mean:0 weights", "matmul:0")
            .Node("Add", "matmul:0 bias", "add:0")
            .Node("Softmax", "add:0", "softmax:0", ("axis", -1))
            .Node("Identity", "softmax:0", "predictions")
            .Initializer("kernel", Identity, 3, 3, 1, 1)
            .Initializer("weights", Weights, 3, 3)
            .Initializer("bias", Bias, 3)
            .Input("input_1", OnnxBytes.FloatType, "unk__616", 32, 48, 3)
            .Output("predictions", OnnxBytes.FloatType, "unk__617", 3)
            .Build();

    /// <summary>
    /// Paddle2ONNX, from PaddleClas: parameters as Constant nodes, mul and elementwise_add, softmax, and an
    /// Identity to the name that the inference model fetches.
    /// </summary>
    /// <param name="batch">-1, or in later versions a name.</param>
    public static byte[] Paddle(object batch) =>
        new GraphBuilder("PaddlePaddle", irVersion: 7, opset: 11)
            .Node("Constant", "", "linear_0.w_0", ("value", (Weights, new long[] { 3, 3 })))
            .Node("Constant", "", "linear_0.b_0", ("value", (Bias, new long[] { 3 })))
            .Node("GlobalAveragePool", "x", "pool2d_0.tmp_0")
            .Node("Flatten", "pool2d_0.tmp_0", "flatten_0.tmp_0", ("axis", 1))
            .Node("MatMul", "flatten_0.tmp_0 linear_0.w_0", "linear_0.tmp_0")
            .Node("Add", "linear_0.tmp_0 linear_0.b_0", "linear_0.tmp_1")
            .Node("Softmax", "linear_0.tmp_1", "p2o.Softmax.0", ("axis", 1))
            .Node("Identity", "p2o.Softmax.0", "softmax_0.tmp_0")
            .Input("x", OnnxBytes.FloatType, batch, 3, 32, 48)
            .Output("softmax_0.tmp_0", OnnxBytes.FloatType, batch, 3)
            .Build();

    /// <summary>
    /// skl2onnx: a linear classifier on the flat picture, whose probabilities a Normalizer makes sum to 1; label and
    /// probabilities, by default as a sequence of maps whose keys are numbers or names.
    /// </summary>
    public static byte[] Skl2Onnx(bool zipMap, bool named)
    {
        var pixels = 8 * 6;
        (string, object) classes = named
            ? ("classlabels_strings", Labels)
            : ("classlabels_ints", new long[] { 0, 1, 2 });
        var coefficients = Enumerable
            .Range(0, 3)
            .SelectMany(label => Enumerable.Range(0, pixels * 3).Select(i => Weights[((i % 3) * 3) + label] / pixels));
        var builder = new GraphBuilder("skl2onnx", irVersion: 8, opset: 15)
            .Node("Reshape", "X shape", "flat")
            .ClassicalNode(
                "LinearClassifier",
                "flat",
                "label probability_tensor",
                classes,
                ("coefficients", coefficients.ToArray()),
                ("intercepts", Bias),
                ("multi_class", 1),
                ("post_transform", "SOFTMAX")
            )
            .ClassicalNode("Normalizer", "probability_tensor", "probabilities", ("norm", "L1"))
            .Initializer("shape", [-1, pixels * 3], 2)
            .Input("X", OnnxBytes.FloatType, "N", 6, 8, 3);
        if (!zipMap)
            return builder
                .Output("label", named ? OnnxBytes.StringType : OnnxBytes.Int64Type, "N")
                .Output("probabilities", OnnxBytes.FloatType, "N", 3)
                .Build();
        return builder
            .Node(
                named ? "Identity" : "Cast",
                "label",
                "output_label",
                named ? [] : [("to", (object)OnnxBytes.Int64Type)]
            )
            .ClassicalNode(
                "ZipMap",
                "probabilities",
                "output_probability",
                named ? classes : ("classlabels_int64s", new long[] { 0, 1, 2 })
            )
            .Output("output_label", named ? OnnxBytes.StringType : OnnxBytes.Int64Type, "N")
            .OutputOfMaps("output_probability", named ? OnnxBytes.StringType : OnnxBytes.Int64Type)
            .Build();
    }

    /// <summary>
    /// Custom Vision's first export, a Core ML model converted by WinMLTools: <c>data</c> of BGR, 0 to 255; the label as text,
    /// <c>loss</c> as a sequence of maps from label to probability.
    /// </summary>
    public static byte[] CustomVision() =>
        new GraphBuilder("WinMLTools", irVersion: 3, opset: 7)
            .Node("GlobalAveragePool", "data", "pool")
            .Node("Reshape", "pool flat", "means")
            .Node("MatMul", "means weights", "fc")
            .Node("Add", "fc bias", "fc_bias")
            .Node("Softmax", "fc_bias", "softmax", ("axis", 1))
            .Node("ArgMax", "softmax", "index", ("axis", 1), ("keepdims", 0))
            .ClassicalNode("ArrayFeatureExtractor", "names index", "name")
            .Node("Reshape", "name one", "classLabel")
            .ClassicalNode("ZipMap", "softmax", "loss", ("classlabels_strings", Labels))
            .Initializer("flat", [1, 3], 2)
            .Initializer("one", [1, 1], 2)
            .Initializer("weights", Weights, 3, 3)
            .Initializer("bias", Bias, 3)
            .Initializer("names", Labels)
            .Input("data", OnnxBytes.FloatType, 1, 3, 32, 48)
            .Output("classLabel", OnnxBytes.StringType, 1, 1)
            .OutputOfMaps("loss", OnnxBytes.StringType)
            .Build();

    /// <summary>Hugging Face Optimum's vision models: every dimension of <c>pixel_values</c> is free by name, <c>logits</c> come out of a Gemm.</summary>
    public static byte[] Optimum() =>
        new GraphBuilder("pytorch", irVersion: 7, opset: 14)
            .Node("GlobalAveragePool", "pixel_values", "/pooler/GlobalAveragePool_output_0")
            .Node("Flatten", "/pooler/GlobalAveragePool_output_0", "/classifier/Flatten_output_0", ("axis", 1))
            .Node(
                "Gemm",
                "/classifier/Flatten_output_0 classifier.weight classifier.bias",
                "logits",
                ("alpha", 100f),
                ("beta", 1f),
                ("transB", 0)
            )
            .Initializer("classifier.weight", Weights, 3, 3)
            .Initializer("classifier.bias", Bias, 3)
            .Input("pixel_values", OnnxBytes.FloatType, "batch_size", "num_channels", "height", "width")
            .Output("logits", OnnxBytes.FloatType, "batch_size", 3)
            .Build();
}
