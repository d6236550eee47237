using System.Text.Json;
using System.Text.RegularExpressions;

namespace ClothesClassification.EndToEnd.Tools;

/// <summary>Runs Terraform in a copy of terraform/, so that neither state nor lock files get into the repository.</summary>
internal sealed partial class Terraform : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(8);
    private static readonly string[] PluginFolders =
    [
        Environment.GetEnvironmentVariable("TF_PLUGIN_DIR") ?? "",
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".terraform.d", "plugins"),
        "/usr/local/share/terraform/plugins",
        "/usr/share/terraform/plugins",
        "/opt/tf-plugins",
    ];

    private readonly string folder;
    private readonly Dictionary<string, string?> environment;

    private Terraform(string folder, IReadOnlyDictionary<string, string?> environment)
    {
        this.folder = folder;
        this.environment = new(environment)
        {
            ["CHECKPOINT_DISABLE"] = "1",
            ["TF_IN_AUTOMATION"] = "1",
            ["TF_INPUT"] = "0",
            // The provider's schema is large, and each run reads it: a quarter of the time went into collecting garbage.
            ["GOGC"] = "400",
        };
        // A variable that names a file which is not there makes a warning of every command.
        if (!File.Exists(Environment.GetEnvironmentVariable("TF_CLI_CONFIG_FILE") ?? "."))
            this.environment["TF_CLI_CONFIG_FILE"] = null;
    }

    /// <summary>The files as they are in the repository.</summary>
    public static string Source { get; } = Path.Combine(SharedData.RepositoryRoot, "terraform");

    /// <summary>The copy's root module.</summary>
    public string Root => Path.Combine(folder, "terraform");

    /// <summary>A small zip that stands in for the package where nothing runs it.</summary>
    public string StandIn => Path.Combine(Root, "tests", "fixtures", "package.zip");

    /// <summary>A copy, to be run with these variables; skips the test where there is no Terraform.</summary>
    public static Terraform Copy(IReadOnlyDictionary<string, string?>? environment = null)
    {
        Require.Program("terraform");
        var copy = new Terraform(
            Directory.CreateTempSubdirectory("clothes-terraform-").FullName,
            environment ?? new Dictionary<string, string?>()
        );
        foreach (var file in Directory.EnumerateFiles(Source, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(Source, file);
            if (
                path.Contains(".terraform", StringComparison.Ordinal)
                || path.Contains(".tfstate", StringComparison.Ordinal)
            )
                continue;
            var target = Path.Combine(copy.Root, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }

    /// <summary>Puts small zips where `./build.sh package` would put the packages of both architectures.</summary>
    public void PutPackages()
    {
        var artifacts = Directory.CreateDirectory(Path.Combine(folder, "artifacts")).FullName;
        foreach (var architecture in new[] { "", "-arm64" })
            File.Copy(StandIn, Path.Combine(artifacts, $"clothes-classification{architecture}.zip"));
    }

    /// <summary>Initialises a module, from a local mirror of providers where there is one.</summary>
    public async Task InitAsync(string module = ".")
    {
        var mirror = PluginFolders.FirstOrDefault(HasProvider);
        string[] from = mirror == null ? [] : [$"-plugin-dir={mirror}"];
        (await RunAsync(module, ["init", "-backend=false", .. from])).OrFail();
        // Each command would hash the provider's 700 MB, for five seconds, to compare it with what init has just written.
        var lockFile = Path.Combine(Root, module, ".terraform.lock.hcl");
        File.WriteAllText(lockFile, Hashes().Replace(File.ReadAllText(lockFile), ""));
    }

    public Task<ProcessResult> RunAsync(params string[] arguments) => RunAsync(".", arguments);

    /// <param name="module">Folder of the module below <see cref="Root"/>.</param>
    public Task<ProcessResult> RunAsync(string module, string[] arguments) =>
        RunningProcess.RunAsync(
            "terraform",
            // The subcommands of workspace know no such option.
            arguments[0] == "workspace"
                ? arguments
                : [arguments[0], "-no-color", .. arguments[1..]],
            Path.Combine(Root, module),
            environment,
            timeout: Timeout
        );

    /// <summary>Plans a module and gives the plan as JSON.</summary>
    public async Task<JsonDocument> PlanAsync(string module, params string[] variables)
    {
        const string file = "checked.tfplan";
        (
            await RunAsync(module, ["plan", "-lock=false", $"-out={file}", .. variables.Select(v => $"-var={v}")])
        ).OrFail();
        var shown = (await RunAsync(module, ["show", "-json", file])).OrFail();
        return JsonDocument.Parse(shown.Output);
    }

    /// <summary>Values of the root module's outputs after an apply, by name.</summary>
    public async Task<JsonElement> OutputsAsync()
    {
        using var json = JsonDocument.Parse((await RunAsync("output", "-json")).OrFail().Output);
        return json.RootElement.Clone();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [GeneratedRegex(@"^ *hashes = \[.*?\]\n", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Hashes();

    private static bool HasProvider(string plugins) =>
        plugins.Length > 0 && Directory.Exists(Path.Combine(plugins, "registry.terraform.io", "hashicorp", "aws"));
}
