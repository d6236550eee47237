using ClothesClassification.LocalGateway;

namespace ClothesClassification.Cli.Serving;

/// <summary>What a user needs to begin: addresses, key, a line to paste.</summary>
internal static class ServeBanner
{
    public static string Text(GatewayServer gateway, GatewayOptions options)
    {
        var api = options.Api;
        var key = api.ApiKeys.FirstOrDefault(k => k.Enabled)?.Value;
        var predict = api.Routes.FirstOrDefault(r => r is { Path: "/predict", Method: "POST" or "ANY" });
        List<string> lines =
        [
            $"Page      {gateway.Address}{(key is null ? "" : $"#key={key}")}",
            $"API       {gateway.StageAddress}",
        ];
        if (predict is not null)
            lines.Add($"Predict   {gateway.StageAddress}/predict");
        lines.Add(
            $"Invoke    aws lambda invoke --endpoint-url {gateway.Address} --function-name {api.Function.Name} ..."
        );
        if (key is not null)
            lines.Add($"Key       {key}");
        if (predict is not null)
        {
            var header = predict.ApiKeyRequired && key is not null ? $"-H 'x-api-key: {key}' " : "";
            lines.Add("");
            lines.Add(
                $"curl {header}-H 'content-type: image/jpeg' --data-binary @{Photo(options.SamplesFolder)} {gateway.StageAddress}/predict"
            );
        }

        lines.Add("");
        lines.Add("Ctrl-C ends it.");
        return string.Join('\n', lines);
    }

    private static string Photo(string? samples) =>
        samples is null
            ? "photo.jpg"
            : Directory.EnumerateFiles(samples, "*.jpg").Order(StringComparer.Ordinal).FirstOrDefault() ?? "photo.jpg";
}
