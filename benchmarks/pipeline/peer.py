"""Times torchvision's AugMix behind PyTorch's DataLoader.

Reads one JSON request a line, {"kind": "cifar" | "jpeg", "source", "workers", "batch", "batches"}, and answers each with
{"rate"} in images a second or {"error"}; an image is three views. `source` is a file of raw RGB images of 32 × 32, or a
folder of JPEG files. The first line it writes holds the versions of what it measures.
"""

import glob
import json
import os
import platform
import sys
import time

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

import numpy as np  # noqa: E402
import PIL  # noqa: E402
import torch  # noqa: E402
import torchvision  # noqa: E402
from PIL import Image  # noqa: E402
from torch.utils.data import DataLoader, Dataset  # noqa: E402
from torchvision import transforms  # noqa: E402

torch.set_num_threads(1)
answers = os.fdopen(os.dup(1), "w", buffering=1)
os.dup2(2, 1)  # whatever the libraries print is not an answer
answers.write(
    json.dumps(
        {
            "python": platform.python_version(),
            "pillow": PIL.__version__,
            "torch": torch.__version__,
            "torchvision": torchvision.__version__,
        }
    )
    + "\n"
)

to_values = transforms.Compose([transforms.ToTensor(), transforms.Normalize([0.5] * 3, [0.5] * 3)])
mixing = transforms.AugMix(severity=3, mixture_width=3, chain_depth=-1, alpha=1.0, all_ops=False)
PREPARE = {
    "cifar": transforms.Compose([transforms.RandomHorizontalFlip(), transforms.RandomCrop(32, padding=4)]),
    "jpeg": transforms.Compose([transforms.RandomResizedCrop(224), transforms.RandomHorizontalFlip()]),
}


class Views(Dataset):
    """Three views of each image, the clean one first; images come round again until there are enough."""

    def __init__(self, kind, source, length):
        self.prepare = PREPARE[kind]
        self.length = length
        if kind == "cifar":
            self.images = [Image.fromarray(pixels) for pixels in np.fromfile(source, np.uint8).reshape(-1, 32, 32, 3)]
            self.read = lambda index: self.images[index % len(self.images)]
        else:
            self.files = sorted(glob.glob(f"{source}/*/*.jpg"))
            self.read = lambda index: Image.open(self.files[index % len(self.files)]).convert("RGB")

    def __len__(self):
        return self.length

    def __getitem__(self, index):
        image = self.prepare(self.read(index))
        return to_values(image), to_values(mixing(image)), to_values(mixing(image)), index % 10


def answer(kind, source, workers, batch, batches):
    warm_up = 2 * workers + 2
    dataset = Views(kind, source, batch * (batches + warm_up))
    loader = iter(DataLoader(dataset, batch_size=batch, num_workers=workers, prefetch_factor=4 if workers else None))
    for _ in range(warm_up):
        torch.cat(next(loader)[:3], 0)
    start = time.perf_counter()
    for _ in range(batches):
        torch.cat(next(loader)[:3], 0)
    return batch * batches / (time.perf_counter() - start)


for line in sys.stdin:
    try:
        result = {"rate": answer(**json.loads(line))}
    except Exception as error:
        result = {"error": f"{type(error).__name__}: {error}"}
    answers.write(json.dumps(result) + "\n")
