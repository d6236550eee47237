// An API that takes a photo as a form's file: curl -F photo=@photo.jpg http://localhost:5000/photos

#region usings
using ClothesClassification.Inference;
using ClothesClassification.Inference.Hosting;
using ClothesClassification.Inference.Photos;
#endregion
using Microsoft.AspNetCore.Http.Features;
#region telemetry-usings
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
#endregion

var builder = WebApplication.CreateBuilder(args);

#region register
builder.Services.AddImageClassifier().BindConfiguration("ImageClassifier");
builder.Services.AddHealthChecks().AddCheck<ImageClassifierHealthCheck>("model");
#endregion

#region telemetry
builder
    .Services.AddOpenTelemetry()
    .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddMeter(ImageClassifierTelemetry.MeterName))
    .WithTracing(tracing =>
        tracing.AddAspNetCoreInstrumentation().AddSource(ImageClassifierTelemetry.ActivitySourceName)
    )
    // To where OTEL_EXPORTER_OTLP_ENDPOINT says; localhost:4317 without it.
    .UseOtlpExporter();
#endregion

// A little more than the largest photo, for the form around it.
var largestBody =
    builder.Configuration.GetValue("ImageClassifier:Limits:MaxBytes", PhotoLimits.DefaultMaxBytes) + 10_000L;
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = largestBody);
builder.Services.Configure<FormOptions>(form => form.MultipartBodyLengthLimit = largestBody);

var app = builder.Build();
app.MapHealthChecks("/health");

#region endpoint
app.MapPost(
        "/photos",
        async (IFormFile photo, IImageClassifier classifier, CancellationToken cancellationToken) =>
        {
            try
            {
                await using var stream = photo.OpenReadStream();
                var answer = await classifier.ClassifyAsync(stream, new ClassifyOptions { Top = 3 }, cancellationToken);
                return Results.Ok(answer.Predictions);
            }
            catch (PhotoException e)
            {
                var status = e switch
                {
                    PhotoTooLargeException => StatusCodes.Status413PayloadTooLarge,
                    UnsupportedPhotoFormatException => StatusCodes.Status415UnsupportedMediaType,
                    _ => StatusCodes.Status422UnprocessableEntity,
                };
                return Results.Problem(e.Message, statusCode: status);
            }
        }
    )
    // Forms are protected against other sites' pages where cookies sign a user in; nobody is signed in here.
    .DisableAntiforgery();
#endregion

await app.RunAsync();
