using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace ClothesClassification.Training.Heads;

/// <summary>
/// Fits a last layer by ML.NET: maximum entropy (softmax regression) with L2 regularisation, by L-BFGS. On one thread, from 0 and
/// without chance, so that the same rows give the same layer.
/// </summary>
internal static class HeadTrainer
{
    // What one fit may cost in products; only hundreds of labels with thousands of photos reach it.
    private const double Budget = 5e10;
    private const int MinIterations = 12;
    private const int MaxIterations = 200;
    private const float Tolerance = 1e-5f;

    // Of a feature that is the same in all photos.
    private const double SmallestDeviation = 1e-3;

    /// <param name="rows">The rows; their features are changed.</param>
    /// <param name="labels">Number of labels.</param>
    /// <param name="regularization">Strength of the regularisation, for each unit of weight.</param>
    /// <param name="cancellationToken">Ends the fit.</param>
    public static LinearHead Fit(
        IReadOnlyList<HeadRow> rows,
        int labels,
        double regularization,
        CancellationToken cancellationToken
    )
    {
        var (mean, deviation) = Standardize(rows);
        var context = new MLContext(seed: 0);
        var schema = SchemaDefinition.Create(typeof(HeadRow));
        schema[nameof(HeadRow.Label)].ColumnType = new KeyDataViewType(typeof(uint), labels);
        schema[nameof(HeadRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, mean.Length);
        var trainer = context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(
            new LbfgsMaximumEntropyMulticlassTrainer.Options
            {
                LabelColumnName = nameof(HeadRow.Label),
                FeatureColumnName = nameof(HeadRow.Features),
                ExampleWeightColumnName = nameof(HeadRow.Weight),
                L1Regularization = 0,
                L2Regularization = (float)(regularization * rows.Sum(r => (double)r.Weight)),
                OptimizationTolerance = Tolerance,
                MaximumNumberOfIterations = (int)
                    Math.Clamp(Budget / ((double)rows.Count * mean.Length * labels), MinIterations, MaxIterations),
                NumberOfThreads = 1,
            }
        );
        // ML.NET cannot be told to stop: with hundreds of labels nobody waits for the end of a fit that is not wanted any more.
        var fit = Task.Factory.StartNew(
            () => trainer.Fit(context.Data.LoadFromEnumerable(rows, schema)).Model,
            cancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        fit.Wait(cancellationToken);
        var model = fit.Result;
        VBuffer<float>[]? weights = null;
        model.GetWeights(ref weights, out _);
        return Unstandardized(
            [.. weights!.Select(row => row.DenseValues().ToArray())],
            [.. model.GetBiases()],
            mean,
            deviation
        );
    }

    // With features of mean 0 and deviation 1, L-BFGS needs some tens of steps, and one strength suits all networks.
    private static (double[] Mean, double[] Deviation) Standardize(IReadOnlyList<HeadRow> rows)
    {
        var width = rows[0].Features.Length;
        var (mean, deviation) = (new double[width], new double[width]);
        foreach (var row in rows)
        {
            for (var i = 0; i < width; i++)
                mean[i] += row.Features[i] / (double)rows.Count;
        }

        foreach (var row in rows)
        {
            for (var i = 0; i < width; i++)
                deviation[i] += (row.Features[i] - mean[i]) * (row.Features[i] - mean[i]) / rows.Count;
        }

        for (var i = 0; i < width; i++)
            deviation[i] = Math.Sqrt(deviation[i]) + SmallestDeviation;
        foreach (var row in rows)
        {
            for (var i = 0; i < width; i++)
                row.Features[i] = (float)((row.Features[i] - mean[i]) / deviation[i]);
        }

        return (mean, deviation);
    }

    // The layer that gives the same logits from features as they are.
    private static LinearHead Unstandardized(float[][] weights, float[] bias, double[] mean, double[] deviation)
    {
        for (var label = 0; label < bias.Length; label++)
        {
            var shift = 0.0;
            for (var i = 0; i < mean.Length; i++)
            {
                var weight = weights[label][i] / deviation[i];
                shift += weight * mean[i];
                weights[label][i] = (float)weight;
            }

            bias[label] = (float)(bias[label] - shift);
        }

        return new LinearHead(weights, bias);
    }
}

/// <summary>A row as ML.NET reads it.</summary>
internal sealed class HeadRow
{
    public float[] Features { get; init; } = [];

    /// <summary>Position of the label, from 0.</summary>
    public uint Label { get; init; }

    public float Weight { get; init; }
}
