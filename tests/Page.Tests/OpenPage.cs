using Microsoft.Playwright;
using SkiaSharp;

namespace ClothesClassification.Page.Tests;

/// <summary>The page in a browser tab of its own, with a record of what it asks for and what the browser complains about.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly string origin;
    private readonly List<string> requests = [];
    private readonly List<string> complaints = [];

    private OpenPage(IBrowserContext context, IPage tab, string origin)
    {
        (this.context, Tab, this.origin) = (context, tab, origin);
        tab.Request += (_, request) => requests.Add(request.Url);
        tab.PageError += (_, error) => complaints.Add(error);
        tab.Console += (_, message) =>
        {
            // A status of 4xx is the API's answer, not a fault of the page.
            if (
                message.Type is "error" or "warning"
                && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)
            )
                complaints.Add(message.Text);
        };
    }

    public IPage Tab { get; }

    /// <summary>Errors and warnings of the browser, the answers' statuses aside.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    public ILocator Cards => Tab.Locator(".card");

    public static async Task<OpenPage> OpenAsync(IBrowserContext context, string origin, string fragment)
    {
        var page = new OpenPage(context, await context.NewPageAsync(), origin);
        await page.Tab.GotoAsync(origin + "/" + fragment);
        await page.Tab.Locator("html[data-ready]").WaitForAsync();
        return page;
    }

    /// <summary>Chooses files as a person does in the file dialog.</summary>
    public async Task ChooseAsync(params (string Name, byte[] Bytes)[] files)
    {
        var dialog = await Tab.RunAndWaitForFileChooserAsync(() =>
            Tab.GetByRole(AriaRole.Button, new() { Name = "Choose photos" }).ClickAsync()
        );
        await dialog.SetFilesAsync(
            files.Select(f => new FilePayload
            {
                Name = f.Name,
                MimeType = f.Name.EndsWith(".jpg", StringComparison.Ordinal) ? "image/jpeg" : "text/plain",
                Buffer = f.Bytes,
            })
        );
    }

    /// <summary>Waits until so many cards have an answer or a problem.</summary>
    public async Task AnsweredAsync(int count)
    {
        await Assertions.Expect(Cards).ToHaveCountAsync(count);
        await Assertions.Expect(Tab.Locator(".card .waiting")).ToHaveCountAsync(0, new() { Timeout = 120_000 });
    }

    /// <summary>Nothing was asked of another host, and the browser refused nothing.</summary>
    public void AssertQuiet()
    {
        Assert.NotEmpty(requests);
        Assert.All(
            requests,
            url =>
                Assert.True(
                    url.StartsWith(origin + "/", StringComparison.Ordinal)
                        || url.StartsWith("blob:" + origin, StringComparison.Ordinal),
                    url
                )
        );
        Assert.Empty(complaints);
    }

    /// <summary>Keeps a picture of the page in artifacts/page.</summary>
    public async Task ScreenshotAsync(string name, bool whole = true)
    {
        await Tab.EvaluateAsync("() => scrollTo({ top: 0, behavior: 'instant' })");
        await Tab.ScreenshotAsync(new() { Path = Picture(name + ".png"), FullPage = whole });
    }

    /// <summary>Keeps a picture as a small WebP, too; the README's picture docs/page.webp is a copy of one.</summary>
    public static async Task KeepSmallAsync(string name)
    {
        using var png = SKBitmap.Decode(Picture(name + ".png"));
        using var webp = png.Encode(SKEncodedImageFormat.Webp, quality: 82);
        await File.WriteAllBytesAsync(Picture(name + ".webp"), webp.ToArray());
        Assert.True(webp.Size <= 120_000, $"{name}.webp has {webp.Size} bytes.");
    }

    private static string Picture(string name) => Path.Combine(SharedData.RepositoryRoot, "artifacts/page", name);

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
