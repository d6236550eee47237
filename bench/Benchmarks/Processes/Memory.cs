using ClothesClassification.Benchmarks.Measuring;
using ClothesClassification.Benchmarks.Photos;

namespace ClothesClassification.Benchmarks.Processes;

/// <summary>Peak memory of the function, for photos of growing size.</summary>
internal static class Memory
{
    private const int Requests = 30;

    public static async Task<int> RunAsync()
    {
        using var api = new ServedApi(functions: 1);
        await api.PostAsync(ServedApi.Photo);
        List<MemoryRow> rows = [new("one small photo", 1, Peak(api))];
        foreach (var name in (string[])["jpeg-12mp", "progressive-12mp", "webp-12mp"])
        {
            for (var i = 0; i < Requests; i++)
                await api.PostAsync(PhotoSet.Get(name));
            rows.Add(new(name, Requests, Peak(api)));
        }

        rows.ForEach(Console.WriteLine);
        var result = new
        {
            Machine = Machine.Description(),
            ServedApi.MemoryMB,
            rows,
        };
        JsonFile.Write(Path.Combine(Repository.Results, "memory.json"), result);
        new BarChart(
            $"Peak memory of one process of the function, MB of {ServedApi.MemoryMB}, photos in this order",
            ["peak"],
            [.. rows.Select(row => new Bar(row.Photo, row.PeakMB))],
            result.Machine
        )
        {
            Format = "F0",
        }.Write("memory.svg");
        return 0;
    }

    private static double Peak(ServedApi api) => Math.Round(api.PeakFunctionMemory() / (double)(1 << 20), 1);
}

/// <summary>The peak after some requests with a photo.</summary>
internal sealed record MemoryRow(string Photo, int Requests, double PeakMB);
