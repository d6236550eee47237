using System.Numerics.Tensors;
using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Photos;

namespace ClothesClassification.Training.Features;

/// <summary>What the files of a base model see of a photo.</summary>
/// <param name="Hash">SHA-256 of the photo's bytes; empty where they cannot be read.</param>
/// <param name="Numbers">Files x views rows of features, and the thumbnail; empty where there are none.</param>
/// <param name="Error">Why there are none.</param>
/// <param name="IsCached">Whether they had been computed before.</param>
internal sealed record PhotoFeatures(string Hash, Half[] Numbers, Exception? Error = null, bool IsCached = false)
{
    /// <summary>One of the rows.</summary>
    public float[] Row(int row, int width) => Floats(Numbers.AsSpan(row * width, width));

    /// <summary>The model's picture, small.</summary>
    public float[] SmallPicture => Floats(Numbers.AsSpan(^Thumbnail.Length..));

    /// <summary>Reads photos on all processors, and finds or computes their features.</summary>
    /// <param name="model">The base model.</param>
    /// <param name="paths">The photos.</param>
    /// <param name="views">Views of each.</param>
    /// <param name="limits">What a photo may be.</param>
    /// <param name="cacheFolder">Where features are kept; null for nowhere.</param>
    /// <param name="done">Told of each photo, from any thread.</param>
    /// <param name="parallel">Threads, and what ends the work.</param>
    public static async Task<PhotoFeatures[]> ReadAsync(
        BaseModel model,
        IReadOnlyList<string> paths,
        int views,
        PhotoLimits limits,
        string? cacheFolder,
        Action done,
        ParallelOptions parallel
    )
    {
        using var cache = FeatureCache.Open(cacheFolder, $"{model.Hash[..32]}-{views}", model.Numbers(views));
        var features = new PhotoFeatures[paths.Count];
        await Parallel
            .ForAsync(
                0,
                paths.Count,
                parallel,
                async (i, token) =>
                {
                    features[i] = await ReadAsync(paths[i], token).ConfigureAwait(false);
                    done();
                }
            )
            .ConfigureAwait(false);
        return features;

        async ValueTask<PhotoFeatures> ReadAsync(string path, CancellationToken token)
        {
            var hash = "";
            try
            {
                using var photo = await PhotoReader.ReadFileAsync(path, limits, token).ConfigureAwait(false);
                hash = FileHash.Of(photo.Memory.Span);
                if (cache.Find(hash) is { } known)
                    return new PhotoFeatures(hash, known, IsCached: true);
                var numbers = model.Look(photo.Memory.Span, views);
                cache.Add(hash, numbers);
                return new PhotoFeatures(hash, numbers);
            }
            catch (Exception e) when (e is PhotoException or IOException or UnauthorizedAccessException)
            {
                return new PhotoFeatures(hash, [], e);
            }
        }
    }

    private static float[] Floats(ReadOnlySpan<Half> numbers)
    {
        var floats = new float[numbers.Length];
        TensorPrimitives.ConvertToSingle(numbers, floats);
        return floats;
    }
}
