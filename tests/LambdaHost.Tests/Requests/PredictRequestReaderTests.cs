using System.Text;
using System.Text.Json.Nodes;
using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Requests;

/// <summary>Every form of body that POST /predict reads, and the options beside it.</summary>
public sealed class PredictRequestReaderTests : IAsyncDisposable
{
    private const string Url = "http://photos.example.com/a.jpg";
    private readonly Host host = new();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task The_answer_for_one_photo_has_all_its_members()
    {
        var answer = (await host.Send(Request.Image(Photos.Jpeg))).IsOk();

        var json = answer.Json;
        Assert.Equal(
            [
                "label",
                "score",
                "predictions",
                "scores",
                "photo",
                "model",
                "requestId",
                "coldStart",
                "confident",
                "reason",
            ],
            json.EnumerateObject().Select(member => member.Name)
        );
        var predictions = json.GetProperty("predictions").EnumerateArray().ToList();
        Assert.Equal(json.GetProperty("scores").EnumerateObject().Count(), predictions.Count);
        Assert.Equal(json.GetProperty("label").GetString(), predictions[0].GetProperty("label").GetString());
        Assert.Equal(json.GetProperty("score").GetSingle(), predictions[0].GetProperty("score").GetSingle());
        var scores = predictions.Select(p => p.GetProperty("score").GetSingle()).ToList();
        Assert.Equal(scores.OrderDescending(), scores);
        Assert.Equal(1, scores.Sum(), 3);
        Assert.Equal("clothes", json.GetProperty("model").GetProperty("name").GetString());
        Assert.Equal(answer.Headers["X-Request-Id"], json.GetProperty("requestId").GetString());
    }

    [Fact]
    public async Task Server_timing_names_every_stage_in_milliseconds()
    {
        var answer = (await host.Send(Request.Url(Url))).IsOk();
        Assert.Matches(
            @"^fetch;dur=[0-9.]+, decode;dur=[0-9.]+, resize;dur=[0-9.]+, model;dur=[0-9.]+, total;dur=[0-9.]+$",
            answer.Headers["Server-Timing"]
        );
    }

    public static TheoryData<string, string> SinglePhotos() =>
        new()
        {
            { "application/json", $$"""{"url": "{{Url}}"}""" },
            { "application/json; charset=UTF-8", $$"""{"url": "{{Url}}", "comment": {"a": [1] } }""" },
            { "application/vnd.api+json", $$"""{"image": "{{Base64}}"}""" },
            { "application/json", $$"""{"image": "{{Base64.Replace("/", "\\/", StringComparison.Ordinal)}}"}""" },
            { "application/json", $$"""{"image": "data:image/png;base64,{{Base64}}"}""" },
            { "", $$"""{"image": "{{Base64}}"}""" },
            { "application/x-www-form-urlencoded", $$"""  {"image": "{{Base64}}"}""" },
            { "text/plain;charset=UTF-8", $$"""{"image": "{{Base64}}"}""" },
            { "application/octet-stream", $$"""{"image": "{{Base64}}"}""" },
            { "binary/octet-stream", $$"""{"image": "{{Base64}}"}""" },
        };

