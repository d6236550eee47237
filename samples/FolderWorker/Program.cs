// Writes an answer beside each photo of a folder, and of those that arrive later:
// FolderWorker --ImageClassifier:ModelFolder model --Folder photos

#region worker
using ClothesClassification.FolderWorker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddImageClassifier().BindConfiguration("ImageClassifier");
builder.Services.AddHostedService<PhotoWorker>();
await builder.Build().RunAsync();
#endregion
