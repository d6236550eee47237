using ClothesClassification.TestFunction;

using var function = new Function();
return await function.RunAsync();
