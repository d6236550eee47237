using ClothesClassification.LambdaHost.Endpoints;
using ClothesClassification.LambdaHost.Runtime;

namespace ClothesClassification.LambdaHost;

/// <summary>
/// Does once, inside init, what the first request would else do for the first time: reading an event, decoding, the
/// model, writing an answer. Init has a whole processor, whatever the function's memory.
/// </summary>
internal static class WarmUp
{
    /// <summary>Waits for the model, and sends one small photo through the host, unless the time is over first.</summary>
    /// <exception cref="Inference.Models.ModelException">The model cannot be loaded.</exception>
    public static void Run(HostServices services, TimeSpan time)
    {
        if (!services.Model.Wait(time))
            return;
        var invocation = new InvocationContext(
            "warm-up",
            TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(1),
            IsWarmUp: true
        );
        services.Function.InvokeAsync(EmbeddedFile.Read("warm-up.json"), invocation).AsTask().GetAwaiter().GetResult();
    }
}
