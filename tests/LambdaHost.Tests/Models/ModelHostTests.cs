using System.Diagnostics;
using ClothesClassification.LambdaHost.Tests.Support;

namespace ClothesClassification.LambdaHost.Tests.Models;

/// <summary>While the model is being loaded; a pipe without a writer stands for a slow disk.</summary>
public sealed class ModelHostTests
{
    [Fact]
    public async Task Before_the_model_has_run_health_is_503()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Windows has no pipes in folders.");
        using var folder = new ModelCopy();
        var manifest = Path.Combine(folder.Path, "model.json");
        var bytes = await File.ReadAllBytesAsync(manifest, TestContext.Current.CancellationToken);
        File.Delete(manifest);
        using (var make = Process.Start("mkfifo", manifest))
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        await using var host = new Host(new() { ["CLOTHES_MODEL"] = folder.Path });

        (await host.Send(Request.Get("/health"))).IsProblem("not-ready");
        (await host.Send(Request.Get("/model"))).IsProblem("not-ready");
        (await host.Send(Request.Image(Photos.Tiny), TimeSpan.FromMilliseconds(200))).IsProblem("deadline-exceeded");

        await File.WriteAllBytesAsync(manifest, bytes, TestContext.Current.CancellationToken);
        (await host.Send(Request.Image(Photos.Tiny))).IsOk();
        (await host.Send(Request.Get("/health"))).IsOk();
    }
}
