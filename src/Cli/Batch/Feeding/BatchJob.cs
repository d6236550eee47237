using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ClothesClassification.Cli.Batch.Aws;
using ClothesClassification.Cli.Options;

namespace ClothesClassification.Cli.Batch.Feeding;

/// <summary>What is to be done: the input of the state machine and, through it, of the function.</summary>
/// <param name="Photos">Where the photos are.</param>
/// <param name="Output">Where the folder of the job goes.</param>
/// <param name="Name">Name of the job.</param>
internal sealed partial record BatchJob(S3Location Photos, S3Location Output, string Name)
{
    public int? Top { get; init; }

    public float? MinScore { get; init; }

    public bool Features { get; init; }

    public bool RequesterPays { get; init; }

    /// <summary>The folder of the job.</summary>
    public S3Location Place => Output.Folder(Name);

    private S3Location Parts => JobParts.FolderOf(Place);

    /// <exception cref="UsageException">A name or a place does not do.</exception>
    public void Check()
    {
        if (!NamePattern().IsMatch(Name))
            throw new UsageException(
                $"--job must have 1 to 80 letters, digits, dots, hyphens and underscores, and begin with a letter or digit, not be '{Name}'."
            );
        if (Photos.Covers(Parts))
            throw new UsageException(
                $"{Parts} is among the photos of {Photos}: the answers would be taken for photos. Choose an --output or a --job beside them."
            );
    }

    /// <summary>Input of an execution.</summary>
    public JsonObject ToInput()
    {
        var input = Settings();
        input["prefix"] = Photos.Prefix;
        return input;
    }

    /// <summary>Event of the function, for some photos.</summary>
    public JsonObject ToEvent(JsonArray items) => new() { ["Items"] = items, ["BatchInput"] = Settings() };

    private JsonObject Settings()
    {
        var settings = new JsonObject
        {
            ["bucket"] = Photos.Bucket,
            ["output"] = Output.ToString().TrimEnd('/'),
            ["job"] = Name,
        };
        if (Top is { } top)
            settings["top"] = top;
        if (MinScore is { } score)
            settings["minScore"] = score;
        if (Features)
            settings["features"] = true;
        if (RequesterPays)
            settings["requestPayer"] = "requester";
        return settings;
    }

    // What both Step Functions and keys allow.
    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$")]
    private static partial Regex NamePattern();
}
