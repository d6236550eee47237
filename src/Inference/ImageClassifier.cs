using ClothesClassification.Inference.Hosting;
using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Pipeline;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ClothesClassification.Inference;

/// <summary>
/// Classifies photos with an ONNX model in an ML.NET pipeline. Loading takes tens of milliseconds and ends with one run
/// of the model: make one classifier for each model and keep it for the life of the process.
/// </summary>
/// <example>
/// <code>
/// using var classifier = ImageClassifier.Load("model");
/// var answer = await classifier.ClassifyFileAsync("photo.jpg");
/// Console.WriteLine($"{answer.Best.Label} {answer.Best.Score:P1}");
/// </code>
/// </example>
public sealed class ImageClassifier : IImageClassifier
{
    private readonly ImageClassifierOptions options;
    private readonly LabelIndex labels;
    private readonly ITransformer scoring;
    private readonly SlotPool pool;
    private readonly ILogger logger;

    /// <summary>Loads a model that has been read and checked.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">How to work; null for the defaults. Its precision is not looked at: the model has one.</param>
    /// <param name="logger">Receives what happens; null for none.</param>
    /// <exception cref="ModelException">ONNX Runtime refuses the model.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public ImageClassifier(
        ImageModel model,
        ImageClassifierOptions? options = null,
        ILogger<ImageClassifier>? logger = null
    )
    {
        ArgumentNullException.ThrowIfNull(model);
        this.options = options ?? new ImageClassifierOptions();
        this.options.Validate();
        this.logger = logger ?? NullLogger<ImageClassifier>.Instance;
        Model = model;
        labels = new LabelIndex(model.Labels);
        var clock = StageClock.Start();
        var context = new MLContext();
        scoring = OnnxScoring.Load(context, model, this.options.IntraOpThreads, this.options.InterOpThreads);
        pool = new SlotPool(
            this.options.MaxConcurrency,
            () => new ClassifierSlot(scoring, model, this.options.Limits, this.options.JpegBySkia)
        );
        using (var lease = pool.Rent())
            lease.Slot.WarmUp();
        Log.ModelLoaded(
            this.logger,
            model.Name,
            model.Version,
            model.Precision,
            clock.Durations().Total.TotalMilliseconds
        );
    }

    /// <inheritdoc/>
    public ImageModel Model { get; }

    internal ImageClassifierOptions Options => options;

    /// <summary>Receives measurements; null for none.</summary>
    internal ClassifierTelemetry? Telemetry { get; init; }

    /// <summary>Reads and checks a model folder, and loads it.</summary>
    /// <param name="modelFolder">The folder that holds <c>model.json</c>.</param>
    /// <param name="options">How to work; null for the defaults.</param>
    /// <param name="logger">Receives what happens; null for none.</param>
    /// <exception cref="ModelException">Something in the folder is missing, unreadable, or disagrees.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static ImageClassifier Load(
        string modelFolder,
        ImageClassifierOptions? options = null,
        ILogger<ImageClassifier>? logger = null
    ) => new(ImageModel.Load(modelFolder, options?.Precision), options, logger);

    /// <inheritdoc/>
    public Classification Classify(ReadOnlyMemory<byte> photo, ClassifyOptions? options = null)
    {
        options = Checked(options);
        using var lease = pool.Rent();
        return Classify(lease.Slot, photo.Span, options);
    }

    /// <inheritdoc/>
    public Task<Classification> ClassifyAsync(
        Stream photo,
        ClassifyOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(photo);
        options = Checked(options);
        return Classify(
            PhotoReader.ReadAsync(photo, this.options.Limits, cancellationToken),
            options,
            cancellationToken
        );
    }

    /// <inheritdoc/>
    public Task<Classification> ClassifyFileAsync(
        string path,
        ClassifyOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options = Checked(options);
        return Classify(
            PhotoReader.ReadFileAsync(path, this.options.Limits, cancellationToken),
            options,
            cancellationToken
        );
    }

    /// <inheritdoc/>
    public IReadOnlyList<ClassificationOutcome> ClassifyMany(
        IReadOnlyList<ReadOnlyMemory<byte>> photos,
        ClassifyOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(photos);
        options = Checked(options);
        var outcomes = new ClassificationOutcome[photos.Count];
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = pool.Capacity,
            CancellationToken = cancellationToken,
        };
        Parallel.For(0, photos.Count, parallel, i => outcomes[i] = Attempt(i, photos[i], options));
        return outcomes;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ClassificationOutcome> ClassifyFilesAsync(
        IEnumerable<string> paths,
        ClassifyOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(paths);
        options = Checked(options);
        return OrderedParallel.Select(
            paths.Select((path, index) => (path, index)).ToAsyncEnumerable(),
            2 * pool.Capacity,
            2 * pool.Capacity,
            (photo, token) => AttemptFile(photo.path, photo.index, options, token),
            cancellationToken
        );
    }

    /// <summary>As <see cref="ClassifyFileAsync"/>, for ML.NET's rows, which are read synchronously.</summary>
    internal Classification ClassifyPath(string path) =>
        path.Length == 0
            ? throw new FileNotFoundException("The row has no path.")
            : ClassifyFileAsync(path).GetAwaiter().GetResult();

    internal Classification ClassifyBuffer(in VBuffer<byte> photo)
    {
        using var lease = pool.Rent();
        var bytes = photo.IsDense ? photo.GetValues() : photo.DenseValues().ToArray();
        return Classify(lease.Slot, bytes, ClassifyOptions.Default);
    }

    internal Classification ClassifyImage(MLImage? image)
    {
        using var lease = pool.Rent();
        var clock = StageClock.Start();
        using var activity = Telemetry?.Start(Model, bytes: null);
        try
        {
            var size = lease.Slot.Prepare(image ?? throw new EmptyPhotoException(), ref clock);
            return Answer(lease.Slot, size, ClassifyOptions.Default, ref clock);
        }
        catch (Exception e)
        {
            Telemetry?.Failed(Model, activity, e, clock.Durations().Total);
            throw;
        }
    }

    /// <summary>Waits for the photos at work, then gives back the model's memory.</summary>
    public void Dispose()
    {
        pool.Dispose();
        (scoring as IDisposable)?.Dispose();
    }

    private static ClassifyOptions Checked(ClassifyOptions? options)
    {
        options ??= ClassifyOptions.Default;
        options.Validate();
        return options;
    }

    private async Task<Classification> Classify(
        ValueTask<ReadOnlyMemory<byte>> reading,
        ClassifyOptions options,
        CancellationToken cancellationToken
    )
    {
        ReadOnlyMemory<byte> photo;
        try
        {
            photo = await reading.ConfigureAwait(false);
        }
        catch (Exception e) when (e is PhotoTooLargeException or IOException or UnauthorizedAccessException)
        {
            if (e is PhotoTooLargeException refused)
                Log.PhotoRefused(logger, refused.Code, refused.Actual);
            Telemetry?.Failed(Model, activity: null, e, time: null);
            throw;
        }

        using var lease = await pool.RentAsync(cancellationToken).ConfigureAwait(false);
        return Classify(lease.Slot, photo.Span, options);
    }

    private Classification Classify(ClassifierSlot slot, ReadOnlySpan<byte> photo, ClassifyOptions options)
    {
        var clock = StageClock.Start();
        using var activity = Telemetry?.Start(Model, photo.Length);
        try
        {
            var size = slot.Prepare(photo, ref clock);
            return Answer(slot, size, options, ref clock);
        }
        catch (Exception e)
        {
            if (e is PhotoException refused)
                Log.PhotoRefused(logger, refused.Code, photo.Length);
            Telemetry?.Failed(Model, activity, e, clock.Durations().Total);
            throw;
        }
    }

    private Classification Answer(ClassifierSlot slot, PhotoSize size, ClassifyOptions options, ref StageClock clock)
    {
        var scores = new float[Model.Labels.Count];
        var logits = Model.LogitsName is null ? [] : new float[Model.Labels.Count];
        slot.Score(logits, scores, ref clock);
        var ranked = Ranking.Rank(Model.Labels, scores, logits);
        var durations = clock.Durations();
        Telemetry?.Answered(Model, durations);
        return new Classification
        {
            Predictions = Ranking.Select(ranked, options),
            Best = ranked[0],
            Scores = new LabelledValues(labels, scores),
            Logits = logits.Length == 0 ? null : new LabelledValues(labels, logits),
            ModelName = Model.Name,
            ModelVersion = Model.Version,
            Size = size,
            Durations = durations,
        };
    }

    private ClassificationOutcome Attempt(int index, ReadOnlyMemory<byte> photo, ClassifyOptions options)
    {
        try
        {
            return new ClassificationOutcome(index, null, Classify(photo, options), null);
        }
        catch (PhotoException e)
        {
            return new ClassificationOutcome(index, null, null, e);
        }
    }

    private async Task<ClassificationOutcome> AttemptFile(
        string path,
        int index,
        ClassifyOptions options,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var answer = await ClassifyFileAsync(path, options, cancellationToken).ConfigureAwait(false);
            return new ClassificationOutcome(index, path, answer, null);
        }
        catch (Exception e) when (e is PhotoException or IOException or UnauthorizedAccessException)
        {
            return new ClassificationOutcome(index, path, null, e);
        }
    }
}
