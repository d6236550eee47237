"""One random view of a training photo."""

import math
import random

import torch
import torch.nn.functional as F


def augment(picture, size):
    """Crop, resample, mirror, recolour, tilt and cover a uint8 picture (3, H, W): float (3, size, size), 0 to 255."""
    out = resample(crop(picture), size)[0].float()
    if random.random() < 0.5:
        out = out.flip(2)
    if random.random() < 0.8:
        out = recolour(out)
    if random.random() < 0.1:
        out = out.mean(0, keepdim=True).expand(3, -1, -1).clone()
    if random.random() < 0.3:
        out = tilt(out, size)
    if random.random() < 0.25:
        cover(out, size)
    return out.clamp_(0, 255)


def crop(picture):
    """A part of 35 to 100 % of the area in nearly the photo's own shape; the whole photo in 15 % of the cases."""
    _, height, width = picture.shape
    for _ in range(10):
        area = height * width * random.uniform(0.35, 1.0)
        ratio = (width / height) * math.exp(random.uniform(-0.35, 0.35))
        h, w = round(math.sqrt(area / ratio)), round(math.sqrt(area * ratio))
        if h <= height and w <= width:
            break
    else:
        h, w = height, width
    if random.random() < 0.15:
        h, w = height, width
    top, left = random.randint(0, height - h), random.randint(0, width - w)
    return picture[:, top : top + h, left : left + w][None]


def resample(part, size):
    """Stacks that serve a model resample differently: training sees several ways, so that answers hang on none."""
    chance = random.random()
    if chance < 0.15:
        return F.interpolate(part, (size, size), mode="nearest")
    if chance < 0.3:
        return F.interpolate(part, (size, size), mode="bilinear")
    if chance < 0.5:
        return F.interpolate(part, (size, size), mode="bicubic", antialias=True)
    return F.interpolate(part, (size, size), mode="bilinear", antialias=True)


def recolour(out):
    """Brightness, contrast, saturation, colour cast."""
    out = out * random.uniform(0.7, 1.3)
    mean = out.mean()
    out = (out - mean) * random.uniform(0.7, 1.3) + mean
    grey = out.mean(0, keepdim=True)
    out = (out - grey) * random.uniform(0.4, 1.4) + grey
    return out * torch.empty(3, 1, 1).uniform_(0.9, 1.1)


def tilt(out, size):
    """Turn by up to 20 degrees, with some shear."""
    angle = math.radians(random.uniform(-20, 20))
    shear = random.uniform(-0.15, 0.15)
    matrix = torch.tensor(
        [[[math.cos(angle), -math.sin(angle) + shear, 0], [math.sin(angle), math.cos(angle), 0]]]
    )
    grid = F.affine_grid(matrix, (1, 3, size, size), align_corners=False)
    return F.grid_sample(out[None], grid, padding_mode="border", align_corners=False)[0]


def cover(out, size):
    """Put a rectangle of one random colour somewhere, in place."""
    height = int(size * random.uniform(0.15, 0.4))
    width = int(size * random.uniform(0.15, 0.4))
    top, left = random.randint(0, size - height), random.randint(0, size - width)
    out[:, top : top + height, left : left + width] = torch.randn(3, 1, 1) * 60 + 127
