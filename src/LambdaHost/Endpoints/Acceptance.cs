using System.Globalization;
using ClothesClassification.LambdaHost.Answers;
using ClothesClassification.LambdaHost.Requests;

namespace ClothesClassification.LambdaHost.Endpoints;

/// <summary>Checks that the client takes JSON: RFC 9110, section 12.5.1.</summary>
internal static class Acceptance
{
    /// <exception cref="ProblemException">It does not.</exception>
    public static void Check(string accept)
    {
        if (accept.Length == 0)
            return;
        foreach (var range in accept.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var type = new MediaType(range);
            var takes = type.Is("*/*") || type.Is("application/*") || type.IsJson;
            if (takes && !IsZero(type.Parameter("q")))
                return;
        }

        throw new ProblemException(
            ProblemKinds.NotAcceptable,
            $"Only {ApiResponse.Json} can be sent; add it to Accept, or leave Accept out."
        );
    }

    private static bool IsZero(ReadOnlySpan<char> quality) =>
        float.TryParse(quality, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value == 0;
}
