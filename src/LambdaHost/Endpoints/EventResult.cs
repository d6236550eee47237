using ClothesClassification.LambdaHost.Observability;
using ClothesClassification.LambdaHost.Runtime;

namespace ClothesClassification.LambdaHost.Endpoints;

/// <summary>What one event was answered with.</summary>
/// <param name="Outcome">The answer or error, for Lambda.</param>
/// <param name="Summary">What the log tells about it.</param>
internal readonly record struct EventResult(FunctionOutcome Outcome, RequestSummary Summary);
