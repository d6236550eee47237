using System.Net;

namespace ClothesClassification.LocalGateway.Tests.Page;

public sealed class PageFilesTests
{
    /// <summary>Every file of the page's folder but its sources and its README.</summary>
    [Fact]
    public async Task Files_of_the_page_have_a_strict_policy_and_others_are_not_served()
    {
        await using var gateway = await Gateway.StartAsync();
        var folder = Path.Combine(SharedData.RepositoryRoot, "src", "LocalGateway", "Page");
        foreach (var file in Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)!))
        {
            var answer = await gateway.Client.GetAsync($"/{file}", TestContext.Current.CancellationToken);
            if (Path.GetExtension(file) is ".cs" or ".md")
            {
                Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
                continue;
            }

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.StartsWith(
                "default-src 'none'; script-src 'self'; style-src 'self';",
                policy,
                StringComparison.Ordinal
            );
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        }
    }

    [Fact]
    public async Task The_icon_that_browsers_ask_for_is_no_request_to_the_api()
    {
        await using var gateway = await Gateway.StartAsync();
        await gateway.Client.GetAsync("/favicon.ico", TestContext.Current.CancellationToken);
        Assert.Empty(gateway.Log);
    }
}
