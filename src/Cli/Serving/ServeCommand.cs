using System.CommandLine;
using System.Net;
using ClothesClassification.LocalGateway.Description;

namespace ClothesClassification.Cli.Serving;

/// <summary>The command line of <c>clothes serve</c>.</summary>
internal static class ServeCommand
{
    public const string Name = "serve";

    /// <summary>Longer than a request may take, so that those that run are answered.</summary>
    public static readonly TimeSpan TerminationTimeout = TimeSpan.FromSeconds(40);

    public static Command Create()
    {
        var port = new Option<int>("--port")
        {
            Description = "Port to listen on; 0: a free one. Default: 8080.",
            HelpName = "N",
            DefaultValueFactory = _ => 8080,
        };
        port.Validators.Add(Between(port, 0, 65_535));
        var address = new Option<string>("--address")
        {
            Description = "Address to listen on. Default: 127.0.0.1; any other opens the API to other machines.",
            HelpName = "IP",
            DefaultValueFactory = _ => "127.0.0.1",
        };
        address.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !IPAddress.TryParse(result.Tokens[0].Value, out _))
                result.AddError("--address must be an IP address such as 127.0.0.1 or 0.0.0.0.");
        });
        var key = new Option<string?>("--api-key")
        {
            Description =
                "The API's key, 20 to 128 characters. Default: the description's keys, or a random one, which is printed.",
            HelpName = "KEY",
        };
        var concurrency = new Option<int>("--concurrency")
        {
            Description =
                "Processes of the function at most, one request at a time each. Default: the number of processors.",
            HelpName = "N",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        concurrency.Validators.Add(Between(concurrency, 1, 1000));
        var warm = new Option<int>("--warm")
        {
            Description = "Processes to start in advance; the others start when they are needed. Default: 0.",
            HelpName = "N",
        };
        warm.Validators.Add(Between(warm, 0, 1000));
        var bootstrap = new Option<string?>("--bootstrap")
        {
            Description =
                "Command that starts the function: any program that speaks the Lambda Runtime API. Default: the published one.",
            HelpName = "COMMAND",
        };
        var api = new Option<FileInfo?>("--api")
        {
            Description =
                "Description of the API: routes, keys, usage plan, stage, media types. Default: this project's.",
            HelpName = "FILE",
        };
        var samples = new Option<DirectoryInfo?>("--samples")
        {
            Description = "Folder of photos to serve under /samples/, so that there are addresses to classify offline.",
            HelpName = "DIR",
        };
        var loopback = new Option<bool>("--allow-loopback-urls")
        {
            Description = "Lets the function fetch photos from this machine, which it refuses otherwise.",
        };
        var command = new Command(
            Name,
            "Run the function behind a local API Gateway: the API, its keys and errors, and a page to try it. Ctrl-C ends it."
        )
        {
            port,
            address,
            key,
            concurrency,
            warm,
            bootstrap,
            api,
            samples,
            loopback,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                new ServeRun(
                    new ServeSettings
                    {
                        Port = parsed.GetValue(port),
                        Address = IPAddress.Parse(parsed.GetRequiredValue(address)),
                        ApiKey = parsed.GetValue(key),
                        Concurrency = parsed.GetValue(concurrency),
                        Warm = parsed.GetValue(warm),
                        Bootstrap = parsed.GetValue(bootstrap),
                        Api = parsed.GetValue(api) is { } file
                            ? ApiDescription.Load(file.FullName)
                            : ApiDescription.Default,
                        Samples = parsed.GetValue(samples)?.FullName,
                        AllowLoopbackUrls = parsed.GetValue(loopback),
                    }
                ).RunAsync(cancellationToken)
        );
        return command;
    }

    private static Action<System.CommandLine.Parsing.OptionResult> Between(Option<int> option, int least, int most) =>
        result =>
        {
            if (
                result.Tokens.Count == 1
                && int.TryParse(result.Tokens[0].Value, out var value)
                && (value < least || value > most)
            )
                result.AddError($"{option.Name} must be between {least} and {most}.");
        };
}
