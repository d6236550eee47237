// Every task of the project. `./build.sh --help` lists them; `./build.sh <task>` runs one with what it needs.

var target = Argument("target", "test");
var configuration = Argument("configuration", "Release");
var hostArchitecture = System.Runtime.InteropServices.RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "x64";
var architecture = Argument("arch", hostArchitecture);
var function = $"artifacts/function-{architecture}";
var port = Argument("port", 8080);
// The model that the function gets.
var model = Argument("model", "model");
// Where the types of Amazon.Lambda.* come from; left out, the feed is asked once.
var awsPackages = Argument("aws-packages", "ask");
const int maxFileLines = 400;
const int maxSubjectLength = 72;
const string subjectsCheckedSince = "eb9bbcde66";
// Of the shipped model's zip.
const int maxPackageBytes = 45_000_000;
const int maxUnpackedBytes = 262_144_000;
const string awsPackagesAnswer = "artifacts/aws-lambda-packages.props";
var solution = "clothes-classification.slnx";
// In CI a change of packages has to come with its lock file, and missing shared test data is a failure.
var ci = EnvironmentVariable("CI") == "true";

Task("aws-packages")
    .Description("Ask the package feed for Amazon.Lambda.*, or take --aws-packages=true or false.")
    .Does(() =>
{
    var known = FileExists(awsPackagesAnswer) && awsPackages == "ask";
    var official = known
        ? System.IO.File.ReadAllText(awsPackagesAnswer).Contains("true")
        : awsPackages == "ask" ? FeedHasAwsPackages() : awsPackages == "true";
    if (!known)
    {
        EnsureDirectoryExists("artifacts");
        System.IO.File.WriteAllText(awsPackagesAnswer, $"""
            <Project>
              <PropertyGroup>
                <AwsLambdaPackages>{(official ? "true" : "false")}</AwsLambdaPackages>
              </PropertyGroup>
            </Project>
            """);
    }

    Console.WriteLine(official
        ? "Lambda types: the official packages Amazon.Lambda.Core and Amazon.Lambda.APIGatewayEvents."
        : "Lambda types: src/LambdaContracts, as the package feed lacks Amazon.Lambda.*.");
});

Task("restore")
    .Description("Restore the packages.")
    .IsDependentOn("aws-packages")
    .Does(() => DotNetRestore(solution, new DotNetRestoreSettings
    {
        LockedMode = ci,
        Verbosity = DotNetVerbosity.Quiet,
    }));

Task("build")
    .Description("Build everything; warnings are errors.")
    .IsDependentOn("restore")
    .Does(() => DotNetBuild(solution, new DotNetBuildSettings
    {
        Configuration = configuration,
        NoRestore = true,
        NoLogo = true,
        Verbosity = DotNetVerbosity.Quiet,
        MSBuildSettings = new DotNetMSBuildSettings { ContinuousIntegrationBuild = ci },
    }));

Task("publish")
    .Description("Publish the function as it is deployed; on other systems than Linux, for that system, to try it. --model=DIR gives it another model.")
    .IsDependentOn("restore")
    .Does(() =>
{
    if (!FileExists($"{model}/model.json"))
        throw new CakeException($"--model={model}: there is no {model}/model.json.");
    CleanDirectory(function);
    DotNetPublish("src/LambdaHost", new DotNetPublishSettings
    {
        Configuration = configuration,
        Runtime = $"{(IsRunningOnWindows() ? "win" : IsRunningOnMacOs() ? "osx" : "linux")}-{architecture}",
        OutputDirectory = function,
        NoLogo = true,
        Verbosity = DotNetVerbosity.Quiet,
        MSBuildSettings = new DotNetMSBuildSettings { ContinuousIntegrationBuild = true },
    });
    if (model != "model")
        CleanDirectory($"{function}/model");
    if (model != "model" && architecture != hostArchitecture)
    {
        CopyDirectory(model, $"{function}/model");
        // The function runs the default one.
        var manifest = System.Text.Json.Nodes.JsonNode.Parse(
            System.IO.File.ReadAllText($"{model}/model.json"),
            documentOptions: new System.Text.Json.JsonDocumentOptions
            {
                CommentHandling = System.Text.Json.JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
            });
        foreach (var file in manifest["files"].AsArray())
        {
            if (manifest["defaultPrecision"] is { } standard && (string)file["precision"] != (string)standard)
                DeleteFile($"{function}/model/{file["path"]}");
        }
    }

    // On another processor ONNX Runtime would optimise otherwise.
    if (architecture == hostArchitecture)
        Run("dotnet", $"run -c {configuration} --project src/Cli -- optimize {function}/model --model \"{model}\"");
});

