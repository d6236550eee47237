namespace ClothesClassification.LocalGateway.Tests;

public sealed class SmokeTests
{
    [Fact]
    public async Task Echo()
    {
        await using var gateway = await Gateway.StartAsync();
        var answer = await gateway.PostAsync("/test/open?a=1");
        var text = await Gateway.TextOf(answer);
        TestContext.Current.TestOutputHelper!.WriteLine($"{answer}\n{text}\n{string.Join('\n', gateway.Log.Lines)}");
        Assert.Equal(200, (int)answer.StatusCode);
    }
}
