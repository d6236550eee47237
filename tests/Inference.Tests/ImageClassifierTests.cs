using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Tests.Models;
using ClothesClassification.Inference.Tests.Photos;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using SkiaSharp;
using static ClothesClassification.Inference.Tests.ClassifierFixture;

namespace ClothesClassification.Inference.Tests;

public sealed class ImageClassifierTests(ClassifierFixture fixture) : IClassFixture<ClassifierFixture>
{
    private static readonly byte[] Photo = TestPhotos.Noise(SKEncodedImageFormat.Jpeg, 300, 400, seed: 7);
    private readonly ImageClassifier classifier = fixture.Classifier;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Answer_ranks_every_label_with_score_and_logit()
    {
        var answer = classifier.Classify(Photo);

        Assert.Equal(classifier.Model.Labels.Order(), answer.Predictions.Select(p => p.Label).Order());
        Assert.Equal(answer.Predictions.OrderByDescending(p => p.Score), answer.Predictions);
        Assert.Equal(answer.Predictions[0], answer.Best);
        Assert.Equal(1, answer.Scores.Values.Sum(), 1e-5f);
        Assert.All(
            answer.Predictions,
            p => Assert.Equal((p.Score, p.Logit), (answer.Scores[p.Label], answer.Logits![p.Label]))
        );
        Assert.Equal((classifier.Model.Name, classifier.Model.Version), (answer.ModelName, answer.ModelVersion));
        Assert.Equal(new PhotoSize(300, 400, 300, 400), answer.Size);
    }

    [Fact]
    public void Every_stage_has_a_duration_within_the_total()
    {
        var durations = classifier.Classify(Photo).Durations;

        TimeSpan[] stages = [durations.Inspect, durations.Decode, durations.Resize, durations.Model];
        Assert.All(stages, s => Assert.True(s > TimeSpan.Zero));
        Assert.True(stages.Aggregate((a, b) => a + b) <= durations.Total);
    }

    [Fact]
    public void Default_precision_is_int8_and_fp32_is_an_option()
    {
        Assert.Equal("int8", classifier.Model.Precision);
        using var full = ImageClassifier.Load(
            SharedData.ModelFolder,
            new ImageClassifierOptions { Precision = "fp32" }
        );
        Assert.Equal("fp32", full.Model.Precision);
        Assert.NotEqual(classifier.Classify(Photo).Best.Logit, full.Classify(Photo).Best.Logit);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(99)]
    public void Top_keeps_the_best(int top)
    {
        var all = classifier.Classify(Photo).Predictions;

        Assert.Equal(all.Take(top), classifier.Classify(Photo, new ClassifyOptions { Top = top }).Predictions);
    }

    [Fact]
    public void Minimum_score_leaves_out_the_rest_but_not_the_best()
    {
        var all = classifier.Classify(Photo);
        var minimum = all.Predictions[1].Score;

        var answer = classifier.Classify(Photo, new ClassifyOptions { MinimumScore = minimum });
        var none = classifier.Classify(Photo, new ClassifyOptions { MinimumScore = 1.1f });

        Assert.Equal(all.Predictions.Take(2), answer.Predictions);
        Assert.Empty(none.Predictions);
        Assert.Equal(all.Best, none.Best);
    }

