using ClothesClassification.Benchmarks.Gate;
using ClothesClassification.Benchmarks.Photos;
using ClothesClassification.Benchmarks.Ratios;
using ClothesClassification.Benchmarks.Results;
using ClothesClassification.Benchmarks.Subjects;
using ClothesClassification.Inference.Models;
using ClothesClassification.Measuring;

namespace ClothesClassification.Benchmarks.Peer;

/// <summary>Measures Classify and a Python function's classify_bytes in turn, with the same photos and the same ONNX file.</summary>
internal static class PeerRun
{
    private const int Rounds = 40;
    private const double TurnNanoseconds = 30e6;

    public static int Run(string python, string folder)
    {
        List<PeerRow> rows = [];
        foreach (var precision in (string[])["int8", "fp32"])
        {
            var model = ImageModel.Load(Repository.Model, precision).FilePath;
            using var peer = new PythonFunction(python, folder, model);
            foreach (var name in (string[])["jpeg-400", "jpeg-12mp", "progressive-12mp"])
            {
                rows.Add(Measure(PhotoSet.Get(name), precision, peer));
                Console.WriteLine(Line(rows[^1]));
            }
        }

        var results = new PeerResults(Machine.Description(), rows);
        JsonFile.Write(Path.Combine(Tables.Folder, "peer.json"), results, ResultJson.Default.PeerResults);
        var table = MarkdownTable.Of("| | Classify | (d) Python | Ratio |\n|---|--:|--:|--:|", rows, Line);
        MarkdownTable.Insert(Tables.Document, "Peer", $"{table}\n{results.Machine}.\n");
        return 0;
    }

    private static PeerRow Measure(BenchPhoto photo, string precision, PythonFunction peer)
    {
        using var ours = Classifying.Ours(photo, precision);
        var (ourCalls, peerCalls) = (1, 1);
        List<double> ourTimes = [];
        List<double> peerTimes = [];
        // The first two rounds find how many calls fill a turn.
        for (var round = -2; round < Rounds; round++)
        {
            var ourTime = Measure(ours, round == -2 ? 100 : ourCalls);
            var peerTime = peer.Measure(photo, round == -2 ? 10 : peerCalls);
            (ourCalls, peerCalls) = (Calls(ourTime), Calls(peerTime));
            if (round < 0)
                continue;
            ourTimes.Add(ourTime);
            peerTimes.Add(peerTime);
        }

        return new PeerRow(
            $"{photo.Name} {precision}",
            Median.Of(ourTimes),
            Median.Of(peerTimes),
            Median.Of(ourTimes.Zip(peerTimes, (a, b) => a / b))
        );
    }

    private static int Calls(double nanoseconds) => (int)Math.Ceiling(TurnNanoseconds / nanoseconds);

    private static double Measure(Subject subject, int calls)
    {
        var start = Interleaved.ProcessorTime();
        for (var i = 0; i < calls; i++)
            subject.Run();
        return (Interleaved.ProcessorTime() - start).TotalNanoseconds / calls;
    }

    private static string Line(PeerRow row) =>
        Invariant(
            $"| {row.Name} | {RowTable.FormatTime(row.Nanoseconds)} | {RowTable.FormatTime(row.PeerNanoseconds)} | {row.Ratio:F2} |"
        );
}

/// <summary>Times of Classify and of the Python function.</summary>
internal sealed record PeerResults(string Machine, IReadOnlyList<PeerRow> Rows);

/// <summary>One photo and model; times of a call.</summary>
internal sealed record PeerRow(string Name, double Nanoseconds, double PeerNanoseconds, double Ratio);
