using System.Text.Json;
using ClothesClassification.Inference.Models;
using SkiaSharp;

namespace ClothesClassification.Cli.Tests.Samples;

public sealed class SamplePhotosTests : IDisposable
{
    private const string Drawing = "ClothesClassification.Drawing.dll";
    private static readonly string Photos = SharedData.SamplePhotos;
    private readonly PhotoFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("int8")]
    [InlineData("fp32")]
    public void There_is_one_for_each_label_and_the_model_recognises_it(string precision)
    {
        var result = Clothes.Run("predict", Photos, "--format", "jsonl", "--precision", precision);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var answers = result.Output.TrimEnd('\n').Split('\n').Select(Answer.Parse).ToArray();
        Assert.Equal(ImageModel.Load(SharedData.ModelFolder).Labels.Order(), answers.Select(a => a.Label).Order());
        Assert.All(answers, a => Assert.Equal(Path.GetFileNameWithoutExtension(a.File), a.Label));
        Assert.All(answers, a => Assert.InRange(a.Score, 0.6f, 1));
    }

    [Fact]
    public void One_is_transparent_and_one_is_stored_turned()
    {
        Assert.Equal(SKAlphaType.Unpremul, Codec("hat.png").Info.AlphaType);
        using var hat = SKBitmap.Decode(Path.Combine(Photos, "hat.png"));
        Assert.Equal(0, hat.GetPixel(0, 0).Alpha);
        Assert.Equal(SKEncodedOrigin.RightTop, Codec("pants.jpg").EncodedOrigin);
    }

    [Fact]
    public void They_are_what_the_script_draws_the_same_bytes_each_time()
    {
        var (first, second) = (Path.Combine(folder.Path, "1"), Path.Combine(folder.Path, "2"));
        Assert.Equal(0, Clothes.RunOther(Drawing, first).ExitCode);
        Assert.Equal(0, Clothes.RunOther(Drawing, second).ExitCode);

        var committed = Names(Photos);
        Assert.Equal(committed, Names(first));
        // Not the bytes: other processors and systems may round a sine or a JPEG coefficient differently.
        Assert.All(committed, name => Assert.InRange(MeanDifference(Photos, first, name), 0, 1));
        Assert.All(committed, name => Assert.Equal(Bytes(first, name), Bytes(second, name)));
    }

    private static string[] Names(string folder) =>
        Directory.GetFiles(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToArray();

    private static byte[] Bytes(string folder, string name) => File.ReadAllBytes(Path.Combine(folder, name));

    private static SKCodec Codec(string name) => SKCodec.Create(Path.Combine(Photos, name));

    private static double MeanDifference(string folder, string other, string name)
    {
        using var a = SKBitmap.Decode(Path.Combine(folder, name));
        using var b = SKBitmap.Decode(Path.Combine(other, name));
        Assert.Equal(a.Info.Size, b.Info.Size);
        return a.Bytes.Zip(b.Bytes, (x, y) => Math.Abs(x - y)).Average();
    }

    private sealed record Answer(string File, string Label, float Score)
    {
        public static Answer Parse(string line)
        {
            using var json = JsonDocument.Parse(line);
            return new Answer(
                json.RootElement.GetProperty("file").GetString()!,
                json.RootElement.GetProperty("label").GetString()!,
                json.RootElement.GetProperty("score").GetSingle()
            );
        }
    }
}
