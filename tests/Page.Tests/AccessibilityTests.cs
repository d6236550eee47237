using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClothesClassification.Page.Tests;

/// <summary>Keyboard, screen reader, contrast and small screens. Pictures of both themes stay in artifacts/page.</summary>
public sealed partial class AccessibilityTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly string[] Controls =
    [
        "button",
        "textbox",
        "combobox",
        "link",
        "checkbox",
        "switch",
        "slider",
        "DisclosureTriangle",
        "region",
        "img",
        "heading",
    ];

    [Theory]
    [InlineData(ColorScheme.Light, 1180)]
    [InlineData(ColorScheme.Dark, 1180)]
    [InlineData(ColorScheme.Light, 360)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Text_and_edges_have_enough_contrast_and_nothing_is_wider_than_the_screen(
        ColorScheme scheme,
        int width
    )
    {
        await using var page = await browser.OpenAsync(scheme, width);
        await ShowEverything(page);

        using var stream = typeof(AccessibilityTests).Assembly.GetManifestResourceStream("contrast.js")!;
        var found = await page.Tab.EvaluateAsync<string[]>(
            await new StreamReader(stream).ReadToEndAsync(TestContext.Current.CancellationToken)
        );
        await page.ScreenshotAsync($"{scheme}-{width}");

        Assert.InRange(int.Parse(found[0].Split(' ')[1]), 60, 1000);
        Assert.Empty(found[1..]);
        Assert.Equal(width, await page.Tab.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        page.AssertQuiet();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task First_screen_shows_photos_and_answers(ColorScheme scheme)
    {
        await using var page = await browser.OpenAsync(scheme, 1100, 760);
        // The picture shows a function that runs already.
        for (var i = 0; i < 12; i++)
        {
            await page.Tab.Locator(".sample").First.ClickAsync();
            await page.AnsweredAsync(i + 1);
        }

        await page.Tab.GetByRole(AriaRole.Button, new() { Name = "Clear all" }).ClickAsync();
        for (var i = 0; i < 3; i++)
        {
            await page.Tab.Locator(".sample").Nth(i).ClickAsync();
            await page.AnsweredAsync(i + 1);
        }

        await page.Tab.Mouse.MoveAsync(0, 0);
        await page.ScreenshotAsync($"first-screen-{scheme}", whole: false);

        await OpenPage.KeepSmallAsync($"first-screen-{scheme}");

        await Expect(page.Tab.GetByRole(AriaRole.Button, new() { Name = "Choose photos" })).ToBeInViewportAsync();
        await Expect(page.Cards.First.Locator(".bars").First).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Every_control_has_a_name_and_every_answer_is_announced()
    {
        await using var page = await browser.OpenAsync();
        await ShowEverything(page);

        var cdp = await page.Tab.Context.NewCDPSessionAsync(page.Tab);
        var tree = (await cdp.SendAsync("Accessibility.getFullAXTree"))!.Value;
        var controls = tree.GetProperty("nodes")
            .EnumerateArray()
            .Where(n => Controls.Contains(Text(n, "role")))
            .ToList();

        Assert.InRange(controls.Count, 30, 200);
        Assert.All(controls, node => Assert.False(string.IsNullOrWhiteSpace(Text(node, "name")), node.GetRawText()));
        await Expect(page.Tab.GetByRole(AriaRole.Status)).Not.ToBeEmptyAsync();
    }

    [Fact]
    public async Task Page_is_usable_with_the_keyboard_alone_and_focus_is_always_visible()
    {
        await using var page = await browser.OpenAsync();

        await TabTo(page, "Classify the sample");
        await page.Tab.Keyboard.PressAsync("Enter");
        await page.AnsweredAsync(1);
        await TabTo(page, "The same request as curl");
        await page.Tab.Keyboard.PressAsync("Enter");
        await TabTo(page, "Copy the curl command");
        await TabTo(page, "Open in the test");
        await page.Tab.Keyboard.PressAsync("Enter");
        await Expect(page.Tab.Locator("#send-test")).ToBeFocusedAsync();
        await page.Tab.Keyboard.PressAsync("Enter");

        await Expect(page.Tab.Locator("#test-result .status")).ToContainTextAsync("Status 200");
        page.AssertQuiet();
    }

    [Fact]
    public async Task Map_is_turned_on_and_faded_with_the_keyboard_and_said_in_words()
    {
        await using var page = await browser.OpenAsync();

        await TabTo(page, "Classify the sample");
        await page.Tab.Keyboard.PressAsync("Enter");
        await page.AnsweredAsync(1);
        await TabTo(page, "Show what speaks for");
        await page.Tab.Keyboard.PressAsync("Space");
        var map = page.Cards.First.GetByRole(AriaRole.Img, new() { Name = "Map of what speaks for dress" });
        await Expect(map).ToBeVisibleAsync();
        await Expect(page.Tab.GetByRole(AriaRole.Status)).ToHaveTextAsync(InTheMiddle());
        // The focus is still on the switch.
        await TabTo(page, "Strength of the map");
        await page.Tab.Keyboard.PressAsync("ArrowLeft");

        var slider = page.Cards.First.GetByRole(AriaRole.Slider, new() { Name = "Strength of the map" });
        await Expect(slider).ToHaveAttributeAsync("aria-valuetext", "55 %");
        await Expect(map).ToHaveCSSAsync("opacity", "0.55");
        page.AssertQuiet();
    }

    [System.Text.RegularExpressions.GeneratedRegex(
        "^Map of what speaks for dress: most of it in the middle( left| right)?\\.$"
    )]
    private static partial System.Text.RegularExpressions.Regex InTheMiddle();

    [Fact]
    public async Task First_stop_of_the_keyboard_leads_past_the_controls()
    {
        await using var page = await browser.OpenAsync();

        await page.Tab.Keyboard.PressAsync("Tab");
        await Expect(page.Tab.GetByText("Skip to the answers")).ToBeFocusedAsync();
        await page.Tab.Keyboard.PressAsync("Enter");

        await Expect(page.Tab.Locator("#answers")).ToBeFocusedAsync();
    }

    private static async Task TabTo(OpenPage page, string name)
    {
        for (var i = 0; i < 60; i++)
        {
            await page.Tab.Keyboard.PressAsync("Tab");
            var focused = await page.Tab.EvaluateAsync<string[]>(
                """
                () => {
                  const at = document.activeElement;
                  const style = getComputedStyle(at);
                  return [at.getAttribute("aria-label") ?? at.labels?.[0]?.textContent ?? at.textContent ?? "", at === document.body ? "solid" : style.outlineStyle, style.outlineWidth];
                }
                """
            );
            Assert.Equal("solid", focused[1]);
            if (focused[0].StartsWith(name, StringComparison.Ordinal))
                return;
        }

        Assert.Fail($"The keyboard does not reach \"{name}\".");
    }

    private static async Task ShowEverything(OpenPage page)
    {
        await page.Tab.Locator(".sample").First.ClickAsync();
        await page.AnsweredAsync(1);
        await page.Tab.GetByRole(AriaRole.Switch).CheckAsync();
        await page.Cards.First.Locator(".map").WaitForAsync();
        await page.ChooseAsync(("large.jpg", TestPhotos.Large()), ("notes.jpg", "not a photo"u8.ToArray()));
        await page.AnsweredAsync(3);
        await page.Tab.Locator("#address").FillAsync("x");
        await page.Tab.Locator("#address").PressAsync("Enter");
        await page.Tab.Locator("#test > summary").ClickAsync();
        await page.Tab.Locator("#send-test").ClickAsync();
        await page.Tab.Locator("#test-result .status").WaitForAsync();
        await page.Tab.EvaluateAsync("() => document.querySelectorAll('details').forEach((d) => (d.open = true))");
    }

    private static string? Text(JsonElement node, string property) =>
        node.TryGetProperty(property, out var value) && value.TryGetProperty("value", out var text)
            ? text.GetString()
            : null;
}
