using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using ClothesClassification.Cli.Batch;
using ClothesClassification.Cli.Batch.Aws;
using ClothesClassification.Cli.Calibrating;
using ClothesClassification.Cli.Evaluating;
using ClothesClassification.Cli.Inspecting;
using ClothesClassification.Cli.Optimizing;
using ClothesClassification.Cli.Options;
using ClothesClassification.Cli.Output;
using ClothesClassification.Cli.Predicting;
using ClothesClassification.Cli.Remote;
using ClothesClassification.Cli.Serving;
using ClothesClassification.Cli.Training;
using ClothesClassification.Inference.Models;
using ClothesClassification.LocalGateway.Description;
using ClothesClassification.Training;

namespace ClothesClassification.Cli;

/// <summary>The commands, and what is the same for all of them.</summary>
internal static class CommandLine
{
    // A second in all, with what ending the process takes.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(700);

    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Classify photos with an ONNX model.")
        {
            PredictCommand.Create(),
            EvaluateCommand.Create(),
            TrainCommand.Create(),
            CalibrateCommand.Create(),
            InspectCommand.Create(),
            OptimizeCommand.Create(),
            BatchCommand.Create(),
            ServeCommand.Create(),
        };
        // @brand.jpg and -h.jpg are photos, not a file of arguments and a call for help.
        var parsed = root.Parse(
            args,
            new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false }
        );
        var command = parsed.CommandResult.Command;
        command.Description += $" {ExitCodes.Help}";
        using var interruption = new Interruption(
            command.Name switch
            {
                ServeCommand.Name => ServeCommand.TerminationTimeout,
                TrainCommand.Name => TrainCommand.TerminationTimeout,
                _ => Grace,
            }
        );
        try
        {
            if (parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction)
            {
                foreach (var error in parsed.Errors)
                    ErrorOutput.Write(error.Message);
                ErrorOutput.Write($"See clothes {PathOf(parsed.CommandResult)}--help.");
                return ExitCodes.Usage;
            }

            if (ValueOfFlag(command, args) is { } flag)
                throw new UsageException($"{flag} takes no value: leave the = and what follows it out.");
            if (args.Contains(""))
                throw new UsageException("An argument is empty; is it a variable that is not set?");
            return await parsed
                .InvokeAsync(
                    new InvocationConfiguration
                    {
                        EnableDefaultExceptionHandler = false,
                        ProcessTerminationTimeout = null,
                    },
                    interruption.Token
                )
                .ConfigureAwait(false);
        }
        catch (ModelException e)
        {
            ErrorOutput.Write($"The model cannot be loaded. {e.Message}");
            return ExitCodes.Model;
        }
        catch (EndpointException e)
        {
            ErrorOutput.Write($"The API cannot be used. {e.Message}");
            return ExitCodes.Model;
        }
        catch (TrainingException e)
        {
            ErrorOutput.Write(e.Message);
            return ExitCodes.Usage;
        }
        catch (AwsException e)
        {
            ErrorOutput.Write(e.Message);
            return ExitCodes.Model;
        }
        catch (UsageException e)
        {
            ErrorOutput.Write(e.Message);
            return ExitCodes.Usage;
        }
        catch (ApiDescriptionException e)
        {
            ErrorOutput.Write($"The API cannot be served. {e.Message}");
            return ExitCodes.Usage;
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            return interruption.ExitCode;
        }
        catch (IOException e) when (StandardOutput.IsClosedByReader(e))
        {
            return ExitCodes.Success;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            ErrorOutput.Write($"The output cannot be written. {e.Message}");
            return ExitCodes.SomeFailed;
        }
    }

    private static string PathOf(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{PathOf(parent)}{command.Command.Name} " : "";

    // The parser takes the value for an argument of the command.
    private static string? ValueOfFlag(Command command, string[] args) =>
        command
            .Options.Where(option => option.Arity.MaximumNumberOfValues == 0)
            .Select(option => option.Name)
            .FirstOrDefault(name =>
                args.TakeWhile(arg => arg != "--").Any(arg => arg.StartsWith($"{name}=", StringComparison.Ordinal))
            );
}
