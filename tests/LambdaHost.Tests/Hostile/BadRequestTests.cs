using System.Security.Cryptography;
using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Hostile;

/// <summary>Whatever is wrong with a request, it is said to be the client's fault, and nothing is asked of anyone.</summary>
public sealed class BadRequestTests
{
    public static TheoryData<string> Families() => [.. BadRequests.Families.Keys];

    [Fact]
    public void The_corpus_is_as_large_as_promised()
    {
        var events = BadRequests.Families.Values.SelectMany(bad => bad).Select(bad => ApiEvents.Rest(bad.Request));
        Assert.True(events.Select(payload => Convert.ToHexString(SHA256.HashData(payload))).Distinct().Count() >= 300);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public async Task Each_bad_request_is_answered_with_a_problem_of_the_client(string family)
    {
        await using var host = new Host();
        var faults = new List<string>();
        foreach (var bad in BadRequests.Families[family])
        {
            foreach (var make in new Func<Request, byte[]>[] { ApiEvents.Rest, ApiEvents.FunctionUrl })
            {
                try
                {
                    Assert.InRange((await host.Send(make(bad.Request))).IsProblem().Status, 400, 499);
                }
                catch (Exception e)
                {
                    faults.Add($"{bad.Name}: {e.GetType().Name} {BadRequests.Shorten(e.Message)}");
                }
            }
        }

        Assert.Empty(faults);
        Assert.Empty(host.Network.Connected);
        Assert.All(host.Log, line => Assert.Equal("INFO", line.GetProperty("level").GetString()));
    }
}
