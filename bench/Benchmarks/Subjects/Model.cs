using ClothesClassification.Benchmarks.Baselines;
using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Scoring;
using Microsoft.ML;

namespace ClothesClassification.Benchmarks.Subjects;

/// <summary>The model on a picture that is there already.</summary>
internal static class Model
{
    public static Subject Ours(string precision)
    {
        var model = ImageModel.Load(Repository.Model, precision);
        var context = new MLContext();
        var scoring = OnnxScoring.Load(context, model, intraOpThreads: 1);
        var engine = ClassifierEngine.Create(scoring, model, new PhotoLimits(), jpegBySkia: false);
        var rgb = new byte[model.Input.Length];
        var (logits, scores) = (new float[model.Labels.Count], new float[model.Labels.Count]);
        return new Subject(() => engine.Score(rgb, logits, scores), engine);
    }

    public static Subject Raw(string precision)
    {
        var session = new RawSession(precision);
        return new Subject(session.Run, session);
    }
}
