using ClothesClassification.Inference.Models;

namespace ClothesClassification.Inference.Tests.Models;

public class OnnxModelInfoTests
{
    [Fact]
    public void A_graph_tells_its_values_operators_versions_and_size()
    {
        using var folder = new TestModelFolder(new TinyOnnx { Labels = 5, Width = 40 });
        var path = Path.Combine(folder.Folder, "tiny.onnx");

        var info = OnnxModelInfo.Read(path);

        Assert.Equal(("image", "uint8", "[?, 32, 40, 3]"), Describe(Assert.Single(info.Inputs)));
        Assert.Equal(
            [("logits", "float32", "[?, 5]"), ("probabilities", "float32", "[?, 5]")],
            info.Outputs.Select(Describe)
        );
        Assert.Equal(["Cast", "Flatten", "GlobalAveragePool", "MatMul", "Softmax", "Transpose"], info.Operators.Keys);
        Assert.Equal(
            ("MatMul", "Softmax", null),
            (info.OperatorOf("logits"), info.OperatorOf("probabilities"), info.OperatorOf("image"))
        );
        Assert.Equal((7, 13L, 15L), (info.IrVersion, info.Opsets["ai.onnx"], info.Parameters));
        Assert.Equal(new FileInfo(path).Length, info.Bytes);
        Assert.Equal(folder.Manifest["files"]![0]!["sha256"]!.GetValue<string>(), info.Sha256);
        Assert.Empty(info.ExternalData);
    }

    [Fact]
    public void The_shipped_graph_has_the_parameters_of_its_card()
    {
        var info = OnnxModelInfo.Read(Path.Combine(SharedData.ModelFolder, "clothes.onnx"));

        Assert.Equal(3_375_614, info.Parameters);
        Assert.Equal("clothes-classification", info.Producer);
    }

    [Fact]
    public void Files_that_hold_weights_are_named()
    {
        using var folder = new TestModelFolder(new TinyOnnx { ExternalData = "weights.bin" });

        Assert.Equal(["weights.bin"], OnnxModelInfo.Read(Path.Combine(folder.Folder, "tiny.onnx")).ExternalData);
    }

    [Theory]
    [InlineData("", "an ONNX model")]
    [InlineData("no protobuf here", "an ONNX model")]
    [InlineData(null, "a file in the model folder")]
    public void Another_file_or_none_is_refused(string? content, string expected)
    {
        using var folder = new TestModelFolder();
        if (content is not null)
            folder.Write("other.onnx", content);

        var error = Assert.Throws<ModelException>(() => OnnxModelInfo.Read(Path.Combine(folder.Folder, "other.onnx")));

        Assert.Equal(("other.onnx", "file"), (error.File, error.Field));
        Assert.StartsWith(expected, error.Expected, StringComparison.Ordinal);
    }

    private static (string, string, string) Describe(OnnxValue value) => (value.Name, value.ElementType, value.Shape);
}