    [Theory]
    [InlineData(0, 0f)]
    [InlineData(-1, 0f)]
    [InlineData(1, float.NaN)]
    [InlineData(1, float.PositiveInfinity)]
    public void Options_outside_their_range_are_refused(int top, float minimum) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            classifier.Classify(Photo, new ClassifyOptions { Top = top, MinimumScore = minimum })
        );

    [Fact]
    public async Task Bytes_stream_and_file_give_the_same_answer()
    {
        var path = Path.GetTempFileName();
        await File.WriteAllBytesAsync(path, Photo, Cancellation);
        using var seekable = new MemoryStream([9, 9, .. Photo]) { Position = 2 };
        await using var chunked = new ChunkedStream(Photo, 1000);
        try
        {
            var expected = Logits(classifier.Classify(Photo));
            Assert.Equal(expected, Logits(await classifier.ClassifyFileAsync(path, cancellationToken: Cancellation)));
            Assert.Equal(expected, Logits(await classifier.ClassifyAsync(seekable, cancellationToken: Cancellation)));
            Assert.Equal(expected, Logits(await classifier.ClassifyAsync(chunked, cancellationToken: Cancellation)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Endless_stream_is_refused_at_the_limit()
    {
        await using var endless = new ChunkedStream(null, 1 << 20);

        var error = await Assert.ThrowsAsync<PhotoTooLargeException>(() =>
            classifier.ClassifyAsync(endless, cancellationToken: Cancellation)
        );

        Assert.Equal(PhotoLimit.Bytes, error.Limit);
        Assert.InRange(endless.Given, 20_000_001, 21_100_000);
    }

    [Fact]
    public async Task Missing_file_is_an_io_error() =>
        await Assert.ThrowsAsync<FileNotFoundException>(() =>
            classifier.ClassifyFileAsync("no-such-photo.jpg", cancellationToken: Cancellation)
        );

    [Fact]
    public void Order_of_many_is_kept_and_a_bad_photo_does_not_lose_the_others()
    {
        var photos = Enumerable
            .Range(0, 40)
            .Select(i => i == 17 ? Photo[..100] : TestPhotos.Noise(SKEncodedImageFormat.Jpeg, 60 + i, 50, seed: i))
            .Select(p => (ReadOnlyMemory<byte>)p)
            .ToArray();

        var outcomes = classifier.ClassifyMany(photos, cancellationToken: Cancellation);

        Assert.Equal(Enumerable.Range(0, 40), outcomes.Select(o => o.Index));
        Assert.Equal([17], outcomes.Where(o => !o.Succeeded).Select(o => o.Index));
        Assert.IsAssignableFrom<CorruptPhotoException>(outcomes[17].Error);
        foreach (var outcome in outcomes.Where(o => o.Succeeded))
            Assert.Equal(Logits(classifier.Classify(photos[outcome.Index].Span)), Logits(outcome.Classification!));
    }

    [Fact]
    public async Task Order_of_files_is_kept_and_a_bad_file_does_not_lose_the_others()
    {
        using var folder = new PhotoFolder(12);
        var paths = folder.Paths.Insert(5, Path.Combine(folder.Folder, "absent.jpg"));

        var outcomes = new List<ClassificationOutcome>();
        await foreach (var outcome in classifier.ClassifyFilesAsync(paths, cancellationToken: Cancellation))
            outcomes.Add(outcome);

        Assert.Equal(paths, outcomes.Select(o => o.Path));
        Assert.Equal([5], outcomes.Where(o => !o.Succeeded).Select(o => o.Index));
        Assert.IsType<FileNotFoundException>(outcomes[5].Error);
    }

    [Fact]
    public async Task Files_are_read_only_as_far_ahead_as_there_is_work()
    {
        using var folder = new PhotoFolder(4);
        var taken = 0;
        IEnumerable<string> Endless()
        {
            while (true)
            {
                taken++;
                yield return folder.Paths[taken % folder.Paths.Count];
            }
        }

        var answered = 0;
        await foreach (var _ in classifier.ClassifyFilesAsync(Endless(), cancellationToken: Cancellation))
        {
            if (++answered == 50)
                break;
        }

        Assert.InRange(taken, 50, 50 + 8 + 1); // twice the four engines, and the one in hand
    }

    [Fact]
    public async Task Cancelled_work_ends_with_the_cancellation()
    {
        using var folder = new PhotoFolder(4);
        using var stop = new CancellationTokenSource();
        var answered = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (
                var _ in classifier.ClassifyFilesAsync(Enumerable.Repeat(folder.Paths[0], 100_000), null, stop.Token)
            )
            {
                if (++answered == 3)
                    await stop.CancelAsync();
            }
        });

        Assert.InRange(answered, 3, 3 + 8);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            classifier.ClassifyFileAsync(folder.Paths[0], null, stop.Token)
        );
        Assert.ThrowsAny<OperationCanceledException>(() => classifier.ClassifyMany([Photo], null, stop.Token));
        classifier.Classify(Photo); // and the engines are free again
    }

    [Fact]
    public async Task Waiting_for_an_engine_can_be_cancelled()
    {
        using var busy = new BusyClassifier();
        await busy.OccupyAsync();
        using var photo = new MemoryStream(Photo);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var waiting = busy.Classifier.ClassifyAsync(photo, null, stop.Token);
        while (photo.Position < photo.Length)
            await Task.Delay(1, Cancellation);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            waiting.WaitAsync(TimeSpan.FromSeconds(30), Cancellation)
        );
        busy.Release();
        Assert.NotNull(busy.Classifier.Classify(Photo));
    }

    [Fact]
    public async Task Asynchronous_calls_return_before_the_work_and_can_be_cancelled_until_it_begins()
    {
        using var busy = new BusyClassifier();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var calls = new Task<Classification>[100];
        // On the caller's thread, the first would not return.
        var caller = new Thread(() =>
        {
            for (var i = 0; i < calls.Length; i++)
                calls[i] = busy.Classifier.ClassifyAsync(new MemoryStream([1, 2, 3]), null, stop.Token);
        });
        caller.Start();

        Assert.True(caller.Join(TimeSpan.FromSeconds(30)));
        await busy.Occupied;
        await stop.CancelAsync();
        busy.Release();
        await Task.WhenAny(Task.WhenAll(calls));

        Assert.Equal(99, calls.Count(call => call.IsCanceled));
    }

    [Fact]
    public async Task Order_of_a_stream_of_photos_is_kept_and_answers_do_not_wait_for_its_end()
    {
        var more = new TaskCompletionSource();
        async IAsyncEnumerable<ReadOnlyMemory<byte>> Photos()
        {
            yield return Photo;
            yield return Photo.AsMemory(0, 100);
            await more.Task;
            yield return Photo;
        }

        var outcomes = new List<ClassificationOutcome>();
        await foreach (var outcome in classifier.ClassifyManyAsync(Photos(), cancellationToken: Cancellation))
        {
            outcomes.Add(outcome);
            if (outcomes.Count == 2)
                more.SetResult();
        }

        Assert.Equal([0, 1, 2], outcomes.Select(o => o.Index));
        Assert.Equal([true, false, true], outcomes.Select(o => o.Succeeded));
        Assert.IsAssignableFrom<CorruptPhotoException>(outcomes[1].Error);
        Assert.Equal(Logits(classifier.Classify(Photo)), Logits(outcomes[2].Classification!));
    }

    [Fact]
    public void Scores_below_0_are_left_out_only_where_a_minimum_says_so()
    {
        using var folder = new TestModelFolder(new TinyOnnx { Probabilities = false, Offset = -20 })
            .With("outputs", """{"logits": "logits"}""")
            .With("activation", "\"none\"");
        using var raw = ImageClassifier.Load(folder.Folder);

        Assert.All(raw.Classify(Photo).Scores.Values, score => Assert.True(score < 0));
        Assert.Equal(3, raw.Classify(Photo).Predictions.Count);
        Assert.Equal(2, raw.Classify(Photo, new ClassifyOptions { Top = 2 }).Predictions.Count);
        Assert.Empty(raw.Classify(Photo, new ClassifyOptions { MinimumScore = 0f }).Predictions);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b.jpg")]
    public async Task Path_that_no_file_can_have_does_not_lose_the_others(string path)
    {
        using var folder = new TestModelFolder();
        var photo = Path.Combine(folder.Folder, "photo.jpg");
        await File.WriteAllBytesAsync(photo, Photo, Cancellation);

        var outcomes = await classifier
            .ClassifyFilesAsync([path, photo], cancellationToken: Cancellation)
            .ToListAsync(Cancellation);

        Assert.IsType<FileNotFoundException>(outcomes[0].Error);
        Assert.True(outcomes[1].Succeeded);
    }

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

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void Classifier_options_outside_their_range_are_refused(int concurrency, int intra) =>
        Assert.Throws<ArgumentException>(() =>
            ImageClassifier.Load(
                SharedData.ModelFolder,
                new ImageClassifierOptions { MaxConcurrency = concurrency, IntraOpThreads = intra }
            )
        );

    [Fact]
    public void Loading_and_refusing_are_logged()
    {
        var logger = new FakeLogger<ImageClassifier>();
        using var folder = new TestModelFolder();
        using var logged = ImageClassifier.Load(folder.Folder, null, logger);

        Assert.Throws<EmptyPhotoException>(() => logged.Classify([]));

        var lines = logger.Collector.GetSnapshot();
        Assert.Matches("^Model tiny 1.2.3 \\(fp32\\) loaded and run once in [0-9]+ ms\\.$", lines[0].Message);
        Assert.Equal(LogLevel.Information, lines[0].Level);
        Assert.Contains("empty", lines[1].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public void Model_of_another_input_answers_by_its_colours(bool bytes, bool channelsFirst)
    {
        using var folder = new TestModelFolder(new TinyOnnx { Bytes = bytes, ChannelsFirst = channelsFirst });
        using var tiny = ImageClassifier.Load(folder.Folder);

        var answer = tiny.Classify(TestPhotos.Plain(SKEncodedImageFormat.Png, 50, 70, new SKColor(32, 160, 96)));

        Assert.Equal(["green", "blue", "red"], answer.Predictions.Select(p => p.Label));
        Assert.Equal([5f, 3f, 1f], answer.Predictions.Select(p => p.Logit!.Value), (a, b) => Math.Abs(a - b) < 1e-4);
    }
}
