using System.Text.Json.Serialization;

namespace ClothesClassification.LambdaHost.Runtime;

/// <summary>An error as Lambda shows it to whoever invoked the function.</summary>
/// <param name="ErrorType">A stable word without spaces.</param>
/// <param name="ErrorMessage">What is wrong, and what to do.</param>
/// <param name="StackTrace">Always empty: where in the code something failed is for the log.</param>
internal sealed record FunctionError(string ErrorType, string ErrorMessage, IReadOnlyList<string> StackTrace)
{
    public FunctionError(string errorType, string errorMessage)
        : this(errorType, errorMessage, []) { }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    GenerationMode = JsonSourceGenerationMode.Serialization
)]
[JsonSerializable(typeof(FunctionError))]
internal sealed partial class FunctionErrorContext : JsonSerializerContext;
