using ClothesClassification.Inference;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClothesClassification.Page.Tests;

/// <summary>The map over a photo: where the label's logit comes from.</summary>
public sealed class EvidenceTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Map_lies_over_the_photo_and_is_brightest_where_the_library_says()
    {
        await using var page = await browser.OpenAsync();
        var photo = TestPhotos.Sample("dress.jpg");
        using var classifier = ImageClassifier.Load(SharedData.ModelFolder);
        var options = new ClassifyOptions { Evidence = EvidenceMethod.Output };
        var expected = classifier.Classify(photo, options).Evidence!["dress"];

        await page.ChooseAsync(("dress.jpg", photo));
        await page.AnsweredAsync(1);
        var asked = browser.Gateway.Sent.Count;
        Assert.Equal("", browser.Gateway.Sent[^1].Query);
        var card = page.Cards.First;
        await card.GetByRole(AriaRole.Switch, new() { Name = "Show what speaks for dress" }).CheckAsync();
        var map = card.Locator(".map");
        await Expect(map).ToBeVisibleAsync();

        Assert.Equal("?explain=true", browser.Gateway.Sent[^1].Query);
        Assert.Equal(photo, browser.Gateway.Sent[^1].Body);
        var (over, under) = (await map.BoundingBoxAsync(), await card.Locator("img").BoundingBoxAsync());
        Assert.Equal((under!.X, under.Y, under.Width, under.Height), (over!.X, over.Y, over.Width, over.Height));
        var brightest = await map.EvaluateAsync<double[]>(
            """
            (canvas) => {
              const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
              let best = 0;
              for (let i = 0; i < data.length; i += 4) if (data[i] + data[i + 1] > data[best] + data[best + 1]) best = i;
              return [(best / 4) % canvas.width / canvas.width, Math.floor(best / 4 / canvas.width) / canvas.height];
            }
            """
        );
        var values = expected.AsSpan().ToArray();
        var strongest = Array.IndexOf(values, values.Max());
        Assert.Equal(
            (strongest % expected.Columns, strongest / expected.Columns),
            ((int)(brightest[0] * expected.Columns), (int)(brightest[1] * expected.Rows))
        );

        await card.GetByRole(AriaRole.Switch).UncheckAsync();
        await Expect(map).ToBeHiddenAsync();
        await card.GetByRole(AriaRole.Switch).CheckAsync();
        await Expect(map).ToBeVisibleAsync();
        Assert.Equal(asked + 1, browser.Gateway.Sent.Count);
        page.AssertQuiet();
    }

    [Fact]
    public async Task Slider_sets_how_much_of_the_photo_shows_through()
    {
        await using var page = await browser.OpenAsync();
        await page.ChooseAsync(("dress.jpg", TestPhotos.Sample("dress.jpg")));
        await page.AnsweredAsync(1);
        var card = page.Cards.First;
        await Expect(card.GetByRole(AriaRole.Slider)).ToBeHiddenAsync();
        await card.GetByRole(AriaRole.Switch).CheckAsync();

        foreach (var (strength, opacity) in new[] { ("0", "0"), ("100", "1"), ("40", "0.4") })
        {
            await card.GetByRole(AriaRole.Slider).FillAsync(strength);
            await Expect(card.Locator(".map")).ToHaveCSSAsync("opacity", opacity);
        }

        page.AssertQuiet();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Map_in_both_themes(ColorScheme scheme)
    {
        await using var page = await browser.OpenAsync(scheme, 1100, 760);
        foreach (var name in new[] { "dress.jpg", "shoes.jpg" })
            await page.ChooseAsync((name, TestPhotos.Sample(name)));
        await page.AnsweredAsync(2);
        for (var i = 0; i < 2; i++)
        {
            await page.Cards.Nth(i).GetByRole(AriaRole.Switch).CheckAsync();
            await Expect(page.Cards.Nth(i).Locator(".map")).ToBeVisibleAsync();
        }

        await page.ScreenshotAsync($"evidence-{scheme}", whole: false);
        page.AssertQuiet();
    }

    [Fact]
    public async Task Model_without_evidence_leaves_the_switch_off_and_says_so()
    {
        await using var page = await browser.OpenAsync();
        await page.ChooseAsync(("dress.jpg", TestPhotos.Sample("dress.jpg")));
        await page.AnsweredAsync(1);
        browser.Gateway.GivesEvidence = false;
        try
        {
            // Not by CheckAsync, which waits for it to be on.
            await page.Cards.First.GetByRole(AriaRole.Switch).ClickAsync();

            await Expect(page.Cards.First.Locator(".evidence .note").First).ToHaveTextAsync(StubGateway.NoEvidence);
            await Expect(page.Cards.First.GetByRole(AriaRole.Switch)).Not.ToBeCheckedAsync();
            await Expect(page.Cards.First.Locator(".map")).ToHaveCountAsync(0);
            await Expect(page.Tab.GetByRole(AriaRole.Status)).ToHaveTextAsync(StubGateway.NoEvidence);
        }
        finally
        {
            browser.Gateway.GivesEvidence = true;
        }
    }
}
