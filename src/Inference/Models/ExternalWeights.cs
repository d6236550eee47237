namespace ClothesClassification.Inference.Models;

/// <summary>Puts weights that are in files beside an ONNX file into the graph itself.</summary>
/// <remarks>Field numbers: onnx.proto3 of github.com/onnx/onnx, message TensorProto.</remarks>
internal static class ExternalWeights
{
    /// <summary>The ONNX file of a model as one file.</summary>
    /// <exception cref="ModelException">A file of weights is missing, or shorter than the graph says.</exception>
    public static byte[] Embed(ImageModel model)
    {
        var name = Path.GetRelativePath(model.Folder, model.FilePath);
        var file = ManifestReader.ReadFile(model.Folder, name, "file");
        var result = new ProtobufWriter();
        var fields = new ProtobufReader(file);
        while (fields.Next())
        {
            if (fields.Field == 7)
                result.Message(7, EmbedInGraph(fields.Bytes, model, name));
            else
                result.Copy(fields.Raw);
        }

        return result.Written.ToArray();
    }

    private static ProtobufWriter EmbedInGraph(ReadOnlySpan<byte> graph, ImageModel model, string name)
    {
        var result = new ProtobufWriter();
        var fields = new ProtobufReader(graph);
        while (fields.Next())
        {
            if (fields.Field == 5)
                result.Message(5, EmbedInTensor(fields.Bytes, model, name));
            else
                result.Copy(fields.Raw);
        }

        return result;
    }

    private static ProtobufWriter EmbedInTensor(ReadOnlySpan<byte> tensor, ImageModel model, string name)
    {
        var result = new ProtobufWriter();
        Dictionary<string, string> external = [];
        var fields = new ProtobufReader(tensor);
        while (fields.Next())
        {
            if (fields.Field == 13)
                external[OnnxGraph.ReadString(fields.Bytes, 1)] = OnnxGraph.ReadString(fields.Bytes, 2);
            else if (fields.Field != 14) // where the data are: here, if nothing is said
                result.Copy(fields.Raw);
        }

        return external.TryGetValue("location", out var location)
            ? result.Bytes(9, Read(model, name, location, external))
            : result;
    }

    private static byte[] Read(ImageModel model, string name, string location, Dictionary<string, string> external)
    {
        using var file = File.OpenRead(Path.Combine(Path.GetDirectoryName(model.FilePath)!, location));
        var offset = Number("offset") ?? 0;
        var length = Number("length") ?? file.Length - offset;
        if (offset < 0 || length < 0 || offset > file.Length - length)
            throw new ModelException(
                name,
                "external data",
                $"{file.Length} bytes in '{location}'",
                $"{length} bytes from byte {offset} on"
            );
        var weights = new byte[length];
        file.Position = offset;
        file.ReadExactly(weights);
        return weights;

        long? Number(string key) =>
            external.TryGetValue(key, out var text)
            && long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var value)
                ? value
                : null;
    }
}
