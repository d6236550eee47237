using System.Buffers;
using System.Text.Json;
using ClothesClassification.LambdaHost.Settings;

namespace ClothesClassification.LambdaHost.Observability;

/// <summary>Writes one line of JSON for each thing that happens, with Lambda's own names of fields.</summary>
/// <param name="output">Where lines go; Lambda passes standard output on to CloudWatch.</param>
/// <param name="minimum">The lowest level that is written.</param>
/// <param name="time">The clock.</param>
internal sealed class JsonLog(Stream output, LogLevel minimum, TimeProvider time)
{
    private readonly Lock turn = new();

    public TimeProvider Time => time;

    public bool IsEnabled(LogLevel level) => level >= minimum;

    public void Error(string message, Exception? exception, string? requestId = null)
    {
        if (!IsEnabled(LogLevel.Error))
            return;
        WriteLine(json =>
        {
            WriteHead(json, LogLevel.Error, message, requestId);
            if (exception is not null)
            {
                json.WriteString("errorType"u8, exception.GetType().FullName);
                json.WriteString("errorMessage"u8, exception.Message);
                json.WriteString("stackTrace"u8, exception.ToString());
            }
        });
    }

    public void WriteHead(Utf8JsonWriter json, LogLevel level, string message, string? requestId)
    {
        json.WriteString("timestamp"u8, time.GetUtcNow().UtcDateTime);
        json.WriteString("level"u8, LogLevels.Names[(int)level]);
        json.WriteString("message"u8, message);
        if (requestId is not null)
            json.WriteString("requestId"u8, requestId);
    }

    /// <summary>Writes one object and a line end in one go, so that lines of several threads do not mix.</summary>
    public void WriteLine(Action<Utf8JsonWriter> members)
    {
        var line = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        line.Write("\n"u8);
        lock (turn)
        {
            output.Write(line.WrittenSpan);
            output.Flush();
        }
    }
}
