using System.Runtime.InteropServices;
using ClothesClassification.Cli.Output;

namespace ClothesClassification.Cli;

/// <summary>
/// Ctrl-C and SIGTERM. The first one cancels the command, which has a grace period to write what it has; then, or at the
/// second one, the process ends whatever it waits for.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly TimeSpan grace;
    private readonly PosixSignalRegistration[] registrations;

    public Interruption(TimeSpan grace)
    {
        this.grace = grace;
        registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
        ];
    }

    public CancellationToken Token => source.Token;

    /// <summary>What the process ends with if the command was cancelled.</summary>
    public int ExitCode { get; private set; } = ExitCodes.Interrupted;

    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
        source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        var exitCode = context.Signal == PosixSignal.SIGTERM ? ExitCodes.Terminated : ExitCodes.Interrupted;
        if (source.IsCancellationRequested)
            Environment.Exit(exitCode);
        ExitCode = exitCode;
        _ = Task.Delay(grace).ContinueWith(_ => Environment.Exit(exitCode), TaskScheduler.Default);
        source.Cancel();
    }
}
