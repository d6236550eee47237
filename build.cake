// Every task of the project. `./build.sh --help` lists them; `./build.sh <task>` runs one with what it needs.

var target = Argument("target", "test");
var configuration = Argument("configuration", "Release");
const int longestFile = 400;
var solution = "clothes-classification.slnx";
// In CI a change of packages has to come with its lock file, and missing shared test data is a failure.
var ci = EnvironmentVariable("CI") == "true";

Task("restore")
    .Description("Restore the packages.")
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

Task("run")
    .Description("Classify the sample photos, a ranked table each.")
    .IsDependentOn("build")
    .Does(() => Clothes("predict samples/photos"));

Task("test")
    .Description("Run all tests; skipped ones are listed by name.")
    .IsDependentOn("build")
    .Does(() => DotNetTest(solution, new DotNetTestSettings
    {
        Configuration = configuration,
        NoBuild = true,
        PathType = DotNetTestPathType.Solution,
        ResultsDirectory = "artifacts/test-results",
    }));

Task("samples")
    .Description("Draw the sample photos again.")
    .IsDependentOn("build")
    .Does(() => Run("dotnet", $"artifacts/bin/Drawing/{configuration.ToLowerInvariant()}/ClothesClassification.Drawing.dll samples/photos"));

Task("format")
    .Description("Format all source files.")
    .Does(() => Run("dotnet", "csharpier format ."));

Task("check")
    .Description("Check formatting and the length of files.")
    .Does(() =>
{
    Run("dotnet", "csharpier check .");
    var tooLong = GetFiles("{src,tests,bench,samples}/**/*.cs")
        .Select(file => (Name: Context.Environment.WorkingDirectory.GetRelativePath(file).FullPath, Lines: System.IO.File.ReadLines(file.FullPath).Count()))
        .Where(file => file.Lines > longestFile)
        .ToList();
    foreach (var file in tooLong)
        Error($"{file.Name} has {file.Lines} lines; split it: {longestFile} at most.");
    if (tooLong.Count > 0)
        throw new CakeException("Some files are too long.");
});

Task("clean")
    .Description("Delete what was built.")
    .Does(() => CleanDirectory("artifacts"));

RunTarget(target);

void Clothes(string arguments) => Run("dotnet", $"artifacts/bin/Cli/{configuration.ToLowerInvariant()}/ClothesClassification.Cli.dll {arguments}");

void Run(string command, string arguments)
{
    var exitCode = StartProcess(command, new ProcessSettings { Arguments = arguments });
    if (exitCode != 0)
        throw new CakeException($"{command} {arguments} ended with exit code {exitCode}.");
}
