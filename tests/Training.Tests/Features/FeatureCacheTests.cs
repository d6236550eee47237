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

    private FeatureCache Open() => FeatureCache.Open(folder.FullName, "key", 2);

    private void Add(string hash, float value)
    {
        using var cache = Open();
        cache.Add(hash, [(Half)value, (Half)(value + 0.5f)]);
    }
}
