using System.Runtime.InteropServices;

namespace ClothesClassification.Training.Features;

/// <summary>
/// Features of photos by the SHA-256 of their bytes, in a file that grows: records of one length, the hash first. What an
/// interrupted training has computed is there for the next.
/// </summary>
internal sealed class FeatureCache : IDisposable
{
    private const int HashBytes = 32;

    private readonly Dictionary<string, long> places = [];
    private readonly Lock access = new();
    private readonly FileStream? file;
    private int length;

    private FeatureCache(FileStream? file) => this.file = file;

    /// <summary>Opens the file of a base model; none where no folder is named or another training has the file open.</summary>
    /// <param name="folder">The folder, made where it is missing.</param>
    /// <param name="key">Name of the file: what the features depend on.</param>
    /// <param name="length">Numbers of a photo.</param>
    public static FeatureCache Open(string? folder, string key, int length)
    {
        if (folder is null)
            return new FeatureCache(null);
        Directory.CreateDirectory(folder);
        try
        {
            var path = Path.Combine(folder, $"{key}.features");
            var cache = new FeatureCache(
                new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)
            );
            cache.Index(length);
            return cache;
        }
        catch (IOException)
        {
            return new FeatureCache(null);
        }
    }

    private int RecordBytes => HashBytes + (length * 2);

    /// <summary>The features of a photo; null where they are not known.</summary>
    public Half[]? Find(string hash)
    {
        lock (access)
        {
            if (!places.TryGetValue(hash, out var place))
                return null;
            var features = new Half[length];
            file!.Position = place + HashBytes;
            file.ReadExactly(MemoryMarshal.AsBytes(features.AsSpan()));
            return features;
        }
    }

    public void Add(string hash, Half[] features)
    {
        if (file is null)
            return;
        lock (access)
        {
            if (places.ContainsKey(hash))
                return;
            file.Position = places.Count * (long)RecordBytes;
            places.Add(hash, file.Position);
            file.Write(Convert.FromHexString(hash));
            file.Write(MemoryMarshal.AsBytes(features.AsSpan()));
        }
    }

    public void Dispose() => file?.Dispose();

    private void Index(int numbers)
    {
        length = numbers;
        var hash = new byte[HashBytes];
        // The last record may have been interrupted.
        for (var place = 0L; place + RecordBytes <= file!.Length; place += RecordBytes)
        {
            file.Position = place;
            file.ReadExactly(hash);
            places[Convert.ToHexStringLower(hash)] = place;
        }
    }
}
