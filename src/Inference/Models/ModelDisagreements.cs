namespace ClothesClassification.Inference.Models;

/// <summary>Goes on where loading stops at the first: everything that is wrong with a model folder.</summary>
internal static class ModelDisagreements
{
    public static IReadOnlyList<ModelDiagnostic> Find(string folder, string? precision)
    {
        List<ModelDiagnostic> found = [];
        ModelManifest? manifest = null;
        ManifestFile? file = null;
        byte[]? bytes = null;
        OnnxGraph? graph = null;
        int? labels = null;
        var index = 0;
        Attempt(() => manifest = ManifestReader.Read(folder));
        if (manifest is null)
            return found;
        Attempt(() => labels = ManifestReader.ReadLabels(folder, manifest).Count);
        Attempt(() => file = manifest.Files[index = ManifestReader.ChooseFile(manifest, precision)]);
        if (file is null)
            return found;
        Attempt(() => bytes = ManifestReader.ReadFile(folder, file.Path, $"files[{index}].path"));
        if (bytes is null)
            return found;
        Attempt(() => ImageModel.CheckHash(bytes, file, index));
        Attempt(() => graph = ImageModel.ReadGraph(bytes, file.Path));
        if (graph is null)
            return found;
        foreach (var check in ManifestChecker.Parts(manifest, file.Path, graph, labels ?? LabelsOf(manifest, graph)))
            Attempt(check);
        foreach (var check in WeightsChecker.Parts(folder, file, index, graph))
            Attempt(check);
        Attempt(() => ModelCalibration.Load(folder, manifest, file.Precision, graph));
        return found;

        void Attempt(Action check)
        {
            try
            {
                check();
            }
            catch (ModelException e)
            {
                found.Add(new ModelDiagnostic(e.File, e.Field, e.Found, e.Expected));
            }
        }
    }

    // Labels that cannot be read are reported once: their number is then taken from the graph.
    private static int LabelsOf(ModelManifest manifest, OnnxGraph graph)
    {
        var name = manifest.Outputs.Logits ?? manifest.Outputs.Probabilities;
        var scores = graph.Outputs.FirstOrDefault(o => o.Name == name);
        return (int?)scores?.RowWidth ?? 0;
    }
}
