using System.Text;
using System.Text.Json;
using ClothesClassification.LambdaHost.Answers;

namespace ClothesClassification.LambdaHost.Tests.Support;

/// <summary>A proxy integration's response, read as API Gateway reads it.</summary>
internal sealed record Answer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonElement Json { get; } = Body.Length == 0 ? default : JsonDocument.Parse(Body).RootElement;

    /// <summary>Last part of a problem's type; empty where it is no problem.</summary>
    public string Code =>
        ContentType == "application/problem+json"
            ? Json.GetProperty("type").GetString()![ProblemKind.TypePrefix.Length..]
            : "";

    public string ContentType => Headers.GetValueOrDefault("Content-Type", "");

    public string Detail => Json.GetProperty("detail").GetString()!;

    public static Answer Read(ReadOnlySpan<byte> payload)
    {
        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(payload));
        var root = json.RootElement;
        Assert.False(root.GetProperty("isBase64Encoded").GetBoolean());
        return new Answer(
            root.GetProperty("statusCode").GetInt32(),
            root.TryGetProperty("multiValueHeaders", out var all)
                ? all.EnumerateObject()
                    .ToDictionary(h => h.Name, h => h.Value[0].GetString()!, StringComparer.OrdinalIgnoreCase)
                : root.GetProperty("headers")
                    .EnumerateObject()
                    .ToDictionary(h => h.Name, h => h.Value.GetString()!, StringComparer.OrdinalIgnoreCase),
            root.GetProperty("body").GetString()!
        );
    }

    /// <summary>Asserts that it is a problem as RFC 9457 has it, of a kind that is listed, and says something of use.</summary>
    public Answer IsProblem(string? code = null)
    {
        Assert.Equal("application/problem+json", ContentType);
        var kind = ProblemKinds.All.FirstOrDefault(kind => kind.Code == Code);
        Assert.True(kind is not null, $"'{Code}' is not listed.");
        if (code is not null)
            Assert.Equal(code, Code);
        Assert.Equal(kind.Status, Status);
        Assert.Equal(kind.Status, Json.GetProperty("status").GetInt32());
        Assert.Equal(kind.Title, Json.GetProperty("title").GetString());
        // A sentence: a capital letter or a field's own name first, a full stop last.
        Assert.Matches(@"^\S.{10,}\.$", Detail.ReplaceLineEndings(" "));
        Assert.Equal(Headers["X-Request-Id"], Json.GetProperty("requestId").GetString());
        Assert.Equal("no-store", Headers["Cache-Control"]);
        return this;
    }

    public Answer IsOk()
    {
        Assert.True(Status == 200, Body);
        Assert.Equal("application/json", ContentType);
        Assert.Equal("no-store", Headers["Cache-Control"]);
        Assert.NotEmpty(Headers["X-Request-Id"]);
        return this;
    }
}
