namespace ClothesClassification.Training.Tests;

public sealed class ArchitectureTests() : FolderRules(typeof(ImageTrainer).Assembly, "ClothesClassification.Training");
