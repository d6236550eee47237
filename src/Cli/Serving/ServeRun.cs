using System.ComponentModel;
using System.Net;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ClothesClassification.Cli.Output;
using ClothesClassification.LocalGateway;
using ClothesClassification.LocalGateway.Description;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace ClothesClassification.Cli.Serving;

/// <summary>Runs a gateway until it is interrupted.</summary>
internal sealed class ServeRun(ServeSettings settings)
{
    private const int RandomKeyBytes = 15;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var bootstrap = Bootstrap.Find(settings.Bootstrap);
        var api = WithKey(settings.Api, settings.ApiKey);
        if (settings.Samples is { } folder && !Directory.Exists(folder))
            throw new UsageException($"--samples: there is no folder {folder}.");
        if (!IPAddress.IsLoopback(settings.Address))
            ErrorOutput.Write(
                $"warning: {settings.Address} is not this machine's own address: other machines can reach the API, its page and the key in plain HTTP."
            );
        // Answers of commands go to stdout, so the log goes to stderr.
        using var loggers = LoggerFactory.Create(logging =>
            logging
                .AddSimpleConsole(console =>
                {
                    console.SingleLine = true;
                    console.TimestampFormat = "HH:mm:ss.fff ";
                })
                .Services.Configure<ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace)
        );
        // Who interrupts twice does not want to wait for running requests; holds until the gateway has stopped.
        var interrupts = 0;
        using var impatience = PosixSignalRegistration.Create(
            PosixSignal.SIGINT,
            context =>
            {
                context.Cancel = true;
                if (Interlocked.Increment(ref interrupts) > 1)
                    Environment.Exit(ExitCodes.Interrupted);
            }
        );
        var gateway = await StartAsync(api, bootstrap, loggers, cancellationToken).ConfigureAwait(false);
        await using var _ = gateway.ConfigureAwait(false);
        Console.Out.WriteLine(ServeBanner.Write(gateway, api, settings));
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ErrorOutput.Write("answering what still runs; once more Ctrl-C ends at once");
        return ExitCodes.Success;
    }

    private async Task<GatewayServer> StartAsync(
        ApiDescription api,
        Bootstrap bootstrap,
        ILoggerFactory loggers,
        CancellationToken cancellationToken
    )
    {
        Dictionary<string, string> environment = [];
        if (settings.AllowLoopbackUrls)
            environment["CLOTHES_FETCH_ALLOW_LOOPBACK"] = "true";
        var options = new GatewayOptions
        {
            Api = api,
            Command = bootstrap.Command,
            TaskRoot = bootstrap.Folder,
            FunctionEnvironment = environment,
            Address = settings.Address,
            Port = settings.Port,
            Concurrency = settings.Concurrency,
            Warm = settings.Warm,
            SamplesFolder = settings.Samples,
        };
        try
        {
            return await GatewayServer
                .StartAsync(options, loggers, cancellationToken: cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
        {
            throw new UsageException(
                $"Port {settings.Port} of {settings.Address} cannot be used: {e.Message} Choose another with --port; 0 is a free one."
            );
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            throw new UsageException($"The function does not start. {e.Message}");
        }
    }

    private static ApiDescription WithKey(ApiDescription api, string? key)
    {
        if (key is null && (api.ApiKeys.Count > 0 || !api.Routes.Any(r => r.ApiKeyRequired)))
            return api;
        if (key is { Length: < 20 or > 128 } || key?.All(c => c is > ' ' and < '\u007f') == false)
            throw new UsageException(
                "--api-key must have 20 to 128 printable ASCII characters, as API Gateway demands."
            );
        var made = new ApiKeyDescription
        {
            Name = "serve",
            Value = key ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomKeyBytes)),
        };
        return api with { ApiKeys = [made] };
    }
}
