using ClothesClassification.LambdaHost.Observability;
using ClothesClassification.LambdaHost.Runtime;
using ClothesClassification.LambdaHost.Settings;

namespace ClothesClassification.LambdaHost;

/// <summary>The program <c>bootstrap</c>, which Lambda starts on <c>provided.al2023</c>.</summary>
internal static class Program
{
    // Lambda kills an init of over 10 s and does all of it again within the first, then slower, invocation.
    private static readonly TimeSpan MaxInitTime = TimeSpan.FromSeconds(8);

    private static int Main()
    {
        NativeHeap.UseOne();
        return Run(Environment.GetEnvironmentVariable, Console.OpenStandardOutput());
    }

    /// <summary>Runs until the Runtime API has no more events.</summary>
    /// <returns>Exit code: 0 after SIGTERM, 1 where the function cannot start or the Runtime API is gone, 2 outside of Lambda.</returns>
    public static int Run(Func<string, string?> variable, Stream output)
    {
        if (variable("AWS_LAMBDA_RUNTIME_API") is not { Length: > 0 } endpoint)
        {
            Console.Error.WriteLine(
                "This program is started by Lambda, or by a local gateway, which sets AWS_LAMBDA_RUNTIME_API."
            );
            return 2;
        }

        using var client = new RuntimeClient(endpoint);
        var log = new JsonLog(output, LogLevel.Info, TimeProvider.System);
        try
        {
            var settings = SettingsReader.Read(variable);
            log = new JsonLog(output, settings.LogLevel, TimeProvider.System);
            using var services = new HostServices(settings, log);
            WarmUp.Run(services, MaxInitTime);
            return new RuntimeLoop(client, services.Function.InvokeAsync, log).Run();
        }
#pragma warning disable CA1031 // Whatever keeps the function from starting is reported to Lambda, and ends the process.
        catch (Exception e)
#pragma warning restore CA1031
        {
            log.Error("The function cannot start.", e);
            FailInit(client, e, log);
            return 1;
        }
    }

    private static void FailInit(RuntimeClient client, Exception exception, JsonLog log)
    {
        try
        {
            client.FailInit(new FunctionError(exception.GetType().Name, exception.Message));
        }
        catch (IOException e)
        {
            log.Error("Could not report the error to the Runtime API.", e);
        }
    }
}