Task("package")
    .Description("Make artifacts/clothes-classification.zip, the function to deploy; --arch=arm64 for Graviton, --model=DIR for a model of your own.")
    .WithCriteria(IsRunningOnLinux(), "The zip is made on Linux.")
    .IsDependentOn("publish")
    .Does(() => WriteZip(function, $"artifacts/clothes-classification{(architecture == "x64" ? "" : $"-{architecture}")}.zip"));

Task("pack")
    .Description("Make artifacts/packages: the library and training as NuGet packages with symbols, and the .NET tool `clothes`.")
    .IsDependentOn("restore")
    .DoesForEach(new[] { "src/Inference", "src/Training", "src/Cli" }, project => DotNetPack(project, new DotNetPackSettings
    {
        Configuration = configuration,
        OutputDirectory = "artifacts/packages",
        NoRestore = true,
        NoLogo = true,
        Verbosity = DotNetVerbosity.Quiet,
        MSBuildSettings = new DotNetMSBuildSettings { ContinuousIntegrationBuild = true },
    }));

Task("serve")
    .Description("Run the function as it is deployed behind a local API Gateway, with a page; --port=8080.")
    .IsDependentOn("build")
    .IsDependentOn("publish")
    .Does(() => Clothes($"serve --port {port} --samples samples/photos --allow-loopback-urls"));

Task("run")
    .Description("The same as serve.")
    .IsDependentOn("serve");

Task("predict")
    .Description("Classify the sample photos, a ranked table each.")
    .IsDependentOn("build")
    .Does(() => Clothes("predict samples/photos"));

Task("test")
    .Description("Run all tests, the function's with the zip's own program; skipped ones are listed by name.")
    .IsDependentOn("build")
    .IsDependentOn("package")
    .Does(() => DotNetTest(solution, new DotNetTestSettings
    {
        Configuration = configuration,
        NoBuild = true,
        PathType = DotNetTestPathType.Solution,
        ResultsDirectory = "artifacts/test-results",
        // EndToEnd takes longest, and waits much: one more project than processors keeps them busy.
        ArgumentCustomization = arguments => arguments.Append($"--max-parallel-test-modules {Environment.ProcessorCount + 1}"),
    }));

Task("e2e")
    .Description("The whole way on one machine: package, terraform apply on an AWS emulator, predictions, destroy.")
    .IsDependentOn("build")
    .IsDependentOn("package")
    .Does(() => Run("dotnet", $"artifacts/bin/EndToEnd/{configuration.ToLowerInvariant()}/ClothesClassification.EndToEnd.dll --filter-namespace ClothesClassification.EndToEnd.Deploying"));

Task("deploy")
    .Description("Package, terraform init and apply, with your AWS credentials; it asks before it changes anything. --terraform=\"-var-file=...\" adds options.")
    .IsDependentOn("package")
    .Does(() =>
{
    Run("terraform", "-chdir=terraform init");
    // The weakest way to set a variable: a file or an option of the user says otherwise.
    var environment = new Dictionary<string, string>();
    if (EnvironmentVariable("TF_VAR_api_logging") == null && AccountWritesLogs())
        environment["TF_VAR_api_logging"] = "true";
    Run("terraform", $"-chdir=terraform apply {Argument("terraform", "")}".TrimEnd(), environment: environment);
});

Task("bench")
    .Description("Measure, and write bench/results/; --gate [--base=REV] only checks for regressions; --set-base moves what it compares main with.")
    .IsDependentOn("build")
    .Does(() =>
{
    if (HasArgument("gate"))
    {
        Benchmarks(HasArgument("base") ? $"gate --base {Argument<string>("base")}" : "gate");
        return;
    }

    if (HasArgument("set-base"))
    {
        Benchmarks("set-base");
        return;
    }

    Benchmarks("tables");
    Benchmarks("promises");
    Benchmarks("stages");
    Benchmarks("throughput");
});

