using System.ComponentModel;
using System.Net;
using ClothesClassification.Cli.Options;
using ClothesClassification.Cli.Output;
using ClothesClassification.LocalGateway;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace ClothesClassification.Cli.Serving;

/// <summary>Runs a gateway until it is interrupted.</summary>
internal static class ServeRun
{
    public static async Task<int> RunAsync(GatewayOptions options, CancellationToken cancellationToken)
    {
        if (!IPAddress.IsLoopback(options.Address))
            ErrorOutput.Write(
                $"warning: {options.Address} is not this machine's own address: other machines can reach the API, its page and the key in plain HTTP."
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
        var gateway = await StartAsync(options, loggers, cancellationToken).ConfigureAwait(false);
        await using var _ = gateway.ConfigureAwait(false);
        Console.Out.WriteLine(ServeBanner.Text(gateway, options));
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ErrorOutput.Write("finishing the running requests; press Ctrl-C again to stop at once");
        return ExitCodes.Success;
    }

    private static async Task<GatewayServer> StartAsync(
        GatewayOptions options,
        ILoggerFactory loggers,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await GatewayServer
                .StartAsync(options, loggers, cancellationToken: cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or System.Net.Sockets.SocketException)
        {
            throw new UsageException(
                $"Port {options.Port} of {options.Address} cannot be used: {e.Message} Choose another with --port; 0 is a free one."
            );
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            throw new UsageException($"The function does not start. {e.Message}");
        }
    }
}
