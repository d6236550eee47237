using System.CommandLine;
using ClothesClassification.Cli.Evaluating;
using ClothesClassification.Cli.Inspecting;
using ClothesClassification.Cli.Optimizing;
using ClothesClassification.Cli.Options;
using ClothesClassification.Cli.Output;
using ClothesClassification.Cli.Predicting;
using ClothesClassification.Cli.Remote;
using ClothesClassification.Cli.Serving;
using ClothesClassification.Inference.Models;
using ClothesClassification.LocalGateway.Description;

namespace ClothesClassification.Cli;

/// <summary>The commands, and what is the same for all of them.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand($"Classify photos with an ONNX model. {ExitCodes.Help}")
        {
            PredictCommand.Create(),
            EvaluateCommand.Create(),
            InspectCommand.Create(),
            OptimizeCommand.Create(),
            ServeCommand.Create(),
        };
        var parsed = root.Parse(args);
        // Ctrl-C cancels the command, which has this long to write what it has.
        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout =
                parsed.CommandResult.Command.Name == ServeCommand.Name
                    ? ServeCommand.TerminationTimeout
                    : TimeSpan.FromSeconds(10),
        };
        try
        {
            var exitCode = await parsed.InvokeAsync(configuration).ConfigureAwait(false);
            return parsed.Errors.Count > 0 ? ExitCodes.Usage : exitCode;
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
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
        catch (IOException e) when (StandardOutput.IsClosedByReader(e))
        {
            return ExitCodes.Success;
        }
        catch (IOException e)
        {
            ErrorOutput.Write($"The output cannot be written. {e.Message}");
            return ExitCodes.SomeFailed;
        }
    }
}
