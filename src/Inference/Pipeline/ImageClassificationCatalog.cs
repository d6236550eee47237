using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Scoring;
using Microsoft.ML;

namespace ClothesClassification.Inference.Pipeline;

/// <summary>Adds image classification to ML.NET's catalog of transforms: as one estimator, and its four steps one by one.</summary>
/// <example>
/// <code>
/// var model = ImageModel.Load("model");
/// var photos = mlContext.Data.LoadPhotos("photos");
/// var answers = mlContext.Transforms.ClassifyImages(model).Fit(photos).Transform(photos);
///
/// // The same, with room for steps between.
/// var pipeline = mlContext.Transforms.PreparePictures(model)
///     .Append(mlContext.Transforms.ExtractTensor(model))
///     .Append(mlContext.Transforms.ApplyImageModel(model))
///     .Append(mlContext.Transforms.RankLabels(model));
/// </code>
/// </example>
public static class ImageClassificationCatalog
{
    /// <summary>Classifies the photos of a column: the four steps below, one after the other.</summary>
    /// <param name="catalog">The catalog, <c>mlContext.Transforms</c>.</param>
    /// <param name="model">The model.</param>
    /// <param name="options">
    /// Limits of the photos and threads of ONNX Runtime; null for the defaults. Folder and precision are those of the model, and
    /// ML.NET decides how many rows are read at once.
    /// </param>
    /// <param name="columns">Names of the columns; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range; two columns have the same name, or one has none.</exception>
    /// <exception cref="ModelException">ONNX Runtime refuses the model, or its outputs are not what the manifest says.</exception>
    public static ImageClassificationEstimator ClassifyImages(
        this TransformsCatalog catalog,
        ImageModel model,
        ImageClassifierOptions? options = null,
        ImageClassificationColumns? columns = null
    )
    {
        columns = Checked(catalog, model, columns);
        return new ImageClassificationEstimator(
            model,
            columns,
            catalog
                .PreparePictures(model, options, columns)
                .Append(catalog.ExtractTensor(model, columns))
                .Append(catalog.ApplyImageModel(model, options, columns))
                .Append(catalog.RankLabels(model, columns))
        );
    }

    /// <summary>
    /// The first step, from photos to the model's pictures: decodes, turns upright, and resizes as the model's manifest says.
    /// </summary>
    /// <inheritdoc cref="ClassifyImages" path="/param"/>
    public static IEstimator<ITransformer> PreparePictures(
        this TransformsCatalog catalog,
        ImageModel model,
        ImageClassifierOptions? options = null,
        ImageClassificationColumns? columns = null
    )
    {
        columns = Checked(catalog, model, columns);
        options ??= new ImageClassifierOptions();
        options.Validate();
        return new PictureEstimator(new MLContext(), PipelineSettings.Of(model, options, columns), columns);
    }

    /// <summary>
    /// The second step, from pictures to the tensor that the graph takes, in a column of the name of its input: ML.NET's
    /// ExtractPixels, and where the manifest has mean or standard deviation NormalizeMinMax.
    /// </summary>
    /// <inheritdoc cref="ClassifyImages" path="/param"/>
    public static IEstimator<ITransformer> ExtractTensor(
        this TransformsCatalog catalog,
        ImageModel model,
        ImageClassificationColumns? columns = null
    )
    {
        columns = Checked(catalog, model, columns);
        return TensorSteps.Create(new MLContext(), model.Input, columns.Picture);
    }

    /// <summary>
    /// The third step, from tensors to logits and probabilities, and to features and evidence where a column asks for them, in
    /// columns of the names of the graph's outputs: ML.NET's ONNX transformer, which holds the session. The model is run once,
    /// as by <see cref="ImageClassifier"/>.
    /// </summary>
    /// <inheritdoc cref="ClassifyImages" path="/param"/>
    /// <exception cref="ModelException">ONNX Runtime refuses the model, or its outputs are not what the manifest says.</exception>
    public static IEstimator<ITransformer> ApplyImageModel(
        this TransformsCatalog catalog,
        ImageModel model,
        ImageClassifierOptions? options = null,
        ImageClassificationColumns? columns = null
    )
    {
        columns = Checked(catalog, model, columns);
        options ??= new ImageClassifierOptions();
        options.Validate();
        // A context of its own, so that the caller's options for ONNX sessions stay as they are.
        var step = OnnxScoring.Create(new MLContext(), model, options.IntraOpThreads, columns.Extras);
        // The trial looks at scores alone; likeness would need the features, which this step may not have.
        using var engine = ClassifierEngine.Create(
            OnnxScoring.Fit(step, model),
            model with
            {
                Calibration = null,
            },
            options.Limits,
            options.JpegBySkia
        );
        TrialRun.Run(engine, model);
        return model.HasExternalData ? new SplitModelStep(step, model, columns.Extras) : step;
    }

    /// <summary>The last step, from the graph's outputs to label, score and scores.</summary>
    /// <inheritdoc cref="ClassifyImages" path="/param"/>
    public static IEstimator<ITransformer> RankLabels(
        this TransformsCatalog catalog,
        ImageModel model,
        ImageClassificationColumns? columns = null
    )
    {
        columns = Checked(catalog, model, columns);
        var context = new MLContext();
        var transforms = context.Transforms;
        var settings = PipelineSettings.Of(model, new ImageClassifierOptions(), columns);
        var outputs = model.ProbabilitiesName ?? model.LogitsName;
        IEstimator<ITransformer> steps = settings
            .AddColumn(context)
            .Append(transforms.CopyColumns(PipelineColumns.Outputs, outputs));
        if (columns.Error is not null)
            steps = steps.Append(transforms.CopyColumns(PipelineColumns.Error, columns.Error));
        steps = steps
            .Append(
                transforms.CustomMapping<OutputsRow, LabelRow>(
                    LabelRow.Fill,
                    LabelContract.Name,
                    inputSchemaDefinition: null,
                    LabelRow.Schema(model.Labels)
                )
            )
            .Append(transforms.CopyColumns(columns.PredictedLabel, PipelineColumns.PredictedLabel))
            .Append(transforms.CopyColumns(columns.Score, PipelineColumns.Score))
            .Append(transforms.CopyColumns(columns.Scores, PipelineColumns.Scores));
        if (columns.Features is not null)
            steps = steps.Append(new ExtraColumn(context, model.FeaturesName!, columns.Features));
        if (columns.Evidence is not null)
            steps = steps.Append(new ExtraColumn(context, model.EvidenceName!, columns.Evidence));
        return steps.Append(
            transforms.DropColumns(
                PipelineColumns.Key,
                PipelineColumns.Settings,
                PipelineColumns.Error,
                PipelineColumns.Outputs,
                PipelineColumns.PredictedLabel,
                PipelineColumns.Score,
                PipelineColumns.Scores
            )
        );
    }

    private static ImageClassificationColumns Checked(
        TransformsCatalog catalog,
        ImageModel model,
        ImageClassificationColumns? columns
    )
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        columns ??= new ImageClassificationColumns();
        columns.Validate(model);
        return columns;
    }
}
