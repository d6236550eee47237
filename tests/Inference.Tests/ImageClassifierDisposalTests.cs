using ClothesClassification.Inference.Tests.Photos;
using SkiaSharp;

namespace ClothesClassification.Inference.Tests;

public class ImageClassifierDisposalTests
{
    private static readonly byte[] Photo = TestPhotos.Noise(SKEncodedImageFormat.Jpeg, 300, 400, seed: 7);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Disposed_classifier_says_so_for_several_photos()
    {
        var disposed = ImageClassifier.Load(SharedData.ModelFolder);
        disposed.Dispose();

        Assert.Throws<ObjectDisposedException>(() => disposed.ClassifyMany([Photo, Photo], null, Cancellation));
    }

    [Fact]
    public async Task Nobody_disposes_of_the_model_while_a_photo_is_classified()
    {
        using var busy = new BusyClassifier();
        await busy.OccupyAsync();

        // Whoever comes second has to wait as well: a session that is freed in use ends the process.
        Task[] disposing =
        [
            Task.Run(busy.Classifier.Dispose, Cancellation),
            Task.Run(busy.Classifier.Dispose, Cancellation),
        ];
        await Task.WhenAny([.. disposing, Task.Delay(500, Cancellation)]);
        var early = disposing.Count(task => task.IsCompleted);
        busy.Release();
        await Task.WhenAll(disposing).WaitAsync(TimeSpan.FromSeconds(30), Cancellation);

        Assert.Equal(0, early);
    }

    [Fact]
    public void Disposed_classifier_says_so()
    {
        var disposed = ImageClassifier.Load(SharedData.ModelFolder);
        disposed.Dispose();
        disposed.Dispose();

        Assert.Throws<ObjectDisposedException>(() => disposed.Classify(Photo));
    }
}
