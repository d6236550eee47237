using ClothesClassification.Inference.Models;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Microsoft.ML.Transforms.Image;

namespace ClothesClassification.Inference.Pipeline;

/// <summary>From the model's picture to the graph's input, in steps of ML.NET: pixels, then mean and standard deviation.</summary>
internal static class TensorSteps
{
    public static IEstimator<ITransformer> Create(MLContext context, ModelInput input, string picture)
    {
        var pixels = context.Transforms.ExtractPixels(
            input.Name,
            picture,
            input.Colors == ColorOrder.Grey
                ? ImagePixelExtractingEstimator.ColorBits.Red
                : ImagePixelExtractingEstimator.ColorBits.Rgb,
            orderOfExtraction: input.Colors == ColorOrder.Bgr
                ? ImagePixelExtractingEstimator.ColorsOrder.ABGR
                : ImagePixelExtractingEstimator.ColorsOrder.ARGB,
            interleavePixelColors: input.Layout == TensorLayout.Nhwc,
            outputAsFloatArray: input.Type == ElementType.Float32
        );
        return input.Mean.Count == 0 && input.Std.Count == 0
            ? pixels
            : pixels.Append(new Fitted(Normalizer(context, input)));
    }

    // ExtractPixels takes one mean for all colours. NormalizeMinMax computes (value - minimum) / (maximum - minimum) for each
    // number of the tensor by itself: its minimum is the mean, and its maximum one standard deviation above.
    private static NormalizingTransformer Normalizer(MLContext context, ModelInput input)
    {
        var schema = SchemaDefinition.Create(typeof(Tensor));
        var plane = input.Width * input.Height;
        (schema[0].ColumnName, schema[0].ColumnType) = (
            input.Name,
            new VectorDataViewType(NumberDataViewType.Single, input.Length)
        );
        var (minimum, maximum) = (new float[input.Length], new float[input.Length]);
        for (var i = 0; i < input.Length; i++)
        {
            var color = input.Layout == TensorLayout.Nhwc ? i % input.Channels : i / plane;
            minimum[i] = input.MeanOf(color);
            maximum[i] = minimum[i] + input.StdOf(color);
        }

        var rows = context.Data.LoadFromEnumerable(
            [new Tensor { Values = minimum }, new Tensor { Values = maximum }],
            schema
        );
        return context.Transforms.NormalizeMinMax(input.Name, fixZero: false).Fit(rows);
    }

    private sealed class Tensor
    {
        [VectorType]
        public float[] Values = [];
    }

    /// <summary>An estimator that returns an already fitted transformer, whatever the pipeline's rows.</summary>
    private sealed class Fitted(ITransformer step) : IEstimator<ITransformer>
    {
        public ITransformer Fit(IDataView input) => step;

        // Each value is replaced by another of its type.
        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inputSchema;
    }
}
