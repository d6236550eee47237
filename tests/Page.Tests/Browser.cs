using Microsoft.Playwright;

namespace ClothesClassification.Page.Tests;

/// <summary>One browser and one gateway for all tests of a class. A test is skipped by name where there is no Chromium.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? browser;

    internal StubGateway Gateway { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } path)
            return;
        Gateway = await StubGateway.StartAsync();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = path,
                // Root, as in a container, has no sandbox to offer.
                Args = Environment.UserName == "root" ? ["--no-sandbox"] : [],
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        if (Gateway is not null)
            await Gateway.DisposeAsync();
    }

    /// <summary>Opens the page as a link from the terminal does, with the key behind the #.</summary>
    internal async Task<OpenPage> OpenAsync(
        ColorScheme scheme = ColorScheme.Light,
        int width = 1180,
        int height = 900,
        string fragment = "#key=" + StubGateway.Key,
        string? origin = null
    )
    {
        if (browser is null)
            Require.Absent("The page is tested with Chromium, which is not installed here (apt-get install chromium).");
        var context = await browser!.NewContextAsync(
            new()
            {
                ColorScheme = scheme,
                ReducedMotion = ReducedMotion.Reduce,
                ViewportSize = new() { Width = width, Height = height },
                Permissions = ["clipboard-read", "clipboard-write"],
            }
        );
        context.SetDefaultTimeout(120_000);
        return await OpenPage.OpenAsync(context, origin ?? Gateway.Origin, fragment);
    }

    private static string? Find() =>
        Require.Find("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
}
