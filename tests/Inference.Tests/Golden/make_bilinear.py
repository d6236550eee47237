"""Writes bilinear.json: photos resized without antialiasing, for GoldenRecipesTests.

    python3 make_bilinear.py > bilinear.json

The formula is that of TensorFlow's resize with half-pixel centres (core/kernels/image/resize_bilinear_op.cc and
image_resizer_state.h), written in numpy; smart_resize is that of Keras. Values are not rounded to bytes. PyTorch 1.13's
interpolate(mode="bilinear", align_corners=False) gives the same numbers; OpenCV 4.6's
resize of bytes rounds them, and is at most 0.76 away.
"""

import json

import numpy as np


def noise(width, height, seed=20):
    """The test project's Noise: RGBA, alpha dropped."""
    data = []
    for _ in range(width * height * 4):
        seed = (seed * 1664525 + 1013904223) & 0xFFFFFFFF
        data.append(seed >> 24)
    return np.array(data, np.float64).reshape(height, width, 4)[..., :3]


def axis(source, target):
    """For each target pixel the two source pixels beside its centre, and how far it lies from the first."""
    position = (np.arange(target) + 0.5) * (source / target) - 0.5
    lower = np.floor(position)
    return (
        np.maximum(lower, 0).astype(int),
        np.minimum(np.ceil(position), source - 1).astype(int),
        position - lower,
    )


def resize(image, width, height):
    top, bottom, down = axis(image.shape[0], height)
    left, right, across = axis(image.shape[1], width)
    down, across = down[:, None, None], across[None, :, None]
    above = image[top][:, left] * (1 - across) + image[top][:, right] * across
    below = image[bottom][:, left] * (1 - across) + image[bottom][:, right] * across
    return above * (1 - down) + below * down


def smart_resize(image, width, height):
    """keras.utils.image_utils.smart_resize."""
    h, w = image.shape[:2]
    crop_h = min(h, int(float(w * height) / width))
    crop_w = min(w, int(float(h * width) / height))
    top, left = int(float(h - crop_h) / 2), int(float(w - crop_w) / 2)
    return resize(image[top : top + crop_h, left : left + crop_w], width, height)


def cases():
    for w, h, tw, th in [(401, 300, 16, 12), (160, 120, 12, 16), (40, 30, 17, 13), (7, 5, 16, 12), (12, 16, 12, 16)]:
        photo = noise(w, h)
        for geometry, method in (("stretch", resize), ("smartResize", smart_resize)):
            values = method(photo, tw, th)
            yield {
                "photo": [w, h],
                "width": tw,
                "height": th,
                "preprocessing": {"geometry": geometry, "filter": "bilinear"},
                "values": [round(v, 2) for v in values.ravel().tolist()],
            }


if __name__ == "__main__":
    print('{\n  "cases": [\n%s\n  ]\n}' % ",\n".join("    " + json.dumps(c) for c in cases()))
