using System.Buffers;
using System.Text.Json;

namespace ClothesClassification.LambdaHost.Batches;

/// <summary>The answer to a batch: where its lines are, how many, and which photos are left.</summary>
internal static class BatchAnswer
{
    /// <param name="batch">The batch.</param>
    /// <param name="key">Key of the object with the lines.</param>
    /// <param name="part">What is in it.</param>
    /// <param name="skipped">Whether it had been there already.</param>
    public static byte[] Write(BatchRequest batch, string key, BatchPart part, bool skipped)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("output"u8, key);
            json.WriteNumber("photos"u8, batch.Items.Count);
            json.WriteNumber("answered"u8, part.Done - part.Problems);
            json.WriteNumber("problems"u8, part.Problems);
            json.WriteStartArray("left"u8);
            foreach (var item in batch.Items.Skip(part.Done))
                item.Json.WriteTo(json);
            json.WriteEndArray();
            json.WriteBoolean("done"u8, part.Done == batch.Items.Count);
            json.WriteBoolean("skipped"u8, skipped);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
