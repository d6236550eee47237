using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ClothesClassification.Measuring;

/// <summary>Results as files.</summary>
internal static class JsonFile
{
    public static T Read<T>(string path, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(File.ReadAllText(path), type)!;

    public static void Write<T>(string path, T value, JsonTypeInfo<T> type) =>
        File.WriteAllText(path, JsonSerializer.Serialize(value, type) + "\n");
}
