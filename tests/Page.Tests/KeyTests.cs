using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ClothesClassification.Page.Tests;

/// <summary>The API key in the page.</summary>
public sealed class KeyTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Key_leaves_the_address_and_is_nowhere_to_be_read()
    {
        await using var page = await browser.OpenAsync();
        await page.ChooseAsync(("a.jpg", TestPhotos.Drawn(1)));
        await page.AnsweredAsync(1);
        await page.Tab.GetByText("The same request as curl").ClickAsync();

        Assert.Equal(browser.Gateway.Origin + "/", page.Tab.Url);
        Assert.Equal(StubGateway.Key, browser.Gateway.Sent[^1].Key);
        await Expect(page.Tab.Locator("#key")).ToHaveAttributeAsync("type", "password");
        Assert.DoesNotContain(StubGateway.Key, await page.Tab.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            StubGateway.Key,
            await page.Tab.EvaluateAsync<string>("() => JSON.stringify(localStorage) + document.cookie"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Without_a_key_the_page_says_where_to_find_it_and_a_typed_one_is_used_at_the_next_try()
    {
        await using var page = await browser.OpenAsync(fragment: "");
        await page.ChooseAsync(("a.jpg", TestPhotos.Drawn(1)));
        await page.AnsweredAsync(1);
        await Expect(page.Cards.First.Locator(".problem")).ToContainTextAsync("The API wants a key.");

        await page.Tab.GetByLabel("API key").FillAsync(StubGateway.Key);
        await page.Tab.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

        await Expect(page.Cards.First.Locator(".bars").First).ToBeVisibleAsync();
        page.AssertQuiet();
    }

    [Fact]
    public async Task Key_outlives_a_reload_of_the_tab()
    {
        await using var page = await browser.OpenAsync();

        await page.Tab.ReloadAsync();
        await page.Tab.Locator("html[data-ready]").WaitForAsync();
        await page.ChooseAsync(("a.jpg", TestPhotos.Drawn(1)));
        await page.AnsweredAsync(1);

        await Expect(page.Cards.First.Locator(".bars").First).ToBeVisibleAsync();
    }
}
