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
    private readonly Stream? file;
    private readonly int length;

    // Where the next record goes; null where none can be added.
    private long? end;

    /// <param name="file">Where records are, not buffered; null for nowhere.</param>
    /// <param name="length">Numbers of a photo.</param>
    internal FeatureCache(Stream? file, int length)
    {
        (this.file, this.length) = (file, length);
        if (file is not null)
            Index(file);
    }

    /// <summary>Opens the file of a base model; none where no folder is named or the file cannot be used, as while another training does.</summary>
    /// <param name="folder">The folder, made where it is missing.</param>
    /// <param name="key">Name of the file: what the features depend on.</param>
    /// <param name="length">Numbers of a photo.</param>
    public static FeatureCache Open(string? folder, string key, int length)
    {
        if (folder is null)
            return new FeatureCache(null, length);
        Directory.CreateDirectory(folder);
        FileStream? file = null;
        try
        {
            var path = Path.Combine(folder, $"{key}.features");
            // Not buffered: a disk that is full says so in Add, and not at the end.
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            return new FeatureCache(file, length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            return new FeatureCache(null, length);
        }
    }

    private int RecordBytes => HashBytes + (length * 2);

    /// <summary>The features of a photo; null where they are not known, or cannot be read.</summary>
    public Half[]? Find(string hash)
    {
        lock (access)
        {
            if (!places.TryGetValue(hash, out var place))
                return null;
            try
            {
                var features = new Half[length];
                file!.Position = place + HashBytes;
                file.ReadExactly(MemoryMarshal.AsBytes(features.AsSpan()));
                return features;
            }
            catch (IOException)
            {
                return null;
            }
        }
    }

    /// <summary>Keeps the features of a photo, until that cannot be done, such as on a full disk.</summary>
    public void Add(string hash, Half[] features)
    {
        lock (access)
        {
            if (end is not { } place || places.ContainsKey(hash))
                return;
            try
            {
                file!.Position = place;
                file.Write([.. Convert.FromHexString(hash), .. MemoryMarshal.AsBytes(features.AsSpan())]);
                places.Add(hash, place);
                end = place + RecordBytes;
            }
            catch (IOException)
            {
                // What was written of the record is shorter than one: the next training writes over it.
                end = null;
            }
        }
    }

    public void Dispose() => file?.Dispose();

    private void Index(Stream records)
    {
        var hash = new byte[HashBytes];
        // The last record may have been interrupted.
        var place = 0L;
        for (; place + RecordBytes <= records.Length; place += RecordBytes)
        {
            records.Position = place;
            records.ReadExactly(hash);
            places[Convert.ToHexStringLower(hash)] = place;
        }

        end = place;
    }
}
