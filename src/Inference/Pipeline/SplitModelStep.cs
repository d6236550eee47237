using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Scoring;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ClothesClassification.Inference.Pipeline;

/// <summary>
/// The ONNX step of a model whose weights are in files beside it. ML.NET's own step saves the ONNX file alone: this one is saved
/// with the weights in it.
/// </summary>
/// <param name="step">ML.NET's step.</param>
/// <param name="model">The model that it runs.</param>
/// <param name="extras">What it asks for beside the scores.</param>
internal sealed class SplitModelStep(IEstimator<ITransformer> step, ImageModel model, ExtraOutputs extras)
    : IEstimator<ITransformer>
{
    public ITransformer Fit(IDataView input) => new Fitted(step.Fit(input), model, extras);

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => step.GetOutputSchema(inputSchema);

    private sealed class Fitted(ITransformer scoring, ImageModel model, ExtraOutputs extras) : ITransformer, IDisposable
    {
        public bool IsRowToRowMapper => scoring.IsRowToRowMapper;

        public IDataView Transform(IDataView input) => scoring.Transform(input);

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => scoring.GetOutputSchema(inputSchema);

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => scoring.GetRowToRowMapper(inputSchema);

        public void Dispose() => (scoring as IDisposable)?.Dispose();

        void ICanSaveModel.Save(ModelSaveContext ctx)
        {
            model.CheckFilesAreAsLoaded();
            var folder = Directory.CreateTempSubdirectory("clothes-").FullName;
            try
            {
                var file = Path.Combine(folder, Path.GetFileName(model.FilePath));
                File.WriteAllBytes(file, ExternalWeights.Embed(model));
                var embedded = model with { Folder = folder, FilePath = file };
                var whole = OnnxScoring.Load(new MLContext(), embedded, intraOpThreads: 1, extras);
                using var session = whole as IDisposable;
                whole.Save(ctx);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}