Task("mutate")
    .Description("Mutation testing with Stryker.NET, results in artifacts/mutation; --folder=Inference/Models for one folder of src.")
    .IsDependentOn("aws-packages")
    .Does(() =>
{
    // Stryker changes what is built, and this task the sources: a copy.
    const string tree = "artifacts/mutation/tree";
    CleanDirectory("artifacts/mutation");
    EnsureDirectoryExists($"{tree}/artifacts");
    CopyFiles("*", tree);
    CopyFileToDirectory(awsPackagesAnswer, $"{tree}/artifacts");
    foreach (var directory in new[] { ".config", "model", "samples", "src", "tests" })
        CopyDirectory(directory, $"{tree}/{directory}");
    foreach (var folder in HasArgument("folder") ? [Argument<string>("folder")] : new[] { "Inference/Models", "Inference/Photos", "Inference/Pipeline", "LambdaHost/Requests", "LambdaHost/Fetching" })
    {
        var project = folder.Split('/')[0];
        // Stryker puts its switches into all files but generated ones, where they would slow down each pixel.
        CopyDirectory($"src/{project}", $"{tree}/src/{project}");
        foreach (var file in GetFiles($"{tree}/src/{project}/**/*.cs").Where(file => !file.FullPath.Contains($"/src/{folder}/")))
            System.IO.File.WriteAllText(file.FullPath, $"// <auto-generated/>\n#nullable enable\n{System.IO.File.ReadAllText(file.FullPath)}");
        Run(
            "dotnet",
            $"stryker --config-file ../stryker-config.json --project {project}.csproj --output ../../../{folder} --skip-version-check --mutate **/{folder}/**/*.cs",
            $"{tree}/tests/{project}.Tests",
            new Dictionary<string, string> { ["MUTATED_FOLDER"] = folder[(project.Length + 1)..] });
    }
});

Task("format")
    .Description("Format all source files.")
    .Does(() => Run("dotnet", "csharpier format ."));

Task("check")
    .Description("Check formatting, the length of files and the subjects of new commits.")
    .Does(() =>
{
    Run("dotnet", "csharpier check .");
    // Without git or its history there is nothing to check.
    var git = new ProcessSettings { Arguments = $"log --format=%s {subjectsCheckedSince}..HEAD", RedirectStandardOutput = true, RedirectStandardError = true };
    if ((DirectoryExists(".git") || FileExists(".git")) && StartProcess("git", git, out var subjects) == 0 && subjects.Where(subject => subject.Length > maxSubjectLength).ToList() is { Count: > 0 } tooLong)
        throw new CakeException($"Subjects of commits have at most {maxSubjectLength} characters:\n{string.Join("\n", tooLong)}");
    var longFiles = GetFiles("{src,tests,bench,samples}/**/*.cs")
        .Select(file => (Name: Context.Environment.WorkingDirectory.GetRelativePath(file).FullPath, Lines: System.IO.File.ReadLines(file.FullPath).Count()))
        .Where(file => file.Lines > maxFileLines)
        .ToList();
    foreach (var file in longFiles)
        Error($"{file.Name} has {file.Lines} lines; split it: {maxFileLines} at most.");
    if (longFiles.Count > 0)
        throw new CakeException("Some files are too long.");
});

Task("clean")
    .Description("Delete what was built.")
    .Does(() => CleanDirectory("artifacts"));

RunTarget(target);

// Restores the two packages alone in a project of their own: what a user's feed, mirror or cache serves, whatever it is.
bool FeedHasAwsPackages()
{
    const string folder = "artifacts/feed-question";
    EnsureDirectoryExists(folder);
    var versions = System.Xml.Linq.XDocument.Load("Directory.Packages.props").Descendants("PackageVersion")
        .Where(package => package.Attribute("Include").Value.StartsWith("Amazon.Lambda."))
        .Select(package => $"<PackageDownload Include=\"{package.Attribute("Include").Value}\" Version=\"[{package.Attribute("Version").Value}]\" />");
    System.IO.File.WriteAllText(
        $"{folder}/question.proj",
        $"<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup>{string.Concat(versions)}</ItemGroup></Project>");
    System.IO.File.WriteAllText($"{folder}/Directory.Build.props", "<Project />");
    System.IO.File.WriteAllText($"{folder}/Directory.Packages.props", "<Project />");
    using var restore = StartAndReturnProcess("dotnet", new ProcessSettings
    {
        Arguments = $"restore {folder}/question.proj --verbosity quiet",
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    });
    if (restore.WaitForExit(60_000))
        return restore.GetExitCode() == 0;
    restore.Kill();
    return false;
}

