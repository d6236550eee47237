using System.Text.Json;
using Parquet;
using Parquet.Schema;

namespace ClothesClassification.Cli.Tests.Answers;

public sealed class ParquetAnswerWriterTests : IDisposable
{
    private readonly PhotoFolder folder = new();

    private string Photos => Path.Combine(folder.Path, "in");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task File_has_the_answers_and_features_of_json()
    {
        folder.Add("in/1.jpg");
        folder.Add("in/2.jpg", PhotoFolder.Photo(90, 50, seed: 2));
        var file = Path.Combine(folder.Path, "answers.parquet");

        var result = Clothes.RunRedirected(
            $"> '{file}'",
            "predict",
            Photos,
            "--features",
            "--top",
            "2",
            "--format",
            "parquet"
        );

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var json = Clothes.Run("predict", Photos, "--features", "--top", "2", "--format", "json");
        using var expected = JsonDocument.Parse(json.Output);
        var answers = expected.RootElement.EnumerateArray().ToArray();
        var columns = await Read(file);
        Assert.Equal(["file", "label", "score", "width", "height", "labels", "scores", "features"], columns.Keys);
        Assert.Equal(answers.Select(a => a.GetProperty("file").GetString()), columns["file"]);
        Assert.Equal(answers.Select(a => a.GetProperty("label").GetString()), columns["label"]);
        Assert.Equal(answers.Select(a => (object)a.GetProperty("score").GetSingle()), columns["score"]);
        Assert.Equal(answers.Select(a => (object)a.GetProperty("width").GetInt32()), columns["width"]);
        Assert.Equal(
            answers
                .SelectMany(a => a.GetProperty("predictions").EnumerateArray())
                .Select(p => p.GetProperty("label").GetString()),
            columns["labels"]
        );
        Assert.Equal(
            answers.SelectMany(a => a.GetProperty("features").EnumerateArray()).Select(f => (object)f.GetSingle()),
            columns["features"]
        );
    }

    [Fact]
    public async Task Photo_without_predictions_keeps_its_row_and_a_pipe_is_enough()
    {
        folder.Add("in/1.jpg");
        var file = Path.Combine(folder.Path, "answers.parquet");

        Clothes.RunRedirected($"| cat > '{file}'", "predict", Photos, "--min-score", "1", "--format", "parquet");

        var columns = await Read(file);
        Assert.Single(columns["file"]);
        Assert.Empty(columns["labels"]);
        Assert.DoesNotContain("features", columns.Keys);
    }

    /// <summary>Values of each column.</summary>
    internal static async Task<Dictionary<string, List<object?>>> Read(string path)
    {
        var columns = new Dictionary<string, List<object?>>();
        await using var reader = await ParquetReader.CreateAsync(
            path,
            cancellationToken: TestContext.Current.CancellationToken
        );
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            using var group = reader.OpenRowGroupReader(i);
            foreach (var field in reader.Schema.GetDataFields())
                columns.TryAdd(field.Path.FirstPart!, []);
            foreach (var field in reader.Schema.GetDataFields())
                columns[field.Path.FirstPart!].AddRange(await Values(group, field));
        }

        return columns;
    }

    private static async Task<IEnumerable<object?>> Values(ParquetRowGroupReader group, DataField field)
    {
        if (field.ClrType == typeof(ReadOnlyMemory<char>))
            return (await Read<ReadOnlyMemory<char>>()).Select(text => text.ToString());
        return field.ClrType == typeof(int)
            ? (await Read<int>()).Cast<object?>()
            : (await Read<float>()).Cast<object?>();

        async Task<T[]> Read<T>()
            where T : struct
        {
            // An empty list counts as a value, and is none.
            var count = (int)group.GetMetadata(field)!.MetaData!.NumValues;
            var (values, definitions) = (new T[count], new int[count]);
            var isList = field.MaxRepetitionLevel > 0;
            await group.ReadRawAsync<T>(
                field,
                values,
                isList ? definitions : default(Memory<int>?),
                isList ? new int[count] : default(Memory<int>?),
                TestContext.Current.CancellationToken
            );
            return isList ? values[..definitions.Count(level => level == field.MaxDefinitionLevel)] : values;
        }
    }
}
