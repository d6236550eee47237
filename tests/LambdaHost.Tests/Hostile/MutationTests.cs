using System.Text;
using ClothesClassification.LambdaHost.Answers;
using ClothesClassification.LambdaHost.Runtime;
using ClothesClassification.LambdaHost.Tests.Fetching;
using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Hostile;

/// <summary>Good events, damaged at random but from a fixed seed: every one gets an answer that is not our fault.</summary>
public sealed class MutationTests
{
    private const int Rounds = 1000;

    /// <summary>What a direct invocation's errors may be called.</summary>
    private static readonly HashSet<string> ErrorTypes =
    [
        "UnknownEvent",
        .. ProblemKinds
            .All.Where(kind => kind.Status < 500)
            .Select(kind =>
                string.Concat(kind.Code.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]))
            ),
    ];

    private static readonly byte[][] Tokens =
    [
        .. Corpus.Of("tokens").Select(Encoding.UTF8.GetBytes),
        [0],
        [0xFF],
        [0xC0, 0x80],
        [0xED, 0xA0, 0x80],
        [0xEF, 0xBB, 0xBF],
    ];

    private static readonly byte[][] Seeds =
    [
        ApiEvents.Rest(Request.Image(Photos.Tiny).WithQuery(("top", "2"), ("min_score", "0.1"))),
        ApiEvents.FunctionUrl(Request.Binary("image/png", Photos.Tiny)),
        ApiEvents.MultiValueOnly(Request.Form(new Form("b").Field("top", "1").File("f", "a.png", Photos.Tiny))),
        ApiEvents.Rest(
            Request.Json(
                """{"images": [{"url": "http://photos.example.com/a"}, {"image": "AAAA", "id": "x"}], "top": 1}"""
            )
        ),
        ApiEvents.Http(
            Request.Text(
                "multipart/form-data; boundary=b",
                Encoding.UTF8.GetString(new Form("b").Field("url", "http://photos.example.com/").Bytes())
            )
        ),
        ApiEvents.Direct("http://photos.example.com/a.png"),
        ApiEvents.Direct(Photos.Tiny),
        ApiEvents.Rest(Request.Get("/model")),
    ];

    public static TheoryData<int> SeedNumbers() => [.. Enumerable.Range(0, Seeds.Length)];

    [Theory]
    [MemberData(nameof(SeedNumbers))]
    public async Task A_damaged_event_is_answered_and_never_as_our_fault(int seed)
    {
        await using var host = new Host();
        await host.Send(Request.Image(Photos.Tiny));
        var random = new Random(20_260_310 + seed);
        for (var round = 0; round < Rounds; round++)
        {
            var payload = Mutate(Seeds[seed], random);
            try
            {
                Check(await host.Invoke(payload));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Assert.Fail($"Seed {seed}, round {round}: {e.Message}\n{Encoding.Latin1.GetString(payload)}");
            }
        }

        Assert.All(
            host.Network.Connected,
            endpoint => Assert.StartsWith(TestNetwork.PublicAddress + ":", endpoint, StringComparison.Ordinal)
        );
        // Not all is refused: some damage does no harm, and the way behind the reader is walked too.
        Assert.Contains(host.Log, line => line.GetProperty("status").GetInt32() == 200);
        Assert.Contains(host.Log, line => line.GetProperty("status").GetInt32() == 400);
    }

    private static void Check(FunctionOutcome outcome)
    {
        if (outcome.Error is { } error)
        {
            Assert.Contains(error.ErrorType, ErrorTypes);
            Assert.True(error.ErrorMessage.Length > 10 && error.ErrorMessage.EndsWith('.'), error.ErrorMessage);
            return;
        }

        // A direct event's answer has no envelope.
        if (!outcome.Payload.Span.StartsWith("{\"statusCode\""u8))
        {
            Assert.True(outcome.Payload.Span.StartsWith("{\"dress\""u8));
            return;
        }

        var answer = Answer.Read(outcome.Payload.Span);
        if (answer.Status == 200)
            answer.IsOk();
        else
            Assert.InRange(answer.IsProblem().Status, 400, 499);
    }

    private static byte[] Mutate(byte[] good, Random random)
    {
        var bytes = good.ToList();
        for (var changes = random.Next(1, 5); changes > 0 && bytes.Count > 1; changes--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 9), bytes.Count - at);
            switch (random.Next(7))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 4:
                    bytes.InsertRange(at, Tokens[random.Next(Tokens.Length)]);
                    break;
                case 5:
                    // Tokens do the most where one stood before.
                    var quote = bytes.IndexOf((byte)'"', at);
                    bytes.InsertRange(quote < 0 ? at : quote, Tokens[random.Next(Tokens.Length)]);
                    break;
                default:
                    if (random.Next(8) == 0)
                        bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }

        return [.. bytes];
    }
}
