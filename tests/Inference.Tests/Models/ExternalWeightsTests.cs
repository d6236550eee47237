using ClothesClassification.Inference.Models;

namespace ClothesClassification.Inference.Tests.Models;

/// <summary>Weights of 36 bytes from byte 16 of another file on.</summary>
public sealed class ExternalWeightsTests : IDisposable
{
    private static readonly TinyOnnx Graph = new() { ExternalData = "weights.bin", ExternalOffset = 16 };
    private readonly TestModelFolder folder = new(Graph);

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(52)]
    [InlineData(53)]
    public void Graph_gets_its_part_of_the_file(int fileBytes)
    {
        WriteWeights(fileBytes);

        var embedded = ExternalWeights.Embed(ImageModel.Load(folder.Folder));

        Assert.Empty(OnnxGraph.Read(embedded).ExternalData);
        // A tensor has them in its field 9, raw_data.
        byte[] field = [(9 << 3) | 2, 36, .. new TinyOnnx().WeightBytes()];
        Assert.NotEqual(-1, embedded.AsSpan().IndexOf(field));
    }

    [Theory]
    [InlineData(51)]
    [InlineData(16)]
    [InlineData(10)]
    [InlineData(0)]
    public void File_that_ends_before_is_refused(int fileBytes)
    {
        WriteWeights(fileBytes);

        var error = Assert.Throws<ModelException>(() => ExternalWeights.Embed(ImageModel.Load(folder.Folder)));

        Assert.Equal(
            $"tiny.onnx: external data: found {fileBytes} bytes in 'weights.bin', expected 36 bytes from byte 16 on.",
            error.Message
        );
    }

    private void WriteWeights(int bytes) =>
        File.WriteAllBytes(Path.Combine(folder.Folder, "weights.bin"), Graph.WeightBytes()[..bytes]);
}
