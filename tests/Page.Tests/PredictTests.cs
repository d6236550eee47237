using System.Text;
using ClothesClassification.Inference;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClothesClassification.Page.Tests;

/// <summary>Photos given to the page in each way, and what it shows.</summary>
public sealed class PredictTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Chosen_photo_is_answered_with_ranked_labels_and_latency()
    {
        await using var page = await browser.OpenAsync();
        var photo = TestPhotos.Drawn(1);
        using var classifier = ImageClassifier.Load(SharedData.ModelFolder);
        var expected = classifier.Classify(photo);
        browser.Gateway.EndFunction();

        await page.ChooseAsync(("my photo.jpg", photo));
        await page.AnsweredAsync(1);

        var card = page.Cards.First;
        await Expect(card.GetByRole(AriaRole.Heading)).ToHaveTextAsync("my photo.jpg");
        var labels = await card.Locator(".bar-label").AllTextContentsAsync();
        Assert.Equal(expected.Predictions.Select(p => p.Label), labels);
        await Expect(card.Locator(".bar-score").First)
            .ToHaveTextAsync(FormattableString.Invariant($"{100 * expected.Best.Score:F1} %"));
        await Expect(card.Locator(".meta")).ToContainTextAsync("400 × 534");
        await Expect(card.Locator(".legend")).ToContainTextAsync("model");
        await Expect(card.Locator(".badge")).ToHaveTextAsync("cold start");
        await Expect(page.Tab.GetByRole(AriaRole.Status)).ToContainTextAsync($"my photo.jpg: {expected.Best.Label}");
        await page.ChooseAsync(("again.jpg", photo));
        await page.AnsweredAsync(2);
        await Expect(page.Cards.Nth(1).Locator(".badge")).ToHaveTextAsync("warm");
        page.AssertQuiet();
    }

    [Fact]
    public async Task Answer_that_cannot_be_relied_on_says_why_and_others_do_not()
    {
        await using var page = await browser.OpenAsync();
        var drawn = TestPhotos.Drawn(1);
        using var classifier = ImageClassifier.Load(SharedData.ModelFolder);
        Assert.Equal(DoubtReason.Ambiguous, classifier.Classify(drawn).Confidence!.Value.Reason);

        await page.ChooseAsync(("drawn.jpg", drawn), ("dress.jpg", TestPhotos.Sample("dress.jpg")));
        await page.AnsweredAsync(2);

        await Expect(page.Cards.Nth(0).Locator(".doubt"))
            .ToHaveTextAsync("Not confident: it may as well be the second label.");
        await Expect(page.Cards.Nth(1).Locator(".doubt")).ToHaveCountAsync(0);
        await Expect(page.Tab.Locator("#answers"))
            .ToContainTextAsync("it does not say whether the photo shows one of them");
        page.AssertQuiet();
    }

    [Fact]
    public async Task Several_photos_have_a_card_each_in_the_order_given_and_a_bad_one_says_what_is_wrong()
    {
        await using var page = await browser.OpenAsync();

        await page.ChooseAsync(
            ("1.jpg", TestPhotos.Drawn(1, 2000, 2600)),
            ("<img src=x onerror=alert(1)>.txt", "not a photo"u8.ToArray()),
            ("3.jpg", TestPhotos.Drawn(3)),
            ("4.jpg", TestPhotos.Drawn(4)),
            ("5.jpg", TestPhotos.Drawn(5)[..3000])
        );
        await page.AnsweredAsync(5);

        Assert.Equal(
            ["1.jpg", "<img src=x onerror=alert(1)>.txt", "3.jpg", "4.jpg", "5.jpg"],
            await page.Cards.GetByRole(AriaRole.Heading).AllTextContentsAsync()
        );
        await Expect(page.Cards.Nth(1).Locator(".problem"))
            .ToContainTextAsync("The photo's format is not supported: plain text cannot be read here");
        await Expect(page.Cards.Nth(4).Locator(".problem"))
            .ToContainTextAsync("The photo ends before the picture does");
        await Expect(page.Cards.Nth(3).Locator(".bars").First).ToBeVisibleAsync();
        page.AssertQuiet();
    }

    [Fact]
    public async Task Address_is_sent_in_place_of_bytes_and_one_that_is_none_is_refused()
    {
        await using var page = await browser.OpenAsync();
        var field = page.Tab.GetByLabel("Or the address of a photo on the web");

        await field.FillAsync("dress.jpg");
        await field.PressAsync("Enter");
        await Expect(page.Tab.Locator("#address-error"))
            .ToHaveTextAsync("Enter an address that begins with https:// or http://");
        var address = $"{browser.Gateway.Origin}/samples/{TestPhotos.Samples[0]}";
        await field.FillAsync(address);
        await page.Tab.GetByRole(AriaRole.Button, new() { Name = "Classify", Exact = true }).ClickAsync();
        await page.AnsweredAsync(1);

        await Expect(page.Tab.Locator("#address-error")).ToBeHiddenAsync();
        var sent = browser.Gateway.Sent[^1];
        Assert.Equal("application/json", sent.ContentType);
        Assert.Equal($"{{\"url\":\"{address}\"}}", Encoding.UTF8.GetString(sent.Body));
        page.AssertQuiet();
    }

    [Fact]
    public async Task Sample_is_answered_at_a_click()
    {
        await using var page = await browser.OpenAsync();

        await page.Tab.Locator(".sample").First.ClickAsync();
        await page.AnsweredAsync(1);

        Assert.Equal(TestPhotos.Sample(TestPhotos.Samples[0]), browser.Gateway.Sent[^1].Body);
        page.AssertQuiet();
    }

    [Theory]
    [InlineData("drop")]
    [InlineData("paste")]
    public async Task Dropped_or_pasted_photo_is_answered(string way)
    {
        await using var page = await browser.OpenAsync();
        var photo = TestPhotos.Drawn(2);

        await page.Tab.EvaluateAsync(
            """
            ([way, base64]) => {
              const data = new DataTransfer();
              const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
              data.items.add(new File([bytes], "given.jpg", { type: "image/jpeg" }));
              document.body.dispatchEvent(way === "drop"
                ? new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true })
                : new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """,
            new[] { way, Convert.ToBase64String(photo) }
        );
        await page.AnsweredAsync(1);

        Assert.Equal(photo, browser.Gateway.Sent[^1].Body);
        page.AssertQuiet();
    }

    [Fact]
    public async Task Pasted_address_waits_in_its_field()
    {
        await using var page = await browser.OpenAsync();

        await page.Tab.EvaluateAsync(
            """
            () => {
              const data = new DataTransfer();
              data.setData("text/plain", " https://example.com/a.jpg ");
              document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """
        );

        await Expect(page.Tab.Locator("#address")).ToHaveValueAsync("https://example.com/a.jpg");
        await Expect(page.Tab.Locator("#address")).ToBeFocusedAsync();
        await Expect(page.Cards).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Photo_over_the_payload_limit_is_shrunk_and_the_page_says_so()
    {
        await using var page = await browser.OpenAsync();
        var large = TestPhotos.Large();
        Assert.True(large.Length > 4_750_000);

        await page.ChooseAsync(("large.jpg", large));
        await page.AnsweredAsync(1);

        var sent = browser.Gateway.Sent[^1];
        Assert.Equal("image/jpeg", sent.ContentType);
        Assert.True(sent.Body.Length <= StubGateway.MaxPayloadBytes, $"{sent.Body.Length} bytes");
        await Expect(page.Cards.First.Locator(".meta"))
            .ToContainTextAsync(
                FormattableString.Invariant(
                    $"Shrunk here from 3000 × 2400, {large.Length / 1e6:F1} MB, which is more than an invocation takes."
                )
            );
        await Expect(page.Cards.First.Locator(".meta"))
            .ToContainTextAsync(FormattableString.Invariant($"{sent.Body.Length / 1e6:F1} MB"));
        page.AssertQuiet();
    }

    [Fact]
    public async Task Large_file_that_is_no_photo_is_refused_without_sending_it()
    {
        await using var page = await browser.OpenAsync();
        var before = browser.Gateway.Sent.Count;

        await page.ChooseAsync(("large.jpg", new byte[5_000_000]));
        await page.AnsweredAsync(1);

        await Expect(page.Cards.First.Locator(".problem"))
            .ToContainTextAsync("The photo has 5.0 MB, an invocation takes 4.7 MB");
        Assert.Equal(before, browser.Gateway.Sent.Count);
        page.AssertQuiet();
    }

    [Fact]
    public async Task Photos_over_the_rate_of_the_usage_plan_are_sent_again_until_all_are_answered()
    {
        await using var page = await browser.OpenAsync();
        browser.Gateway.Throttle(6);

        await page.ChooseAsync([.. Enumerable.Range(0, 6).Select(i => ($"{i}.jpg", TestPhotos.Drawn(i)))]);
        await page.AnsweredAsync(6);

        await Expect(page.Cards.Locator(".latency")).ToHaveCountAsync(6);
        page.AssertQuiet();
    }

    [Fact]
    public async Task Curl_command_is_the_same_request_without_the_key_and_can_be_copied()
    {
        await using var page = await browser.OpenAsync();
        await page.ChooseAsync(("it's mine.jpg", TestPhotos.Drawn(1)));
        await page.AnsweredAsync(1);

        await page.Tab.GetByText("The same request as curl").ClickAsync();
        await page.Tab.GetByRole(AriaRole.Button, new() { Name = "Copy the curl command" }).ClickAsync();
        await Expect(page.Tab.GetByRole(AriaRole.Button, new() { Name = "Copy the curl command" }))
            .ToHaveTextAsync("Copied");

        Assert.Equal(
            $"""
            curl '{browser.Gateway.Origin}/test/predict' \
              -H "x-api-key: $CLOTHES_API_KEY" \
              -H 'content-type: image/jpeg' \
              --data-binary '@it'\''s mine.jpg'
            """,
            await page.Tab.EvaluateAsync<string>("() => navigator.clipboard.readText()")
        );
        page.AssertQuiet();
    }
}
