"""Quantise a file of export.py to int8 (QDQ, per channel), calibrated on training photos. Needs onnx, not torch.

Weights use 7 bits unless --full-range: processors without VNNI add pairs of products in 16 bits, and would overflow.
The last layer stays float: it is 13 thousand products, and the scores keep their precision.
"""

import argparse
import tempfile
from pathlib import Path

import numpy as np
import onnx
from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process
from PIL import Image

from photos import MEAN, STD, find_labels, list_photos, open_photo


class CalibrationPhotos(CalibrationDataReader):
    """A random choice of training photos, as the model sees them."""

    def __init__(self, folder, size, count):
        paths = [path for path, _ in list_photos(folder, find_labels(folder))]
        self.paths = iter(np.random.default_rng(7).permutation(paths)[:count])
        self.size = size

    def get_next(self):
        path = next(self.paths, None)
        if path is None:
            return None
        return {"image": np.asarray(open_photo(path).resize((self.size, self.size), Image.BILINEAR))[None]}


def quantize(source, target, photos, full_range):
    """ONNX Runtime's static quantisation, with the scale and zero point of the pixels given rather than measured."""
    pixels = {"scale": np.array(1 / STD, np.float32), "zero_point": np.array(MEAN, np.uint8)}
    with tempfile.TemporaryDirectory() as folder:
        prepared = f"{folder}/prepared.onnx"
        quant_pre_process(source, prepared, skip_symbolic_shape=True)
        quantize_static(
            prepared,
            target,
            photos,
            quant_format=QuantFormat.QDQ,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=not full_range,
            calibrate_method=CalibrationMethod.MinMax,
            nodes_to_exclude=["logits"],
            op_types_to_quantize=["Conv", "Add", "GlobalAveragePool", "Clip"],
            extra_options={"TensorQuantOverrides": {"normalised": [pixels]}},
        )


def drop_normalisation(model):
    """Feed the bytes straight in: that scale and zero point mean (pixel - 127) / 128, so nothing is computed."""
    nodes = model.graph.node
    made_by = {output: node for node in nodes for output in node.output}
    quantised = next(n for n in nodes if n.op_type == "QuantizeLinear" and n.input[0] == "normalised")
    for node in nodes:
        for i, name in enumerate(node.input):
            if name == quantised.output[0]:
                node.input[i] = "chw"
    for node in [quantised, made_by["normalised"], made_by["centred"], made_by["pixels"]]:
        nodes.remove(node)
    used = {name for node in nodes for name in node.input}
    for constant in [c for c in model.graph.initializer if c.name not in used]:
        model.graph.initializer.remove(constant)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, help="an ONNX file of export.py")
    parser.add_argument("data", type=Path, help="the folder that holds train/LABEL/photo.jpg")
    parser.add_argument("out", type=Path, help="the ONNX file to write")
    parser.add_argument("--photos", type=int, default=256, help="number of photos to calibrate on (default: 256)")
    parser.add_argument("--full-range", action="store_true", help="8-bit weights, for processors with VNNI only")
    args = parser.parse_args()

    size = onnx.load(args.model).graph.input[0].type.tensor_type.shape.dim[1].dim_value
    photos = CalibrationPhotos(args.data / "train", size, args.photos)
    quantize(str(args.model), str(args.out), photos, args.full_range)
    model = onnx.load(args.out)
    drop_normalisation(model)
    onnx.checker.check_model(model, full_check=True)
    onnx.save(model, args.out)
    print(f"{args.out}: {args.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
