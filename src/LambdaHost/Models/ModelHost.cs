using ClothesClassification.Inference;
using ClothesClassification.LambdaHost.Answers;

namespace ClothesClassification.LambdaHost.Models;

/// <summary>
/// Loads the classifier while the rest of the host starts. Lambda kills an init of over 10 s and starts it again within the
/// first invocation, so the start waits only so long, and the first request for what is left.
/// </summary>
internal sealed class ModelHost : IDisposable
{
    private readonly Task<ImageClassifier> loading;

    public ModelHost(ImageClassifierOptions options) => loading = Task.Run(() => ImageClassifier.Load(options));

    /// <summary>True once the model has run.</summary>
    public bool IsReady => loading.IsCompletedSuccessfully;

    /// <summary>Waits until the model is ready or the time is over.</summary>
    /// <exception cref="Inference.Models.ModelException">The model cannot be loaded.</exception>
    public bool Wait(TimeSpan time)
    {
        if (!((IAsyncResult)loading).AsyncWaitHandle.WaitOne(time))
            return false;
        loading.GetAwaiter().GetResult();
        return true;
    }

    /// <summary>The classifier; waits while it is being loaded.</summary>
    /// <exception cref="OperationCanceledException">The request's time is over first.</exception>
    public async ValueTask<ImageClassifier> GetAsync(CancellationToken cancellationToken) =>
        loading.IsCompletedSuccessfully
            ? loading.Result
            : await loading.WaitAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>The classifier, if it is ready.</summary>
    /// <exception cref="ProblemException">It is not.</exception>
    public ImageClassifier Ready() =>
        IsReady
            ? loading.Result
            : throw new ProblemException(
                ProblemKinds.NotReady,
                "The model is still being loaded; try again in a second."
            );

    public void Dispose()
    {
        if (IsReady)
            loading.Result.Dispose();
    }
}
