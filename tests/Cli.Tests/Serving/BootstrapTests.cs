using ClothesClassification.Cli.Options;
using ClothesClassification.Cli.Serving;

namespace ClothesClassification.Cli.Tests.Serving;

public sealed class BootstrapTests : IDisposable
{
    private static readonly string Program = OperatingSystem.IsWindows() ? "bootstrap.exe" : "bootstrap";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("bootstrap-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_published_function_is_found_from_any_folder_of_the_repository()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "clothes-classification.slnx"), "");
        var function = folder.CreateSubdirectory($"artifacts/{Bootstrap.PublishedFolder}").FullName;
        File.WriteAllText(Path.Combine(function, Program), "");
        var deep = folder.CreateSubdirectory("src/Cli/Serving").FullName;
        var found = Bootstrap.Find(null, [deep]);
        Assert.Equal([Path.Combine(function, Program)], found.Command);
        Assert.Equal(function, found.Folder);
    }

    [Fact]
    public void Where_it_is_absent_the_error_says_how_to_make_it()
    {
        var error = Assert.Throws<UsageException>(() => Bootstrap.Find(null, [folder.FullName]));
        Assert.Contains(
            $"artifacts/{Bootstrap.PublishedFolder}/bootstrap is absent",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("./build.sh package", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_is_split_at_blanks_outside_quotes_and_runs_here()
    {
        var found = Bootstrap.Find("\"/opt/my python\" -m awslambdaric handler.main", []);
        Assert.Equal(["/opt/my python", "-m", "awslambdaric", "handler.main"], found.Command);
        Assert.Equal(Environment.CurrentDirectory, found.Folder);
        Assert.Throws<UsageException>(() => Bootstrap.Find(" ", []));
    }
}
