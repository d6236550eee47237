namespace ClothesClassification.EndToEnd.Deploying;

/// <summary>`./build.sh deploy` without its package, with programs in the places of terraform and aws that only write down.</summary>
public sealed class DeployTaskTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("clothes-deploy-");

    [Theory]
    [InlineData(
        "echo arn:aws:iam::123456789012:role/logs",
        "api_logging=true",
        "role/logs, unless a file or an option sets"
    )]
    [InlineData("echo None", "api_logging=", "The account has no role for them")]
    [InlineData("exit 255", "api_logging=", "gave no answer")]
    public async Task Logs_are_turned_on_where_the_account_has_a_role(string answer, string variable, string sentence)
    {
        var (output, calls) = await DeployAsync(answer, []);

        Assert.Contains(sentence, output, StringComparison.Ordinal);
        Assert.Equal(["-chdir=terraform init", "-chdir=terraform apply", variable], calls);
    }

    [Fact]
    public async Task User_has_the_last_word_and_may_add_options()
    {
        var (_, calls) = await DeployAsync(
            "echo arn:aws:iam::123456789012:role/logs",
            [new("TF_VAR_api_logging", "false")],
            "--terraform=-var-file=prod.tfvars"
        );

        Assert.Equal(
            ["-chdir=terraform init", "-chdir=terraform apply -var-file=prod.tfvars", "api_logging=false"],
            calls
        );
    }

    public void Dispose() => folder.Delete(recursive: true);

    private async Task<(string Output, string[] Calls)> DeployAsync(
        string answer,
        KeyValuePair<string, string?>[] environment,
        params string[] options
    )
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Shell scripts stand in for the programs.");
        var log = Path.Combine(folder.FullName, "calls");
        Script("aws", answer);
        Script(
            "terraform",
            $"echo \"$@\" >> {log}; case \"$*\" in *apply*) echo \"api_logging=$TF_VAR_api_logging\" >> {log};; esac"
        );
        var result = await RunningProcess.RunAsync(
            "dotnet",
            ["cake", "build.cake", "--target=deploy", "--exclusive", .. options],
            SharedData.RepositoryRoot,
            [new("PATH", $"{folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}"), .. environment],
            timeout: TimeSpan.FromMinutes(3)
        );
        return (result.OrFail().Output, await File.ReadAllLinesAsync(log));
    }

    private void Script(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, $"#!/bin/sh\n{text}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }
}
