using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace ClothesClassification.EndToEnd.Serving;

/// <summary>Every form in which photos can be sent, through the gateway to the published function, against the library.</summary>
public sealed class InputFormTests(ServedApi api, Answers answers) : IClassFixture<ServedApi>, IClassFixture<Answers>
{
    private string Photo => answers.Photos.First(photo => photo.EndsWith("dress.jpg", StringComparison.Ordinal));

    /// <summary>JSON that names the photo by its URL.</summary>
    private string Dress => $$"""{"url": "{{api.Origin}}/samples/dress.jpg"}""";

    [Fact]
    public async Task The_bytes_of_a_photo_are_classified_as_by_the_library()
    {
        foreach (var photo in answers.Photos)
        {
            var type = photo.EndsWith(".png", StringComparison.Ordinal) ? "image/png" : "image/jpeg";
            answers.AssertRight(photo, await PostAsync(Bytes(photo, type)));
        }
    }

    [Fact]
    public async Task A_photo_as_base64_or_at_a_URL_is_classified_also_as_curl_sends_it()
    {
        var image = Convert.ToBase64String(await File.ReadAllBytesAsync(Photo));
        using var form = new StringContent(Dress, Encoding.UTF8, "application/x-www-form-urlencoded");

        foreach (var content in new[] { Json($$"""{"image": "{{image}}"}"""), Json(Dress), form })
            answers.AssertRight(Photo, await PostAsync(content));
    }

    [Fact]
    public async Task A_form_with_several_files_is_answered_in_order()
    {
        using var form = new MultipartFormDataContent();
        foreach (var photo in answers.Photos)
            form.Add(Bytes(photo, "image/jpeg"), "photo", Path.GetFileName(photo));

        var results = (await PostAsync(form))!["results"]!.AsArray();

        Assert.Equal(answers.Photos.Select(Path.GetFileName), results.Select(result => $"{result!["id"]}"));
        for (var i = 0; i < results.Count; i++)
            answers.AssertRight(answers.Photos[i], results[i]);
    }

    [Fact]
    public async Task A_direct_invocation_answers_with_the_logits_of_the_library_which_clothes_predict_prints()
    {
        using var response = await api.Http.PostAsync(
            $"{api.Origin}/2015-03-31/functions/clothes-classification/invocations",
            Json(Dress)
        );
        var logits = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
        Assert.Equal(
            answers.Of(Photo).Logits!.AsEnumerable(),
            logits.Select(logit => KeyValuePair.Create(logit.Key, logit.Value!.GetValue<float>()))
        );

        var printed = await PublishedFunction.ClothesAsync("predict", Photo, "--format", "json");

        var predictions = JsonNode.Parse(printed)![0]!["predictions"]!.AsArray();
        Assert.Equal(10, predictions.Count);
        Assert.All(
            predictions,
            p => Assert.Equal(p!["logit"]!.GetValue<float>(), logits[$"{p["label"]}"]!.GetValue<float>())
        );
    }

    [Fact]
    public async Task Without_a_key_API_Gateway_forbids()
    {
        using var stranger = new HttpClient();
        using var response = await stranger.PostAsync($"{api.Stage}/predict", Bytes(Photo, "image/jpeg"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("""{"message":"Forbidden"}""", await response.Content.ReadAsStringAsync());
    }

    private async Task<JsonNode?> PostAsync(HttpContent content)
    {
        using var response = await api.Http.PostAsync($"{api.Stage}/predict", content);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonNode.Parse(text);
    }

    private static ByteArrayContent Bytes(string photo, string type) =>
        new(File.ReadAllBytes(photo)) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");
}
