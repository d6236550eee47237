using ClothesClassification.EndToEnd.Tools;

namespace ClothesClassification.EndToEnd.Policy;

/// <summary>Terraform's own checks, as `./build.sh test` runs them.</summary>
public sealed class TerraformTestTests(InitialisedCopy copy) : IClassFixture<InitialisedCopy>
{
    public static TheoryData<string> TestFiles =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(Terraform.Source, "tests"), "*.tftest.hcl")
                .Select(file => Path.GetFileName(file))
                .Order(StringComparer.Ordinal),
        ];

    [Fact]
    public async Task Files_are_formatted()
    {
        var result = await (await copy.TerraformAsync()).RunAsync("fmt", "-check", "-recursive", "-diff");

        Assert.True(result.ExitCode == 0, result.Output + result.Error);
    }

    [Fact]
    public async Task Root_module_is_valid() =>
        (await (await copy.TerraformAsync()).RunAsync("validate", "-no-tests")).OrFail();

    [Theory]
    [MemberData(nameof(TestFiles))]
    public async Task Tests_with_a_mocked_provider_pass(string file)
    {
        var result = (await (await copy.TerraformAsync()).RunAsync("test", $"-filter=tests/{file}")).OrFail();

        Assert.Matches(@"Success! [1-9]\d* passed, 0 failed", result.Output);
    }
}

/// <summary>A copy that is initialised, without credentials or an account.</summary>
public sealed class InitialisedCopy : IDisposable
{
    private Task<Terraform>? start;
    private Terraform? terraform;

    /// <summary>The copy, made once. Each test asks for it, as only a test, and no fixture, can be skipped.</summary>
    internal Task<Terraform> TerraformAsync() => start ??= StartOnceAsync();

    public void Dispose() => terraform?.Dispose();

    private async Task<Terraform> StartOnceAsync()
    {
        terraform = Terraform.Copy();
        await terraform.InitAsync();
        return terraform;
    }
}
