using System.CommandLine;
using System.Net;
using ClothesClassification.Cli.Options;
using ClothesClassification.Inference.Models;
using ClothesClassification.LocalGateway;
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
        var port = OptionExtensions.Number("--port", "N", "Port to listen on; 0: a free one.", 0, 65_535, 8080);
        var address = new Option<IPAddress>("--address")
        {
            Description = "Address to listen on; any but 127.0.0.1 opens the API to other machines.",
            HelpName = "IP",
            DefaultValueFactory = _ => IPAddress.Loopback,
            CustomParser = result =>
            {
                if (IPAddress.TryParse(result.Tokens[0].Value, out var parsed))
                    return parsed;
                result.AddError(
                    $"--address must be an IP address such as 127.0.0.1 or 0.0.0.0, not '{result.Tokens[0].Value}'."
                );
                return null;
            },
        };
        var key = new Option<string?>("--api-key")
        {
            Description =
                "The API's key, 20 to 128 characters. Default: the description's keys, or a random one, which is printed.",
            HelpName = "KEY",
        };
        var concurrency = OptionExtensions.Number(
            "--concurrency",
            "N",
            "Processes of the function at most, one request at a time each; as many as there are processors by default.",
            1,
            1000,
            Environment.ProcessorCount
        );
        var warm = OptionExtensions.Number<int>(
            "--warm",
            "N",
            "Processes to start in advance; the others start when they are needed.",
            0,
            1000
        );
        var bootstrap = new Option<string?>("--bootstrap")
        {
            Description =
                "Command that starts the function: any program that speaks the Lambda Runtime API. Default: the published one.",
            HelpName = "COMMAND",
        };
        var api = new Option<string?>("--api")
        {
            Description =
                "Description of the API: routes, keys, usage plan, stage, media types. Default: this project's.",
            HelpName = "FILE",
        };
        var samples = new Option<string?>("--samples")
        {
            Description = "Folder of photos to serve under /samples/, so that there are addresses to classify offline.",
            HelpName = "DIR",
        };
        samples.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !Directory.Exists(result.Tokens[0].Value))
                result.AddError($"--samples must be a folder, and '{result.Tokens[0].Value}' is not one.");
        });
        var model = new Option<string?>("--model")
        {
            Description =
                "Model folder for the function, as CLOTHES_MODEL names it. Default: the one that it comes with.",
            HelpName = "DIR",
        };
        var loopback = OptionExtensions.Flag(
            "--allow-loopback-urls",
            "Lets the function fetch photos from this machine, which it refuses otherwise."
        );
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
            model,
            loopback,
        };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var function = Bootstrap.Find(parsed.GetValue(bootstrap));
                var description = parsed.GetValue(api) is { } file
                    ? await Task.Run(() => ApiDescription.Load(file), cancellationToken)
                        .WaitAsync(cancellationToken)
                        .ConfigureAwait(false)
                    : ApiDescription.Default;
                Dictionary<string, string> environment = [];
                if (parsed.GetValue(loopback))
                    environment["CLOTHES_FETCH_ALLOW_LOOPBACK"] = "true";
                // Read here first: what is wrong with it would be in the log of each process otherwise.
                if (parsed.GetValue(model) is { } modelFolder)
                    environment["CLOTHES_MODEL"] = ImageModel.Load(Path.GetFullPath(modelFolder)).Folder;
                var options = new GatewayOptions
                {
                    Api = ServeKey.AddTo(description, parsed.GetValue(key)),
                    Command = function.Command,
                    TaskRoot = function.Folder,
                    FunctionEnvironment = environment,
                    Address = parsed.GetRequiredValue(address),
                    Port = parsed.GetValue(port),
                    Concurrency = parsed.GetValue(concurrency),
                    Warm = parsed.GetValue(warm),
                    SamplesFolder = parsed.GetValue(samples) is { } folder ? Path.GetFullPath(folder) : null,
                };
                return await ServeRun.RunAsync(options, cancellationToken).ConfigureAwait(false);
            }
        );
        return command;
    }
}