    /// <summary>The Base64Url of tokens and of many libraries, and what command-line tools break into lines.</summary>
    [Fact]
    public async Task Base64_is_read_in_each_of_its_forms()
    {
        // Two letters of the alphabet differ; the photo has to have both, and padding.
        var base64 = Convert.ToBase64String([.. Photos.Jpeg, .. new byte[(4 - (Photos.Jpeg.Length % 3)) % 3]]);
        foreach (var letter in new[] { "+", "/", "=" })
            Assert.Contains(letter, base64, StringComparison.Ordinal);
        var url = base64.Replace('+', '-').Replace('/', '_');
        var lines = string.Join("\r\n", base64.Chunk(76).Select(line => new string(line)));
        var expected = (await host.Send(Request.Json(new JsonObject { ["image"] = base64 }))).IsOk();
        foreach (
            var text in new[]
            {
                url,
                url.TrimEnd('='),
                base64.TrimEnd('='),
                lines,
                lines.TrimEnd('='),
                lines + "\n",
                "data:image/jpeg;base64," + url.TrimEnd('='),
            }
        )
        {
            var answer = (await host.Send(Request.Json(new JsonObject { ["image"] = text }))).IsOk();
            Assert.Equal(
                expected.Json.GetProperty("scores").GetRawText(),
                answer.Json.GetProperty("scores").GetRawText()
            );
        }
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("")]
    public async Task A_byte_order_mark_before_json_is_skipped(string contentType)
    {
        var json = "\uFEFF{\"image\": \"" + Base64 + "\"}";
        (await host.Send(Request.Text(contentType, json))).IsOk();
        (await host.Send(Request.Binary(contentType, Encoding.UTF8.GetBytes(json)))).IsOk();
        var direct = await host.Invoke(Encoding.UTF8.GetBytes(json));
        Assert.True(direct.Error is null, direct.Error?.ErrorMessage);
    }

    private static string Base64 { get; } = Convert.ToBase64String(Photos.Tiny);

    [Theory]
    [MemberData(nameof(SinglePhotos))]
    public async Task Json_with_one_photo_is_answered(string contentType, string body)
    {
        var answer = await host.Send(Request.Text(contentType, body));
        Assert.NotEmpty(answer.IsOk().Json.GetProperty("label").GetString()!);
    }

    [Theory]
    [InlineData("image/jpeg")]
    [InlineData("IMAGE/PNG")]
    [InlineData("image/x-whatever")]
    [InlineData("image/jpg")]
    [InlineData("image/pjpeg")]
    [InlineData("image/x-png")]
    [InlineData("image/heic")]
    [InlineData("image/avif")]
    [InlineData("image/tiff")]
    [InlineData("image/svg+xml")]
    [InlineData("application/octet-stream")]
    [InlineData("binary/octet-stream")]
    [InlineData("application/octet-stream; charset=binary")]
    [InlineData("")]
    public async Task A_raw_body_is_answered_by_what_it_is_not_by_its_name(string contentType) =>
        (await host.Send(Request.Binary(contentType, Photos.Png))).IsOk();

