using System.Diagnostics;

namespace ClothesClassification.Inference.Tests.Package;

/// <summary>Runs the SDK.</summary>
internal static class DotNet
{
    // A feed that does not answer is asked again and again: that is an error of its own, and no reason to wait longer.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <returns>What it printed.</returns>
    public static async Task<string> RunAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Servers that stay behind would keep the redirected output open, and the test waiting.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "false";
        using var process = Process.Start(start)!;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(Patience);
        var command = $"dotnet {string.Join(' ', arguments)}";
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            var errors = process.StandardError.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            var all = await output + await errors;
            Assert.True(process.ExitCode == 0, $"{command}\n{all}");
            return all;
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            Assert.Fail($"{command} did not end within {Patience.TotalMinutes} minutes.");
            throw;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
