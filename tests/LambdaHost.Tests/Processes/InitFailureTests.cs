using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Processes;

/// <summary>What keeps the function from starting is said to Lambda, as a sentence.</summary>
public sealed class InitFailureTests
{
    [Theory]
    [InlineData("CLOTHES_MAX_PHOTOS", "many", "SettingException")]
    [InlineData("CLOTHES_FETCH_ALLOWED_HOSTS", "https://example.com/", "SettingException")]
    [InlineData("CLOTHES_MODEL", "/no/such/folder", "ModelException")]
    [InlineData("CLOTHES_PRECISION", "int4", "ModelException")]
    public async Task A_wrong_setting_ends_init_with_a_sentence(string name, string value, string type)
    {
        await using var api = new RuntimeApi();
        await using var bootstrap = new Bootstrap(api, new() { [name] = value });

        var post = await api.Take();

        Assert.Equal("/2018-06-01/runtime/init/error", post.Path);
        Assert.Contains(value, post.ErrorMessage(type), StringComparison.Ordinal);
        Assert.Equal(1, await bootstrap.ExitCode());
        var line = Assert.Single(bootstrap.Log);
        Assert.Equal("ERROR", line.GetProperty("level").GetString());
    }

    [Fact]
    public async Task Inside_lambda_loopback_cannot_be_allowed()
    {
        await using var api = new RuntimeApi();
        await using var bootstrap = new Bootstrap(
            api,
            new() { ["CLOTHES_FETCH_ALLOW_LOOPBACK"] = "true", ["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand" }
        );
        Assert.Contains(
            "CLOTHES_FETCH_ALLOW_LOOPBACK",
            (await api.Take()).ErrorMessage("SettingException"),
            StringComparison.Ordinal
        );
        Assert.Equal(1, await bootstrap.ExitCode());
    }

    [Fact]
    public async Task A_model_whose_file_is_not_the_manifests_is_refused()
    {
        using var folder = new ModelCopy();
        await File.AppendAllTextAsync(
            Path.Combine(folder.Path, "clothes.int8.onnx"),
            "x",
            TestContext.Current.CancellationToken
        );
        await using var api = new RuntimeApi();
        await using var bootstrap = new Bootstrap(api, new() { ["CLOTHES_MODEL"] = folder.Path });
        Assert.Contains(
            "clothes.int8.onnx",
            (await api.Take()).ErrorMessage("ModelException"),
            StringComparison.Ordinal
        );
        Assert.Equal(1, await bootstrap.ExitCode());
    }
}
