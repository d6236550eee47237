using System.Net.Sockets;
using System.Text.Json.Nodes;
using ClothesClassification.LambdaHost.Answers;
using ClothesClassification.LambdaHost.Tests.Endpoints;
using ClothesClassification.LambdaHost.Tests.Fetching;
using ClothesClassification.LambdaHost.Tests.Models;
using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Answers;

public sealed class ProblemKindsTests
{
    /// <summary>Kinds that no row of <see cref="ProblemCases"/> can cause, and the test that does.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["answer-too-large"] = nameof(An_answer_over_what_lambda_passes_on_is_a_problem),
        ["deadline-exceeded"] = nameof(DeadlineTests.A_photo_that_does_not_arrive_in_time_is_a_504),
        ["internal-error"] = nameof(ExceptionMapperTests.An_unhandled_error_is_a_500_and_logged_whole),
        ["not-ready"] = nameof(ModelHostTests.Before_the_model_has_run_health_is_503),
    };

    public static TheoryData<int, string> Rows() =>
        new(ProblemCases.All.Select((row, i) => new TheoryDataRow<int, string>(i, row.Code)));

    [Fact]
    public void Every_kind_of_problem_is_caused_by_a_test() =>
        Assert.Equal(
            ProblemKinds.All.Select(kind => kind.Code).Order(),
            ProblemCases.All.Select(row => row.Code).Concat(Elsewhere.Keys).Distinct().Order()
        );

    [Fact]
    public void Codes_are_distinct_and_every_type_is_a_urn()
    {
        Assert.Distinct(ProblemKinds.All.Select(kind => kind.Code));
        Assert.All(
            ProblemKinds.All,
            kind => Assert.Matches("^urn:clothes-classification:problem:[a-z0-9-]+$", kind.Type)
        );
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_request_causes_the_problem(int index, string code)
    {
        var row = ProblemCases.All[index];
        using var certificates = new TestCertificates();
        var network = row.Tls
            ? new TestNetwork(row.Server, certificates.Server(TestNetwork.PublicHost), certificates.Roots)
            : new TestNetwork(row.Server);
        network.Name(ProblemCases.LostHost, _ => throw new SocketException((int)SocketError.TryAgain));
        if (row.Connecting is { } dial)
            network.Connecting = (_, token) => dial(token);
        await using var host = new Host(row.Settings, network);

        foreach (var make in new Func<Request, byte[]>[] { ApiEvents.Rest, ApiEvents.FunctionUrl })
            (await host.Send(make(row.Request))).IsProblem(code);

        Assert.All(host.Log, line => Assert.Equal(code, line.GetProperty("ErrorType").GetString()));
        Assert.All(
            network.Connected,
            endpoint => Assert.StartsWith("93.184.216.34:", endpoint, StringComparison.Ordinal)
        );
    }

    /// <summary>The envelope escapes what the body has escaped: it can be twice as long.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    public async Task An_answer_over_what_lambda_passes_on_is_a_problem(int photos)
    {
        // The labels are what can make an answer long.
        using var folder = new ModelCopy();
        folder.Edit(json =>
            json["labels"] = new JsonArray([
                .. Enumerable.Range(0, 10).Select(i => (JsonNode)(i + new string('\\', 30_000))),
            ])
        );
        await using var host = new Host(new() { ["CLOTHES_MODEL"] = folder.Path });
        var photo = new JsonObject { ["image"] = Convert.ToBase64String(Photos.Tiny) };
        var body = new JsonObject
        {
            ["images"] = new JsonArray([.. Enumerable.Range(0, photos).Select(_ => photo.DeepClone())]),
        };

        (await host.Send(Request.Json(body))).IsProblem("answer-too-large");
        (await host.Send(Request.Image(Photos.Tiny))).IsOk();
    }
}
