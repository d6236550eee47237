using System.Runtime.CompilerServices;
using ClothesClassification.Cli.Answers;
using ClothesClassification.Cli.Photos;
using ClothesClassification.Inference;

namespace ClothesClassification.Cli.Remote;

/// <summary>
/// Has an API answer: the first call alone, the others a few at a time. Ends the run where the API cannot be used, so that a
/// wrong key or address is one line and not one a photo.
/// </summary>
internal sealed class RemoteAnswers(PredictClient client, CallLimits limits) : IPhotoAnswers
{
    // After this many photos in a row without the service, the rest is not sent.
    private const int MaxFaultsInARow = 8;

    // How far answers may run ahead of a photo that is being retried; answers are small.
    private const int AheadPerCall = 16;
    private readonly CallTimes times = new();
    private int faults;

    public string? Summary => times.Summary();

    /// <exception cref="EndpointException">The API cannot be used.</exception>
    public async IAsyncEnumerable<PhotoOutcome> AnswerAsync(
        IReadOnlyList<PhotoArgument> photos,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var next = 0;
        for (var called = false; next < photos.Count && !called; next++)
        {
            var reply = await AskAsync(photos[next], cancellationToken).ConfigureAwait(false);
            called = reply.Call is not null;
            if (reply.Call?.Failure is { Fault: FaultScope.Endpoint } failure)
                throw new EndpointException(failure.Sentence);
            yield return Take(reply, first: true);
        }

        var replies = OrderedParallel.Select(
            photos.Skip(next).ToAsyncEnumerable(),
            limits.Concurrency,
            AheadPerCall * limits.Concurrency,
            AskAsync,
            cancellationToken
        );
        await foreach (var reply in replies.ConfigureAwait(false))
        {
            yield return Take(reply, first: false);
            if (faults == MaxFaultsInARow)
                throw new EndpointException(
                    $"The last {MaxFaultsInARow} photos got no answer for reasons that are not theirs; the rest was not sent."
                );
        }
    }

    private async Task<Reply> AskAsync(PhotoArgument photo, CancellationToken cancellationToken)
    {
        if (photo.Kind == PhotoKind.Nothing)
            return new Reply(photo, null, PhotoOutcome.Nothing(photo));
        try
        {
            var body = await RequestBody.ReadAsync(photo, limits, cancellationToken).ConfigureAwait(false);
            var call = await client.CallAsync(body, cancellationToken).ConfigureAwait(false);
            return new Reply(photo, call, default, body.ShrunkFrom);
        }
        catch (Exception e) when (e is PayloadException or IOException or UnauthorizedAccessException)
        {
            return new Reply(photo, null, PhotoOutcome.Failed(photo, e));
        }
    }

    private PhotoOutcome Take(Reply reply, bool first)
    {
        if (reply.Call is not { } call)
            return reply.Outcome;
        times.AddAttempts(call.Attempts);
        if (call.Failure is { } failure)
        {
            faults = failure.Fault == FaultScope.Photo ? 0 : faults + 1;
            return PhotoOutcome.Failed(reply.Photo, failure.Sentence);
        }

        faults = 0;
        var answer = Answered(reply, call, first);
        times.Add(answer.Call!);
        return PhotoOutcome.Of(answer);
    }

    private static Answer Answered(Reply asked, CallResult call, bool first)
    {
        var (wire, reply) = (call.Answer!, call.Reply!);
        var labels = wire.Scores?.Keys ?? wire.Predictions!.Select(p => p.Label);
        return new Answer(
            asked.Photo.Name,
            wire.Label!,
            wire.Score,
            wire.Predictions!,
            wire.Photo?.Width ?? 0,
            wire.Photo?.Height ?? 0,
            new AnswerModel(wire.Model?.Name ?? "", wire.Model?.Version ?? "", wire.Model?.Precision),
            ServerTiming.Parse(reply.ServerTiming),
            new ApiCall(
                reply.Latency.TotalMilliseconds,
                call.Attempts,
                first,
                wire.ColdStart,
                wire.RequestId,
                asked.ShrunkFrom
            )
        )
        {
            Confident = wire.Confident,
            Reason = wire.Reason,
            LabelWidth = labels.Append(wire.Label!).Max(l => l.Length),
        };
    }

    // Where there is no call, nothing was sent, and the outcome has the reason.
    private readonly record struct Reply(
        PhotoArgument Photo,
        CallResult? Call,
        PhotoOutcome Outcome,
        int? ShrunkFrom = null
    );
}
