using System.Globalization;

namespace ClothesClassification.Inference.Models;

/// <summary>Puts weights that are in files beside an ONNX file into the graph itself.</summary>
/// <remarks>Field numbers: onnx.proto3 of github.com/onnx/onnx, message TensorProto.</remarks>
/// <param name="folder">The model folder; files outside of it are refused.</param>
/// <param name="file">The ONNX file, relative to the folder.</param>
internal sealed class ExternalWeights(string folder, string file)
{
    // A protobuf message has less than 2 GiB; the graph itself needs some of them.
    private const long MaxBytes = 2_000_000_000;
    private long embedded;

    /// <summary>The ONNX file of a model as one file.</summary>
    /// <exception cref="ModelException">A file of weights is missing, unreadable, or shorter than the graph says.</exception>
    public static byte[] Embed(ImageModel model)
    {
        var name = Path.GetRelativePath(model.Folder, model.FilePath);
        var weights = new ExternalWeights(model.Folder, name);
        var result = new ProtobufWriter();
        var fields = new ProtobufReader(ManifestReader.ReadFile(model.Folder, name, "file"));
        while (fields.Next())
        {
            if (fields.Field == 7)
                result.Message(7, weights.EmbedInGraph(fields.Bytes));
            else
                result.Copy(fields.Raw);
        }

        return result.Written.ToArray();
    }

    /// <summary>A tensor with its numbers in it, wherever they were.</summary>
    /// <exception cref="ModelException">Its file is missing, unreadable, or shorter than the graph says.</exception>
    public ProtobufWriter EmbedInTensor(ReadOnlySpan<byte> tensor)
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

        return external.TryGetValue("location", out var location) ? result.Bytes(9, Read(location, external)) : result;
    }

    private ProtobufWriter EmbedInGraph(ReadOnlySpan<byte> graph)
    {
        var result = new ProtobufWriter();
        var fields = new ProtobufReader(graph);
        while (fields.Next())
        {
            if (fields.Field == 5)
                result.Message(5, EmbedInTensor(fields.Bytes));
            else
                result.Copy(fields.Raw);
        }

        return result;
    }

    private byte[] Read(string location, Dictionary<string, string> external)
    {
        try
        {
            using var data = File.OpenRead(WeightsChecker.CheckPlace(folder, file, location));
            var offset = Number("offset") ?? 0;
            var length = Number("length") ?? data.Length - offset;
            if (offset < 0 || length < 0 || offset > data.Length - length)
                throw Refuse($"{data.Length} bytes in '{location}'", $"{length} bytes from byte {offset} on");
            if ((embedded += length) > MaxBytes)
                throw Refuse($"more than {MaxBytes} bytes of weights", "as many as one ONNX file can hold");
            var weights = new byte[length];
            data.Position = offset;
            data.ReadExactly(weights);
            return weights;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refuse($"'{e.Message}'", "a file that this process may read", e);
        }

        long? Number(string key) =>
            external.TryGetValue(key, out var text) && long.TryParse(text, CultureInfo.InvariantCulture, out var value)
                ? value
                : null;
    }

    private ModelException Refuse(string found, string expected, Exception? cause = null) =>
        new(file, "external data", found, expected, cause);
}
