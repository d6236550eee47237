using System.Diagnostics;
using System.Globalization;
using ClothesClassification.Benchmarks.Subjects;

namespace ClothesClassification.Benchmarks.Processes;

/// <summary>
/// A process that measures itself: it writes <c>ready</c>, and then answers each line. A number of calls is answered by the
/// nanoseconds of processor time of one, <c>bytes</c> by the bytes that one allocates.
/// </summary>
internal sealed class MeasuringProcess : IDisposable
{
    private readonly Process process;
    private readonly string name;
    private readonly Task<string> errors;

    private MeasuringProcess(string name, ProcessStartInfo start)
    {
        this.name = name;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        process = Process.Start(start)!;
        errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts processes that measure the same, for the mean of what they find.</summary>
    /// <param name="name">What is measured, for the error.</param>
    /// <param name="start">Program and arguments.</param>
    /// <param name="count">Processes.</param>
    /// <exception cref="MeasuringException">A process ended before it was ready.</exception>
    public static Subject Start(string name, ProcessStartInfo start, int count = 1)
    {
        MeasuringProcess[] all = [.. Enumerable.Range(0, count).Select(_ => new MeasuringProcess(name, start))];
        try
        {
            if (Array.Exists(all, process => process.Read() != "ready"))
                throw new MeasuringException(name, "It does not know how to measure itself.");
        }
        catch
        {
            Array.ForEach(all, process => process.Dispose());
            throw;
        }

        return new Subject(() => Ask("1"), all)
        {
            Measure = calls => Ask($"{calls}").Average(),
            // Only ever too many: by what the runtime itself allocated meanwhile.
            Allocated = () => (long)Ask("bytes").Min(),
        };

        double[] Ask(string line) => Array.ConvertAll(all, process => process.Ask(line));
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private double Ask(string line)
    {
        process.StandardInput.WriteLine(line);
        return double.Parse(Read(), CultureInfo.InvariantCulture);
    }

    private string Read()
    {
        if (process.StandardOutput.ReadLine() is { } line)
            return line;
        var reason = errors.GetAwaiter().GetResult().Trim();
        throw new MeasuringException(name, reason.Length > 0 ? reason : "It ended without an error.");
    }
}

/// <summary>A process could not measure what it was asked for.</summary>
/// <param name="name">What was to be measured.</param>
/// <param name="reason">What the process wrote.</param>
internal sealed class MeasuringException(string name, string reason) : Exception($"{name}: {reason}")
{
    /// <summary>What was to be measured.</summary>
    public string Name { get; } = name;
}
