using System.Net.Http.Headers;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ClothesClassification.EndToEnd.Serving;

namespace ClothesClassification.EndToEnd.Documentation;

/// <summary>
/// Every example of output in README.md and docs/ is what the published function or the command line answers. A comment
/// before the example names the request.
/// </summary>
public sealed partial class ExampleTests(ServedApi api) : IClassFixture<ServedApi>
{
    // Whose commands OwnModelPageTests and TrainPageTests run.
    private static readonly string[] OtherPages = ["your-own-model.md", "train.md"];
    private const double Tolerance = 5e-5;

    public static TheoryData<string, string?, string> Examples { get; } = [.. Find()];

    [Fact]
    public void Examples_are_found() => Assert.True(Examples.Count >= 5);

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Example_is_the_answer(string document, string? request, string example)
    {
        Assert.True(request is not null, $"{document}: no comment names the request of\n{example}");
        Assert.SkipUnless(
            Vector512.IsHardwareAccelerated,
            "Int8 scores have other digits on processors without AVX-512."
        );
        if (request.StartsWith("clothes ", StringComparison.Ordinal))
        {
            var printed = await PublishedFunction.ClothesAsync(request.Split(' ')[1..]);
            Assert.Equal(Lines(example), Lines(printed));
        }
        else
        {
            await AnswerAsync(request);
            AssertShown(JsonNode.Parse(Omission().Replace(example, "")), await AnswerAsync(request), "");
        }
    }

    // The second answer to a request comes from a function that is warm.
    private async Task<JsonNode?> AnswerAsync(string request)
    {
        var photo = await File.ReadAllBytesAsync(Path.Combine(SharedData.SamplePhotos, "dress.jpg"));
        var (whole, half) = (Convert.ToBase64String(photo), Convert.ToBase64String(photo[..(photo.Length / 2)]));
        var twoPhotos = $$"""{"images": [{"id": "a", "image": "{{whole}}"}, {"id": "b", "image": "{{half}}"}]}""";
        var invocations = $"{api.Origin}/2015-03-31/functions/clothes-classification/invocations";
        using var response = request switch
        {
            "photo" => await api.Http.PostAsync(
                $"{api.Stage}/predict?top=2",
                new ByteArrayContent(photo) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } }
            ),
            "explain" => await api.Http.PostAsync(
                $"{api.Stage}/predict?explain=true",
                new ByteArrayContent(photo) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } }
            ),
            "photos" => await api.Http.PostAsync($"{api.Stage}/predict", Json(twoPhotos)),
            "direct" => await api.Http.PostAsync(invocations, Json($$"""{"image": "{{whole}}"}""")),
            "direct photos" => await api.Http.PostAsync(invocations, Json(twoPhotos)),
            _ => throw new ArgumentException($"There is no request '{request}'."),
        };
        return JsonNode.Parse(await response.Content.ReadAsStringAsync());
    }

    // What the example shows is in the answer; the answer may have more.
    private static void AssertShown(JsonNode? shown, JsonNode? actual, string path)
    {
        Assert.True(
            actual?.GetValueKind() == shown?.GetValueKind(),
            $"{path}: {shown} is shown, {actual} was answered."
        );
        switch (shown)
        {
            case JsonObject members:
                foreach (var (name, value) in members)
                    AssertShown(value, actual![name], $"{path}/{name}");
                break;
            case JsonArray items:
                Assert.Equal(items.Count, actual!.AsArray().Count);
                for (var i = 0; i < items.Count; i++)
                    AssertShown(items[i], actual[i], $"{path}/{i}");
                break;
            case JsonValue number when number.TryGetValue(out double value):
                Assert.True(
                    Math.Abs(value - actual!.GetValue<double>()) <= Tolerance,
                    $"{path}: {value} is shown, {actual} was answered."
                );
                break;
            default:
                if (path != "/requestId")
                    Assert.Equal(shown?.ToJsonString(), actual?.ToJsonString());
                break;
        }
    }

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    private static IEnumerable<string> Lines(string text) => text.TrimEnd().Split('\n').Select(line => line.TrimEnd());

    private static IEnumerable<(string, string?, string)> Find()
    {
        var root = SharedData.RepositoryRoot;
        return Directory
            .EnumerateFiles(Path.Combine(root, "docs"), "*.md")
            .Append(Path.Combine(root, "README.md"))
            .Order(StringComparer.Ordinal)
            .Where(path => !OtherPages.Contains(Path.GetFileName(path)))
            .SelectMany(path =>
                new MarkdownFile(path)
                    .Code.Where(code => code.Language is "json" or "text")
                    .Select(code => (Path.GetRelativePath(root, path), code.Example, code.Text))
            );
    }

    // Three dots stand for further members.
    [GeneratedRegex(@",\s*\.\.\.")]
    private static partial Regex Omission();
}
