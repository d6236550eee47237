namespace ClothesClassification.Cli.Output;

/// <summary>What the process ends with; the help and the README list them.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>Some photo got no answer, the others did; or the output could not be written.</summary>
    public const int SomeFailed = 1;

    /// <summary>The command line is wrong; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>The model folder cannot be used, and nothing was done; or the API or AWS cannot be, and the rest was not sent.</summary>
    public const int Model = 3;

    /// <summary>Interrupted by Ctrl-C; what had been answered was written.</summary>
    public const int Interrupted = 130;

    /// <summary>Ended by SIGTERM; what had been answered was written.</summary>
    public const int Terminated = 143;

    public const string Help =
        "Exit codes: 0 all was done, 1 some photos were not answered or the output cannot be written (see stderr), 2 wrong command line, 3 the model cannot be loaded, or disagrees with its manifest, or the API or AWS cannot be used, 130 interrupted, 143 terminated.";
}
