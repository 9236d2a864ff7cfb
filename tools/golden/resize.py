"""Golden values of resize, center_crop and random_resized_crop in @augmix/ops, made with Pillow and torchvision.

    pip install pillow==12.3.0 torch==2.15.0 torchvision==0.29.2
    python tools/golden/resize.py > packages/ops/tests/golden/resize.json

Images are computed as in ops.py, so that the test computes the same ones. Each case holds the first 16 hex digits of the
SHA-256 of the output bytes (HWC); four channels are CMYK, whose channels Pillow resizes apart. `draws` are the pieces that
torchvision's law gives with numbers of NumPy's legacy arithmetic over the words of an xorshift generator, in double precision
where torchvision has single.
"""

import hashlib
import json
import math
import random

import PIL
import torchvision
from PIL import Image
from torchvision.transforms import InterpolationMode
from torchvision.transforms import functional as F

from ops import formula, noise

MODES = {1: "L", 3: "RGB", 4: "CMYK"}
BILINEAR = InterpolationMode.BILINEAR


def named(name):
    kind, shape = name.split(" ")
    width, height, channels = map(int, shape.split("x"))
    data = {"formula": formula, "noise": noise}[kind](width, height, channels)
    return Image.frombytes(MODES[channels], (width, height), data)


def digest(image):
    return hashlib.sha256(image.tobytes()).hexdigest()[:16]


def resize_cases(rng):
    sizes = [  # from, to
        ((32, 32), (64, 64)), ((64, 64), (32, 32)), ((500, 375), (224, 224)), ((37, 53), (53, 37)), ((1, 1), (9, 4)),
        ((9, 4), (1, 1)), ((1, 50), (7, 7)), ((50, 1), (7, 7)), ((300, 2), (2, 300)), ((17, 11), (17, 5)),
        ((17, 11), (40, 11)), ((17, 11), (17, 11)), ((640, 3), (5, 3)), ((2, 2), (3, 3)), ((255, 255), (256, 256)),
        ((20000, 1), (1, 1)), ((1, 20000), (1, 3)), ((6, 5000), (6, 7)),
    ]
    for _ in range(60):
        sizes.append(tuple((rng.choice([1, 2, 3, rng.randint(1, 40), rng.randint(1, 160)]), rng.randint(1, 90)) for _ in range(2)))
    for index, ((width, height), (to_width, to_height)) in enumerate(sizes):
        for channels in MODES:
            name = f"{'noise' if (index + channels) % 2 else 'formula'} {width}x{height}x{channels}"
            result = named(name).resize((to_width, to_height), Image.Resampling.BILINEAR)
            yield name, {"width": to_width, "height": to_height}, digest(result)


def saturated_case():
    """White stays white under millions of taps, whose rounded weights add up to more than one."""
    result = Image.new("L", (6_000_000, 1), 255).resize((1, 1), Image.Resampling.BILINEAR)
    return [6_000_000, result.getpixel((0, 0))]


def shorter_cases(rng):
    sizes = [((500, 375), 256), ((375, 500), 256), ((341, 256), 256), ((1, 100), 3), ((100, 1), 3), ((33, 33), 8), ((31, 97), 60)]
    sizes += [((rng.randint(1, 200), rng.randint(1, 200)), rng.randint(1, 50)) for _ in range(12)]
    for (width, height), size in sizes:
        name = f"noise {width}x{height}x3"
        result = F.resize(named(name), [size], BILINEAR, antialias=True)
        yield name, size, list(result.size), digest(result)


def crop_cases(rng):
    sizes = [((w, h), (c, c)) for w in (5, 6, 7, 8) for h in (5, 8) for c in (1, 2, 3, 4, 5, 6, 7, 8, 11)]
    sizes += [((rng.randint(1, 60), rng.randint(1, 60)), (rng.randint(1, 60), rng.randint(1, 60))) for _ in range(20)]
    for (width, height), (to_width, to_height) in sizes:
        name = f"noise {width}x{height}x{rng.choice([1, 3])}"
        yield name, {"width": to_width, "height": to_height}, digest(F.center_crop(named(name), [to_height, to_width]))