// Whether API Gateway has a role for logs in the account and the region of the environment, by the AWS CLI.
bool AccountWritesLogs()
{
    var lines = Enumerable.Empty<string>();
    var answered = false;
    try
    {
        var question = new ProcessSettings { Arguments = "apigateway get-account --query cloudwatchRoleArn --output text", RedirectStandardOutput = true };
        answered = StartProcess("aws", question, out lines) == 0;
    }
    catch (System.ComponentModel.Win32Exception)
    {
        // The AWS CLI is not installed.
    }

    var role = string.Concat(lines).Trim();
    Console.WriteLine(!answered
        ? "The API's logs: as the files say, since `aws apigateway get-account` gave no answer."
        : role.StartsWith("arn:")
            ? $"The API's logs: on, by {role}, unless a file or an option sets api_logging."
            : "The API's logs: as the files say. The account has no role for them; terraform/account sets one.");
    return answered && role.StartsWith("arn:");
}

// The same bytes from the same files, whenever and wherever: sorted names, one time stamp, fixed modes.
void WriteZip(DirectoryPath folder, FilePath zip)
{
    var root = MakeAbsolute(folder);
    var files = GetFiles($"{folder}/**/*").Select(file => (Name: root.GetRelativePath(file).FullPath, Path: file.FullPath))
        .OrderBy(file => file.Name, StringComparer.Ordinal).ToList();
    var unpacked = files.Sum(file => new System.IO.FileInfo(file.Path).Length);
    var sizes = new SortedDictionary<string, long>();
    using (var stream = System.IO.File.Create(MakeAbsolute(zip).FullPath))
    using (var archive = new System.IO.Compression.ZipArchive(stream, System.IO.Compression.ZipArchiveMode.Create))
    {
        foreach (var file in files)
        {
            var entry = archive.CreateEntry(file.Name, System.IO.Compression.CompressionLevel.SmallestSize);
            entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
            // Unix modes: a regular file, readable by all, and bootstrap executable.
            entry.ExternalAttributes = (file.Name == "bootstrap" ? 0x81ED : 0x81A4) << 16;
            var start = stream.Position;
            using (var content = entry.Open())
            using (var source = System.IO.File.OpenRead(file.Path))
                source.CopyTo(content);
            var part = ComponentOf(file.Name);
            sizes[part] = sizes.GetValueOrDefault(part) + stream.Position - start;
        }
    }

    var total = new System.IO.FileInfo(MakeAbsolute(zip).FullPath).Length;
    foreach (var (part, size) in sizes.OrderByDescending(part => part.Value))
        Console.WriteLine($"{size / 1e6,8:F1} MB  {part}");
    Console.WriteLine($"{total / 1e6,8:F1} MB  {zip}, SHA-256 {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.IO.File.ReadAllBytes(MakeAbsolute(zip).FullPath)))}");
    if (model == "model" && total > maxPackageBytes)
        throw new CakeException($"{zip} has {total:N0} bytes; {maxPackageBytes:N0} are allowed.");
    if (unpacked > maxUnpackedBytes)
        throw new CakeException($"{folder} has {unpacked:N0} bytes, and Lambda takes {maxUnpackedBytes:N0} unpacked. A container image takes more.");
}

string ComponentOf(string file) => file switch
{
    "bootstrap.r2r.dll" => "compiled code of .NET, ML.NET and the host",
    "libonnxruntime.so" => "ONNX Runtime",
    "libSkiaSharp.so" => "Skia",
    _ when file.StartsWith("model/") => "model",
    _ when file.EndsWith(".so") || file == "bootstrap" => ".NET runtime",
    _ => "assemblies' metadata",
};

void Clothes(string arguments) => Run("dotnet", $"artifacts/bin/Cli/{configuration.ToLowerInvariant()}/ClothesClassification.Cli.dll {arguments}");

void Benchmarks(string arguments) => Run("dotnet", $"artifacts/bin/Benchmarks/{configuration.ToLowerInvariant()}/ClothesClassification.Benchmarks.dll {arguments}");

void Run(string command, string arguments, DirectoryPath folder = null, Dictionary<string, string> environment = null)
{
    var exitCode = StartProcess(command, new ProcessSettings { Arguments = arguments, WorkingDirectory = folder, EnvironmentVariables = environment });
    if (exitCode != 0)
        throw new CakeException($"{command} {arguments} ended with exit code {exitCode}.");
}
