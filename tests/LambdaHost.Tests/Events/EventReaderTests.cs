using System.Text;
using System.Text.Json.Nodes;
using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Events;

/// <summary>Every form in which a request arrives gives the same answer.</summary>
public sealed class EventReaderTests : IAsyncDisposable
{
    private readonly Host host = new();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    public static TheoryData<string> Forms() => [.. Makers.Keys];

    private static Dictionary<string, Func<Request, byte[]>> Makers { get; } =
        new()
        {
            ["REST API"] = ApiEvents.Rest,
            ["load balancer"] = ApiEvents.LoadBalancer,
            ["load balancer with multi-value headers"] = ApiEvents.MultiValueOnly,
            ["HTTP API"] = ApiEvents.Http,
            ["function URL"] = ApiEvents.FunctionUrl,
        };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Each_form_of_event_is_answered_alike(string form)
    {
        var make = Makers[form];
        var json = (await host.Send(make(Request.Image(Photos.Jpeg).WithQuery(("top", "3"))))).IsOk().Json;
        Assert.Equal(3, json.GetProperty("predictions").GetArrayLength());
        Assert.Equal(120, json.GetProperty("photo").GetProperty("width").GetInt32());
        var binary = (await host.Send(make(Request.Binary("image/jpeg", Photos.Jpeg)))).IsOk().Json;
        Assert.Equal(160, binary.GetProperty("photo").GetProperty("height").GetInt32());
        var health = (await host.Send(make(Request.Get("/health")))).IsOk().Json;
        Assert.Equal("ready", health.GetProperty("status").GetString());

        (await host.Send(make(Request.Get("/nowhere")))).IsProblem("not-found");
        var wrongMethod = (await host.Send(make(Request.Get("/predict")))).IsProblem("method-not-allowed");
        Assert.Equal("POST", wrongMethod.Headers["Allow"]);
    }

    [Theory]
    [InlineData("content-type")]
    [InlineData("CONTENT-TYPE")]
    [InlineData("cOnTeNt-TyPe")]
    public async Task The_case_of_a_header_does_not_matter(string name)
    {
        var request = Request.Image(Photos.Tiny) with { Headers = [(name, "application/json")] };
        (await host.Send(ApiEvents.Rest(request))).IsOk();
        (await host.Send(ApiEvents.MultiValueOnly(request))).IsOk();
    }

    [Theory]
    [InlineData("headers")]
    [InlineData("multiValueHeaders")]
    [InlineData("headers,multiValueHeaders")]
    [InlineData("queryStringParameters,multiValueQueryStringParameters,stageVariables,pathParameters")]
    public async Task Members_that_are_null_or_missing_do_no_harm(string members)
    {
        foreach (var remove in new[] { false, true })
        {
            var json = Parsed(ApiEvents.Rest(Request.Image(Photos.Tiny)));
            foreach (var member in members.Split(','))
            {
                if (remove)
                    json.Remove(member);
                else
                    json[member] = null;
            }

            (await host.Send(ApiEvents.Utf8(json))).IsOk();
        }
    }

    [Fact]
    public async Task A_base64_json_body_and_a_text_json_body_are_read_alike()
    {
        var body = new JsonObject { ["image"] = Convert.ToBase64String(Photos.Jpeg), ["top"] = 1 }.ToJsonString();
        var text = await host.Send(Request.Json(body));
        var binary = await host.Send(Request.Binary("application/json; charset=utf-8", Encoding.UTF8.GetBytes(body)));
        Assert.Equal(Scores(text.IsOk()), Scores(binary.IsOk()));
    }

    [Fact]
    public async Task Only_is_base64_encoded_decides_whether_a_body_is_decoded()
    {
        var request = Request.Binary("image/png", Photos.Png);
        (await host.Send(ApiEvents.Rest(request))).IsOk();
        (await host.Send(ApiEvents.Rest(request with { IsBase64 = false }))).IsProblem("unsupported-format");
        var json = Parsed(ApiEvents.Rest(request));
        json["isBase64Encoded"] = "true";
        (await host.Send(ApiEvents.Utf8(json))).IsProblem("unsupported-format");
    }

    [Theory]
    [InlineData("/prod/predict", "prod", true)]
    [InlineData("/predict", "$default", true)]
    [InlineData("/predict/", "$default", true)]
    [InlineData("/dev/predict", "prod", false)]
    [InlineData("/PREDICT", "$default", false)]
    [InlineData("", "$default", false)]
    [InlineData("//", "", false)]
    public async Task The_stage_may_stand_before_the_path_of_format_2(string path, string stage, bool found)
    {
        var json = Parsed(ApiEvents.Http(Request.Image(Photos.Tiny)));
        json["rawPath"] = path;
        json["requestContext"]!["stage"] = stage;
        var answer = await host.Send(ApiEvents.Utf8(json));
        Assert.Equal(found ? 200 : 404, answer.Status);
    }

    [Fact]
    public async Task A_proxy_resource_of_a_rest_api_is_routed_by_its_path()
    {
        var json = Parsed(ApiEvents.Rest(Request.Image(Photos.Tiny)));
        json["resource"] = "/{proxy+}";
        (await host.Send(ApiEvents.Utf8(json))).IsOk();
    }

    [Fact]
    public async Task What_aws_adds_later_is_passed_over()
    {
        var json = Parsed(ApiEvents.Rest(Request.Image(Photos.Tiny)));
        json["new"] = new JsonObject { ["url"] = "http://127.0.0.1/", ["deep"] = new JsonArray(1, null, "x") };
        json["requestContext"]!["new"] = new JsonArray(new JsonObject { ["method"] = "GET" });
        (await host.Send(ApiEvents.Utf8(json))).IsOk();
    }

    /// <summary>A REST API's last value and all values both arrive; the list of all wins for headers.</summary>
    [Fact]
    public async Task Several_values_of_a_header_count_together()
    {
        var request = Request
            .Get("/openapi.json")
            .WithHeader("Accept", "application/json")
            .WithHeader("Accept", "text/html");
        (await host.Send(ApiEvents.Rest(request))).IsOk();
        (await host.Send(ApiEvents.Http(request))).IsOk();
        (await host.Send(ApiEvents.Rest(request with { Headers = [("Accept", "text/html")] }))).IsProblem(
            "not-acceptable"
        );
    }

    private static JsonObject Parsed(byte[] payload) => JsonNode.Parse(payload)!.AsObject();

    private static string Scores(Answer answer) => answer.Json.GetProperty("scores").GetRawText();
}