def piece_cases(rng):
    for index in range(24):
        width, height = rng.randint(1, 120), rng.randint(1, 120)
        crop_width, crop_height = rng.randint(1, width), rng.randint(1, height)
        x, y = rng.randint(0, width - crop_width), rng.randint(0, height - crop_height)
        size = rng.choice([1, 8, 32, crop_width])
        name = f"noise {width}x{height}x{[1, 3, 4][index % 3]}"
        result = F.resized_crop(named(name), y, x, crop_height, crop_width, [size, size], BILINEAR, antialias=True)
        args = {"x": x, "y": y, "cropWidth": crop_width, "cropHeight": crop_height, "width": size, "height": size}
        yield name, args, digest(result)


class Stream:
    """NumPy's `uniform` and `randint` over the words of Marsaglia's xorshift32."""

    def __init__(self, seed):
        self.state = seed

    def word(self):
        x = self.state
        x ^= x << 13 & 0xFFFFFFFF
        x ^= x >> 17
        x ^= x << 5 & 0xFFFFFFFF
        self.state = x
        return x

    def uniform(self, low, high):
        a, b = self.word() >> 5, self.word() >> 6
        return low + (high - low) * ((a * 67108864.0 + b) / 9007199254740992.0)

    def randint(self, low, high):
        span = high - 1 - low
        while span > 0:
            value = self.word() & (1 << span.bit_length()) - 1
            if value <= span:
                return low + value
        return low


def draw(width, height, scale, ratio, seed):
    stream = Stream(seed)
    for _ in range(10):
        target = width * height * stream.uniform(scale[0], scale[1])
        aspect = math.exp(stream.uniform(math.log(ratio[0]), math.log(ratio[1])))
        w, h = int(round(math.sqrt(target * aspect))), int(round(math.sqrt(target / aspect)))
        if 0 < w <= width and 0 < h <= height:
            i = stream.randint(0, height - h + 1)
            return [stream.randint(0, width - w + 1), i, w, h]
    if width / height < min(ratio):
        w, h = width, int(round(width / min(ratio)))
    elif width / height > max(ratio):
        w, h = int(round(height * max(ratio))), height
    else:
        w, h = width, height
    return [(width - w) // 2, (height - h) // 2, w, h]


def draw_cases():
    usual = [(0.08, 1.0), (3 / 4, 4 / 3)]
    for seed in range(1, 31):
        for width, height in [(500, 375), (64, 64), (20, 300)]:
            yield [width, height, *usual, seed, draw(width, height, *usual, seed)]
    for width, height, scale, ratio in [
        (1, 400, *usual), (400, 1, *usual), (1, 1, *usual), (31, 200, (1.0, 1.0), (1.0, 1.0)),
        (200, 31, (1.0, 1.0), (1.0, 1.5)), (100, 100, (1.0, 1.0), (0.5, 0.9)), (30, 40, (0.5, 0.5), (1.0, 1.0)),
    ]:
        yield [width, height, scale, ratio, 7, draw(width, height, scale, ratio, 7)]


if __name__ == "__main__":
    rng = random.Random(1)
    versions = {"pillow": PIL.__version__, "torchvision": torchvision.__version__.split("+")[0]}
    parts = {
        "resize": resize_cases(rng), "shorter": shorter_cases(rng), "crop": crop_cases(rng), "piece": piece_cases(rng),
        "draws": draw_cases(),
    }
    print("{")
    print(f'"versions": {json.dumps(versions)},\n"saturated": {json.dumps(saturated_case())},')
    for index, (key, cases) in enumerate(parts.items()):
        rows = ",\n".join(json.dumps(case) for case in cases)
        print(f'"{key}": [\n{rows}\n]' + ("," if index < len(parts) - 1 else ""))
    print("}")
