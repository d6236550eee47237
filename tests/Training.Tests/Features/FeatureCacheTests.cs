using ClothesClassification.Training.Features;

namespace ClothesClassification.Training.Tests.Features;

public sealed class FeatureCacheTests : IDisposable
{
    private static readonly string Hash = new('a', 64);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cache-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void What_was_added_is_there_the_next_time()
    {
        Add(Hash, 1);
        Add(new string('b', 64), 2);

        using var cache = Open();
        Assert.Equal([(Half)1, (Half)1.5], cache.Find(Hash)!);
        Assert.Equal([(Half)2, (Half)2.5], cache.Find(new string('b', 64))!);
        Assert.Null(cache.Find(new string('c', 64)));
    }

    [Fact]
    public void A_record_that_was_interrupted_is_written_again()
    {
        Add(Hash, 1);
        using (var file = File.Open(folder.GetFiles()[0].FullName, FileMode.Append))
            file.Write(new byte[10]);

        Add(new string('b', 64), 2);

        using var cache = Open();
        Assert.Equal([(Half)2, (Half)2.5], cache.Find(new string('b', 64))!);
    }

    [Fact]
    public void A_file_that_another_training_has_open_is_done_without()
    {
        using var first = Open();
        using var second = Open();

        second.Add(Hash, [(Half)1, (Half)2]);

        Assert.Null(second.Find(Hash));
    }

    [Fact]
    public void A_file_that_may_not_be_opened_is_done_without()
    {
        // Opened as a file, a folder is refused as another user's file is.
        folder.CreateSubdirectory("key.features");

        using var cache = Open();
        cache.Add(Hash, [(Half)1, (Half)2]);

        Assert.Null(cache.Find(Hash));
    }

    [Fact]
    public void On_a_full_disk_there_is_what_was_kept_before()
    {
        using var memory = new FullDisk(whole: 1);
        using var cache = new FeatureCache(memory, 2);
        cache.Add(Hash, [(Half)1, (Half)2]);

        cache.Add(new string('b', 64), [(Half)3, (Half)4]);
        cache.Add(new string('c', 64), [(Half)5, (Half)6]);

        using var next = new FeatureCache(memory, 2);
        foreach (var some in new[] { cache, next })
        {
            Assert.Equal([(Half)1, (Half)2], some.Find(Hash)!);
            Assert.Null(some.Find(new string('b', 64)));
            Assert.Null(some.Find(new string('c', 64)));
        }
    }

    [Fact]
    public void What_cannot_be_read_is_not_known()
    {
        using var memory = new FullDisk(whole: 1);
        using var cache = new FeatureCache(memory, 2);
        cache.Add(Hash, [(Half)1, (Half)2]);

        memory.SetLength(33);

        Assert.Null(cache.Find(Hash));
    }

    private FeatureCache Open() => FeatureCache.Open(folder.FullName, "key", 2);

    private void Add(string hash, float value)
    {
        using var cache = Open();
        cache.Add(hash, [(Half)value, (Half)(value + 0.5f)]);
    }

    // Takes some records, half of the next, and then single ones again, as where something else is deleted.
    private sealed class FullDisk(int whole) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (whole-- != 0)
            {
                base.Write(buffer);
                return;
            }

            base.Write(buffer[..(buffer.Length - 1)]);
            throw new IOException("No space left on device");
        }
    }
}
