using System.Text;
using System.Text.Json;
using SkiaSharp;

namespace ClothesClassification.Cli.Tests.Remote;

/// <summary>Photos answered by an API: what is sent, and what is written.</summary>
public sealed class RemoteAnswersTests : IDisposable
{
    private const string Key = "k-3f9a-secret-key";
    private readonly PhotoFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Photo_is_sent_as_it_is_with_the_key_in_its_header()
    {
        await using var api = await FakeApi.StartAsync();
        var bytes = PhotoFolder.Photo();
        var photo = folder.Add("a.jpg", bytes);

        var result = Clothes.Run("predict", photo, "--endpoint", api.Address, "--api-key", Key, "--format", "jsonl");

        Assert.Equal(0, result.ExitCode);
        var call = Assert.Single(api.Calls);
        Assert.Equal("POST /test/predict", call.Request);
        Assert.Equal((Key, "image/jpeg"), (call.Key, call.Headers["Content-Type"]));
        Assert.Equal(bytes, call.Body);
        Assert.DoesNotContain(Key, result.Output + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_is_taken_from_the_environment_and_the_full_address_is_understood()
    {
        await using var api = await FakeApi.StartAsync();

        var result = Clothes.RunWith(
            new() { ["CLOTHES_API_KEY"] = Key },
            "predict",
            folder.Add("a.jpg"),
            "--endpoint",
            api.Address + "/predict",
            "--top",
            "2",
            "--min-score",
            "0.1"
        );

        Assert.Equal(0, result.ExitCode);
        var call = Assert.Single(api.Calls);
        Assert.Equal(("POST /test/predict?top=2&min_score=0.1", Key), (call.Request, call.Key));
    }

    [Fact]
    public async Task Table_looks_as_the_local_one_and_a_summary_follows_on_stderr()
    {
        await using var api = await FakeApi.StartAsync();
        var photo = folder.Add("a.jpg");

        var result = Clothes.Run("predict", photo, "--endpoint", api.Address);

        var lines = result.Output.Split('\n');
        Assert.Equal(photo, lines[0]);
        Assert.Matches("^ +1 dress +99.4 % █+", lines[1]);
        Assert.Matches("^ +2 skirt +0.2 %", lines[2]);
        Assert.Matches("^clothes: first call [0-9.]+ ms\n$", result.Error);
        Assert.EndsWith("?top=3", api.Calls[0].Request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_tells_stages_and_call_of_each_photo_and_times_the_first_apart()
    {
        var calls = 0;
        await using var api = await FakeApi.StartAsync(
            (context, _) => FakeApi.Answer(context, cold: Interlocked.Increment(ref calls) == 1)
        );
        var photos = Enumerable.Range(0, 9).Select(i => folder.Add($"{i}.jpg")).ToArray();

        var result = Clothes.Run(["predict", .. photos, "--endpoint", api.Address, "--format", "json"]);

        using var json = JsonDocument.Parse(result.Output);
        var answers = json.RootElement.EnumerateArray().ToArray();
        Assert.Equal(photos, answers.Select(a => a.GetProperty("file").GetString()));
        var first = answers[0];
        Assert.Equal(
            ("dress", 3, 400, "clothes"),
            (
                first.GetProperty("label").GetString(),
                first.GetProperty("predictions").GetArrayLength(),
                first.GetProperty("width").GetInt32(),
                first.GetProperty("model").GetProperty("name").GetString()
            )
        );
        Assert.Equal(2.2, first.GetProperty("durationsMs").GetProperty("model").GetDouble());
        Assert.Equal(
            [true, .. new bool[8]],
            answers.Select(a => a.GetProperty("call").GetProperty("first").GetBoolean())
        );
        Assert.True(first.GetProperty("call").GetProperty("coldStart").GetBoolean());
        Assert.All(answers, a => Assert.True(a.GetProperty("call").GetProperty("latencyMs").GetDouble() > 0));
        Assert.All(answers, a => Assert.Equal(1, a.GetProperty("call").GetProperty("attempts").GetInt32()));
        Assert.Matches(
            "^clothes: first call [0-9.]+ ms \\(cold start\\); 8 later: p50 [0-9.]+ ms, p90 [0-9.]+ ms, p99 [0-9.]+ ms, max [0-9.]+ ms\n$",
            result.Error
        );
    }

    [Fact]
    public async Task Csv_has_the_same_columns_as_the_local_one()
    {
        await using var api = await FakeApi.StartAsync();
        var photo = folder.Add("a.jpg");

        var result = Clothes.Run("predict", photo, "--endpoint", api.Address, "--format", "csv");

        Assert.Equal(
            $"file,rank,label,score,confident,reason\n{photo},1,dress,0.9942,,\n{photo},2,skirt,0.0021,,\n{photo},3,outwear,0.0008,,\n",
            result.Output
        );
    }

    [Theory]
    [InlineData(""", "confident":true""", "true", "")]
    [InlineData(""", "confident":false,"reason":"ambiguous" """, "false", "ambiguous")]
    public async Task What_the_API_says_of_its_confidence_is_passed_on(string json, string confident, string reason)
    {
        await using var api = await FakeApi.StartAsync((context, _) => FakeApi.Answer(context, more: json));
        var photo = folder.Add("a.jpg");

        var result = Clothes.Run("predict", photo, "--endpoint", api.Address, "--format", "csv", "--top", "1");

        Assert.Equal($"{photo},1,dress,0.9942,{confident},{reason}", result.Output.Split('\n')[1]);
    }

    [Fact]
    public async Task Order_holds_though_answers_come_in_another_and_no_more_than_wanted_are_at_work()
    {
        await using var api = await FakeApi.StartAsync(
            async (context, call) =>
            {
                // The earlier the photo, the later its answer.
                await Task.Delay(300 - 20 * call.Body[^1]);
                await FakeApi.Answer(context, $"label-{call.Body[^1]}");
            }
        );
        var photos = Enumerable.Range(0, 12).Select(i => folder.Add($"{i:D2}.jpg", [.. PhotoFolder.Photo(), (byte)i]));

        var result = Clothes.Run([
            "predict",
            .. photos,
            "--endpoint",
            api.Address,
            "--format",
            "jsonl",
            "--concurrency",
            "3",
        ]);

        Assert.Equal(
            Enumerable.Range(0, 12).Select(i => $"label-{i}"),
            result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => Member(l, "label"))
        );
        Assert.Equal(3, api.MaxConcurrency);
    }

    [Fact]
    public async Task Address_of_a_photo_is_sent_in_its_place()
    {
        await using var api = await FakeApi.StartAsync();
        var photo = folder.Add("a.jpg");
        const string one = "https://example.com/a.jpg?b=\"c\"";
        const string two = "http://example.com/d.jpg";

        var result = Clothes.Run(
            "predict",
            photo,
            "--url",
            one,
            "--url",
            two,
            "--endpoint",
            api.Address,
            "--format",
            "jsonl",
            "--concurrency",
            "1"
        );

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            [photo, one, two],
            result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => Member(l, "file"))
        );
        Assert.Equal(one, Member(Encoding.UTF8.GetString(api.Calls[1].Body), "url"));
        Assert.Equal("application/json", api.Calls[1].Headers["Content-Type"]);
    }

    [Fact]
    public async Task Photo_on_stdin_is_sent()
    {
        await using var api = await FakeApi.StartAsync();
        var bytes = PhotoFolder.Photo();

        var result = Clothes.RunWithInput(bytes, "predict", "-", "--endpoint", api.Address, "--format", "jsonl");

        Assert.Equal("-", Member(result.Output, "file"));
        Assert.Equal(bytes, api.Calls.Single().Body);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Too_large_photo_is_sent_smaller_and_upright_where_that_is_wanted(byte orientation)
    {
        await using var api = await FakeApi.StartAsync();
        var large = PhotoFolder.Turned(4000, 3000, orientation);
        Assert.InRange(large.Length, 4_700_000, 20_000_000);

        var result = Clothes.Run(
            "predict",
            folder.Add("a.jpg", large),
            "--endpoint",
            api.Address,
            "--format",
            "jsonl",
            "--shrink"
        );

        Assert.Equal(0, result.ExitCode);
        Assert.Contains($"\"shrunkFromBytes\":{large.Length}", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("; 1 photo shrunk to be sent\n", result.Error, StringComparison.Ordinal);
        using var sent = SKBitmap.Decode(api.Calls.Single().Body);
        var turned = orientation >= 5;
        // Half of its sides: at most 2048 were wanted, and JPEG is decoded in eighths.
        Assert.Equal(turned ? (1500, 2000) : (2000, 1500), (sent.Width, sent.Height));
        // The stored photo is red in its first corner: https://exiftool.org/TagNames/EXIF.html, Orientation, says where that belongs.
        var (x, y) = orientation switch
        {
            1 => (50, 50),
            6 => (sent.Width - 50, 50),
            7 => (sent.Width - 50, sent.Height - 50),
            _ => (50, sent.Height - 50),
        };
        var corner = sent.GetPixel(x, y);
        Assert.True(corner is { Red: > 220, Green: < 40, Blue: < 40 }, $"{corner}");
    }

    [Fact]
    public async Task Thousands_of_photos_are_answered_in_less_than_150_megabytes()
    {
        Require.Linux();
        await using var api = await FakeApi.StartAsync();
        var photo = new byte[100_000];
        photo[0] = 1;
        for (var i = 0; i < 3000; i++)
            folder.Add($"{i}.jpg", photo);

        var running = Clothes.Start(
            "predict",
            folder.Path,
            "--endpoint",
            api.Address,
            "--format",
            "jsonl",
            "--top",
            "1"
        );
        var (lines, peak) = (0, 0L);
        while (running.Process.StandardOutput.ReadLine() is not null)
        {
            lines++;
            if (!running.Process.HasExited)
                peak = Math.Max(peak, running.PeakMemory());
        }

        Assert.Equal((3000, 0), (lines, running.End().ExitCode));
        Assert.True(peak < 150_000_000, $"The peak was {peak / 1_000_000} MB.");
    }

    private static string Member(string json, string name)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty(name).GetString()!;
    }
}
