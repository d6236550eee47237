// Classifies the photos that are named after the model folder: ConsoleApp model photo...

#region usings
using ClothesClassification.Inference;
using ClothesClassification.Inference.Photos;
#endregion

if (args.Length < 2)
{
    Console.Error.WriteLine("Give a model folder and one photo or several.");
    return 2;
}

#region classify
using var classifier = ImageClassifier.Load(args[0]);
var answer = await classifier.ClassifyFileAsync(args[1], new ClassifyOptions { Top = 3 });
Console.WriteLine($"{answer.Best.Label} {answer.Best.Score:P1}");
foreach (var prediction in answer.Predictions)
    Console.WriteLine($"  {prediction.Label} {prediction.Score:F4}, logit {prediction.Logit:F2}");
#endregion

#region explain
var asked = new ClassifyOptions { Evidence = EvidenceMethod.Output, Features = true };
var explained = await classifier.ClassifyFileAsync(args[1], asked);
var map = explained.Evidence![explained.Best.Label];
for (var row = 0; row < map.Rows; row++)
{
    // What each place of the upright photo adds to the label's logit.
    var values = Enumerable.Range(0, map.Columns).Select(column => map[row, column]);
    Console.WriteLine(string.Join(' ', values.Select(value => $"{value, 5:F2}")));
}
#endregion


#region errors
try
{
    classifier.Classify("no photo at all"u8);
}
catch (PhotoException e)
{
    // A code for programs, a sentence for whoever sent the photo.
    Console.WriteLine($"{e.Code}: {e.Message}");
}
#endregion

#region many
await foreach (var outcome in classifier.ClassifyFilesAsync(args[1..]))
{
    Console.WriteLine(
        outcome.Succeeded
            ? $"{outcome.Path}: {outcome.Classification.Best.Label}"
            : $"{outcome.Path}: {outcome.Error.Message}"
    );
}
#endregion

return 0;
