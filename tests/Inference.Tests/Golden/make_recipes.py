"""Writes recipes.json: what preprocessing recipes give with Pillow, for GoldenRecipesTests.

    python3 make_recipes.py > recipes.json

The arithmetic of each recipe is copied from its source, the pixels are Pillow's. Made with Pillow 9.4.0, which resizes
horizontally first; later versions choose the order by the picture's shape.
"""

import base64
import hashlib
import io
import json

import PIL
from PIL import Image, ImageOps

BILINEAR, BICUBIC, NEAREST = Image.BILINEAR, Image.BICUBIC, Image.NEAREST
FILTERS = {"bilinear, antialiased": BILINEAR, "bicubic": BICUBIC, "nearest": NEAREST}


def noise(width, height, seed=20):
    """The test project's Noise: RGBA, alpha dropped."""
    data = bytearray()
    for _ in range(width * height * 4):
        seed = (seed * 1664525 + 1013904223) & 0xFFFFFFFF
        data.append(seed >> 24)
    return Image.frombytes("RGBA", (width, height), bytes(data)).convert("RGB")


def torchvision(image, side, width, height, filter):
    """transforms.Resize(side, filter), transforms.CenterCrop((height, width)): functional.py, _compute_resized_output_size."""
    w, h = image.size
    short, long = (w, h) if w <= h else (h, w)
    new_short, new_long = side, int(side * long / short)
    image = image.resize((new_short, new_long) if w <= h else (new_long, new_short), filter)
    w, h = image.size
    top, left = int(round((h - height) / 2.0)), int(round((w - width) / 2.0))
    return image.crop((left, top, left + width, top + height))


def keras(image, width, height, filter):
    """keras.utils.image_utils.smart_resize, with Pillow's filter."""
    w, h = image.size
    crop_h = min(h, int(float(w * height) / width))
    crop_w = min(w, int(float(h * width) / height))
    top, left = int(float(h - crop_h) / 2), int(float(w - crop_w) / 2)
    return image.crop((left, top, left + crop_w, top + crop_h)).resize((width, height), filter)


def yolo(image, width, height, filter):
    """ultralytics ClassifyLetterBox, with Pillow's filter."""
    w, h = image.size
    r = min(height / h, width / w)
    new_h, new_w = round(h * r), round(w * r)
    top, left = round((height - new_h) / 2 - 0.1), round((width - new_w) / 2 - 0.1)
    out = Image.new("RGB", (width, height), (114, 114, 114))
    out.paste(image.resize((new_w, new_h), filter), (left, top))
    return out


def case(name, photo, width, height, preprocessing, result, colors="RGB", inverted=False, jpeg=None):
    if colors == "grey":
        result = result.convert("L")
        if inverted:
            result = ImageOps.invert(result)
        result = result.convert("RGB")
    assert result.size == (width, height)
    pixels = result.tobytes()
    return {
        "name": name,
        "photo": base64.b64encode(jpeg).decode() if jpeg else list(photo.size),
        "width": width,
        "height": height,
        "colors": colors,
        "inverted": inverted,
        "preprocessing": preprocessing,
        "first": list(pixels[:9]),
        "sha256": hashlib.sha256(pixels).hexdigest(),
    }


def smooth_jpeg():
    """240 x 160, chroma at half the size: large enough to be reduced while it is decoded."""
    out = io.BytesIO()
    noise(6, 4).resize((240, 160), BICUBIC).save(out, "JPEG", quality=20, subsampling=2, optimize=True)
    return out.getvalue()


def cases():
    for w, h in [(400, 300), (300, 400), (333, 500), (500, 334), (257, 256), (100, 37), (256, 256), (31, 97)]:
        photo = noise(w, h)
        for name, filter in FILTERS.items():
            preprocessing = {"geometry": "centerCrop", "resize": {"shorterSide": 64}, "filter": name}
            yield case("torchvision", photo, 56, 56, preprocessing, torchvision(photo, 64, 56, 56, filter))
    photo = noise(401, 300)
    for side in (224, 232, 255, 256, 257):
        preprocessing = {"geometry": "centerCrop", "resize": {"shorterSide": side}}
        yield case("torchvision", photo, 224, 224, preprocessing, torchvision(photo, side, 224, 224, BILINEAR))
    # timm: scale_size = floor(img_size / crop_pct), then torchvision's two steps.
    for crop_pct in (0.875, 0.9, 0.95):
        side = int(112 // crop_pct)
        preprocessing = {"geometry": "centerCrop", "resize": {"shorterSide": side}, "filter": "bicubic"}
        yield case(f"timm {crop_pct}", photo, 112, 112, preprocessing, torchvision(photo, side, 112, 112, BICUBIC))
    for w, h, tw, th in [(401, 300, 64, 64), (300, 401, 64, 64), (301, 200, 96, 64), (97, 31, 30, 50), (64, 64, 64, 64)]:
        photo = noise(w, h)
        yield case("keras", photo, tw, th, {"geometry": "smartResize"}, keras(photo, tw, th, BILINEAR))
        preprocessing = {"geometry": "letterbox", "background": "#727272"}
        yield case("yolo", photo, tw, th, preprocessing, yolo(photo, tw, th, BILINEAR))
    for w, h, tw, th in [(160, 120, 48, 48), (40, 30, 97, 129), (7, 5, 224, 3), (300, 300, 100, 100), (90, 70, 27, 21)]:
        photo = noise(w, h)
        for name, filter in FILTERS.items():
            yield case("stretch", photo, tw, th, {"geometry": "stretch", "filter": name}, photo.resize((tw, th), filter))
    photo = noise(90, 70)
    for inverted in (False, True):
        yield case("grey", photo, 28, 28, {}, photo.resize((28, 28), BILINEAR), "grey", inverted)
    jpeg = smooth_jpeg()
    photo = Image.open(io.BytesIO(jpeg)).convert("RGB")
    for name in ("bicubic", "nearest"):
        preprocessing = {"geometry": "centerCrop", "resize": {"shorterSide": 32}, "filter": name}
        yield case("jpeg", photo, 28, 28, preprocessing, torchvision(photo, 32, 28, 28, FILTERS[name]), jpeg=jpeg)


lines = ",\n".join("    " + json.dumps(c) for c in cases())
print('{\n  "pillow": "%s",\n  "cases": [\n%s\n  ]\n}' % (PIL.__version__, lines))
