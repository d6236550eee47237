"""Write a checkpoint as ONNX: batch norm folded, padding and normalisation inside the graph. Needs torch and onnx.

Input: `image`, uint8 (N, size, size, 3), RGB as decoded. Outputs, in the order of the labels: `logits` and
`probabilities`, float32 (N, labels); `features`, what the last layer sees (to train other labels on); `evidence`,
float32 (N, labels, side, side), the class activation maps, whose mean plus the bias is the logit (Zhou et al.,
"Learning deep features for discriminative localization", 2016).
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper

import network
from data import normalise
from photos import MEAN, STD


class Graph:
    """Nodes and constants in the order they are added; every method returns the name of its result."""

    def __init__(self):
        self.nodes, self.constants = [], []

    def const(self, name, value):
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def op(self, kind, inputs, name, **attributes):
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, **attributes))
        return name

    def conv(self, x, conv, norm, name, relu):
        """A convolution with the batch norm behind it folded into its weights, in double precision."""
        scale = norm.weight.detach().double() / torch.sqrt(norm.running_var.double() + norm.eps)
        bias = norm.bias.detach().double() - norm.running_mean.double() * scale
        weight = conv.weight.detach().double() * scale[:, None, None, None]
        left, right, top, bottom = getattr(getattr(conv, "static_padding", None), "padding", (0, 0, 0, 0))
        inputs = [
            x,
            self.const(f"{name}.weight", weight.float().numpy()),
            self.const(f"{name}.bias", bias.float().numpy()),
        ]
        y = self.op(
            "Conv",
            inputs,
            name,
            kernel_shape=list(conv.kernel_size),
            strides=list(conv.stride),
            pads=[top, left, bottom, right],
            group=conv.groups,
            dilations=[1, 1],
        )
        return self.op("Clip", [y, "zero", "six"], f"{name}.relu6") if relu else y


def add_body(graph, net):
    """From the bytes to the maps before pooling."""
    graph.const("zero", np.float32(0))
    graph.const("six", np.float32(6))
    graph.const("mean", np.float32(MEAN))
    graph.const("reciprocal", np.float32(1 / STD))
    x = graph.op("Transpose", ["image"], "chw", perm=[0, 3, 1, 2])
    x = graph.op("Cast", [x], "pixels", to=TensorProto.FLOAT)
    x = graph.op("Mul", [graph.op("Sub", [x, "mean"], "centred"), "reciprocal"], "normalised")
    x = graph.conv(x, net._conv_stem, net._bn0, "stem", relu=True)
    for i, block in enumerate(net._blocks):
        skip, name, config = x, f"block{i}", block._block_args
        if config.expand_ratio != 1:
            x = graph.conv(x, block._expand_conv, block._bn0, f"{name}.expand", relu=True)
        x = graph.conv(x, block._depthwise_conv, block._bn1, f"{name}.depthwise", relu=True)
        x = graph.conv(x, block._project_conv, block._bn2, f"{name}.project", relu=False)
        stride = config.stride[0] if isinstance(config.stride, (list, tuple)) else config.stride
        if block.id_skip and stride == 1 and config.input_filters == config.output_filters:
            x = graph.op("Add", [x, skip], f"{name}.add")
    return graph.conv(x, net._conv_head, net._bn1, "head", relu=True)


def add_head(graph, maps, weight, bias):
    """From the maps to the four outputs."""
    x = graph.op("Flatten", [graph.op("GlobalAveragePool", [maps], "pool")], "features", axis=1)
    classifier = [graph.const("classifier.weight", weight), graph.const("classifier.bias", bias)]
    graph.op("Gemm", [x, *classifier], "logits", transB=1)
    graph.op("Softmax", ["logits"], "probabilities", axis=1)
    kernel = graph.const("evidence.weight", weight[:, :, None, None])
    graph.op("Conv", [maps, kernel], "evidence", kernel_shape=[1, 1])


def make_model(net, labels, size, temperature):
    """The ONNX model of a network in evaluation mode."""
    graph = Graph()
    weight = (net._fc.weight.detach() / temperature).numpy()
    bias = (net._fc.bias.detach() / temperature).numpy()
    add_head(graph, add_body(graph, net), weight, bias)
    side = -(-size // 32)
    shapes = {
        "logits": [len(labels)],
        "probabilities": [len(labels)],
        "features": [net._fc.in_features],
        "evidence": [len(labels), side, side],
    }
    image = helper.make_tensor_value_info("image", TensorProto.UINT8, ["N", size, size, 3])
    outputs = [helper.make_tensor_value_info(n, TensorProto.FLOAT, ["N", *shape]) for n, shape in shapes.items()]
    model = helper.make_model(
        helper.make_graph(graph.nodes, "clothes", [image], outputs, graph.constants),
        opset_imports=[helper.make_opsetid("", 17)],
        ir_version=8,
        producer_name="clothes-classification",
    )
    helper.set_model_props(model, {"labels": ",".join(labels)})
    onnx.checker.check_model(model, full_check=True)
    return model


def largest_difference(net, path, size, temperature):
    """By how much the file's logits differ from torch's, on two pictures of noise."""
    pixels = np.random.default_rng(1).integers(0, 256, (2, size, size, 3), dtype=np.uint8)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    got = session.run(["logits"], {"image": pixels})[0]
    with torch.no_grad():
        expected = net(normalise(torch.from_numpy(pixels).permute(0, 3, 1, 2))).numpy() / temperature
    return np.abs(got - expected).max()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path, help="a checkpoint")
    parser.add_argument("out", type=Path, help="the ONNX file to write")
    parser.add_argument("--temperature", type=float, default=1.0, help="as temperature.py found it (default: 1)")
    args = parser.parse_args()

    checkpoint = network.load(args.weights)
    net = network.restore(checkpoint)
    onnx.save(make_model(net, checkpoint["labels"], checkpoint["size"], args.temperature), args.out)
    difference = largest_difference(net, args.out, checkpoint["size"], args.temperature)
    print(f"{args.out}: {args.out.stat().st_size} bytes, logits within {difference:.1e} of torch's")


if __name__ == "__main__":
    main()
