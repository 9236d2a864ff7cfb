"""Golden values for @augmix/policies, from torchvision's own classes on Pillow images, and from Pillow.

    pip install torchvision==0.29.2 pillow==12.3.0 numpy
    python tools/golden/policies.py > packages/policies/tests/golden/policies.json

Images are the first 50 training records of tools/cifar10-sample. Each case holds what was drawn and the first 16 hex digits
of the SHA-256 of the output bytes (HWC). `torch.randint` and `torch.rand` are replaced by versions that note what they give.
"""

import hashlib
import json
import random
from pathlib import Path

import numpy as np
import PIL
import torch
import torchvision
from PIL import Image, ImageDraw, ImageEnhance, ImageOps
from torchvision.transforms import AutoAugment, AutoAugmentPolicy, InterpolationMode, RandAugment, TrivialAugmentWide

RECORD = 3073
DATA = (Path(__file__).parents[1] / "cifar10-sample/data_batch_1.bin").read_bytes()


def image(index):
    planes = np.frombuffer(DATA[index * RECORD + 1 : (index + 1) * RECORD], np.uint8)
    return Image.fromarray(planes.reshape(3, 32, 32).transpose(1, 2, 0))


def digest(result):
    return hashlib.sha256(np.asarray(result).tobytes()).hexdigest()[:16]


class Recorder:
    """Lets torch draw, and notes it."""

    def __enter__(self):
        self.drawn = []
        self.originals = (torch.randint, torch.rand)

        def noting(function):
            def call(*args, **kwargs):
                result = function(*args, **kwargs)
                self.drawn.append(result.tolist())
                return result

            return call

        torch.randint, torch.rand = map(noting, self.originals)
        return self

    def __exit__(self, *_):
        torch.randint, torch.rand = self.originals


def cases(transform, count=50):
    results = []
    for index in range(count):
        with Recorder() as recorder:
            results.append([recorder.drawn, digest(transform(image(index)))])
    return results


GREY = [128, 128, 128]


def autoaugment():
    for policy in AutoAugmentPolicy:
        transform = AutoAugment(policy, fill=GREY)
        yield {"policy": policy.value, "table": transform.policies, "cases": cases(transform)}
    transform = AutoAugment(AutoAugmentPolicy.CIFAR10, InterpolationMode.BILINEAR)
    yield {"policy": "cifar10", "fill": 0, "interpolation": "bilinear", "cases": cases(transform)}


def rand_augment():
    for settings in ({}, {"num_ops": 3, "magnitude": 30}, {"num_ops": 1, "magnitude": 4, "num_magnitude_bins": 10}):
        transform = RandAugment(fill=GREY, **settings)
        yield {"settings": settings, "space": list(transform._augmentation_space(31, (32, 32))), "cases": cases(transform)}


def trivial_augment():
    for settings in ({}, {"num_magnitude_bins": 17}):
        yield {"settings": settings, "cases": cases(TrivialAugmentWide(**settings))}


def levels():
    """Every magnitude of torchvision's spaces, unsigned."""

    def listed(space):
        return {op: [float(value) for value in magnitudes] for op, (magnitudes, _) in space.items() if magnitudes.ndim > 0}

    return {
        "autoaugment": listed(AutoAugment()._augmentation_space(10, (48, 32))),
        "randAugment": listed(RandAugment()._augmentation_space(31, (48, 32))),
        "trivialAugment": listed(TrivialAugmentWide()._augmentation_space(31)),
    }


# What augmentations.py of kakaobrain/fast-autoaugment computes, restated, with the draws as arguments.

RANGES = {
    "ShearX": (-0.3, 0.3),
    "ShearY": (-0.3, 0.3),
    "TranslateX": (-0.45, 0.45),
    "TranslateY": (-0.45, 0.45),
    "Rotate": (-30, 30),
    "AutoContrast": (0, 1),
    "Invert": (0, 1),
    "Equalize": (0, 1),
    "Solarize": (0, 256),
    "Posterize": (4, 8),
    "Contrast": (0.1, 1.9),
    "Color": (0.1, 1.9),
    "Brightness": (0.1, 1.9),
    "Sharpness": (0.1, 1.9),
    "Cutout": (0, 0.2),
}
MIRRORED = ("ShearX", "ShearY", "TranslateX", "TranslateY", "Rotate")


def fast_autoaugment(picture, op, level, is_mirrored, u, v):
    low, high = RANGES[op]
    value = level * (high - low) + low
    if is_mirrored and op in MIRRORED:
        value = -value
    width, height = picture.size

    def affine(*matrix):
        return picture.transform(picture.size, Image.Transform.AFFINE, matrix)

    match op:
        case "ShearX":
            return affine(1, value, 0, 0, 1, 0)
        case "ShearY":
            return affine(1, 0, 0, value, 1, 0)
        case "TranslateX":
            return affine(1, 0, value * width, 0, 1, 0)
        case "TranslateY":
            return affine(1, 0, 0, 0, 1, value * height)
        case "Rotate":
            return picture.rotate(value)
        case "Solarize":
            return ImageOps.solarize(picture, value)
        case "Posterize":
            return ImageOps.posterize(picture, int(value))
        case "AutoContrast" | "Invert" | "Equalize":
            return getattr(ImageOps, op.lower())(picture)
        case "Cutout":
            side = value * width
            if side <= 0:
                return picture
            # np.random.uniform(width) with u as its random number
            left = int(max(0, width + (1.0 - width) * u - side / 2.0))
            top = int(max(0, height + (1.0 - height) * v - side / 2.0))
            painted = picture.copy()
            box = (left, top, min(width, left + side), min(height, top + side))
            ImageDraw.Draw(painted).rectangle(box, (125, 123, 114))
            return painted
        case _:
            return getattr(ImageEnhance, op)(picture).enhance(value)


def fast_cases():
    draw = random.Random(3)
    for number, op in enumerate(list(RANGES) * 12):
        level = [0.0, 1.0, 0.5][number // len(RANGES)] if number < 3 * len(RANGES) else draw.random()
        args = (op, level, draw.random() > 0.5, draw.random(), draw.random())
        index = number % 50
        yield [index, *args, digest(fast_autoaugment(image(index), *args))]


torch.manual_seed(1)
print(
    json.dumps(
        {
            "source": f"torchvision {torchvision.__version__}, torch {torch.__version__}, pillow {PIL.__version__}",
            "images": [digest(image(index)) for index in range(50)],
            "autoaugment": list(autoaugment()),
            "randAugment": list(rand_augment()),
            "trivialAugment": list(trivial_augment()),
            "levels": levels(),
            "fastAutoaugment": list(fast_cases()),
        }
    )
)
