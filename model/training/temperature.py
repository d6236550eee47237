"""Find the temperature that makes the probabilities honest on the validation photos, for export.py. Needs torch.

Logits are divided by it (Guo et al., "On calibration of modern neural networks", 2017): the order of the labels stays.
"""

import argparse
from pathlib import Path

import torch
import torch.nn.functional as F

import network
from data import load_stretched


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path, help="a checkpoint")
    parser.add_argument("data", type=Path, help="the folder that holds validation/LABEL/photo.jpg")
    args = parser.parse_args()

    checkpoint = network.load(args.weights)
    pictures, targets = load_stretched(args.data / "validation", checkpoint["labels"], checkpoint["size"])
    logits = network.predict(network.restore(checkpoint), pictures)
    temperatures = torch.arange(0.3, 2.0, 0.01)
    losses = torch.stack([F.cross_entropy(logits / t, targets) for t in temperatures])
    print(f"temperature {temperatures[losses.argmin()]:.2f}")
    print(f"loss {losses.min():.4f}, without it {F.cross_entropy(logits, targets):.4f}")


if __name__ == "__main__":
    main()
