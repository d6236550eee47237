using ClothesClassification.Cli;

return await CommandLine.RunAsync(args).ConfigureAwait(false);
