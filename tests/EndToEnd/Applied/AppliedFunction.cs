namespace ClothesClassification.EndToEnd.Applied;

/// <summary>The function behind an alias, as AWS has it.</summary>
/// <param name="Version">The published version that the alias means.</param>
internal sealed record AppliedFunction(
    string Name,
    string Version,
    string Handler,
    int TimeoutSeconds,
    int MemorySize,
    IReadOnlyDictionary<string, string> Environment
)
{
    public static async Task<AppliedFunction> ReadAsync(AwsEndpoint aws, string name, string alias)
    {
        var live = await aws.GetAsync("lambda", $"2015-03-31/functions/{name}/aliases/{alias}");
        var version = live.Text("FunctionVersion")!;
        var answer = await aws.GetAsync("lambda", $"2015-03-31/functions/{name}?Qualifier={version}");
        var configuration = answer.Member("Configuration");
        return new AppliedFunction(
            name,
            version,
            configuration.Text("Handler")!,
            (int)configuration.Number("Timeout")!,
            (int)configuration.Number("MemorySize")!,
            configuration.Map("Environment.Variables")
        );
    }
}
