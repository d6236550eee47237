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
        try
        {
            Directory.CreateDirectory(folder);
            File.Create(Path.Combine(folder, ".report"), bufferSize: 1, FileOptions.DeleteOnClose).Dispose();
            return new ReportFolder(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{folder}: the report cannot be written there: {e.Message}");
        }
    }

    public void Write(ReportDocument report, string photoFolder)
    {
        File.WriteAllBytes(
            JsonPath,
            [.. JsonSerializer.SerializeToUtf8Bytes(report, ReportJsonContext.Default.ReportDocument), (byte)'\n']
        );
        File.WriteAllText(PagePath, ReportPage.Write(report, photoFolder), new UTF8Encoding(false));
    }
}
