using System.Runtime.InteropServices;
using ClothesClassification.Inference.Models;
using ClothesClassification.Training.Heads;
using Google.Protobuf;
using Onnx;

namespace ClothesClassification.Training.Writing;

/// <summary>
/// Puts a last layer into the graph of a base model: what computes the features stays, what comes behind is dropped. Evidence is
/// the layer applied to the maps that the features are the means of, so that its mean and the bias are the logit.
/// </summary>
/// <remarks>Zhou et al., "Learning deep features for discriminative localization", 2016.</remarks>
internal static class OnnxHead
{
    private const string Weight = "classifier.weight";
    private const string Bias = "classifier.bias";
    private const string EvidenceWeight = "evidence.weight";

    /// <summary>The graph's names of what its last layer gives.</summary>
    /// <param name="Logits">Output of logits.</param>
    /// <param name="Probabilities">Output of probabilities.</param>
    /// <param name="Evidence">Output of evidence; null where the base model has none, or one that is not made of such maps.</param>
    public sealed record Outputs(string Logits, string Probabilities, string? Evidence);

    /// <param name="model">A file of the base model.</param>
    /// <param name="head">The layer.</param>
    /// <param name="labels">A label for each of its rows.</param>
    /// <returns>The ONNX file, and the names of its outputs.</returns>
    /// <exception cref="ModelException">Weights in another file cannot be read.</exception>
    public static (byte[] File, Outputs Outputs) Replace(
        ImageModel model,
        LinearHead head,
        IReadOnlyList<string> labels
    )
    {
        var proto = ModelProto.Parser.ParseFrom(ExternalWeights.Embed(model));
        var graph = proto.Graph;
        var features = graph.Output.First(output => output.Name == model.FeaturesName);
        var maps = MapsOf(graph, features.Name, model.EvidenceName);
        var outputs = new Outputs(
            model.LogitsName ?? "logits",
            model.ProbabilitiesName ?? "probabilities",
            maps is null ? null : model.EvidenceName
        );
        Cut(graph, features.Name);
        var (rows, width) = (head.Bias.Length, head.Weights[0].Length);
        var weights = head.Weights.SelectMany(row => row).ToArray();
        graph.Initializer.Add(Tensor(Weight, weights, rows, width));
        graph.Initializer.Add(Tensor(Bias, head.Bias, rows));
        var gemm = Node("Gemm", outputs.Logits, features.Name, Weight, Bias);
        gemm.Attribute.Add(Integer("transB", 1));
        var softmax = Node("Softmax", outputs.Probabilities, outputs.Logits);
        softmax.Attribute.Add(Integer("axis", 1));
        graph.Node.Add([gemm, softmax]);
        graph.Output.Clear();
        var batch = features.Type.TensorType.Shape.Dim[0];
        graph.Output.Add([Output(outputs.Logits, batch, rows), Output(outputs.Probabilities, batch, rows), features]);
        if (outputs.Evidence is { } evidence)
        {
            graph.Initializer.Add(Tensor(EvidenceWeight, weights, rows, width, 1, 1));
            graph.Node.Add(Node("Conv", evidence, maps!, EvidenceWeight));
            var grid = model.EvidenceGrid!;
            graph.Output.Add(Output(evidence, batch, rows, grid.Rows, grid.Columns));
        }

        foreach (var property in proto.MetadataProps.Where(p => p.Key == "labels"))
            property.Value = string.Join(',', labels);
        return (proto.ToByteArray(), outputs);
    }

    // What is averaged over both sides to give the features, where the evidence is made of it, too.
    private static string? MapsOf(GraphProto graph, string features, string? evidence) =>
        Source(graph, features) is { OpType: "GlobalAveragePool" } pool
        && evidence is not null
        && Source(graph, evidence) is { OpType: "Conv" } conv
        && conv.Input[0] == pool.Input[0]
            ? pool.Input[0]
            : null;

    // Operators that only reshape or quantise are passed through.
    private static NodeProto? Source(GraphProto graph, string value)
    {
        var node = Producer(graph, value);
        while (
            node?.OpType is "Flatten" or "Reshape" or "Squeeze" or "Identity" or "QuantizeLinear" or "DequantizeLinear"
        )
            node = Producer(graph, node.Input[0]);
        return node;
    }

    private static NodeProto? Producer(GraphProto graph, string value) =>
        graph.Node.FirstOrDefault(node => node.Output.Contains(value));

    // Drops what does not lead to the value; nodes are in the order of their computation.
    private static void Cut(GraphProto graph, string value)
    {
        HashSet<string> needed = [value];
        for (var i = graph.Node.Count - 1; i >= 0; i--)
        {
            if (graph.Node[i].Output.Any(needed.Contains))
                needed.UnionWith(Inputs(graph.Node[i]));
            else
                graph.Node.RemoveAt(i);
        }

        var made = graph.Node.SelectMany(node => node.Output).ToHashSet();
        Keep(graph.Initializer, weights => needed.Contains(weights.Name));
        Keep(graph.ValueInfo, info => made.Contains(info.Name));
        // Before IR version 4 every weight was listed as an input too.
        Keep(graph.Input, input => needed.Contains(input.Name));
    }

    private static IEnumerable<string> Inputs(NodeProto node) =>
        node.Input.Concat(node.Attribute.Where(a => a.G is not null).SelectMany(a => a.G.Node.SelectMany(Inputs)));

    private static void Keep<T>(Google.Protobuf.Collections.RepeatedField<T> items, Func<T, bool> wanted)
    {
        var kept = items.Where(wanted).ToList();
        items.Clear();
        items.Add(kept);
    }

    private static NodeProto Node(string kind, string output, params string[] inputs) =>
        new()
        {
            Name = output,
            OpType = kind,
            Input = { inputs },
            Output = { output },
        };

    private static AttributeProto Integer(string name, long value) =>
        new()
        {
            Name = name,
            Type = AttributeProto.Types.AttributeType.Int,
            I = value,
        };

    private static TensorProto Tensor(string name, float[] values, params long[] dimensions) =>
        new()
        {
            Name = name,
            DataType = (int)TensorProto.Types.DataType.Float,
            Dims = { dimensions },
            RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values.AsSpan())),
        };

    private static ValueInfoProto Output(
        string name,
        TensorShapeProto.Types.Dimension batch,
        params ReadOnlySpan<int> sides
    )
    {
        var shape = new TensorShapeProto { Dim = { batch.Clone() } };
        foreach (var side in sides)
            shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = side });
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto
            {
                TensorType = new TypeProto.Types.Tensor
                {
                    ElemType = (int)TensorProto.Types.DataType.Float,
                    Shape = shape,
                },
            },
        };
    }
}
