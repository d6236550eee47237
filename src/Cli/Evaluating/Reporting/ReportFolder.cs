using System.Text;
using System.Text.Json;
using ClothesClassification.Cli.Options;

namespace ClothesClassification.Cli.Evaluating.Reporting;

/// <summary>The folder that a report is written to.</summary>
internal sealed class ReportFolder
{
    private readonly string folder;

    private ReportFolder(string folder) => this.folder = folder;

    public string PagePath => Path.Combine(folder, "report.html");

    public string JsonPath => Path.Combine(folder, "report.json");

    /// <summary>Makes the folder if it is not there, before an evaluation that would have nowhere to go.</summary>
    /// <exception cref="UsageException">It cannot be written to.</exception>
    public static ReportFolder Open(string folder)
    {
        WritableFolder.Make(folder, "the report");
        return new ReportFolder(folder);
    }

    public void Write(ReportDocument report, string photoFolder, MistakeEvidence? evidence = null)
    {
        File.WriteAllBytes(
            JsonPath,
            [.. JsonSerializer.SerializeToUtf8Bytes(report, ReportJsonContext.Default.ReportDocument), (byte)'\n']
        );
        File.WriteAllText(PagePath, ReportPage.Write(report, photoFolder, evidence), new UTF8Encoding(false));
    }
}
