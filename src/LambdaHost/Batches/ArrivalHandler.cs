using System.Collections.Concurrent;
using System.Text.Json;
using ClothesClassification.LambdaHost.Answers;
using ClothesClassification.LambdaHost.Endpoints;
using ClothesClassification.LambdaHost.Events;
using ClothesClassification.LambdaHost.Runtime;
using ClothesClassification.LambdaHost.Settings;

namespace ClothesClassification.LambdaHost.Batches;

/// <summary>
/// Answers photos as they arrive: messages of SQS with S3's events, each with an object of one line. A message that could not be
/// done now is named in <c>batchItemFailures</c>, so that the queue gives it again; the others are done.
/// </summary>
/// <param name="runner">Answers a photo.</param>
/// <param name="output">Where answers go; null: messages are not answered.</param>
/// <param name="exceptions">Logs what is unforeseen.</param>
internal sealed class ArrivalHandler(BatchRunner runner, OutputPlace? output, ExceptionMapper exceptions)
{
    // Each waits for S3 three times.
    private const int MaxConcurrency = 8;

    /// <exception cref="EventException">No place for answers is set.</exception>
    public async ValueTask<EventResult> AnswerAsync(RequestContext context)
    {
        if (output is null)
            throw new EventException(
                $"The event is a batch of Amazon SQS messages; set CLOTHES_BATCH_OUTPUT to have the photos of S3's events answered, or {EventException.Accepted}."
            );
        using var document = JsonDocument.Parse(context.Event.Body);
        var records = document.RootElement.GetProperty("Records"u8).EnumerateArray().ToList();
        var photos = new ConcurrentBag<PhotoClassification>();
        var failures = new ConcurrentDictionary<string, Problem>();
        var reader = new ArrivalReader(output);
        await Parallel
            .ForEachAsync(
                records,
                new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrency },
                async (record, _) =>
                {
                    try
                    {
                        if (reader.Read(Text(record, "body")) is not { } batch)
                            return;
                        foreach (var photo in (await runner.RunAsync(batch, context).ConfigureAwait(false)).Photos)
                            photos.Add(photo);
                    }
#pragma warning disable CA1031 // The other messages are answered; this one comes again.
                    catch (Exception e)
#pragma warning restore CA1031
                    {
                        failures[Text(record, "messageId")] = exceptions.ToProblem(e, context);
                    }
                }
            )
            .ConfigureAwait(false);
        var summary = BatchOutcome.Summarize("arrivals", [.. photos]);
        return new EventResult(
            new FunctionOutcome(Write(failures.Keys)),
            failures.IsEmpty ? summary : summary with { ErrorCode = failures.First().Value.Kind.Code }
        );
    }

    private static string Text(JsonElement record, string name) =>
        record.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static byte[] Write(IEnumerable<string> failures)
    {
        using var answer = new MemoryStream();
        using (var json = new Utf8JsonWriter(answer))
        {
            json.WriteStartObject();
            json.WriteStartArray("batchItemFailures"u8);
            foreach (var id in failures)
            {
                json.WriteStartObject();
                json.WriteString("itemIdentifier"u8, id);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return answer.ToArray();
    }
}
