"""A small folder of pictures of every kind that `imagefolder` reads, and what Pillow and torchvision make of them.

    pip install pillow==12.3.0 numpy==2.4.6 torch==2.15.0 torchvision==0.29.2
    python tools/golden/pictures.py packages/data/tests/golden/pictures > packages/data/tests/golden/pictures.json

Each record, in the order of torchvision's ImageFolder: its path and label, its size turned as EXIF says, the first 16 hex digits of
the SHA-256 of its RGB bytes, and the bytes (base64) after Resize(24) and CenterCrop(20).
"""

import base64
import hashlib
import json
import os
import sys
from pathlib import Path

import numpy as np
import PIL
import torchvision
from PIL import Image, ImageOps
from torchvision.transforms import CenterCrop, Compose, InterpolationMode, Resize

ROOT = Path(sys.argv[1])
ORIENTATION = 0x0112


def pattern(seed, width, height):
    """Waves, a little noise and a red block: four channels of 8 bits."""
    y, x = np.mgrid[0:height, 0:width].astype(float)
    random = np.random.RandomState(seed)
    planes = []
    for _ in range(4):
        across, down = random.uniform(-0.4, 0.4, 2)
        wave = np.sin(across * x + down * y + random.uniform(0, 6))
        planes.append(127.5 + 100 * wave + random.uniform(-20, 20, (height, width)))
    picture = np.stack(planes, axis=-1).round().clip(0, 255).astype(np.uint8)
    picture[height // 4 : height // 2, width // 4 : width // 2, :3] = [220, 30, 40]
    return picture


def image(mode, seed, width=50, height=38):
    channels = len(Image.new(mode, (1, 1)).getbands())
    data = np.ascontiguousarray(pattern(seed, width, height)[..., :channels])
    return Image.frombytes(mode, (width, height), data.tobytes())


def save(path, picture, orientation=None, **options):
    file = ROOT / path
    file.parent.mkdir(parents=True, exist_ok=True)
    if orientation:
        options["exif"] = Image.Exif()
        options["exif"][ORIENTATION] = orientation
    picture.save(file, **options)


def save_all():
    save("train/bird/b444.jpg", image("RGB", 1), quality=95, subsampling=0)
    save("train/bird/a420.JPEG", image("RGB", 2, 37, 29), quality=90)
    save("train/bird/progressive.jpeg", image("RGB", 3, 40, 61), quality=75, progressive=True)
    save("train/bird/c422.jpg", image("RGB", 4), quality=80, subsampling=1)
    save("train/cat/Zoe.png", image("RGB", 5))
    save("train/cat/grey.png", image("L", 6))
    save("train/cat/more/lossy.webp", image("RGB", 7), quality=80)
    save("train/cat/more/lossless.WEBP", image("RGB", 8, 24, 80), lossless=True)
    save("val/bird/grey.jpg", image("L", 9), quality=90)
    save("val/bird/cmyk.jpg", image("CMYK", 10), quality=92)
    save("val/bird/turned.jpg", image("RGB", 11), orientation=6, quality=90)
    save("val/bird/mirrored.jpg", image("RGB", 12), orientation=2, quality=90)
    save("val/bird/turned-cmyk.jpg", image("CMYK", 13), orientation=8, quality=92)
    save("val/cat/alpha.png", image("RGBA", 14))
    save("val/cat/grey-alpha.png", image("LA", 15))
    save("val/cat/palette.png", image("RGB", 16).quantize(64))
    save("val/cat/palette-alpha.png", image("RGB", 17).quantize(64), transparency=3)
    save("val/cat/bits.png", image("L", 18).point(lambda level: 255 * (level > 127)).convert("1"))
    save("val/cat/alpha.webp", image("RGBA", 19), quality=80)
    save("val/cat/tiny.png", image("RGB", 20, 1, 3))


def records(split):
    judged = Compose([Resize(24, InterpolationMode.BILINEAR), CenterCrop(20)])
    for path, label in torchvision.datasets.ImageFolder(ROOT / split, loader=str).samples:
        picture = ImageOps.exif_transpose(Image.open(path)).convert("RGB")
        yield {
            "file": os.path.relpath(path, ROOT / split),
            "label": label,
            "size": list(picture.size),
            "sha256": hashlib.sha256(picture.tobytes()).hexdigest()[:16],
            "judged": base64.b64encode(judged(picture).tobytes()).decode(),
        }


if __name__ == "__main__":
    save_all()
    versions = {"pillow": PIL.__version__, "torchvision": torchvision.__version__.split("+")[0]}
    print(json.dumps({"versions": versions, **{split: list(records(split)) for split in ("train", "val")}}, indent=1))
