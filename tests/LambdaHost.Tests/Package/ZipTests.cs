using System.IO.Compression;
using System.Text.RegularExpressions;

namespace ClothesClassification.LambdaHost.Tests.Package;

/// <summary>
/// The zip that is deployed: build.cake's task test makes it before. Its list of files is kept beside this test, so that
/// growth shows in review; run the tests with CLOTHES_APPROVE=true to take the present list.
/// </summary>
public sealed partial class ZipTests
{
    private const long LargestZip = 45_000_000;
    private const int ExecutableByAll = 0b001_001_001;

    [Fact]
    public void It_is_small_enough_to_be_uploaded_in_one_request()
    {
        using var zip = Open(out var path);

        Assert.InRange(new FileInfo(path).Length, 1, LargestZip);
    }

    [Fact]
    public void Bootstrap_is_at_the_root_and_executable_and_nothing_else_is()
    {
        using var zip = Open(out _);

        var executable = zip.Entries.Where(entry => (entry.ExternalAttributes >> 16 & ExecutableByAll) != 0);
        Assert.Equal(["bootstrap"], executable.Select(entry => entry.FullName));
    }

    [Fact]
    public void It_has_one_time_stamp_and_sorted_names_so_that_the_same_files_give_the_same_bytes()
    {
        using var zip = Open(out _);

        var names = zip.Entries.Select(entry => entry.FullName).ToList();
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.Single(zip.Entries.Select(entry => entry.LastWriteTime.DateTime).Distinct());
    }

    [Fact]
    public void It_has_nothing_that_Lambda_does_not_run()
    {
        using var zip = Open(out _);

        Assert.DoesNotContain(zip.Entries, entry => Stray().IsMatch(entry.FullName));
    }

    [Fact]
    public void Its_files_are_those_of_the_approved_list()
    {
        using var zip = Open(out _);
        // Named by where the AWS types come from: not a difference between two states of the code.
        var files = zip
            .Entries.Select(entry => entry.FullName)
            .Where(name => !name.Contains("Amazon.Lambda") && !name.Contains("LambdaContracts"))
            .ToList();

        Approved.Check("Package/zip-files.txt", files);
    }

    private static ZipArchive Open(out string path)
    {
        path = Path.Combine(SharedData.RepositoryRoot, "artifacts", "clothes-classification.zip");
        if (!File.Exists(path))
            Require.Absent("artifacts/clothes-classification.zip is absent: run ./build.sh package.");
        return ZipFile.OpenRead(path);
    }

    [GeneratedRegex(@"\.(pdb|xml|dbg|dwarf|lib)$|^onnxruntime.*\.dll$|libmscor|libclrgc|createdump|Native\.dll$")]
    private static partial Regex Stray();
}
