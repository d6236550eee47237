using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Tests.Hostile;
using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace ClothesClassification.Inference.Tests.Models;

/// <summary>The graph that is written answers as the one that was read, both run by ONNX Runtime directly.</summary>
public class PlainGraphTests
{
    // Of a folder where there are none.
    private static readonly ExternalWeights Weights = new(Path.Combine(Path.GetTempPath(), "no-such-model"), "a.onnx");

    private static readonly float[] Picture = [.. Enumerable.Range(0, 32 * 32 * 3).Select(i => (float)(i * 31 % 256))];

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Inputs_and_outputs_of_float16_are_cast(bool input, bool outputs)
    {
        var graph = new TinyOnnx
        {
            Bytes = false,
            HalfPrecision = input,
            HalfOutputs = outputs,
        }.Build();

        var plain = PlainGraph.Of(graph, Weights)!;

        var values = OnnxGraph.Read(plain.Bytes);
        Assert.Equal("[?, 32, 32, 3]", Assert.Single(values.Inputs).Shape);
        Assert.All(values.Inputs.Concat(values.Outputs), value => Assert.Equal("float32", value.ElementType));
        Assert.Equal(input ? "image_float32" : "image", values.Inputs[0].Name);
        var expected = Run(graph, "image", half: input);
        var found = Run(plain.Bytes, values.Inputs[0].Name, half: false);
        Assert.Equal(expected["logits"], found[outputs ? "logits_float32" : "logits"]);
        Assert.Equal(expected["probabilities"], found[outputs ? "probabilities_float32" : "probabilities"]);
    }

    /// <summary>Whatever is in a file: it is a graph, or it is said that it is not one.</summary>
    [Fact]
    public void Damaged_graph_is_rewritten_or_refused()
    {
        byte[][] graphs =
        [
            new TinyOnnx { Logits = false, ZipMap = true }.Build(),
            new TinyOnnx { HalfWeights = true, ExternalData = "weights.bin" }.Build(),
            new TinyOnnx
            {
                Bytes = false,
                HalfPrecision = true,
                HalfOutputs = true,
            }.Build(),
        ];
        var mutator = new Mutator(seed: 7);
        for (var i = 0; i < 20_000; i++)
        {
            var file = mutator.Next(graphs[i % 3], graphs[(i + 1) % 3]);
            var error = Record.Exception(() => PlainGraph.Of(file, Weights));
            Assert.True(error is null or InvalidDataException or ModelException, $"Graph {i}: {error}");
        }
    }

    /// <summary>ML.NET refuses a graph with an initializer of float16, also where inputs and outputs are float32.</summary>
    [Fact]
    public void Graph_with_weights_of_float16_loads_and_answers_as_before()
    {
        var graph = new TinyOnnx { Bytes = false, HalfWeights = true }.Build();

        var plain = PlainGraph.Of(graph, Weights)?.Bytes ?? graph;

        using var transformed = new TestModelFolder(new TinyOnnx { Bytes = false });
        var file = Path.Combine(transformed.Folder, "float16.onnx");
        File.WriteAllBytes(file, plain);
        _ = new MLContext().Transforms.ApplyOnnxModel(file);
        Assert.Equal(Run(graph, "image", half: false), Run(plain, "image", half: false));
    }

    [Fact]
    public void Weights_of_float16_beside_the_graph_come_into_it()
    {
        var graph = new TinyOnnx { Bytes = false, HalfWeights = true };
        using var folder = TestModelFolder.WithoutManifest(graph);
        File.WriteAllBytes(Path.Combine(folder.Folder, "weights.bin"), graph.WeightBytes());

        var plain = PlainGraph.Of(
            (graph with { ExternalData = "weights.bin" }).Build(),
            new ExternalWeights(folder.Folder, "tiny.onnx")
        )!;

        Assert.Empty(OnnxGraph.Read(plain.Bytes).ExternalData);
        Assert.Equal(Run(graph.Build(), "image", half: false), Run(plain.Bytes, "image", half: false));
    }

    [Theory]
    [InlineData("../weights.bin", "found '../weights.bin', expected a file in the model folder")]
    [InlineData("none.bin", "found no file 'none.bin', expected a file in the model folder")]
    public void Weights_of_float16_outside_of_the_folder_are_not_read(string location, string problem)
    {
        using var folder = TestModelFolder.WithoutManifest();
        var graph = new TinyOnnx { HalfWeights = true, ExternalData = location }.Build();

        var error = Assert.Throws<ModelException>(() =>
            PlainGraph.Of(graph, new ExternalWeights(folder.Folder, "tiny.onnx"))
        );

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void In_place_of_a_sequence_of_maps_comes_the_tensor_that_it_is_made_of()
    {
        var graph = new TinyOnnx
        {
            Bytes = false,
            Logits = false,
            ZipMap = true,
        }.Build();

        var plain = PlainGraph.Of(graph, Weights)!;

        Assert.Equal(["label", "probabilities"], OnnxGraph.Read(plain.Bytes).Outputs.Select(o => o.Name));
        Assert.Equal("probabilities", plain.Probabilities);
        Assert.Equal(["class 0", "class 1", "class 2"], plain.Labels);
        Assert.Equal(Run(graph, "image", half: false)["maps"], Run(plain.Bytes, "image", half: false)["probabilities"]);
    }

    [Fact]
    public void A_graph_of_float32_and_bytes_stays_as_it_is() =>
        Assert.Null(PlainGraph.Of(new TinyOnnx().Build(), Weights));

    private static Dictionary<string, float[]> Run(byte[] graph, string input, bool half)
    {
        using var session = new InferenceSession(graph);
        int[] shape = [1, 32, 32, 3];
        using var outputs = session.Run([
            half
                ? NamedOnnxValue.CreateFromTensor(
                    input,
                    new DenseTensor<Float16>(Array.ConvertAll(Picture, v => (Float16)v), shape)
                )
                : NamedOnnxValue.CreateFromTensor(input, new DenseTensor<float>(Picture, shape)),
        ]);
        return outputs.ToDictionary(o => o.Name, Values);
    }

    private static float[] Values(DisposableNamedOnnxValue output) =>
        output.Value switch
        {
            Tensor<float> tensor => [.. tensor],
            Tensor<Float16> tensor => [.. tensor.Select(v => (float)v)],
            IEnumerable<DisposableNamedOnnxValue> maps =>
            [
                .. maps.Single()
                    .AsDictionary<string, float>()
                    .OrderBy(m => m.Key, StringComparer.Ordinal)
                    .Select(m => m.Value),
            ],
            _ => [],
        };
}
