"""Times a Python function on photos: a line "<calls>" in, nanoseconds of processor time a call out."""
import io
import sys
import time
from pathlib import Path

folder, step, *paths = sys.argv[1:]
sys.path.insert(0, folder)
import handler  # noqa: E402
from PIL import Image  # noqa: E402


def decode(data):
    with Image.open(io.BytesIO(data)) as image:
        image.convert("RGB")


def preprocess(data):
    with Image.open(io.BytesIO(data)) as image:
        handler.preprocessor.convert_to_tensor(image)


run = {"classify": handler.classify_bytes, "preprocess": preprocess, "decode": decode}[step]
photos = [Path(path).read_bytes() for path in paths]
print("ready", flush=True)
for line in sys.stdin:
    start = time.process_time_ns()
    for _ in range(int(line)):
        for photo in photos:
            run(photo)
    print((time.process_time_ns() - start) / int(line), flush=True)
