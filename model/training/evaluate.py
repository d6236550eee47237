"""Measure an ONNX file of export.py or quantize.py on labelled photos, for several ways of shrinking a photo.

Top-1 and top-3 accuracy, cross-entropy and expected calibration error (10 bins of the best label's probability).
`bilinear` is what the library does: the whole photo stretched to the square, antialiased. Needs no torch.
"""

import argparse
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnxruntime
from PIL import Image, ImageOps

from photos import list_photos, open_photo

SHRINK = {
    "bilinear": lambda photo, size: photo.resize(size, Image.BILINEAR),
    "nearest": lambda photo, size: photo.resize(size, Image.NEAREST),
    "bicubic": lambda photo, size: photo.resize(size, Image.BICUBIC),
    "box": lambda photo, size: photo.resize(size, Image.BOX),
    "crop": lambda photo, size: ImageOps.fit(photo, size, Image.BILINEAR),
    "pad": lambda photo, size: ImageOps.pad(photo, size, Image.BILINEAR, color=(255, 255, 255)),
}


class Measurement(NamedTuple):
    """Figures of one model on one split; confusion[i, j] counts photos of label i that were taken for label j."""

    photos: int
    top1: float
    top3: float
    cross_entropy: float
    calibration_error: float
    confusion: np.ndarray


def open_model(path, threads=0):
    """A session, and the labels that the file carries."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    labels = session.get_modelmeta().custom_metadata_map.get("labels")
    if labels is None:
        raise SystemExit(f"{path}: found no labels in the file, expected one that export.py wrote.")
    return session, labels.split(",")


def calibration_error(probabilities, targets):
    """Mean distance of confidence and accuracy (Guo et al., "On calibration of modern neural networks", 2017)."""
    confidence = probabilities.max(1)
    right = probabilities.argmax(1) == targets
    bins = np.minimum((confidence * 10).astype(int), 9)
    parts = [bins == b for b in np.unique(bins)]
    return float(sum(abs(confidence[part].mean() - right[part].mean()) * part.mean() for part in parts))


def measure(session, labels, folder, shrink="bilinear"):
    """Run every photo of a folder through the model, one at a time."""
    image = session.get_inputs()[0]
    _, height, width, _ = image.shape
    photos = list_photos(folder, labels)
    if not photos:
        raise SystemExit(f"{folder}: no photos.")
    rows = []
    for path, _ in photos:
        pixels = np.asarray(SHRINK[shrink](open_photo(path), (width, height)))
        rows.append(session.run(["probabilities"], {image.name: pixels[None]})[0][0])
    probabilities = np.stack(rows)
    targets = np.array([label for _, label in photos])
    own = probabilities[np.arange(len(targets)), targets]
    rank = (probabilities > own[:, None]).sum(1)
    confusion = np.zeros((len(labels), len(labels)), int)
    np.add.at(confusion, (targets, probabilities.argmax(1)), 1)
    return Measurement(
        len(targets),
        float((rank < 1).mean()),
        float((rank < 3).mean()),
        float(-np.log(np.maximum(own, 1e-12)).mean()),
        calibration_error(probabilities, targets),
        confusion,
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, help="an ONNX file")
    parser.add_argument("folder", type=Path, help="photos, a subfolder for each label")
    parser.add_argument("--shrink", nargs="*", choices=SHRINK, default=list(SHRINK), help="default: all")
    parser.add_argument("--confusion", action="store_true", help="print which labels were taken for which")
    parser.add_argument("--threads", type=int, default=0, help="processor threads (default: all cores)")
    args = parser.parse_args()

    session, labels = open_model(args.model, args.threads)
    print(f"{'shrink':10}{'photos':>8}{'top-1':>8}{'top-3':>8}{'loss':>8}{'ECE':>8}")
    for shrink in args.shrink:
        m = measure(session, labels, args.folder, shrink)
        print(f"{shrink:10}{m.photos:8}{m.top1:8.4f}{m.top3:8.4f}{m.cross_entropy:8.4f}{m.calibration_error:8.4f}")
        if args.confusion:
            for label, row in zip(labels, m.confusion):
                taken = [f"{labels[j]} {row[j]}" for j in np.argsort(-row, kind="stable") if row[j]]
                print(f"  {label:12} {', '.join(taken)}")


if __name__ == "__main__":
    main()
