using System.Runtime.ExceptionServices;
using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Scoring;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.ML;

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
public sealed class ImageClassifier : IImageClassifier, IDisposable
{
    private readonly PhotoLimits limits;
    private readonly LabelIndex labels;
    private readonly ITransformer scoring;
    private readonly EnginePool pool;
    private readonly ILogger logger;
    private readonly Lock disposing = new();

    /// <summary>Loads a model that has been read and checked.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">How to work; null for the defaults. Folder and precision are those of the model.</param>
    /// <param name="logger">Receives what happens; null for none.</param>
    /// <exception cref="ModelException">ONNX Runtime refuses the model, or its outputs are not what the manifest says.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public ImageClassifier(
        ImageModel model,
        ImageClassifierOptions? options = null,
        ILogger<ImageClassifier>? logger = null
    )
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new ImageClassifierOptions();
        options.Validate();
        limits = options.Limits with { };
        this.logger = logger ?? NullLogger<ImageClassifier>.Instance;
        Model = model;
        labels = new LabelIndex(model.Labels);
        var clock = StageClock.Start();
        scoring = OnnxScoring.Load(new MLContext(), model, options.IntraOpThreads);
        var jpegBySkia = options.JpegBySkia;
        pool = new EnginePool(
            options.MaxConcurrency,
            () => ClassifierEngine.Create(scoring, model, limits, jpegBySkia),
            typeof(ImageClassifier)
        );
        using (var lease = pool.Rent())
            TrialRun.Run(lease.Engine, model);
        Log.ModelLoaded(this.logger, model.Name, model.Version, model.Precision, clock.Total.TotalMilliseconds);
    }

    /// <inheritdoc/>
    public ImageModel Model { get; }

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

    /// <summary>Reads and checks the model folder that the options name, and loads it.</summary>
    /// <param name="options">How to work; <see cref="ImageClassifierOptions.ModelFolder"/> is required.</param>
    /// <param name="logger">Receives what happens; null for none.</param>
    /// <exception cref="ModelException">Something in the folder is missing, unreadable, or disagrees.</exception>
    /// <exception cref="ArgumentException">An option is out of its range, or no folder is named.</exception>
    public static ImageClassifier Load(ImageClassifierOptions options, ILogger<ImageClassifier>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Load(options.ModelFolder, options, logger);
    }

    /// <inheritdoc/>
    public Classification Classify(ReadOnlySpan<byte> photo, ClassifyOptions? options = null)
    {
        options = Checked(options);
        using var lease = pool.Rent();
        return Run(lease.Engine, photo, options, CancellationToken.None);
    }

    /// <inheritdoc/>
    public Task<Classification> ClassifyAsync(
        Stream photo,
        ClassifyOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(photo);
        return ClassifyAsync(token => PhotoReader.ReadAsync(photo, limits, token), Checked(options), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Classification> ClassifyFileAsync(
        string path,
        ClassifyOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ClassifyAsync(
            token => PhotoReader.ReadFileAsync(path, limits, token),
            Checked(options),
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
        try
        {
            Parallel.For(
                0,
                photos.Count,
                parallel,
                i =>
                    outcomes[i] = OutcomeAsync(i, null, () => ClassifyNow(photos[i], options, cancellationToken))
                        .GetAwaiter()
                        .GetResult()
            );
        }
        catch (AggregateException e)
        {
            // As the other members throw it.
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }

        return outcomes;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ClassificationOutcome> ClassifyManyAsync(
        IAsyncEnumerable<ReadOnlyMemory<byte>> photos,
        ClassifyOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(photos);
        options = Checked(options);
        return SelectAsync(
            photos,
            _ => null,
            (photo, token) => ClassifyAsync(_ => ValueTask.FromResult(new PhotoBytes(photo)), options, token),
            cancellationToken
        );
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
        return SelectAsync(
            paths.ToAsyncEnumerable(),
            path => path,
            (path, token) => ClassifyAsync(reading => PhotoReader.ReadFileAsync(path, limits, reading), options, token),
            cancellationToken
        );
    }

    /// <summary>Waits for the photos being classified, then frees the model's memory.</summary>
    public void Dispose()
    {
        // A second caller waits as the first does: the session is not to be freed while a photo is classified.
        lock (disposing)
        {
            pool.Dispose();
            (scoring as IDisposable)?.Dispose();
        }
    }

    private ClassifyOptions Checked(ClassifyOptions? options)
    {
        options ??= ClassifyOptions.Default;
        options.Validate();
        options.CheckOutputs(Model);
        return options;
    }

    private Task<Classification> ClassifyNow(
        ReadOnlyMemory<byte> photo,
        ClassifyOptions options,
        CancellationToken cancellationToken
    )
    {
        using var lease = pool.Rent();
        return Task.FromResult(Run(lease.Engine, photo.Span, options, cancellationToken));
    }

    // On a thread of the pool from the start: a stream in memory is read, and then decoded, without a pause.
    private Task<Classification> ClassifyAsync(
        Func<CancellationToken, ValueTask<PhotoBytes>> read,
        ClassifyOptions options,
        CancellationToken cancellationToken
    ) =>
        Task.Run(
            async () =>
            {
                PhotoBytes bytes;
                try
                {
                    bytes = await read(cancellationToken).ConfigureAwait(false);
                }
                catch (Exception e) when (e is PhotoTooLargeException or IOException or UnauthorizedAccessException)
                {
                    if (e is PhotoTooLargeException refused)
                        Log.PhotoRefused(logger, refused.Code, refused.Actual);
                    Telemetry?.Failed(Model, activity: null, e, time: null);
                    throw;
                }

                using var photo = bytes;
                using var lease = await pool.RentAsync(cancellationToken).ConfigureAwait(false);
                // A wait that ends at the same time as the cancellation can succeed.
                cancellationToken.ThrowIfCancellationRequested();
                return Run(lease.Engine, photo.Memory.Span, options, cancellationToken);
            },
            cancellationToken
        );

    private Classification Run(
        ClassifierEngine engine,
        ReadOnlySpan<byte> photo,
        ClassifyOptions options,
        CancellationToken cancellationToken
    )
    {
        var clock = StageClock.Start();
        using var activity = Telemetry?.Start(Model, photo.Length);
        try
        {
            var size = engine.Prepare(photo, ref clock);
            var scores = new float[labels.Names.Count];
            var logits = Model.LogitsName is null ? [] : new float[labels.Names.Count];
            var extras = engine.Score(engine.Picture, logits, scores, options.Extras);
            clock.EndModel();
            PhotoEvidence? evidence = null;
            if (options.Evidence != EvidenceMethod.None)
            {
                var grids =
                    extras.Evidence
                    ?? Occlusion.Run(engine, Model, logits.Length > 0 ? logits : scores, cancellationToken);
                evidence = PhotoEvidence.Of(Model, size, options.Evidence, grids);
                clock.EndExplain();
            }

            var answer = Answer(scores, logits, size, options, clock, evidence, extras);
            Telemetry?.Answered(Model, answer.Durations);
            return answer;
        }
        catch (Exception e)
        {
            if (e is PhotoException refused)
                Log.PhotoRefused(logger, refused.Code, photo.Length);
            Telemetry?.Failed(Model, activity, e, clock.Total);
            throw;
        }
    }

    private Classification Answer(
        float[] scores,
        float[] logits,
        PhotoSize size,
        ClassifyOptions options,
        StageClock clock,
        PhotoEvidence? evidence,
        ExtraValues extras
    )
    {
        var ranked = Array.ConvertAll(
            Ranking.Order(scores),
            i => new Prediction(labels.Names[i], scores[i], logits.Length == 0 ? null : logits[i])
        );
        return new Classification
        {
            Predictions = options.Select(ranked),
            Best = ranked[0],
            Scores = new LabelledValues(labels, scores),
            Logits = logits.Length == 0 ? null : new LabelledValues(labels, logits),
            Evidence = evidence,
            Features = extras.Features,
            Confidence = Model.Calibration is { } calibration
                ? Confidence.Of(
                    calibration,
                    Model.Activation,
                    CalibratedScores.Logits(logits, scores, Model.Activation),
                    extras.Likeness
                )
                : null,
            ModelName = Model.Name,
            ModelVersion = Model.Version,
            Size = size,
            Durations = new StageDurations(clock.Inspect, clock.Decode, clock.Resize, clock.Model, clock.Total)
            {
                Explain = clock.Explain,
            },
        };
    }

    private IAsyncEnumerable<ClassificationOutcome> SelectAsync<T>(
        IAsyncEnumerable<T> photos,
        Func<T, string?> path,
        Func<T, CancellationToken, Task<Classification>> classify,
        CancellationToken cancellationToken
    )
    {
        // Twice the engines: while the oldest is awaited, the finished ones behind it leave no engine idle.
        var ahead = 2 * pool.Capacity;
        return OrderedParallel.Select(
            photos.Select((photo, index) => (photo, index)),
            ahead,
            ahead,
            (item, token) => OutcomeAsync(item.index, path(item.photo), () => classify(item.photo, token)),
            cancellationToken
        );
    }

    private static async Task<ClassificationOutcome> OutcomeAsync(
        int index,
        string? path,
        Func<Task<Classification>> classify
    )
    {
        try
        {
            var answer = await classify().ConfigureAwait(false);
            return new ClassificationOutcome
            {
                Index = index,
                Path = path,
                Classification = answer,
            };
        }
        catch (Exception e) when (e is PhotoException or IOException or UnauthorizedAccessException)
        {
            return new ClassificationOutcome
            {
                Index = index,
                Path = path,
                Error = e,
            };
        }
    }
}
