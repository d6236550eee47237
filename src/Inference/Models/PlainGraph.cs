using System.Text;

namespace ClothesClassification.Inference.Models;

/// <summary>
/// A graph made into one that ML.NET's ONNX transformer can run: pictures and rows of float32. Inputs and outputs of another
/// floating-point type get a Cast; weights of float16 or bfloat16 become Constant nodes, because the transformer refuses such
/// initializers whatever reads them; in place of a ZipMap's sequence of maps the graph gives the tensor that the maps are made
/// of. Nothing else changes, so the answers are the same.
/// </summary>
/// <param name="Bytes">The ONNX file.</param>
/// <param name="Changes">What was changed, a few words each.</param>
/// <param name="Probabilities">The tensor that a ZipMap took; null where there is none.</param>
/// <param name="Labels">The labels that a ZipMap names; null where it has none but numbers.</param>
internal sealed record PlainGraph(
    byte[] Bytes,
    IReadOnlyList<string> Changes,
    string? Probabilities,
    IReadOnlyList<string>? Labels
)
{
    private const int Float32 = 1;
    private const string Suffix = "_float32";

    /// <summary>The graph of a file; null where it is plain as it is.</summary>
    /// <param name="file">The file.</param>
    /// <param name="weights">Its weights in other files.</param>
    /// <exception cref="InvalidDataException">The bytes are not an ONNX model.</exception>
    /// <exception cref="ModelException">Weights in another file cannot be read.</exception>
    public static PlainGraph? Of(ReadOnlySpan<byte> file, ExternalWeights weights)
    {
        var graph = OnnxGraph.Read(file);
        var rewriter = new Rewriter(graph, weights);
        var model = new ProtobufWriter();
        var fields = new ProtobufReader(file);
        while (fields.Next())
        {
            if (fields.Field == 7)
                model.Message(7, rewriter.Rewrite(fields.Bytes));
            else
                model.Copy(fields.Raw);
        }

        return rewriter.Changes.Count == 0
            ? null
            : new PlainGraph(model.Written.ToArray(), rewriter.Changes, rewriter.Probabilities, rewriter.Labels);
    }

    /// <summary>Whether an element type has to be cast.</summary>
    public static bool IsOtherFloat(string elementType) => elementType is "float16" or "float64" or "bfloat16";

    private sealed class Rewriter(OnnxGraph graph, ExternalWeights weights)
    {
        private readonly HashSet<string> constants = [];

        public List<string> Changes { get; } = [];

        public string? Probabilities { get; private set; }

        public IReadOnlyList<string>? Labels { get; private set; }

        public ProtobufWriter Rewrite(ReadOnlySpan<byte> message)
        {
            // Nodes are in the order of their computation: casts of inputs before all others, those of outputs behind.
            var (first, rest, last) = (new ProtobufWriter(), new ProtobufWriter(), new ProtobufWriter());
            var fields = new ProtobufReader(message);
            while (fields.Next())
            {
                if (fields.Field == 1 && OnnxGraph.ReadString(fields.Bytes, 4) == "ZipMap")
                    Unzip(fields.Bytes, last);
                else if (fields.Field == 5 && IsHalfWeight(fields.Bytes))
                    first.Message(1, Constant(fields.Bytes));
                else if (fields.Field == 11 && constants.Contains(OnnxGraph.ReadString(fields.Bytes, 1)))
                    continue; // Before IR version 4 every weight was listed as an input too.
                else if (fields.Field == 11 && OnnxValue.Read(fields.Bytes) is var input && HasToBeCast(input))
                    CastInput(input, first);
                else if (
                    fields.Field == 12
                    && OnnxValue.Read(fields.Bytes) is var output
                    && IsOtherFloat(output.ElementType)
                )
                    CastOutput(output, last);
                else if (fields.Field != 12 || !IsZipped(OnnxGraph.ReadString(fields.Bytes, 1)))
                    rest.Copy(fields.Raw);
            }

            if (constants.Count > 0)
                Changes.Add($"{constants.Count} weights of 16-bit floats are Constant nodes in place of initializers");
            return first.Copy(rest.Written).Copy(last.Written);
        }

        private bool IsZipped(string output) =>
            graph.Nodes.Any(node => node.Operator == "ZipMap" && node.Outputs.Contains(output));

        private bool HasToBeCast(OnnxValue input) =>
            IsOtherFloat(input.ElementType) && graph.Inputs.Any(needed => needed.Name == input.Name);

        private static bool IsHalfWeight(ReadOnlySpan<byte> tensor)
        {
            var half = false;
            var fields = new ProtobufReader(tensor);
            while (fields.Next())
                half |=
                    fields.Field == 2
                    && (
                        fields.Number == OnnxValue.NumberOf("float16")
                        || fields.Number == OnnxValue.NumberOf("bfloat16")
                    );
            return half;
        }

        private ProtobufWriter Constant(ReadOnlySpan<byte> tensor)
        {
            var name = OnnxGraph.ReadString(tensor, 8);
            constants.Add(name);
            // A Constant cannot refer to another file: its numbers are copied.
            return new ProtobufWriter()
                .Text(2, name)
                .Text(4, "Constant")
                .Message(
                    5,
                    new ProtobufWriter().Text(1, "value").Message(5, weights.EmbedInTensor(tensor)).Number(20, 4)
                );
        }

        private void CastInput(OnnxValue input, ProtobufWriter target)
        {
            var name = input.Name + Suffix;
            target.Message(1, Cast(name, input.Name, input.ElementType));
            target.Message(11, Value(name, input.Dimensions));
            Changes.Add($"input {name} is float32, and cast to {input.ElementType}");
        }

        private void CastOutput(OnnxValue output, ProtobufWriter target)
        {
            var name = output.Name + Suffix;
            target.Message(1, Cast(output.Name, name, "float32"));
            target.Message(12, Value(name, output.Dimensions));
            Changes.Add($"output {name} is {output.Name}, cast from {output.ElementType}");
        }

        private void Unzip(ReadOnlySpan<byte> message, ProtobufWriter target)
        {
            var node = OnnxNode.Read(message);
            if (node.Inputs.Count == 0 || node.Outputs.Count == 0)
                throw new InvalidDataException("has a ZipMap without input or output");
            var (texts, numbers) = ReadLabels(message);
            Labels = texts.Count > 0 ? texts : null;
            Probabilities = node.Inputs[0];
            if (graph.Outputs.All(output => output.Name != Probabilities))
                target.Message(12, Value(Probabilities, [null, Math.Max(texts.Count, numbers)]));
            Changes.Add($"output {Probabilities} is the tensor that {node.Outputs[0]}, a sequence of maps, is made of");
        }

        // Attributes of a ZipMap: classlabels_strings or classlabels_int64s.
        private static (List<string> Texts, int Numbers) ReadLabels(ReadOnlySpan<byte> node)
        {
            List<string> texts = [];
            var numbers = 0;
            var fields = new ProtobufReader(node);
            while (fields.Next())
            {
                if (fields.Field != 5)
                    continue;
                var attribute = new ProtobufReader(fields.Bytes);
                while (attribute.Next())
                {
                    if (attribute.Field == 9)
                        texts.Add(Encoding.UTF8.GetString(attribute.Bytes));
                    else if (attribute.Field == 8)
                        numbers += attribute.Bytes.IsEmpty ? 1 : ProtobufReader.Packed(attribute.Bytes).Count;
                }
            }

            return (texts, numbers);
        }

        private static ProtobufWriter Cast(string from, string to, string elementType) =>
            new ProtobufWriter()
                .Text(1, from)
                .Text(2, to)
                .Text(4, "Cast")
                .Message(
                    5,
                    new ProtobufWriter().Text(1, "to").Number(3, OnnxValue.NumberOf(elementType)).Number(20, 2)
                );

        private static ProtobufWriter Value(string name, IReadOnlyList<long?> dimensions)
        {
            var shape = new ProtobufWriter();
            foreach (var size in dimensions)
                shape.Message(1, size is { } number ? new ProtobufWriter().Number(1, number) : new ProtobufWriter());
            var tensor = new ProtobufWriter().Number(1, Float32).Message(2, shape);
            return new ProtobufWriter().Text(1, name).Message(2, new ProtobufWriter().Message(1, tensor));
        }
    }
}
