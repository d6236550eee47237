namespace ClothesClassification.LambdaHost.Settings;

/// <summary>An environment variable has a value that cannot be used; the message says which, and what would do.</summary>
internal sealed class SettingException(string name, string value, string expected)
    : Exception($"The environment variable {name} is '{value}'; set {expected}.");
