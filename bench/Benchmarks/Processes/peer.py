"""Times a Python function's classify_bytes: a line "<calls>" in, nanoseconds of processor time a call out."""
import sys
import time
from pathlib import Path

folder, photo = sys.argv[1:]
sys.path.insert(0, folder)
from handler import classify_bytes  # noqa: E402

data = Path(photo).read_bytes()
print("ready", flush=True)
for line in sys.stdin:
    start = time.process_time_ns()
    for _ in range(int(line)):
        classify_bytes(data)
    print((time.process_time_ns() - start) / int(line), flush=True)
