"""Write model.json of a model folder: what the library needs to know of the ONNX files in it. Needs no torch.

Input, outputs and labels are read from the files, which export.py or quantize.py wrote; hashes are computed; accuracy
is measured on the folders given with --photos. model.schema.json is laid beside it where it is missing.

    manifest.py FOLDER --file fp32=clothes.onnx --file int8=clothes.int8.onnx --default int8 --name clothes
"""

import argparse
import hashlib
import json
import shutil
from pathlib import Path

from evaluate import measure, open_model

SCHEMA = Path(__file__).resolve().parent.parent / "model.schema.json"
OUTPUTS = ["logits", "probabilities", "features", "evidence"]


def describe_file(folder, precision, path):
    """An entry of `files`."""
    data = (folder / path).read_bytes()
    return {"path": path, "precision": precision, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}


def describe_graph(session, labels):
    """Input, outputs and labels: what all files of a folder have in common."""
    (image,) = session.get_inputs()
    if image.type != "tensor(uint8)" or len(image.shape) != 4 or image.shape[3] != 3:
        raise SystemExit(f"Found the input {image.type} {image.shape}, expected uint8 [N, height, width, 3].")
    found = [output.name for output in session.get_outputs()]
    return {
        "input": {
            "name": image.name,
            "type": "uint8",
            "layout": "NHWC",
            "colors": "RGB",
            "width": image.shape[2],
            "height": image.shape[1],
        },
        "preprocessing": {"geometry": "stretch", "filter": "bilinear, antialiased", "background": "#ffffff"},
        "outputs": {name: name for name in OUTPUTS if name in found},
        "labels": labels,
    }


def describe_accuracy(session, labels, precision, folder, data):
    """An entry of `accuracy`; the best three of three labels or fewer would say nothing."""
    m = measure(session, labels, folder)
    claim = {"precision": precision, "data": data, "split": folder.name, "photos": m.photos, "top1": round(m.top1, 4)}
    if len(labels) > 3:
        claim["top3"] = round(m.top3, 4)
    return claim


def make_manifest(args):
    """The manifest as a dictionary, in the order that it is written."""
    files, graphs, accuracy = [], [], []
    for item in args.file:
        precision, _, path = item.partition("=")
        session, labels = open_model(args.folder / path)
        files.append(describe_file(args.folder, precision, path))
        graphs.append(describe_graph(session, labels))
        accuracy += [describe_accuracy(session, labels, precision, photos, args.data) for photos in args.photos]
        if graphs[-1] != graphs[0]:
            raise SystemExit(f"{path}: input, outputs or labels differ from those of {files[0]['path']}.")
    manifest = {"$schema": f"./{SCHEMA.name}", "name": args.name, "version": args.version}
    manifest |= {"description": args.description} if args.description else {}
    manifest |= {"license": args.license} if args.license else {}
    manifest |= {"files": files, "defaultPrecision": args.default or files[0]["precision"]}
    return manifest | graphs[0] | {"accuracy": accuracy}


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="the model folder")
    parser.add_argument("--file", action="append", required=True, metavar="PRECISION=FILE", help="repeat for each file")
    parser.add_argument("--default", metavar="PRECISION", help="which file is loaded by default (default: the first)")
    parser.add_argument("--name", required=True)
    parser.add_argument("--version", default="1.0.0")
    parser.add_argument("--description", help="what the model tells apart")
    parser.add_argument("--license", help="licence of the weights")
    parser.add_argument("--photos", type=Path, nargs="*", default=[], help="splits to measure, such as DATA/test")
    parser.add_argument("--data", help="name and licence of those photos")
    args = parser.parse_args()
    if args.photos and not args.data:
        parser.error("--photos needs --data: an accuracy says nothing without the data it was measured on")
    if any("=" not in item for item in args.file):
        parser.error("--file is PRECISION=FILE, such as int8=clothes.int8.onnx")
    if args.default and args.default not in [item.partition("=")[0] for item in args.file]:
        parser.error(f"--default {args.default} is the precision of no --file")
    return args


def main():
    args = parse()
    text = json.dumps(make_manifest(args), indent=2, ensure_ascii=False)
    (args.folder / "model.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    if not (args.folder / SCHEMA.name).exists():
        shutil.copy(SCHEMA, args.folder)
    print(text)


if __name__ == "__main__":
    main()
