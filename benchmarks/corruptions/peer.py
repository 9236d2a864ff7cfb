"""Times the Python package imagecorruptions on demand.

Reads one JSON request a line, {"name", "size", "image", "seconds"}, and answers each with {"rate"} in images a second or
{"error"}. `image` is a file of raw RGB bytes. The first line it writes holds the versions of what it measures.
"""

import json
import os
import platform
import sys
import time
import warnings

# One thread, as on the other side and as in the workers of a data loader.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ[variable] = "1"
warnings.filterwarnings("ignore")

from importlib.metadata import version  # noqa: E402

import cv2  # noqa: E402
import numpy as np  # noqa: E402
from imagecorruptions import corrupt  # noqa: E402

cv2.setNumThreads(1)
np.random.seed(1)
answers = os.fdopen(os.dup(1), "w", buffering=1)
os.dup2(2, 1)  # whatever the libraries print is not an answer
packages = ["imagecorruptions-imaug", "numpy", "scipy", "opencv-python", "scikit-image", "pillow", "numba"]
answers.write(json.dumps({"python": platform.python_version(), **{name: version(name) for name in packages}}) + "\n")


def rate(name, size, image, seconds):
    pixels = np.fromfile(image, np.uint8).reshape(size, size, 3)
    count = 0
    start = time.perf_counter()
    while (elapsed := time.perf_counter() - start) < seconds:
        corrupt(pixels, severity=3, corruption_name=name)
        count += 1
    return count / elapsed


for line in sys.stdin:
    try:
        answer = {"rate": rate(**json.loads(line))}
    except Exception as error:
        answer = {"error": f"{type(error).__name__}: {error}"}
    answers.write(json.dumps(answer) + "\n")
