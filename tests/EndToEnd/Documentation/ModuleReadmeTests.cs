using ClothesClassification.EndToEnd.Tools;

namespace ClothesClassification.EndToEnd.Documentation;

/// <summary>
/// Tables in the READMEs of terraform/ are what its files say. With UPDATE_TERRAFORM_DOCS=true they are written and not
/// compared.
/// </summary>
public sealed class ModuleReadmeTests
{
    public static TheoryData<string> Modules { get; } =
        new(
            ".",
            "account",
            "modules/api",
            "modules/batch",
            "modules/function",
            "modules/observability",
            "examples/batch",
            "examples/existing-function",
            "examples/minimal",
            "examples/production"
        );

    [Theory]
    [MemberData(nameof(Modules))]
    public void Tables_are_up_to_date(string module)
    {
        var folder = Path.Combine(Terraform.Source, module);
        var file = Path.Combine(folder, "README.md");
        var readme = File.ReadAllText(file);
        var expected = ModuleTables.Update(readme, folder);
        if (Environment.GetEnvironmentVariable("UPDATE_TERRAFORM_DOCS") == "true")
            File.WriteAllText(file, expected);
        else
            Assert.Equal(expected, readme);
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public void Everything_that_is_given_or_taken_is_described(string module)
    {
        var blocks = HclBlock.ReadModule(Path.Combine(Terraform.Source, module));

        Assert.All(
            blocks.Where(b => b.Kind is "variable" or "output"),
            block => Assert.True(block.Description.Length > 10, $"{block.Kind} {block.Name} is not described.")
        );
        Assert.All(
            blocks.Where(b => b.Kind == "variable"),
            b => Assert.True(b.Argument("type") != null, $"{b.Name} has no type.")
        );
    }

    [Fact]
    public void Every_module_and_example_is_listed() =>
        Assert.Equal(
            Directory
                .EnumerateDirectories(Path.Combine(Terraform.Source, "modules"))
                .Concat(Directory.EnumerateDirectories(Path.Combine(Terraform.Source, "examples")))
                .Select(folder => Path.GetRelativePath(Terraform.Source, folder).Replace('\\', '/'))
                .Concat([".", "account"])
                .Order(StringComparer.Ordinal),
            Modules.Select(row => row.Data).Order(StringComparer.Ordinal)
        );
}
