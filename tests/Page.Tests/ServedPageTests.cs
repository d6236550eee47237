using ClothesClassification.EndToEnd.Serving;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClothesClassification.Page.Tests;

/// <summary>The page as <c>clothes serve</c> gives it, with the published function behind: nothing is a stub.</summary>
public sealed class ServedPageTests(Browser browser, ServedApi api) : IClassFixture<Browser>, IClassFixture<ServedApi>
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Photos_are_recognised_and_a_bad_file_says_what_is_wrong(ColorScheme scheme)
    {
        var (stage, key) = (api.Stage, api.Key);
        await using var page = await browser.OpenAsync(
            scheme,
            height: 1000,
            fragment: $"#key={key}",
            origin: api.Origin
        );
        string[] labels = ["shirt", "dress", "shoes"];

        await page.ChooseAsync([
            .. labels.Select(label => ($"{label}.jpg", Photo(label))),
            ("notes.txt", "no photo"u8.ToArray()),
        ]);
        await page.AnsweredAsync(4);

        for (var i = 0; i < labels.Length; i++)
            await Expect(page.Cards.Nth(i).Locator(".bar-label").First).ToHaveTextAsync(labels[i]);
        await Expect(page.Cards.Nth(3).Locator(".problem")).ToContainTextAsync("The photo's format is not supported");
        Assert.StartsWith(api.Origin, stage, StringComparison.Ordinal);
        page.AssertQuiet();
        await page.Tab.EvaluateAsync("() => scrollTo(0, 0)");
        await page.Tab.ScreenshotAsync(new() { Path = Screenshot($"served-{scheme}.png") });
    }

    private static byte[] Photo(string label) =>
        File.ReadAllBytes(Path.Combine(SharedData.SamplePhotos, $"{label}.jpg"));

    private static string Screenshot(string name) => Path.Combine(SharedData.RepositoryRoot, "artifacts", "page", name);
}
