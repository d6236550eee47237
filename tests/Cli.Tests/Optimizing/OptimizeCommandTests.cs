using System.Security.Cryptography;
using System.Text.Json;

namespace ClothesClassification.Cli.Tests.Optimizing;

public sealed class OptimizeCommandTests : IDisposable
{
    private readonly PhotoFolder photos = new();
    private readonly DirectoryInfo output = Directory.CreateTempSubdirectory("optimized-");

    public void Dispose()
    {
        photos.Dispose();
        output.Delete(recursive: true);
    }

    [Fact]
    public void An_optimised_model_is_another_file_and_answers_as_the_model_does()
    {
        var photo = photos.Add("a.jpg", PhotoFolder.Photo(300, 400, seed: 5));

        var result = Clothes.Run("optimize", output.FullName);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal($"clothes 1.0.0 (int8), optimised, is in {output.FullName}.\n", result.Output);
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(output.FullName, "model.json")));
        var file = manifest
            .RootElement.GetProperty("files")
            .EnumerateArray()
            .Single(f => f.GetProperty("precision").GetString() == "int8");
        var graph = File.ReadAllBytes(Path.Combine(output.FullName, file.GetProperty("path").GetString()!));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(graph)), file.GetProperty("sha256").GetString());
        Assert.NotEqual(
            File.ReadAllBytes(Path.Combine(SharedData.RepositoryRoot, "model", "clothes.int8.onnx")),
            graph
        );
        var weights = file.GetProperty("weights")[0];
        var data = File.ReadAllBytes(Path.Combine(output.FullName, weights.GetProperty("path").GetString()!));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(data)), weights.GetProperty("sha256").GetString());
        Assert.Equal(data.Length, weights.GetProperty("bytes").GetInt32());
        Assert.Equal(Scores(photo), Scores(photo, "--model", output.FullName));
    }

    [Fact]
    public void The_models_own_folder_is_left_alone()
    {
        var model = Path.Combine(SharedData.RepositoryRoot, "model");

        var result = Clothes.Run("optimize", model, "--model", model);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("", result.Output);
        Assert.Equal($"clothes: {model} holds the model itself; name another folder.\n", result.Error);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_to_is_said()
    {
        var file = Path.Combine(output.FullName, "file");
        File.WriteAllText(file, "");

        var result = Clothes.Run("optimize", file);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"The output cannot be written. The file '{file}'", result.Error, StringComparison.Ordinal);
    }

    private static List<string> Scores(string photo, params string[] options)
    {
        var result = Clothes.Run(["predict", photo, "--format", "json", .. options]);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        using var json = JsonDocument.Parse(result.Output);
        return [.. json.RootElement[0].GetProperty("predictions").EnumerateArray().Select(p => p.GetRawText())];
    }
}
