using Spectre.Console;

namespace ClothesClassification.Cli.Output;

/// <summary>A progress bar on stderr, where a person is watching; otherwise nothing.</summary>
internal sealed class ProgressDisplay
{
    private ProgressTask? task;
    private IAnsiConsole? console;

    /// <param name="description">What is being done.</param>
    /// <param name="total">Steps in all.</param>
    /// <param name="wanted">Whether the command has use for a bar at all.</param>
    /// <param name="work">The work; it reports to the display.</param>
    public static async Task RunAsync(string description, int total, bool wanted, Func<ProgressDisplay, Task> work)
    {
        var display = new ProgressDisplay();
        if (!wanted || Console.IsErrorRedirected || total < 2)
        {
            await work(display).ConfigureAwait(false);
            return;
        }

        display.console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        await display
            .console.Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new PercentageColumn(),
                new RemainingTimeColumn()
            )
            .StartAsync(async context =>
            {
                display.task = context.AddTask(description, maxValue: total);
                await work(display).ConfigureAwait(false);
            })
            .ConfigureAwait(false);
    }

    public void Step(int steps = 1) => task?.Increment(steps);

    /// <summary>Says how far the work is, where it is not done step by step, or has several stages.</summary>
    public void Set(string description, double done, double total)
    {
        if (task is not null)
            (task.Description, task.MaxValue, task.Value) = (Markup.Escape(description), Math.Max(1, total), done);
    }

    /// <summary>Writes an error above the bar.</summary>
    public void Error(string message)
    {
        if (console is null)
            ErrorOutput.Write(message);
        else
            console.Write(new Text($"clothes: {message}\n"));
    }
}
