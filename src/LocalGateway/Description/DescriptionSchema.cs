using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;

namespace ClothesClassification.LocalGateway.Description;

/// <summary>Checks a description against <c>api.schema.json</c>, which is the only list of the rules for single fields.</summary>
internal static class DescriptionSchema
{
    // What editors, too, show in place of a regular expression.
    private const string ErrorMessage = "errorMessage";
    private const int MaxValueLength = 60;

    /// <exception cref="ApiDescriptionException">A field is absent, unknown, or holds a wrong value.</exception>
    public static void Check(string json, string file)
    {
        using var stream = typeof(DescriptionSchema).Assembly.GetManifestResourceStream("api.schema.json")!;
        using var reader = new StreamReader(stream);
        // Completes synchronously: the schema refers to no other document.
        var schema = JsonSchema.FromJsonAsync(reader.ReadToEnd()).GetAwaiter().GetResult();
        if (schema.Validate(json).FirstOrDefault() is not { } error)
            return;
        while (error is ChildSchemaValidationError child)
            error = child.Errors.SelectMany(e => e.Value).First();
        var path = error.Path?.TrimStart('#').TrimStart('/') ?? "";
        throw new ApiDescriptionException(
            file,
            path.Length == 0 ? "file" : path,
            $"{Found(error)} (line {error.LineNumber})",
            Expected(error)
        );
    }

    private static string Found(ValidationError error)
    {
        if (error.Kind is ValidationErrorKind.PropertyRequired)
            return "nothing";
        if (error.Kind is ValidationErrorKind.NoAdditionalPropertiesAllowed)
            return "an unknown field";
        if (error.Token is not JValue value)
        {
            var kind = error.Token is JArray ? "array" : "object";
            return error.Token is JContainer { Count: 0 } ? $"an empty {kind}" : $"an {kind}";
        }

        // An API key stays out of logs.
        if (error.Schema.Format == "password")
            return $"{value.ToString(System.Globalization.CultureInfo.InvariantCulture).Length} characters";
        var text = value.ToString(Newtonsoft.Json.Formatting.None);
        return text.Length <= MaxValueLength ? text : $"{text[..MaxValueLength]}...";
    }

    private static string Expected(ValidationError error)
    {
        var schema = error.Schema;
        if (schema.ExtensionData?.TryGetValue(ErrorMessage, out var message) == true)
            return $"{message}";
        return error.Kind switch
        {
            ValidationErrorKind.PropertyRequired => "a value",
            ValidationErrorKind.NoAdditionalPropertiesAllowed => $"one of {string.Join(", ", schema.Properties.Keys)}",
            ValidationErrorKind.NotInEnumeration =>
                $"one of {string.Join(", ", schema.Enumeration.Select(v => v ?? "null"))}",
            ValidationErrorKind.NumberTooSmall or ValidationErrorKind.NumberTooBig => schema.Maximum is { } maximum
                ? $"{schema.Minimum} to {maximum}"
                : $"{schema.Minimum} or more",
            ValidationErrorKind.StringTooShort => "a string that is not empty",
            ValidationErrorKind.TooFewItems => "at least one item",
            _ => string.Join(
                " or ",
                Enum.GetValues<JsonObjectType>()
                    .Where(t => t != 0 && schema.Type.HasFlag(t))
                    .OrderBy(t => t == JsonObjectType.Null)
                    .Select(Describe)
            ),
        };
    }

    private static string Describe(JsonObjectType type) =>
        type switch
        {
            JsonObjectType.Null => "null",
            JsonObjectType.String => "a string",
            JsonObjectType.Number => "a number",
            JsonObjectType.Boolean => "true or false",
            _ => $"an {type.ToString().ToLowerInvariant()}",
        };
}
