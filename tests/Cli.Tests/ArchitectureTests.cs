namespace ClothesClassification.Cli.Tests;

public sealed class ArchitectureTests() : FolderRules(typeof(CommandLine).Assembly, "ClothesClassification.Cli");
