using ClothesClassification.LambdaHost.Events;

namespace ClothesClassification.LambdaHost.Endpoints;

/// <summary>Lets pages of other origins call: <see href="https://fetch.spec.whatwg.org/#http-cors-protocol"/>.</summary>
/// <param name="origins">The origins that may; <c>*</c> for all; empty: off.</param>
internal sealed class Cors(IReadOnlyList<string> origins)
{
    private const string MaxAge = "600";

    public bool IsOn => origins.Count > 0;

    /// <summary>Adds the headers that let the page read the response.</summary>
    public void Apply(FunctionEvent request, ApiResponse response)
    {
        if (!IsOn)
            return;
        var headers = response.Head.Headers;
        var anyone = origins.Contains("*");
        if (!anyone)
            headers["Vary"] = "Origin";
        var origin = request.Header("origin");
        if (!anyone && !origins.Contains(origin))
            return;
        headers["Access-Control-Allow-Origin"] = anyone ? "*" : origin;
        headers["Access-Control-Expose-Headers"] = "Server-Timing, X-Request-Id";
    }

    /// <summary>Answer to a preflight.</summary>
    /// <param name="methods">Methods of the resource.</param>
    public static ApiResponse Preflight(string methods)
    {
        var response = ApiResponse.Of(204, null, default);
        var headers = response.Head.Headers;
        headers["Allow"] = methods;
        headers["Access-Control-Allow-Methods"] = methods;
        headers["Access-Control-Allow-Headers"] =
            "Authorization, Content-Type, X-Api-Key, X-Amz-Date, X-Amz-Security-Token";
        headers["Access-Control-Max-Age"] = MaxAge;
        return response;
    }
}
