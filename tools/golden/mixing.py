"""Golden values for @augmix/mixing, from real NumPy and Pillow.

    pip install numpy==2.4.6 pillow==12.3.0
    python tools/golden/mixing.py

writes packages/mixing/tests/golden/mixing.json. The augmentation below restates, in NumPy and Pillow calls, what
`augmentations.py`, `cifar.py` and `augment_and_mix.py` of google-research/augmix (commit 9b9824c) compute.
"""

import hashlib
import json
from pathlib import Path

import numpy as np
import PIL
from PIL import Image, ImageEnhance, ImageOps

TARGET = Path(__file__).parents[2] / "packages/mixing/tests/golden/mixing.json"
F32 = np.float32


def test_image(size):
    y, x, c = np.mgrid[:size, :size, :3]
    return ((7 * x + 13 * y + 29 * c + 3 * ((x * y) % 17)) % 256).astype(np.uint8)


def sha256(array):
    return hashlib.sha256(np.ascontiguousarray(array).tobytes()).hexdigest()


# --- operations: each draws its level from U(0.1, severity), then a sign where it has one ---


def level(severity):
    return np.random.uniform(low=0.1, high=severity)


def signed(value):
    return -value if np.random.uniform() > 0.5 else value


def affine(image, matrix):
    return image.transform(image.size, Image.Transform.AFFINE, matrix, resample=Image.Resampling.BILINEAR)


def rotate(image, severity):
    degrees = signed(int(level(severity) * 30 / 10))
    return image.rotate(degrees, resample=Image.Resampling.BILINEAR)


def shear_x(image, severity):
    return affine(image, (1, signed(level(severity) * 0.3 / 10), 0, 0, 1, 0))


def shear_y(image, severity):
    return affine(image, (1, 0, 0, signed(level(severity) * 0.3 / 10), 1, 0))


def pixels(image, severity):
    return signed(int(level(severity) * (image.size[0] / 3) / 10))


def enhance(kind):
    return lambda image, severity: kind(image).enhance(level(severity) * 1.8 / 10 + 0.1)


NINE = [
    lambda image, _: ImageOps.autocontrast(image),
    lambda image, _: ImageOps.equalize(image),
    lambda image, severity: ImageOps.posterize(image, 4 - int(level(severity) * 4 / 10)),
    rotate,
    lambda image, severity: ImageOps.solarize(image, 256 - int(level(severity) * 256 / 10)),
    shear_x,
    shear_y,
    lambda image, severity: affine(image, (1, 0, pixels(image, severity), 0, 1, 0)),
    lambda image, severity: affine(image, (1, 0, 0, 0, 1, pixels(image, severity))),
]
ENHANCERS = [ImageEnhance.Color, ImageEnhance.Contrast, ImageEnhance.Brightness, ImageEnhance.Sharpness]
THIRTEEN = NINE + [enhance(kind) for kind in ENHANCERS]


# --- augment and mix ---


def chains(image, ops, severity, width, depth, alpha):
    weights = F32(np.random.dirichlet([alpha] * width))
    mix = F32(np.random.beta(alpha, alpha))
    yield weights, mix
    for _ in range(width):
        result = image
        for _ in range(depth if depth > 0 else np.random.randint(1, 4)):
            result = ops[np.random.choice(len(ops))](result, severity)
        yield np.asarray(result)


def cifar_path(image, ops, mean, std, severity=3, width=3, depth=-1, alpha=1):
    """float32 throughout, as PyTorch's ToTensor, Normalize and tensor arithmetic."""
    normalize = lambda levels: (levels.astype(F32) / F32(255) - F32(mean)) / F32(std)
    drawn = chains(Image.fromarray(image), ops, severity, width, depth, alpha)
    weights, m = next(drawn)
    total = np.zeros(image.shape, F32)
    for weight, levels in zip(weights, drawn):
        total += weight * normalize(levels)
    return F32(1 - m) * normalize(image) + m * total


def numpy_path(image, ops, mean, std, severity=3, width=3, depth=-1, alpha=1):
    """float32 image, float64 constants: the chains are summed in a float32 array, the result is float64."""
    normalize = lambda unit: (unit - np.array(mean)) / np.array(std)
    clean = (image / 255.0).astype(F32)
    drawn = chains(Image.fromarray(image), ops, severity, width, depth, alpha)
    weights, m = next(drawn)
    total = np.zeros_like(clean)
    for weight, levels in zip(weights, drawn):
        total += weight * normalize(levels / 255.0)
    return (1 - m) * normalize(clean) + m * total


