"""Photos as tensors, for the scripts that need torch."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

from photos import MEAN, STD, list_photos, open_photo


def load_split(folder, labels, short_side=None):
    """Decode every photo of a split once: a list of uint8 tensors (3, H, W) and a tensor of label indices.

    With short_side, photos are scaled so that their shorter side has that many pixels.
    """

    def decode(path):
        image = open_photo(path)
        if short_side:
            scale = short_side / min(image.size)
            size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
            image = image.resize(size, Image.BICUBIC)
        return torch.from_numpy(np.asarray(image).copy()).permute(2, 0, 1)

    photos = list_photos(folder, labels)
    with ThreadPoolExecutor() as pool:
        pictures = list(pool.map(decode, [path for path, _ in photos]))
    return pictures, torch.tensor([label for _, label in photos])


def stretch(picture, size):
    """The geometry of serving: the whole photo stretched to the square, bilinear and antialiased."""
    return F.interpolate(picture[None], (size, size), mode="bilinear", antialias=True)[0]


def load_stretched(folder, labels, size):
    """A split as the model will see it: uint8 (N, 3, size, size) and label indices."""
    pictures, targets = load_split(folder, labels)
    return torch.stack([stretch(picture, size) for picture in pictures]), targets


def normalise(batch):
    """Pixels of 0 to 255 as the network takes them."""
    return ((batch.float() - MEAN) / STD).contiguous(memory_format=torch.channels_last)
