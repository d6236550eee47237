// One API twice, for the benchmark `throughput`: POST /photos with the bytes of a photo. `library MODELFOLDER` answers it with
// the library, `small-program ONNXFILE LABELS` as one would write it without; `body-only` reads the photo and knows nothing of it.

using ClothesClassification.Inference;
using ClothesClassification.WebHosts;

var builder = WebApplication.CreateBuilder();
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
switch (args)
{
    case ["library", var modelFolder]:
        builder.Services.AddImageClassifier().Configure(options => options.ModelFolder = modelFolder);
        break;
    case ["small-program", var onnxFile, var labels]:
        builder.Services.AddSingleton(new SmallProgram(onnxFile, labels.Split(',')));
        break;
    case ["body-only"]:
        break;
    default:
        await Console.Error.WriteLineAsync("library MODELFOLDER, small-program ONNXFILE LABELS, or body-only");
        return 2;
}

var app = builder.Build();
_ = args[0] switch
{
    "library" => app.MapPost(
        "/photos",
        async (HttpRequest request, IImageClassifier classifier, CancellationToken cancellation) =>
        {
            return (
                await classifier.ClassifyAsync(request.Body, new ClassifyOptions { Top = 3 }, cancellation)
            ).Predictions;
        }
    ),
    "small-program" => app.MapPost(
        "/photos",
        async (HttpRequest request, SmallProgram program, CancellationToken cancellation) =>
            program.Classify(await ReadAsync(request, cancellation))
    ),
    _ => app.MapPost(
        "/photos",
        async (HttpRequest request, CancellationToken cancellation) =>
        {
            await request.Body.CopyToAsync(Stream.Null, cancellation);
            return Array.Empty<Label>();
        }
    ),
};
await app.RunAsync();
return 0;

static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellation)
{
    var photo = new byte[request.ContentLength ?? 0];
    await request.Body.ReadExactlyAsync(photo, cancellation);
    return photo;
}
