using System.CommandLine;
using ClothesClassification.Cli.Options;
using ClothesClassification.Cli.Photos;

namespace ClothesClassification.Cli.Remote;

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

    private readonly Option<int> concurrency = OptionExtensions.Number(
        "--concurrency",
        "N",
        "Photos sent at a time.",
        1,
        64,
        4
    );

    private readonly Option<int> retries = OptionExtensions.Number(
        "--retries",
        "N",
        "How often a photo is sent again after 429, 5xx or no connection.",
        0,
        20,
        5
    );

    private readonly Option<int> timeout = OptionExtensions.Number(
        "--timeout",
        "SECONDS",
        "Longest time for one photo, retries and waiting included.",
        1,
        3600,
        120
    );

    private readonly Option<bool> shrink = OptionExtensions.Flag(
        "--shrink",
        FormattableString.Invariant(
            $"Send a photo of more than {CallLimits.PayloadBytes / 1e6:F2} MB, too large for an invocation, as a smaller JPEG."
        )
    );

    private readonly Option<bool> allowHttp = OptionExtensions.Flag(
        "--allow-http",
        "Send the key unencrypted to another machine."
    );

    private Option[] All => [endpoint, key, addresses, concurrency, retries, timeout, shrink, allowHttp];

    public void AddTo(Command command)
    {
        foreach (var option in All)
            command.Options.Add(option);
    }

    /// <summary>The addresses of photos to be fetched by the API.</summary>
    public IEnumerable<PhotoArgument> Addresses(ParseResult parsed) =>
        (parsed.GetValue(addresses) ?? []).Select(a => new PhotoArgument(PhotoKind.Address, a));

    /// <returns>Null where no API is asked for.</returns>
    /// <exception cref="UsageException">The options do not go together.</exception>
    public Endpoint? Endpoint(ParseResult parsed)
    {
        if (parsed.GetValue(endpoint) is { } address)
        {
            var given = parsed.GetValue(key) ?? Environment.GetEnvironmentVariable(KeyVariable);
            return Remote.Endpoint.Parse(address, given, parsed.GetValue(allowHttp));
        }

        return Array.Find(All, o => parsed.GetResult(o) is { Implicit: false }) is { } stray
            ? throw new UsageException($"{stray.Name} needs --endpoint.")
            : null;
    }

    public CallLimits Limits(ParseResult parsed) =>
        new(
            parsed.GetValue(concurrency),
            parsed.GetValue(retries),
            TimeSpan.FromSeconds(parsed.GetValue(timeout)),
            CallLimits.PayloadBytes,
            parsed.GetValue(shrink)
        );
}
