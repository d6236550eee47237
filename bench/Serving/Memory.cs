using ClothesClassification.Measuring;

namespace ClothesClassification.Serving;

/// <summary>Peak memory of the function, for photos of growing size.</summary>
internal static class Memory
{
    private const int Requests = 30;

    public static async Task RunAsync(IReadOnlyList<FileInfo> photos, int memory, string output)
    {
        using var api = new ServedApi(functions: 1, memory);
        var small = await File.ReadAllBytesAsync("samples/photos/dress.jpg");
        await api.PostAsync(small);
        List<MemoryRow> rows = [new("one small photo", 1, Peak(api))];
        foreach (var photo in photos)
        {
            var bytes = await File.ReadAllBytesAsync(photo.FullName);
            for (var i = 0; i < Requests; i++)
                await api.PostAsync(bytes);
            rows.Add(new(photo.Name, Requests, Peak(api)));
        }

        var machine = Machine.Description();
        var result = new MemoryResult(machine, memory, rows);
        JsonFile.Write(Path.Combine(output, "memory.json"), result, ServingJson.Default.MemoryResult);
        var chart = new BarChart(
            $"Peak memory of one process of the function, MB of {memory}, photos in this order",
            ["peak"],
            [.. rows.Select(row => new Bar(row.Photo, row.PeakMB))],
            machine
        )
        {
            Format = "F0",
        };
        await File.WriteAllTextAsync(Path.Combine(output, "memory.svg"), chart.ToString());
        foreach (var row in rows)
            Console.WriteLine(row);
    }

    private static double Peak(ServedApi api) => Math.Round(api.PeakFunctionMemory() / (double)(1 << 20), 1);
}
