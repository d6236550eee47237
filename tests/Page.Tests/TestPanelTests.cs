using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClothesClassification.Page.Tests;

/// <summary>The likeness of the console's test.</summary>
public sealed class TestPanelTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Test_shows_status_latency_cold_or_warm_response_event_and_log()
    {
        await using var page = await browser.OpenAsync();
        await page.Tab.Locator("#test > summary").ClickAsync();
        browser.Gateway.EndFunction();

        await page.Tab.Locator("#send-test").ClickAsync();

        var result = page.Tab.Locator("#test-result");
        await Expect(result.Locator(".status")).ToHaveTextAsync("Status 200, 13 ms");
        await Expect(result).ToContainTextAsync("function 10 ms, gateway 2.3 ms, init 311 ms");
        await Expect(result.Locator(".badge")).ToHaveTextAsync("cold start");
        await Expect(result.GetByRole(AriaRole.Region, new() { Name = "Response body" }))
            .ToContainTextAsync("\"predictions\": [");
        await Expect(result.GetByRole(AriaRole.Region, new() { Name = "Response headers" }))
            .ToContainTextAsync("Server-Timing: decode;dur=");
        await result.GetByText("Request event").ClickAsync();
        await Expect(result.GetByRole(AriaRole.Region, new() { Name = "Request event" }))
            .ToContainTextAsync("\"httpMethod\": \"POST\"");
        await result.GetByText("Log", new() { Exact = true }).ClickAsync();
        await Expect(result.GetByRole(AriaRole.Region, new() { Name = "Log" }))
            .ToContainTextAsync("START RequestId: 1");
        Assert.DoesNotContain(StubGateway.Key, await page.Tab.ContentAsync(), StringComparison.Ordinal);
        page.AssertQuiet();
    }

    [Fact]
    public async Task Test_without_a_key_is_refused_as_any_request_and_says_why()
    {
        await using var page = await browser.OpenAsync(fragment: "");
        await page.Tab.Locator("#test > summary").ClickAsync();

        await page.Tab.Locator("#send-test").ClickAsync();

        var result = page.Tab.Locator("#test-result");
        await Expect(result.Locator(".status")).ToContainTextAsync("Status 403");
        await Expect(result.Locator(".badge")).ToHaveTextAsync("function not asked");
        await Expect(result.Locator(".problem")).ToHaveTextAsync("The request has no key that the API knows.");
        await result.GetByText("Request event").ClickAsync();
        await Expect(result.GetByRole(AriaRole.Region, new() { Name = "Request event" }))
            .ToHaveTextAsync("The request did not get as far as the function.");
        page.AssertQuiet();
    }

    [Fact]
    public async Task Photo_of_a_card_can_be_tested_and_a_problem_is_shown_as_it_came()
    {
        await using var page = await browser.OpenAsync();
        await page.ChooseAsync(("notes.txt", "not a photo"u8.ToArray()));
        await page.AnsweredAsync(1);

        await page.Tab.GetByText("The same request as curl").ClickAsync();
        await page.Tab.GetByRole(AriaRole.Button, new() { Name = "Open in the test" }).ClickAsync();
        await Expect(page.Tab.Locator("#body-photo")).ToContainTextAsync("notes.txt, 11 bytes, sent as base64.");
        await page.Tab.Locator("#send-test").ClickAsync();

        await Expect(page.Tab.Locator("#test-result .status")).ToContainTextAsync("Status 422");
        await Expect(page.Tab.GetByRole(AriaRole.Region, new() { Name = "Response body" }))
            .ToContainTextAsync("\"detail\": \"The photo's format");
    }

    [Fact]
    public async Task Recent_requests_are_listed_with_the_newest_first()
    {
        await using var page = await browser.OpenAsync();
        await page.Tab.Locator("#recent > summary").ClickAsync();

        await page.ChooseAsync(("a.jpg", TestPhotos.Drawn(1)));
        await page.AnsweredAsync(1);
        await Expect(page.Tab.Locator("#recent-rows tr").First).ToContainTextAsync("200");
        await page.Tab.GetByLabel("API key").FillAsync("wrong");
        await page.ChooseAsync(("b.jpg", TestPhotos.Drawn(2)));
        await page.AnsweredAsync(2);

        await Expect(page.Tab.Locator("#recent-rows tr").First).ToContainTextAsync("POST /test/predict");
        await Expect(page.Tab.Locator("#recent-rows tr").First).ToContainTextAsync("403");
        await Expect(page.Tab.Locator("#recent-rows tr").First).ToContainTextAsync("not asked");
        page.AssertQuiet();
    }

    [Fact]
    public async Task Header_that_is_none_is_named()
    {
        await using var page = await browser.OpenAsync();
        await page.Tab.Locator("#test > summary").ClickAsync();
        await page.Tab.GetByLabel("Headers, one a line").FillAsync("accept: */*\nnonsense");

        await page.Tab.Locator("#send-test").ClickAsync();

        await Expect(page.Tab.Locator("#test-result"))
            .ToHaveTextAsync("\"nonsense\" is not a header; write name: value.");
    }
}