    /// <summary>What the sender can do is said, and not what the owner could.</summary>
    [Theory]
    [InlineData("image/jpg", "\uFFFD\uFFFD\uFFFD\uFFFD JFIF", "body-not-binary")]
    [InlineData("binary/octet-stream", "\uFFFD\uFFFD\uFFFD\uFFFD JFIF", "body-not-binary")]
    [InlineData("", "\uFFFDPNG", "body-not-binary")]
    [InlineData("", "a photo", "unsupported-format")]
    [InlineData("image/heic", "a photo", "unsupported-format")]
    [InlineData("video/mp4", "a photo", "unsupported-media-type")]
    public async Task A_sender_is_not_asked_to_change_the_gateway(string contentType, string body, string code)
    {
        var answer = (await host.Send(Request.Text(contentType, body))).IsProblem(code);
        Assert.DoesNotContain("gateway", answer.Detail, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("binary media type", answer.Detail, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("image/heic", "\0\0\0\u0018ftypheic\0\0\0\0mif1heic", "HEIC")]
    [InlineData("image/jpeg", "\0\0\0\u0018ftypavif\0\0\0\0mif1avif", "AVIF")]
    [InlineData("application/octet-stream", "II*\0\u0008\0\0\0", "TIFF")]
    [InlineData("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG")]
    [InlineData("", "%PDF-1.7", "PDF")]
    public async Task A_format_that_is_not_decoded_is_named_however_it_comes(string type, string file, string name)
    {
        var bytes = Encoding.Latin1.GetBytes(file);
        Request[] requests =
        [
            Request.Binary(type, bytes),
            Request.Image(bytes),
            Request.Form(new Form("b").File("photo", "photo.jpg", bytes)),
        ];
        foreach (var request in requests)
        {
            var detail = (await host.Send(request)).IsProblem("unsupported-format").Detail;
            Assert.Contains(name, detail, StringComparison.Ordinal);
            Assert.Contains("JPEG", detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_part_without_a_file_name_is_a_photo_by_its_type()
    {
        foreach (var type in new[] { "image/jpg", "application/octet-stream", "binary/octet-stream" })
        {
            var headers = $"Content-Disposition: form-data; name=\"photo\"\r\nContent-Type: {type}";
            (await host.Send(Request.Form(new Form("b").Part(headers, Photos.Png)))).IsOk();
        }
    }

    [Theory]
    [InlineData("b0undary", "b0undary")]
    [InlineData("\"quoted; b=oundary\"", "quoted; b=oundary")]
    [InlineData("----WebKitFormBoundary7MA4YWxkTrZu0gW; charset=utf-8", "----WebKitFormBoundary7MA4YWxkTrZu0gW")]
    public async Task A_form_with_a_file_is_answered(string parameter, string boundary)
    {
        var form = new Form(boundary).File("photo", "a dress.png", Photos.Png).Field("top", "2");
        var answer = await host.Send(Request.Binary($"multipart/form-data; boundary={parameter}", form.Bytes()));
        Assert.Equal(2, answer.IsOk().Json.GetProperty("predictions").GetArrayLength());
    }

    [Fact]
    public async Task A_form_with_several_files_is_answered_in_order_with_their_names()
    {
        var form = new Form("b")
            .File("a", "first.png", Photos.Png)
            .File("b", "", Photos.Jpeg)
            .File("c", "bad.jpg", [1, 2, 3]);
        var results = Results(await host.Send(Request.Form(form)));
        Assert.Equal(["first.png", "b", "bad.jpg"], results.Select(r => r["id"]!.GetValue<string>()));
        Assert.Equal([90, 120], results[..2].Select(r => r["photo"]!["width"]!.GetValue<int>()));
        Assert.Equal(422, results[2]["error"]!["status"]!.GetValue<int>());
    }

    /// <summary>The name comes back as id, escaped twice: the answer could be longer than Lambda passes on.</summary>
    [Fact]
    public async Task A_file_name_of_megabytes_is_refused()
    {
        var name = new string('\\', 1_200_000);
        var form = new Form("b").File("a", name, Photos.Tiny).File("b", name, Photos.Tiny);
        (await host.Send(Request.Form(form))).IsProblem("invalid-field");
    }

    [Fact]
    public async Task A_form_with_a_url_is_answered()
    {
        var form = new Form("b").Field("url", Url);
        (await host.Send(Request.Form(form))).IsOk();
        // Text alone can arrive without base64 too.
        (
            await host.Send(Request.Text("multipart/form-data; boundary=b", Encoding.UTF8.GetString(form.Bytes())))
        ).IsOk();
    }

    [Fact]
    public async Task Several_photos_are_answered_in_order_and_one_that_is_bad_spoils_no_other()
    {
        var body = new JsonObject
        {
            ["images"] = new JsonArray(
                new JsonObject { ["image"] = Convert.ToBase64String(Photos.Png), ["id"] = "png" },
                new JsonObject { ["image"] = "!!!" },
                new JsonObject { ["url"] = "http://169.254.169.254/latest/meta-data/", ["id"] = "inside" },
                new JsonObject { ["image"] = Convert.ToBase64String(Photos.Truncated) },
                new JsonObject { ["url"] = Url }
            ),
        };

        var answer = await host.Send(Request.Json(body));

        var results = Results(answer);
        Assert.Equal(["png", "1", "inside", "3", "4"], results.Select(r => r["id"]!.GetValue<string>()));
        Assert.Equal(
            [null, "broken-base64", "fetch-address-not-allowed", "truncated", null],
            results.Select(r => r["error"]?["type"]!.GetValue<string>().Split(':')[^1])
        );
        Assert.All(results, r => Assert.True(r["label"] is null != r["error"] is null));
        Assert.Equal("1.0.0", answer.Json.GetProperty("model").GetProperty("version").GetString());
        Assert.Equal(["93.184.216.34:80"], host.Network.Connected);
    }

    [Fact]
    public async Task A_list_of_one_is_answered_with_a_list()
    {
        var body = new JsonObject { ["images"] = new JsonArray(new JsonObject { ["image"] = Base64 }) };
        Assert.Single(Results(await host.Send(Request.Json(body))));
    }

    [Fact]
    public async Task Sixteen_photos_are_taken_and_seventeen_are_not()
    {
        (await host.Send(Request.Json(Batch(16)))).IsOk();
        (await host.Send(Request.Json(Batch(17)))).IsProblem("too-many-photos");
    }

    public static TheoryData<string, string, int> Options() =>
        new()
        {
            { "top=1", "", 1 },
            { "", "\"top\": 4", 4 },
            { "top=4", "\"top\": 4", 4 },
            { "top=1000000", "", 10 },
            { "min_score=0", "", 10 },
            { "min_score=0.0", "\"min_score\": 0", 10 },
            { "min_score=1", "", 0 },
            { "min_score=1e-30&top=2", "", 2 },
            { "other=x&top=3", "\"other\": [[]]", 3 },
        };

    [Theory]
    [MemberData(nameof(Options))]
    public async Task Top_and_min_score_are_taken_from_query_and_body(string query, string member, int count)
    {
        var answer = (await host.Send(With(query, member))).IsOk();
        Assert.Equal(count, answer.Json.GetProperty("predictions").GetArrayLength());
        // Whatever is left out of the ranked list, every label keeps its score.
        Assert.Equal(10, answer.Json.GetProperty("scores").EnumerateObject().Count());
    }

    public static TheoryData<string, string> WrongOptions() =>
        new()
        {
            { "top=0", "" },
            { "top=two", "" },
            { "top=1&top=2", "" },
            { "min_score=1.01", "" },
            { "min_score=Infinity", "" },
            { "min_score=half", "" },
            { "explain=yes", "" },
            { "explain=", "" },
            { "explain=true&explain=false", "" },
            { "features=1", "" },
            { "features=true", "\"features\": false" },
            { "min_score=0.5&min_score=0.6", "" },
            { "top=1", "\"top\": 2" },
            { "min_score=0.1", "\"min_score\": 0.2" },
            { "", "\"top\": \"1\"" },
            { "", "\"top\": 1.5" },
            { "", "\"min_score\": 2" },
            { "", "\"min_score\": 1e999" },
        };

    [Theory]
    [MemberData(nameof(WrongOptions))]
    public async Task A_wrong_or_contradictory_option_is_a_400_that_names_it(string query, string member)
    {
        var answer = await host.Send(With(query, member));
        Assert.Contains(
            new[] { "top", "min_score", "explain", "features" }.First(name =>
                (query + member).Contains(name, StringComparison.Ordinal)
            ),
            answer.IsProblem("invalid-field").Detail,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_form_contradicting_the_query_is_a_400()
    {
        var form = new Form("b").File("photo", "a.png", Photos.Tiny).Field("top", "2");
        var request = Request.Form(form).WithQuery(("top", "3"));
        (await host.Send(request)).IsProblem("invalid-field");
    }

    private static Request With(string query, string member) =>
        Request.Json("{\"image\": \"" + Base64 + "\"" + (member.Length > 0 ? ", " + member : "") + "}") with
        {
            Query =
            [
                .. query
                    .Split('&', StringSplitOptions.RemoveEmptyEntries)
                    .Select(p => (p.Split('=')[0], p.Split('=')[1])),
            ],
        };

    private static JsonObject Batch(int count) =>
        new()
        {
            ["images"] = new JsonArray([
                .. Enumerable.Range(0, count).Select(_ => (JsonNode)new JsonObject { ["image"] = Base64 }),
            ]),
        };

    private static JsonObject[] Results(Answer answer) =>
        [.. JsonNode.Parse(answer.IsOk().Body)!["results"]!.AsArray().Select(result => result!.AsObject())];
}
