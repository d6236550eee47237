"""Copy photos from FOLDER/LABEL/ to DATA/train/LABEL/, DATA/validation/LABEL/ and DATA/test/LABEL/ at random.

Each label is split in the same proportion. Put photos of one and the same object into one split by hand: where they
stand in two, the accuracy comes out too high.
"""

import argparse
import random
import shutil
from pathlib import Path

from photos import find_labels, list_photos


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a subfolder for each label")
    parser.add_argument("data", type=Path, help="the folder to make")
    parser.add_argument("--validation", type=float, default=0.1, help="share of the photos (default: 0.1)")
    parser.add_argument("--test", type=float, default=0.1, help="share of the photos (default: 0.1)")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()

    labels = find_labels(args.folder)
    chooser = random.Random(args.seed)
    for index, label in enumerate(labels):
        photos = [path for path, i in list_photos(args.folder, labels) if i == index]
        chooser.shuffle(photos)
        validation, test = round(len(photos) * args.validation), round(len(photos) * args.test)
        parts = {
            "validation": photos[:validation],
            "test": photos[validation : validation + test],
            "train": photos[validation + test :],
        }
        for split, paths in parts.items():
            target = args.data / split / label
            target.mkdir(parents=True, exist_ok=True)
            for path in paths:
                shutil.copy(path, target / path.name)
        print(label, *(f"{split} {len(paths)}" for split, paths in parts.items()))


if __name__ == "__main__":
    main()
