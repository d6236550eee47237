namespace ClothesClassification.LambdaHost;

/// <summary>
/// An invocation without an HTTP envelope failed: the managed runtime turns it into Lambda's error payload. That has the
/// name of this class as its errorType, and the message as its errorMessage, which is why the word stands in the message too.
/// </summary>
/// <param name="errorType">A stable word, such as <c>UnsupportedFormat</c>.</param>
/// <param name="message">What is wrong, and what to do.</param>
public sealed class FunctionFailedException(string errorType, string message) : Exception($"{errorType}: {message}")
{
    /// <summary>A stable word, such as <c>UnsupportedFormat</c>.</summary>
    public string ErrorType => errorType;
}
