using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Endpoints;

public sealed class InfoEndpointsTests : IAsyncLifetime
{
    private readonly Host host = new();

    public async ValueTask InitializeAsync()
    {
        // The first photo waits for the model.
        await host.Send(Request.Image(Photos.Tiny));
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Health_tells_which_model_is_ready()
    {
        var json = (await host.Send(Request.Get("/health"))).IsOk().Json;
        Assert.Equal("ready", json.GetProperty("status").GetString());
        Assert.Equal("int8", json.GetProperty("precision").GetString());
        Assert.Matches("^[0-9a-f]{64}$", json.GetProperty("sha256").GetString()!);
    }

    [Fact]
    public async Task Model_tells_labels_input_limits_version_and_accuracy()
    {
        var json = (await host.Send(Request.Get("/model"))).IsOk().Json;
        Assert.Equal("1.0.0", json.GetProperty("version").GetString());
        Assert.Equal(10, json.GetProperty("labels").GetArrayLength());
        Assert.Equal(224, json.GetProperty("input").GetProperty("width").GetInt32());
        Assert.Equal(16, json.GetProperty("limits").GetProperty("maxPhotos").GetInt32());
        Assert.Equal(20_000_000, json.GetProperty("limits").GetProperty("maxPhotoBytes").GetInt32());
        Assert.All(
            json.GetProperty("accuracy").EnumerateArray(),
            a => Assert.InRange(a.GetProperty("accuracy").GetDouble(), 0.5, 1)
        );
    }

    [Fact]
    public async Task The_open_api_document_is_json() =>
        Assert.Equal(
            System.Text.Json.JsonValueKind.Object,
            (await host.Send(Request.Get("/openapi.json"))).IsOk().Json.ValueKind
        );

    [Theory]
    [InlineData("")]
    [InlineData("*/*")]
    [InlineData("application/*")]
    [InlineData("APPLICATION/JSON; charset=utf-8")]
    [InlineData("application/problem+json")]
    [InlineData("text/html, application/json;q=0.1")]
    [InlineData("text/html,*/*;q=0.8")]
    public async Task Whoever_takes_json_gets_it(string accept) =>
        (await host.Send(Request.Get("/model").WithHeader("Accept", accept))).IsOk();

    [Theory]
    [InlineData("text/html")]
    [InlineData("image/*")]
    [InlineData("application/xml, text/*")]
    [InlineData("application/json;q=0")]
    [InlineData("*/*;q=0.000")]
    public async Task Whoever_takes_no_json_gets_406(string accept) =>
        (await host.Send(Request.Get("/model").WithHeader("Accept", accept))).IsProblem("not-acceptable");

    [Theory]
    [InlineData("GET", "/predict", "POST")]
    [InlineData("PUT", "/predict", "POST")]
    [InlineData("OPTIONS", "/predict", "POST")]
    [InlineData("HEAD", "/health", "GET")]
    [InlineData("POST", "/model", "GET")]
    [InlineData("DELETE", "/openapi.json", "GET")]
    public async Task The_answer_to_a_wrong_method_names_the_right_one(string method, string path, string allow)
    {
        var answer = await host.Send(new Request(method, path));
        Assert.Equal(allow, answer.IsProblem("method-not-allowed").Headers["Allow"]);
    }
}
