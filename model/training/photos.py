"""Photos in folders, FOLDER/LABEL/photo.jpg: the names of the subfolders are the labels. Needs Pillow only."""

from pathlib import Path

from PIL import Image, ImageOps

EXTENSIONS = {".jpg", ".jpeg", ".png", ".webp"}

# EfficientNet-Lite sees (pixel - 127) / 128. The exported graph holds this; nothing outside it has to.
MEAN, STD = 127.0, 128.0


def find_labels(folder):
    """Names of the subfolders in alphabetical order, which is the order of the network's outputs."""
    labels = sorted(p.name for p in Path(folder).iterdir() if p.is_dir() and not p.name.startswith("."))
    if len(labels) < 2:
        raise SystemExit(f"{folder}: found {len(labels)} subfolders, expected one for each of at least 2 labels.")
    for label in labels:
        if "," in label:
            raise SystemExit(f"{folder}: the label '{label}' has a comma, which separates labels in the ONNX file.")
    return labels


def list_photos(folder, labels):
    """All photos of a folder as (path, index of the label), sorted by label and name."""
    strange = set(find_labels(folder)) - set(labels)
    if strange:
        raise SystemExit(f"{folder}: the model has no label for the subfolders {', '.join(sorted(strange))}.")
    return [
        (path, index)
        for index, label in enumerate(labels)
        if (Path(folder) / label).is_dir()
        for path in sorted((Path(folder) / label).iterdir())
        if path.suffix.lower() in EXTENSIONS
    ]


def open_photo(path):
    """The photo upright, in RGB, on white where it is transparent: as the library decodes it."""
    with Image.open(path) as image:
        image = ImageOps.exif_transpose(image)
        if "A" in image.getbands() or "transparency" in image.info:
            image = image.convert("RGBA")
            image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
        return image.convert("RGB")
