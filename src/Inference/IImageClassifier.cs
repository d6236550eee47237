using ClothesClassification.Inference.Models;
using ClothesClassification.Inference.Photos;

namespace ClothesClassification.Inference;

/// <summary>
/// Classifies photos. Every member may be called by any number of threads at once. The asynchronous members decode and classify
/// on threads of the pool, never on the caller's.
/// </summary>
public interface IImageClassifier
{
    /// <summary>The model that answers.</summary>
    ImageModel Model { get; }

    /// <summary>Classifies one photo.</summary>
    /// <param name="photo">The photo as encoded: JPEG, PNG, WebP, GIF or BMP.</param>
    /// <param name="options">What to answer; null for all labels.</param>
    /// <exception cref="PhotoException">The photo is empty, of another format, over a limit, or damaged.</exception>
    /// <exception cref="ArgumentException">An option is out of its range, or asks for an output that the model does not have.</exception>
    Classification Classify(ReadOnlySpan<byte> photo, ClassifyOptions? options = null);

    /// <summary>Reads a stream to its end and classifies the photo. No more than the limit in bytes is read.</summary>
    /// <param name="photo">The encoded photo, from the stream's position on. Left open.</param>
    /// <param name="options">What to answer; null for all labels.</param>
    /// <param name="cancellationToken">Ends reading, waiting for a free engine, and the runs of <see cref="EvidenceMethod.Occlusion"/>.</param>
    /// <exception cref="PhotoException">The photo is empty, of another format, over a limit, or damaged.</exception>
    Task<Classification> ClassifyAsync(
        Stream photo,
        ClassifyOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Reads a file and classifies the photo in it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What to answer; null for all labels.</param>
    /// <param name="cancellationToken">Ends reading, waiting for a free engine, and the runs of <see cref="EvidenceMethod.Occlusion"/>.</param>
    /// <exception cref="PhotoException">The photo is empty, of another format, over a limit, or damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    Task<Classification> ClassifyFileAsync(
        string path,
        ClassifyOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Classifies several photos, as many at a time as there are engines. A bad one does not lose the others.</summary>
    /// <param name="photos">The photos as encoded.</param>
    /// <param name="options">What to answer; null for all labels.</param>
    /// <param name="cancellationToken">Ends the work between photos.</param>
    /// <returns>One outcome per photo, in the order given.</returns>
    IReadOnlyList<ClassificationOutcome> ClassifyMany(
        IReadOnlyList<ReadOnlyMemory<byte>> photos,
        ClassifyOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>
    /// Classifies any number of photos in bounded memory, as many at a time as there are engines. A bad one does not lose the
    /// others.
    /// </summary>
    /// <param name="photos">The photos as encoded; taken only as far ahead as the answers are. Each has to stay unchanged until its answer.</param>
    /// <param name="options">What to answer; null for all labels.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>One outcome per photo, in the order given, each as soon as it and those before it are there.</returns>
    IAsyncEnumerable<ClassificationOutcome> ClassifyManyAsync(
        IAsyncEnumerable<ReadOnlyMemory<byte>> photos,
        ClassifyOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>
    /// Classifies any number of files in bounded memory, as many at a time as there are engines. A bad one does not lose
    /// the others.
    /// </summary>
    /// <param name="paths">The files; read as the answers are taken.</param>
    /// <param name="options">What to answer; null for all labels.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>One outcome per file, in the order given.</returns>
    IAsyncEnumerable<ClassificationOutcome> ClassifyFilesAsync(
        IEnumerable<string> paths,
        ClassifyOptions? options = null,
        CancellationToken cancellationToken = default
    );
}
