using ClothesClassification.Inference.Scoring;

namespace ClothesClassification.Inference.Tests.Scoring;

public sealed class EnginePoolTests
{
    [Theory]
    [InlineData("int8")]
    [InlineData("fp32")]
    public async Task Eight_threads_give_bit_for_bit_what_one_gives(string precision)
    {
        var photos = Directory.GetFiles(SharedData.Validation(), "*.jpg", SearchOption.AllDirectories);
        Assert.Equal(341, photos.Length);
        var bytes = photos.Where((_, i) => i % 4 == 0).Select(File.ReadAllBytes).ToArray();
        using var classifier = ImageClassifier.Load(
            SharedData.ModelFolder,
            new ImageClassifierOptions { Precision = precision, MaxConcurrency = 8 }
        );
        var expected = bytes.Select(b => ClassifierFixture.Logits(classifier.Classify(b))).ToArray();

        // Each thread goes through the photos from a place of its own.
        var threads = Enumerable
            .Range(0, 8)
            .Select(thread =>
                Task.Factory.StartNew(
                    () =>
                    {
                        for (var i = 0; i < bytes.Length; i++)
                        {
                            var photo = (i + (thread * 11)) % bytes.Length;
                            Assert.Equal(expected[photo], ClassifierFixture.Logits(classifier.Classify(bytes[photo])));
                        }
                    },
                    TaskCreationOptions.LongRunning
                )
            );
        await Task.WhenAll(threads);
    }

    [Fact]
    public async Task Waiting_for_an_engine_ends_when_it_is_cancelled()
    {
        var pool = new EnginePool(1, () => null!, typeof(ImageClassifier));
        using var stop = new CancellationTokenSource();
        var lease = pool.Rent();

        var waiting = pool.RentAsync(stop.Token).AsTask();
        Assert.False(waiting.IsCompleted);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            waiting.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)
        );
        lease.Dispose();
        pool.Rent();
    }
}
