"""Fine-tune EfficientNet-Lite on labelled photos: DATA/train/LABEL/photo.jpg and DATA/validation/LABEL/photo.jpg.

The labels are the names of the subfolders of DATA/train. With --teacher, the network also learns from the answers of
larger networks to the same augmented pictures (Beyer et al., "Knowledge distillation: a good teacher is patient and
consistent", 2021). The moving average of the weights is what is measured and written, after each epoch. Needs torch.
"""

import argparse
import copy
import math
import random
import time
from pathlib import Path

import torch
import torch.nn.functional as F

import network
from augment import augment
from data import load_split, load_stretched, normalise
from photos import find_labels

SMOOTHING = 0.08  # share of a target that is spread over all labels
MIXED = 0.4  # share of the batches that are mixed up with themselves
WARM_UP = 80  # steps
AVERAGING = 0.996  # of the moving average, after a faster start
LARGEST_GRADIENT = 5.0


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path, help="the checkpoint to write")
    parser.add_argument("--variant", type=int, default=0, help="EfficientNet-Lite 0 or 2 (default: 0)")
    parser.add_argument("--size", type=int, default=224, help="side of the picture in pixels (default: 224)")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--lr", type=float, default=1e-3, help="highest learning rate; the last layer's is 3 times it")
    parser.add_argument("--freeze", type=int, default=5, help="blocks kept frozen, with the stem (-1: nothing)")
    parser.add_argument("--teacher", type=Path, nargs="*", default=[], help="checkpoints whose answers are targets too")
    parser.add_argument("--trust", type=float, default=0.7, help="weight of the teachers' answer against the label")
    parser.add_argument("--init", type=Path, help="start from this checkpoint rather than from ImageNet")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, help="processor threads (default: torch's choice)")
    return parser.parse_args()


def freeze(net, blocks):
    """Keep the stem and the first blocks as they are; they also stay in evaluation mode."""
    frozen = [net._conv_stem, net._bn0, *net._blocks[:blocks]] if blocks >= 0 else []
    for module in frozen:
        module.requires_grad_(False)
    return frozen


def make_optimizer(net, rate):
    """AdamW with weight decay on matrices only, and a faster last layer."""
    head = list(net._fc.parameters())
    ids = {id(p) for p in head}
    body = [p for p in net.parameters() if p.requires_grad and id(p) not in ids]
    groups = [
        {"params": [p for p in body if p.ndim > 1], "weight_decay": 0.05},
        {"params": [p for p in body if p.ndim <= 1], "weight_decay": 0.0},
        {"params": head, "weight_decay": 0.01, "lr": rate * 3},
    ]
    return torch.optim.AdamW(groups, lr=rate)


def make_batch(pictures, targets, indices, size, classes):
    """Augmented pictures and soft targets; some batches are mixed (Zhang et al., "mixup", 2018)."""
    batch = normalise(torch.stack([augment(pictures[i], size) for i in indices]))
    wanted = F.one_hot(targets[indices], classes).float() * (1 - SMOOTHING) + SMOOTHING / classes
    if random.random() < MIXED:
        share = random.betavariate(0.4, 0.4)
        other = torch.randperm(len(indices))
        batch = (share * batch + (1 - share) * batch[other]).contiguous(memory_format=torch.channels_last)
        wanted = share * wanted + (1 - share) * wanted[other]
    return batch, wanted


def ask_teachers(teachers, batch):
    """Mean of the teachers' probabilities."""
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        return sum(F.softmax(teacher(batch).float(), 1) for teacher in teachers) / len(teachers)


@torch.no_grad()
def follow(average, net, step):
    """Move the average a little towards the network."""
    decay = min(AVERAGING, (1 + step) / (10 + step))
    for kept, new in zip(average.state_dict().values(), net.state_dict().values()):
        if kept.dtype.is_floating_point:
            kept.lerp_(new, 1 - decay)
        else:
            kept.copy_(new)


def main():
    args = parse()
    random.seed(args.seed)
    torch.manual_seed(args.seed)
    if args.threads:
        torch.set_num_threads(args.threads)

    labels = find_labels(args.data / "train")
    pictures, targets = load_split(args.data / "train", labels, int(args.size * 1.25))
    held_out, held_out_targets = load_stretched(args.data / "validation", labels, args.size)
    batches = len(pictures) // args.batch
    if batches == 0:
        raise SystemExit(f"{args.data / 'train'}: {len(pictures)} photos do not fill a batch of {args.batch}.")
    print(f"{len(labels)} labels, {len(pictures)} training and {len(held_out)} validation photos", flush=True)

    net = network.build(args.variant, len(labels), args.size, pretrained=True)
    if args.init:
        net.load_state_dict(network.load(args.init, labels)["weights"])
    frozen = freeze(net, args.freeze)
    optimizer = make_optimizer(net, args.lr)
    rates = [group["lr"] for group in optimizer.param_groups]
    average = copy.deepcopy(net).requires_grad_(False)
    teachers = [network.restore(network.load(p, labels), args.size).requires_grad_(False) for p in args.teacher]

    step = 0
    for epoch in range(args.epochs):
        net.train()
        for module in frozen:
            module.eval()
        order, start, total = torch.randperm(len(pictures)), time.time(), 0.0
        for i in range(batches):
            indices = order[i * args.batch : (i + 1) * args.batch]
            batch, wanted = make_batch(pictures, targets, indices, args.size, len(labels))
            if teachers:
                wanted = (1 - args.trust) * wanted + args.trust * ask_teachers(teachers, batch)
            factor = min(1.0, step / WARM_UP) * 0.5 * (1 + math.cos(math.pi * step / (args.epochs * batches)))
            for group, rate in zip(optimizer.param_groups, rates):
                group["lr"] = rate * factor
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = net(batch)
            loss = -(wanted * F.log_softmax(logits.float(), 1)).sum(1).mean()
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([p for p in net.parameters() if p.requires_grad], LARGEST_GRADIENT)
            optimizer.step()
            step += 1
            total += loss.item()
            follow(average, net, step)
        logits = network.predict(average, held_out)
        right = (logits.argmax(1) == held_out_targets).float().mean().item()
        error = F.cross_entropy(logits, held_out_targets).item()
        print(
            f"epoch {epoch + 1} loss {total / batches:.4f} validation: accuracy {right:.4f} loss {error:.4f}"
            f" {time.time() - start:.0f} s",
            flush=True,
        )
        network.save(args.out, average.state_dict(), labels, args.variant, args.size)


if __name__ == "__main__":
    main()
