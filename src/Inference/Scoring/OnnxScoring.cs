using ClothesClassification.Inference.Models;
using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Transforms.Onnx;

namespace ClothesClassification.Inference.Scoring;

/// <summary>The ML.NET step that every way of classifying shares: the model's tensor in, logits and probabilities out.</summary>
internal static class OnnxScoring
{
    private const string NoSpinning = "0";

    /// <summary>Names of the columns that the step adds; the graph's own output names.</summary>
    public static string[] OutputColumns(ImageModel model, ExtraOutputs extras) =>
        [
            .. new[] { model.LogitsName, model.ProbabilitiesName }
                .OfType<string>()
                .Concat(extras.NamesOf(model))
                .Distinct(),
        ];

    /// <summary>Loads the ONNX file. The context's session options are set, so it should be the caller's own.</summary>
    /// <exception cref="ModelException">ONNX Runtime refuses the file.</exception>
    public static OnnxScoringEstimator Create(
        MLContext context,
        ImageModel model,
        int intraOpThreads,
        ExtraOutputs extras
    )
    {
        OnnxTelemetry.SwitchOff();
        context.SetOnnxSessionOption(
            new OnnxSessionOptions { CreateSessionOptions = () => SessionOptionsFor(intraOpThreads) }
        );
        try
        {
            // From a path: from a stream, ML.NET writes a temporary file and leaves it behind.
            return context.Transforms.ApplyOnnxModel(
                new OnnxOptions
                {
                    ModelFile = model.FilePath,
                    InputColumns = [model.Input.Name],
                    OutputColumns = OutputColumns(model, extras),
                    ShapeDictionary = new Dictionary<string, int[]>(model.OutputShapes)
                    {
                        [model.Input.Name] = model.Input.Dimensions,
                    },
                    IntraOpNumThreads = intraOpThreads,
                    InterOpNumThreads = 1,
                }
            );
        }
        catch (Exception e) when (e is OnnxRuntimeException or InvalidOperationException or ArgumentException)
        {
            throw RuntimeRefusal.From(e, Path.GetRelativePath(model.Folder, model.FilePath));
        }
    }

    /// <summary>The step alone, ready to run.</summary>
    public static ITransformer Load(
        MLContext context,
        ImageModel model,
        int intraOpThreads,
        ExtraOutputs extras = ExtraOutputs.All
    ) => Fit(Create(context, model, intraOpThreads, extras), model);

    /// <summary>The transformer of a step, which shares its session.</summary>
    public static ITransformer Fit(OnnxScoringEstimator step, ImageModel model) =>
        step.Fit(
            model.Input.Type == ElementType.UInt8 ? new TensorRow<byte>(model.Input) : new TensorRow<float>(model.Input)
        );

    private static SessionOptions SessionOptionsFor(int intraOpThreads)
    {
        // Both counts are set: left alone, ONNX Runtime takes the host's cores and pins threads to them, which
        // oversubscribes a fraction of a core and fails in containers that may not set affinities.
        var options = new SessionOptions
        {
            IntraOpNumThreads = intraOpThreads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        // Waiting threads that spin take the core away from the decoder.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", NoSpinning);
        options.AddSessionConfigEntry("session.inter_op.allow_spinning", NoSpinning);
        return options;
    }
}
