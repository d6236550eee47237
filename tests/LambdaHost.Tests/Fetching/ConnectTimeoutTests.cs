namespace ClothesClassification.LambdaHost.Tests.Fetching;

public sealed class ConnectTimeoutTests
{
    /// <summary>The attempt has its own timer beside the HTTP stack's; whichever is first, the client learns the same.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(500)]
    public async Task An_attempt_that_gives_up_late_is_a_connect_timeout_too(int lateMs)
    {
        await using var network = new TestNetwork
        {
            Connecting = async (_, token) =>
            {
                var gaveUp = new TaskCompletionSource();
                await using var registration = token.Register(gaveUp.SetResult);
                await gaveUp.Task;
                await Task.Delay(lateMs, CancellationToken.None);
                throw new OperationCanceledException(token);
            },
        };

        var fault = await network.Fault(
            "http://photos.example.com/",
            TestNetwork.Options with
            {
                ConnectTimeout = TimeSpan.FromMilliseconds(100),
            }
        );

        Assert.Equal("connect-timeout", fault.Code);
    }
}
