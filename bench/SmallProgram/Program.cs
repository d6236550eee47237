// What one would write instead of using the library: Skia decodes a photo at its full size and shrinks it, and one session of
// ONNX Runtime is shared by all requests. It is asked as samples/WebApi is: curl -F photo=@photo.jpg http://localhost:5000/photos
// Arguments: the ONNX file, and its labels, separated by commas.

using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using SkiaSharp;
using SessionOptions = Microsoft.ML.OnnxRuntime.SessionOptions;

const int Side = 224;
const int LargestBody = 10_010_000;
var labels = args[1].Split(',');

// Requests are the threads; one operator gets one of them.
using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
using var session = new InferenceSession(args[0], options);

var builder = WebApplication.CreateBuilder(args[2..]);
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = LargestBody);
builder.Services.Configure<FormOptions>(form => form.MultipartBodyLengthLimit = LargestBody);
var app = builder.Build();
app.MapPost(
        "/photos",
        (IFormFile photo) =>
        {
            using var stream = photo.OpenReadStream();
            using var picture = SKBitmap.Decode(stream);
            if (picture is null)
                return Results.Problem("This is no photo.", statusCode: StatusCodes.Status422UnprocessableEntity);
            using var small = picture.Resize(
                new SKImageInfo(Side, Side, SKColorType.Rgba8888, SKAlphaType.Opaque),
                SKFilterQuality.Medium
            );
            return Results.Ok(Rank(Run(Tensor(small))));
        }
    )
    .DisableAntiforgery();
await app.RunAsync();

static DenseTensor<byte> Tensor(SKBitmap picture)
{
    var rgb = new byte[Side * Side * 3];
    var pixels = MemoryMarshal.Cast<byte, uint>(picture.GetPixelSpan());
    for (var i = 0; i < pixels.Length; i++)
    {
        rgb[3 * i] = (byte)pixels[i];
        rgb[(3 * i) + 1] = (byte)(pixels[i] >> 8);
        rgb[(3 * i) + 2] = (byte)(pixels[i] >> 16);
    }

    return new DenseTensor<byte>(rgb, [1, Side, Side, 3]);
}

float[] Run(DenseTensor<byte> tensor)
{
    using var results = session.Run([NamedOnnxValue.CreateFromTensor("image", tensor)], ["probabilities"]);
    return [.. results[0].AsEnumerable<float>()];
}

IEnumerable<Prediction> Rank(float[] scores) =>
    labels.Zip(scores, (label, score) => new Prediction(label, score)).OrderByDescending(one => one.Score).Take(3);

internal sealed record Prediction(string Label, float Score);
