"""Average the weights of runs that share a start (Wortsman et al., "Model soups", 2022). Needs torch."""

import argparse
from pathlib import Path

import network


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, help="the checkpoint to write")
    parser.add_argument("runs", type=Path, nargs="+", help="checkpoints of train.py")
    args = parser.parse_args()

    runs = [network.load(path) for path in args.runs]
    first = runs[0]
    for path, run in zip(args.runs, runs):
        for field in ("labels", "variant", "size"):
            if run[field] != first[field]:
                raise SystemExit(f"{path}: {field} is {run[field]}, in {args.runs[0]} it is {first[field]}.")
    weights = {
        name: sum(run["weights"][name] for run in runs) / len(runs) if value.dtype.is_floating_point else value
        for name, value in first["weights"].items()
    }
    network.save(args.out, weights, first["labels"], first["variant"], first["size"])


if __name__ == "__main__":
    main()
