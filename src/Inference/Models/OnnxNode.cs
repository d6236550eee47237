using System.Text;

namespace ClothesClassification.Inference.Models;

/// <summary>One operation of a graph.</summary>
/// <param name="Operator">Its operator, such as <c>Softmax</c>.</param>
/// <param name="Inputs">Names of the values that it takes.</param>
/// <param name="Outputs">Names of the values that it gives.</param>
internal sealed record OnnxNode(string Operator, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs)
{
    /// <summary>Reads a message NodeProto.</summary>
    public static OnnxNode Read(ReadOnlySpan<byte> message)
    {
        var type = "";
        List<string> inputs = [];
        List<string> outputs = [];
        var node = new ProtobufReader(message);
        while (node.Next())
        {
            if (node.Field == 1)
                inputs.Add(Encoding.UTF8.GetString(node.Bytes));
            else if (node.Field == 2)
                outputs.Add(Encoding.UTF8.GetString(node.Bytes));
            else if (node.Field == 4)
                type = Encoding.UTF8.GetString(node.Bytes);
        }

        return new OnnxNode(type, inputs, outputs);
    }
}
