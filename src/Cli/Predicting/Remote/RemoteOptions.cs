using System.CommandLine;

namespace ClothesClassification.Cli.Predicting.Remote;

/// <summary>The options that have an API answer instead of a model on this machine.</summary>
internal sealed class RemoteOptions
{
    private const string KeyVariable = "CLOTHES_API_KEY";

    private readonly Option<string?> endpoint = new("--endpoint")
    {
        Description =
            "Ask an API instead of a model on this machine: the address of its stage, with or without /predict behind it.",
        HelpName = "URL",
    };

    private readonly Option<string?> key = new("--api-key")
    {
        Description = $"The API's key. Better in {KeyVariable}: other users of the machine can see the command line.",
        HelpName = "KEY",
    };

    private readonly Option<string[]> addresses = new("--url")
    {
        Description =
            "A photo's address on the web, for the API to fetch; may be repeated. Answered after the photos given.",
        HelpName = "ADDRESS",
    };

    private readonly Option<int> concurrency = Limited("--concurrency", 4, 1, 64, "N", "Photos sent at a time.");

    private readonly Option<int> retries = Limited(
        "--retries",
        5,
        0,
        20,
        "N",
        "How often a photo is sent again after 429, 5xx or no connection."
    );

    private readonly Option<int> timeout = Limited(
        "--timeout",
        120,
        1,
        3600,
        "SECONDS",
        "Longest time for one photo, retries and waiting included."
    );

    private readonly Option<bool> shrink = new("--shrink")
    {
        Description =
            $"Send a photo of more than {CallLimits.PayloadBytes / 1_000_000} MB, too large for an invocation, as a smaller JPEG.",
    };

    private readonly Option<bool> allowHttp = new("--allow-http")
    {
        Description = "Send the key unencrypted to another machine.",
    };

    public void AddTo(Command command)
    {
        foreach (
            var option in new Option[] { endpoint, key, addresses, concurrency, retries, timeout, shrink, allowHttp }
        )
            command.Options.Add(option);
    }

    /// <summary>The addresses of photos to be fetched by the API.</summary>
    public IEnumerable<PhotoInput> Addresses(ParseResult parsed) =>
        (parsed.GetValue(addresses) ?? []).Select(a => new PhotoInput(PhotoKind.Address, a));

    /// <returns>Null where no API is asked for.</returns>
    /// <exception cref="UsageException">The options do not go together.</exception>
    public Endpoint? Endpoint(ParseResult parsed)
    {
        if (parsed.GetValue(endpoint) is { } address)
        {
            var given = parsed.GetValue(key) ?? Environment.GetEnvironmentVariable(KeyVariable);
            return Remote.Endpoint.Parse(address, given, parsed.GetValue(allowHttp));
        }

        var stray = new Option[] { key, addresses, concurrency, retries, timeout, shrink, allowHttp }.FirstOrDefault(
            o => parsed.GetResult(o) is { Implicit: false }
        );
        return stray is null ? null : throw new UsageException($"{stray.Name} needs --endpoint.");
    }

    public CallLimits Limits(ParseResult parsed) =>
        new(
            parsed.GetValue(concurrency),
            parsed.GetValue(retries),
            TimeSpan.FromSeconds(parsed.GetValue(timeout)),
            CallLimits.PayloadBytes,
            parsed.GetValue(shrink)
        );

    private static Option<int> Limited(string name, int standard, int least, int most, string unit, string description)
    {
        var option = new Option<int>(name)
        {
            Description = $"{description} Default: {standard}.",
            HelpName = unit,
            DefaultValueFactory = _ => standard,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var n) && (n < least || n > most))
                result.AddError($"{name} must be between {least} and {most}.");
        });
        return option;
    }
}
