using System.Xml.Linq;

namespace ClothesClassification.EndToEnd;

/// <summary>Which project knows which: the arrows of the design, as the project files draw them.</summary>
public sealed class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Cli"] = ["Inference", "LocalGateway", "Training"],
        ["Inference"] = [],
        ["LambdaContracts"] = [],
        // And LambdaContracts where the feed lacks the AWS packages: src/LambdaContracts/AwsLambdaPackages.props.
        ["LambdaHost"] = ["Inference"],
        // The function is a process of its own: the gateway knows nothing of what is in it.
        ["LocalGateway"] = [],
        ["Training"] = ["Inference"],
    };

    [Fact]
    public void Every_project_of_src_references_only_those_that_it_may()
    {
        var projects = Directory
            .EnumerateFiles(Path.Combine(SharedData.RepositoryRoot, "src"), "*.csproj", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), References);

        Assert.Equal(Allowed.Keys.Order(), projects.Keys.Order(), StringComparer.Ordinal);
        Assert.All(projects, project => Assert.Equal(Allowed[project.Key], project.Value.Order()));
    }

    [Fact]
    public void The_library_knows_nothing_of_AWS_web_servers_or_command_lines()
    {
        var packages = XDocument
            .Load(Path.Combine(SharedData.RepositoryRoot, "src/Inference/Inference.csproj"))
            .Descendants()
            .Where(item => item.Name.LocalName is "PackageReference" or "FrameworkReference")
            .Select(item => item.Attribute("Include")!.Value);

        Assert.DoesNotContain(
            packages,
            name => name.Contains("Amazon") || name.Contains("AspNetCore") || name.Contains("CommandLine")
        );
    }

    private static IEnumerable<string> References(string project) =>
        XDocument
            .Load(project)
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));
}
