namespace ClothesClassification.Page.Tests;

/// <summary>The Content-Security-Policy under which the page has to work.</summary>
public sealed class PolicyTests(Browser browser) : IClassFixture<Browser>
{
    /// <summary>Without this, a page that breaks the policy could pass the other tests.</summary>
    [Theory]
    [InlineData(
        "const s = document.createElement('script'); s.textContent = 'window.run = true'; document.head.append(s);"
    )]
    [InlineData("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">');")]
    [InlineData("document.body.insertAdjacentHTML('beforeend', '<img src=http://127.0.0.2:9/a.png>');")]
    [InlineData("fetch('http://127.0.0.2:9/').catch(() => {});")]
    public async Task What_breaks_the_policy_is_refused_and_noticed(string script)
    {
        await using var page = await browser.OpenAsync();
        page.AssertQuiet();

        await page.Tab.EvaluateAsync($"() => {{ {script} }}");
        for (var i = 0; i < 50 && page.Complaints.Count == 0; i++)
            await Task.Delay(100, TestContext.Current.CancellationToken);

        Assert.NotEmpty(page.Complaints);
        Assert.Contains("Content Security Policy", page.Complaints[0], StringComparison.Ordinal);
    }
}
