namespace ClothesClassification.EndToEnd.Applied;

/// <summary>What callers were promised of the API by default, said again beside Terraform's own words.</summary>
internal static class ApiContract
{
    private static readonly (string Method, string Path)[] Routes =
    [
        ("POST", "/predict"),
        ("GET", "/health"),
        ("GET", "/model"),
        ("GET", "/openapi.json"),
    ];

    private static IEnumerable<(string Method, string Path)> Preflights =>
        Routes.Select(route => ("OPTIONS", route.Path));

    /// <summary>A sentence for each promise that does not hold; empty where all do.</summary>
    /// <param name="api">The API as AWS has it.</param>
    /// <param name="function">The function that has to answer.</param>
    /// <param name="alias">Its alias.</param>
    public static IReadOnlyList<string> Breaches(AppliedApi api, string function, string alias)
    {
        var breaches = new List<string>();
        foreach (var (verb, path) in Routes.Concat(Preflights))
        {
            var method = api.Methods.SingleOrDefault(m => m.Path == path && m.HttpMethod == verb);
            if (method == null)
                breaches.Add($"{verb} {path} is missing.");
            else if (verb == "OPTIONS")
                breaches.AddRange(
                    method.Integration is { Type: "MOCK" } ? [] : [$"{verb} {path} starts the function."]
                );
            else
                breaches.AddRange(Breaches(method, function, alias));
            if (api.Policy?.LetsIn(new Call(verb + path)) != true)
                breaches.Add($"{verb} {path} is refused by the policy.");
        }

        var others = api.Methods.Select(m => (m.HttpMethod, m.Path)).Except(Routes.Concat(Preflights)).ToList();
        breaches.AddRange(others.Select(other => $"{other.Item1} {other.Path} was not promised."));
        if (api.Policy?.LetsIn(new Call("GET/removed")) != false)
            breaches.Add("A route that was removed could still be called.");
        var binary = BinaryMediaTypes.OfLocalGateway();
        breaches.AddRange(binary.Except(api.BinaryMediaTypes).Select(type => $"{type} does not arrive as bytes."));
        breaches.AddRange(api.BinaryMediaTypes.Except(binary).Select(type => $"{type} arrives in base64."));
        if (!api.UsagePlans.Any(plan => plan.Stages.Contains(api.Stage.Name) && plan.Keys.Any(key => key.Enabled)))
            breaches.Add("No key opens the stage.");
        return breaches;
    }

    private static IEnumerable<string> Breaches(AppliedMethod method, string function, string alias)
    {
        var name = $"{method.HttpMethod} {method.Path}";
        if (!method.ApiKeyRequired)
            yield return $"{name} can be called without a key.";
        if (method.Integration is not { Type: "AWS_PROXY", HttpMethod: "POST" })
            yield return $"{name} is not passed on to Lambda.";
        else if (method.Integration.Function != (function, alias))
            yield return $"{name} calls {method.Integration.Uri} and not {function}:{alias}.";
        if (
            method.HttpMethod == "POST"
            && !(method.ValidatesBody && method.RequestModels.ContainsKey("application/json"))
        )
            yield return $"{name} does not check JSON bodies.";
    }
}
