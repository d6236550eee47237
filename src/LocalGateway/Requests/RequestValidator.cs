using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using ClothesClassification.LocalGateway.Description;
using ClothesClassification.LocalGateway.Errors;
using ClothesClassification.LocalGateway.Http;
using ClothesClassification.LocalGateway.Routing;
using Newtonsoft.Json;
using NJsonSchema;

namespace ClothesClassification.LocalGateway.Requests;

/// <summary>Refuses a request that lacks a required parameter or whose body does not match its model.</summary>
internal sealed class RequestValidator(ApiDescription api)
{
    private const string Prefix = "method.request.";
    private readonly ConcurrentDictionary<string, Task<JsonSchema>> schemas = new();

    /// <exception cref="GatewayException">A required parameter is missing, or the body does not match its model.</exception>
    public async Task CheckAsync(ApiRequest request, RouteMatch match, ReadOnlyMemory<byte> body)
    {
        var route = match.Route.Description;
        if (route.RequestValidator is not { } validator)
            return;
        if (validator.ValidateRequestParameters)
        {
            var missing = Missing(request, match);
            if (missing.Count > 0)
                throw GatewayErrors.BadParameters(string.Join(", ", missing));
        }

        var type = MediaTypes.First(request.Header("Content-Type")) ?? MediaTypes.Default;
        if (validator.ValidateRequestBody && route.RequestModels.TryGetValue(type, out var model))
            await CheckBodyAsync(model, body).ConfigureAwait(false);
    }

    private static List<string> Missing(ApiRequest request, RouteMatch match)
    {
        List<string> missing = [];
        foreach (var (parameter, required) in match.Route.Description.RequestParameters)
        {
            if (!required)
                continue;
            var place = parameter[Prefix.Length..];
            var name = place[(place.IndexOf('.', StringComparison.Ordinal) + 1)..];
            var value = place[0] switch
            {
                'h' => request.Header(name),
                'q' => QueryParameters.Parse(request.Query).LastOrDefault(p => p.Name == name).Value,
                _ => match.PathParameters.GetValueOrDefault(name),
            };
            if (string.IsNullOrEmpty(value))
                missing.Add(name);
        }

        return missing;
    }

    private async Task CheckBodyAsync(string model, ReadOnlyMemory<byte> body)
    {
        var schema = await schemas
            .GetOrAdd(model, name => JsonSchema.FromJsonAsync(api.Models[name].GetRawText()))
            .ConfigureAwait(false);
        try
        {
            // Strict syntax and bounded depth first: the validator's parser takes comments and single quotes.
            using var json = JsonDocument.Parse(body);
            var faults = schema.Validate(Encoding.UTF8.GetString(body.Span));
            if (faults.Count > 0)
                throw GatewayErrors.BadBody($"[{string.Join(", ", faults.Select(f => $"{f.Path}: {f.Kind}"))}]");
        }
        catch (System.Text.Json.JsonException e)
        {
            throw GatewayErrors.BadBody($"[the body is not JSON: {e.Message}]");
        }
        // The validator cannot compare a whole number of over 64 bits, and its parser refuses one of over 380 digits.
        catch (Exception e) when (e is InvalidCastException or JsonReaderException)
        {
            throw GatewayErrors.BadBody("[the body has a whole number that is too large]");
        }
    }
}