HALF = ([0.5] * 3, [0.5] * 3)
CIFAR = ([0.4914, 0.4822, 0.4465], [0.2023, 0.1994, 0.2010])


def case(path, seed, size=32, ops=9, constants=HALF, **settings):
    np.random.seed(seed)
    out = path(test_image(size), NINE if ops == 9 else THIRTEEN, *constants, **settings)
    return {
        "seed": seed, "size": size, "ops": ops, "normalization": "half" if constants is HALF else "cifar",
        **settings, "sha256": sha256(out),
    }


def render_cases():
    for severity in range(1, 11):
        for ops in (9, 13):
            for size in (32, 33, 24):
                for seed in (severity, 1000 + severity):
                    yield case(cifar_path, seed, size, ops, severity=severity)
    seed = 2000
    for ops in (9, 13):
        for settings in (
            {"width": 1}, {"width": 2}, {"width": 5}, {"depth": 1}, {"depth": 2}, {"depth": 4},
            {"alpha": 0.1}, {"alpha": 0.5}, {"alpha": 2}, {"alpha": 3.7},
            {"severity": 0.5}, {"severity": 7.25, "width": 4, "depth": 3, "alpha": 0.3},
        ):
            for constants in (HALF, CIFAR):
                seed += 1
                yield case(cifar_path, seed, ops=ops, constants=constants, **settings)


def numpy_cases():
    for seed in range(1, 9):
        yield case(numpy_path, seed, size=(32, 33)[seed % 2], constants=CIFAR, severity=seed)
    yield case(numpy_path, 99, ops=13, constants=CIFAR, width=2, depth=4, alpha=0.5)


# --- random numbers: every distribution in turn, on one stream ---


def sequence(seed, alpha, rounds):
    np.random.seed(seed)
    values = []
    for _ in range(rounds):
        last = [
            *np.random.dirichlet([alpha] * 3), np.random.beta(alpha, alpha), np.random.randint(1, 4),
            np.random.choice(list(range(9))), np.random.uniform(0.1, 3), np.random.random(), np.random.normal(),
            np.random.standard_gamma(alpha), np.random.choice(4, p=[0.1, 0.2, 0.3, 0.4]),
            np.random.randint(0, 2**32, dtype=np.int64), np.random.beta(0.5, 2.5),
        ]
        values += last
    return {
        "seed": seed, "alpha": alpha, "rounds": rounds, "last": [float(value) for value in last],
        "float32Sha256": sha256(np.array(values).astype("<f4")),
    }


def cutout_case(seed, size, length, holes):
    """`util/cutout.py` of uoguelph-mlrg/Cutout: the mask of a `size` = (height, width) image."""
    np.random.seed(seed)
    height, width = size
    mask = np.ones(size, F32)
    for _ in range(holes):
        y, x = np.random.randint(height), np.random.randint(width)
        (top, bottom), (left, right) = (
            np.clip([centre - length // 2, centre + length // 2], 0, side) for centre, side in ((y, height), (x, width))
        )
        mask[top:bottom, left:right] = 0
    return {
        "seed": seed, "height": height, "width": width, "length": length, "holes": holes,
        "kept": int(mask.sum()), "sha256": sha256(mask),
    }


golden = {
    "provenance": f"tools/golden/mixing.py with numpy {np.__version__}, Pillow {PIL.__version__}",
    "sequences": [
        sequence(seed, alpha, 200)
        for seed, alpha in ((0, 1), (1, 1), (7, 0.1), (12345, 0.5), (2**31, 0.9), (2**32 - 1, 1.5), (5, 2), (6, 3.7), (8, 40))
    ],
    "cifarPath": list(render_cases()),
    "numpyPath": list(numpy_cases()),
    "cutout": [
        cutout_case(seed, size, length, holes)
        for seed, (size, length, holes) in enumerate(
            [((32, 32), 16, 1)] * 4 + [((32, 32), 8, 3), ((20, 30), 7, 2), ((5, 4), 16, 1), ((32, 32), 1, 1)]
        )
    ],
}
rows = ",\n".join(
    f'"{key}": ' + (json.dumps(value) if isinstance(value, str) else "[\n" + ",\n".join(map(json.dumps, value)) + "\n]")
    for key, value in golden.items()
)
TARGET.write_text("{\n" + rows + "\n}\n")
