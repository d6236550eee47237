using System.Text;
using System.Text.Json.Nodes;
using ClothesClassification.EndToEnd.Serving;
using ClothesClassification.EndToEnd.Tools;

namespace ClothesClassification.EndToEnd.Batches;

/// <summary><c>clothes batch</c> with the published function on this machine, and an S3 that this project did not write.</summary>
public sealed class LocalBatchTests : IAsyncLifetime
{
    // In the order of their bytes, as S3 lists them.
    private static readonly string[] Keys =
    [
        "in/ leading blank.jpg",
        "in//two slashes.jpg",
        "in/a b+c.jpg",
        "in/a%20b%2Bc.jpg",
        "in/a.jpg",
        "in/a/b/c.jpg",
        "in/it's \"quoted\", & <marked>.jpg",
        "in/no extension",
        "in/question?mark#hash=1.jpg",
        "in/Ünïcödé.jpg",
        "in/写真.jpg",
        "in/\uffee.jpg",
        "in/😀.jpg",
    ];

    private static readonly Dictionary<string, byte[]> Broken = new()
    {
        ["in/x cut.jpg"] = File.ReadAllBytes(Path.Combine(SharedData.SamplePhotos, "dress.jpg"))[..9000],
        ["in/x empty.jpg"] = [],
        ["in/x text.jpg"] = "hello"u8.ToArray(),
    };

    private static readonly string[] Samples =
    [
        .. Directory.GetFiles(SharedData.SamplePhotos, "*.jpg").Order(StringComparer.Ordinal),
    ];

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromMinutes(1) };
    private Moto moto = null!;

    public async ValueTask InitializeAsync()
    {
        PublishedFunction.Require();
        moto = await Moto.StartAsync();
        await PutAsync("photos", null);
        await PutAsync("answers", null);
        for (var i = 0; i < Keys.Length; i++)
            await PutAsync($"photos/{Escaped(Keys[i])}", File.ReadAllBytes(Sample(i)));
        foreach (var (key, bytes) in Broken)
            await PutAsync($"photos/{Escaped(key)}", bytes);
        await PutAsync("photos/not%20in.jpg", File.ReadAllBytes(Sample(0)));
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (moto is not null)
            await moto.DisposeAsync();
    }

    [Fact]
    public async Task Photos_of_any_name_are_answered_once_and_as_on_the_command_line()
    {
        string[] submit =
        [
            "submit",
            "s3://photos/in/",
            "--output",
            "s3://answers/out/",
            "--local",
            "2",
            "--job",
            "one",
        ];
        var first = await ClothesAsync([.. submit, "--batch-size", "5"]);
        var again = await ClothesAsync([.. submit, "--batch-size", "3"]);
        var lines = await ClothesAsync("results", "s3://answers/out/one", "--format", "jsonl");
        var csv = await ClothesAsync("results", "s3://answers/out/one/", "--format", "csv");

        Assert.Equal((0, ""), (first.ExitCode, first.Error));
        Assert.Contains("16: 0 done before, 13 answered, 3 without an answer", first.Output, StringComparison.Ordinal);
        Assert.Contains("16: 16 done before, 0 answered, 0 without an answer", again.Output, StringComparison.Ordinal);
        var answers = lines.Output.TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line)!).ToArray();
        Assert.Equal(
            Keys.Concat(Broken.Keys)
                .OrderBy(Encoding.UTF8.GetBytes, Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b))),
            answers.Select(answer => $"{answer["key"]}")
        );
        Assert.Equal(1, lines.ExitCode);
        var expected = (await PublishedFunction.ClothesAsync(["predict", .. Samples, "--format", "jsonl"]))
            .TrimEnd('\n')
            .Split('\n')
            .Select(line => JsonNode.Parse(line)!)
            .ToDictionary(answer => $"{answer["file"]}");
        foreach (var answer in answers)
        {
            var key = $"{answer["key"]}";
            Assert.Equal($"s3://photos/{key}", $"{answer["file"]}");
            if (Broken.ContainsKey(key))
            {
                Assert.NotNull(answer["error"]!["detail"]);
                continue;
            }

            var sample = expected[Sample(Array.IndexOf(Keys, key))];
            foreach (var name in new[] { "label", "score", "predictions", "width", "height", "confident" })
                Assert.Equal($"{sample[name]?.ToJsonString()}", $"{answer[name]?.ToJsonString()}");
        }

        foreach (var key in Keys)
            Assert.Contains($"s3://photos/{key.Replace("\"", "\"\"")}", csv.Output, StringComparison.Ordinal);
        foreach (var key in Broken.Keys)
            Assert.Contains($"clothes: s3://photos/{key}: ", csv.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_AWS_refuses_is_a_sentence()
    {
        const string States = "arn:aws:states:eu-central-1:123456789012";
        await FailsAsync(
            "s3://nowhere/: there is no such bucket.",
            "submit",
            "s3://nowhere",
            "--output",
            "s3://answers",
            "--local",
            "1"
        );
        await FailsAsync(
            "s3://nowhere/one/parts/: there is no such bucket.",
            "submit",
            "s3://photos",
            "--output",
            "s3://nowhere",
            "--local",
            "1",
            "--job",
            "one"
        );
        await FailsAsync(
            $"{States}:execution:batch:x: there is no such execution",
            "status",
            $"{States}:execution:batch:x"
        );
        await FailsAsync(
            $"{States}:stateMachine:batch: there is no such state machine",
            "submit",
            "s3://photos",
            "--output",
            "s3://answers",
            "--state-machine",
            $"{States}:stateMachine:batch"
        );
    }

    private async Task FailsAsync(string sentence, params string[] arguments)
    {
        var result = await ClothesAsync(arguments);
        Assert.Equal(3, result.ExitCode);
        Assert.StartsWith($"clothes: {sentence}", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
    }

    private async Task<ProcessResult> ClothesAsync(params string[] arguments)
    {
        await using var process = RunningProcess.StartProject(
            "Cli",
            ["batch", .. arguments],
            SharedData.RepositoryRoot,
            moto.ProviderEnvironment
        );
        return await process.EndAsync();
    }

    private static string Sample(int photo) => Samples[photo % Samples.Length];

    private static string Escaped(string key) => string.Join('/', key.Split('/').Select(Uri.EscapeDataString));

    private async Task PutAsync(string path, byte[]? bytes)
    {
        using var content = bytes is null
            ? new StringContent(
                $"<CreateBucketConfiguration><LocationConstraint>{Moto.Region}</LocationConstraint></CreateBucketConfiguration>"
            )
            : (HttpContent)new ByteArrayContent(bytes);
        using var response = await http.PutAsync(new Uri(moto.Endpoint, path), content);
        response.EnsureSuccessStatusCode();
    }
}
