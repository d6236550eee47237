using System.Collections.Concurrent;
using System.Numerics.Tensors;
using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Photos;
using ClothesClassification.Inference.Scoring;
using Microsoft.ML;

namespace ClothesClassification.Training.Features;

/// <summary>Every ONNX file of a base model, loaded: what they see of a photo.</summary>
internal sealed class BaseModel : IDisposable
{
    // The place of a file's features in a row of them is that of the file.
    private readonly ITransformer[] scoring;
    private readonly ConcurrentStack<ClassifierEngine[]> idle = [];
    private readonly PhotoLimits limits;

    private BaseModel(IReadOnlyList<ImageModel> files, PhotoLimits limits)
    {
        Files = files;
        this.limits = limits;
        scoring =
        [
            .. files.Select(file => OnnxScoring.Load(new MLContext(), file, intraOpThreads: 1, ExtraOutputs.Features)),
        ];
        Hash = FileHash.Of(Path.Combine(files[0].Folder, ModelManifest.FileName));
        // Of a black picture, which shows what the files give.
        var engines = Engines();
        var widths = engines.Select(engine => Features(engine, engine.Picture).Length).ToArray();
        idle.Push(engines);
        Width = widths[0];
        if (Array.Find(widths, width => width != Width) is > 0 and var other)
            throw new ModelException(
                ModelManifest.FileName,
                "outputs.features",
                $"{Width} and {other} numbers in the model's files",
                "as many in each"
            );
    }

    /// <summary>The files, that of the default precision first.</summary>
    public IReadOnlyList<ImageModel> Files { get; }

    /// <summary>SHA-256 of the manifest, which has the hashes of all files and says how pictures are made.</summary>
    public string Hash { get; }

    /// <summary>Length of a vector of features.</summary>
    public int Width { get; }

    /// <exception cref="ModelException">The folder cannot be loaded, or its manifest names no features.</exception>
    public static BaseModel Load(string folder, PhotoLimits limits)
    {
        folder = Path.GetFullPath(folder);
        var manifest = ManifestReader.Read(folder);
        if (manifest.Outputs.Features is null)
            throw new ModelException(
                ModelManifest.FileName,
                "outputs.features",
                "none",
                "the graph's output of features, what its last layer sees: a new last layer is trained on them"
            );
        var first = manifest.Files[ManifestReader.ChooseFile(manifest, null)].Precision;
        // Its calibration is that of the old labels.
        return new BaseModel(
            [
                .. manifest
                    .Files.Select(file => file.Precision)
                    .OrderByDescending(precision => precision == first)
                    .Select(precision => ImageModel.Load(folder, precision, calibrated: false)),
            ],
            limits
        );
    }

    /// <summary>Numbers of a photo, as <see cref="Look"/> gives them.</summary>
    public int Numbers(int views) => (Files.Count * views * Width) + Thumbnail.Length;

    /// <summary>The features of a photo's views by each file, files x views rows of one width, and then its thumbnail.</summary>
    /// <exception cref="PhotoException">The photo is empty, of another format, over a limit, or damaged.</exception>
    public Half[] Look(ReadOnlySpan<byte> photo, int views)
    {
        var engines = Engines();
        try
        {
            var clock = StageClock.Start();
            engines[0].Prepare(photo, ref clock);
            var numbers = new Half[Numbers(views)];
            for (var row = 0; row < Files.Count * views; row++)
            {
                var picture = PictureCopies.Of(engines[0].Picture, Files[0].Input.Width, row % views);
                TensorPrimitives.ConvertToHalf(
                    Features(engines[row / views], picture),
                    numbers.AsSpan(row * Width, Width)
                );
            }

            TensorPrimitives.ConvertToHalf(
                Thumbnail.Of(engines[0].Picture, Files[0].Input.Width),
                numbers.AsSpan(^Thumbnail.Length..)
            );
            return numbers;
        }
        finally
        {
            idle.Push(engines);
        }
    }

    public void Dispose()
    {
        foreach (var engine in idle.SelectMany(engines => engines))
            engine.Dispose();
        foreach (var step in scoring)
            (step as IDisposable)?.Dispose();
    }

    private ClassifierEngine[] Engines() =>
        idle.TryPop(out var engines)
            ? engines
            : [.. Files.Select((file, i) => ClassifierEngine.Create(scoring[i], file, limits, jpegBySkia: false))];

    private float[] Features(ClassifierEngine engine, ReadOnlySpan<byte> picture)
    {
        var labels = Files[0].Labels.Count;
        return engine.Score(picture, new float[labels], new float[labels], ExtraOutputs.Features).Features!;
    }
}
