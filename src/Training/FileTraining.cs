using ClothesClassification.Inference;
using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Scoring;
using ClothesClassification.Training.Calibrating;
using ClothesClassification.Training.Heads;
using ClothesClassification.Training.Writing;

namespace ClothesClassification.Training;

/// <summary>The last layer of one file of the base model: trained, and measured, on the features that this file gives.</summary>
internal sealed class FileTraining
{
    /// <summary>Fits of a search and what follows, as progress expects them: few searches need more.</summary>
    public const int ExpectedTrials = 5;

    // Parts of the photos for the learning curve, the whole aside.
    private static readonly double[] Shares = [0.125, 0.25, 0.5];

    private readonly LabelledRows rows;
    private readonly CrossValidation validation;
    private readonly Trial chosen;
    private readonly ShareInterval interval;

    // Of each measured photo, over the temperature.
    private readonly IReadOnlyList<float[]> logits;

    /// <param name="file">The file.</param>
    /// <param name="index">Its place among those of the base model.</param>
    /// <param name="set">The photos.</param>
    /// <param name="goal">What a confident answer is.</param>
    /// <param name="parallel">Threads, and what ends the work.</param>
    /// <param name="fitted">Told of each fit, from any thread.</param>
    public FileTraining(
        ImageModel file,
        int index,
        TrainingSet set,
        CalibrationGoal goal,
        ParallelOptions parallel,
        Action fitted
    )
    {
        rows = set.RowsOf(index);
        validation = new CrossValidation(rows, set.Width, parallel, fitted);
        chosen = validation.Search(set.Views);
        logits =
        [
            .. rows.Measured.Select(photo =>
                Array.ConvertAll(chosen.Logits[photo]!, logit => (float)(logit / chosen.Temperature))
            ),
        ];
        var ranks = logits
            .Select((row, i) => Array.IndexOf(Ranking.Order(row), rows.Labels[rows.Measured[i]]))
            .ToList();
        interval = ShareInterval.Of([.. ranks.Select((rank, i) => (rows.Units[rows.Measured[i]], rank == 0))]);
        Trained = new TrainedFile(
            file,
            validation.Fit(chosen).Over(chosen.Temperature),
            ranks.Count,
            ranks.Count(rank => rank == 0),
            ranks.Count(rank => rank < 3),
            Calibrate(file with { Labels = set.Labels, Activation = Activation.Softmax }, goal)
        );
    }

    public TrainedFile Trained { get; }

    /// <summary>Why there is no calibration; null where there is one.</summary>
    public string? Uncalibrated { get; private set; }

    public TrainingAccuracy Accuracy =>
        new(
            Trained.Base.Precision,
            Trained.Photos,
            (double)Trained.Right / Trained.Photos,
            (double)Trained.InTop3 / Trained.Photos,
            interval
        );

    public bool UsesCopies => chosen.Views > 1;

    public double Regularization => chosen.Regularization;

    public double Temperature => chosen.Temperature;

    public IEnumerable<RegularizationTrial> Trials =>
        validation.Trials.Select(t => new RegularizationTrial(t.Regularization, t.LogLoss, t.Accuracy));

    /// <summary>Answers of layers that had not seen the photos, in the order of the user's photos.</summary>
    public IReadOnlyList<TrainingAnswer> Answers(TrainingSet set)
    {
        var calibration = Trained.Calibration;
        var answers = rows.Measured.Select(
            (photo, i) =>
            {
                var scores = new float[logits[i].Length];
                ScoreActivation.Apply(Activation.Softmax, logits[i], scores);
                Confidence? confidence = calibration is null
                    ? null
                    : Confidence.Of(calibration.Calibration, Activation.Softmax, logits[i], calibration.Likenesses[i]);
                return (
                    Place: set.Places[photo],
                    Answer: new TrainingAnswer(
                        set.Photos[photo],
                        Array.ConvertAll(
                            Ranking.Order(scores),
                            label => new Prediction(set.Labels[label], scores[label], logits[i][label])
                        ),
                        confidence
                    )
                );
            }
        );
        return [.. answers.OrderBy(a => a.Place).Select(a => a.Answer)];
    }

    /// <summary>Accuracy with parts of the photos, and with all.</summary>
    /// <param name="progress">Told of each fit.</param>
    public IReadOnlyList<LearningCurvePoint> LearningCurve(ProgressCounter progress)
    {
        if (rows.Measured.Count == 0 || !validation.IsCheap)
            return [];
        progress.Start(TrainingStage.LearningCurve, Shares.Length * rows.FoldCount);
        return
        [
            .. Shares
                .Select(share => validation.Part(chosen, share))
                .Append(chosen)
                .Select(part => new LearningCurvePoint(part.Photos, part.Accuracy))
                .DistinctBy(point => point.Photos),
        ];
    }

    private CalibrationResult? Calibrate(ImageModel model, CalibrationGoal goal)
    {
        try
        {
            return CalibrationResult.Of(
                model,
                [
                    .. rows.Measured.Select(
                        (photo, i) => new CalibrationPhoto(rows.Labels[photo], logits[i], rows.Row(photo, 0))
                    ),
                ],
                goal,
                temperature: 1,
                [.. rows.Measured.Select(photo => rows.Units[photo])]
            );
        }
        catch (CalibrationException e)
        {
            Uncalibrated = e.TrainingMessage;
            return null;
        }
    }
}
