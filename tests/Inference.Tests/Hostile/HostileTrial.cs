using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Scoring;

namespace ClothesClassification.Inference.Tests.Hostile;

/// <summary>Tries photos, one after the other with the same decoders, as a server does.</summary>
internal sealed class HostileTrial : IDisposable
{
    // Far more than any may take, on any machine: what is meant is a loop without end.
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(30);

    private readonly PhotoPreprocessor preprocessor;
    private readonly byte[] rgb;

    public HostileTrial(PhotoLimits limits)
    {
        var model = ImageModel.Load(SharedData.ModelFolder);
        preprocessor = new PhotoPreprocessor(model, limits);
        rgb = new byte[model.Input.Width * model.Input.Height * 3];
    }

    /// <returns>null for a photo that was answered. Another exception than of a photo ends the test.</returns>
    public PhotoException? Run(string name, byte[] file)
    {
        // A codec that crashes says nothing of the photo: its name is then what was printed last.
        Console.Error.WriteLine(name);
        // A loop without end cannot be left from outside of it: the process ends, and says where it was.
        using var watchdog = new Timer(
            _ => Environment.FailFast($"{name} takes more than {MaxTime.TotalSeconds} seconds."),
            null,
            MaxTime,
            Timeout.InfiniteTimeSpan
        );
        try
        {
            var clock = StageClock.Start();
            preprocessor.Run(file, rgb, ref clock);
            return null;
        }
        catch (PhotoException e)
        {
            Assert.True(e.Message.Length > 20 && e.Message.EndsWith('.'), $"{name}: {e.Message}");
            return e;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{name}, {file.Length} bytes: {e.GetType().Name}, {e.Message}", e);
        }
    }

    public void Dispose() => preprocessor.Dispose();
}
