using System.Buffers;
using System.Text.Json;

namespace ClothesClassification.LambdaHost.Batches;

/// <summary>The answer to a batch: where its lines are, how many, and which photos are left.</summary>
internal static class BatchAnswer
{
    public static byte[] Write(BatchRequest batch, BatchOutcome outcome)
    {
        var part = outcome.Part;
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("output"u8, outcome.Key);
            json.WriteNumber("photos"u8, batch.Items.Count);
            json.WriteNumber("answered"u8, part.Done - part.Problems);
            json.WriteNumber("problems"u8, part.Problems);
            json.WriteStartArray("left"u8);
            foreach (var item in batch.Items.Skip(part.Done))
                item.Json.WriteTo(json);
            json.WriteEndArray();
            json.WriteBoolean("done"u8, part.Done == batch.Items.Count);
            json.WriteBoolean("skipped"u8, outcome.Skipped);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
