using System.Text;
using Spectre.Console;

namespace ClothesClassification.Cli.Output;

/// <summary>Text and tables: in colour at a terminal, plain and unbroken in a file or pipe.</summary>
internal sealed class OutputConsole : IDisposable
{
    private const int Unbroken = 200;

    /// <param name="file">Where to write; null: to stdout.</param>
    public OutputConsole(Stream? file = null)
    {
        Text = new StreamWriter(file ?? StandardOutput.Open(), new UTF8Encoding(false))
        {
            AutoFlush = true,
            NewLine = "\n",
        };
        var redirected = file is not null || System.Console.IsOutputRedirected;
        Console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(Text),
                Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
                ColorSystem = redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            }
        );
        if (redirected)
            Console.Profile.Width = Unbroken;
    }

    /// <summary>For lines that must not be broken, such as paths.</summary>
    public StreamWriter Text { get; }

    /// <summary>For tables.</summary>
    public IAnsiConsole Console { get; }

    public void Dispose()
    {
        try
        {
            Text.Dispose();
        }
        catch (IOException)
        {
            // Disposing tries again to write what could not be written.
        }
    }
}
