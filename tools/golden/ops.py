"""Golden values of @augmix/ops, made with Pillow itself.

    pip install pillow==12.3.0
    python tools/golden/ops.py bytes > packages/ops/tests/golden/pillow.json
    python tools/golden/ops.py levels > packages/ops/tests/golden/levels.json

`levels` are arguments drawn by the formulas of augmentations.py (google-research/augmix) from given 32-bit words, of
which two make one number as in NumPy.

For `bytes`, a case is an op with its arguments; for each image it holds the first 16 hex digits of the SHA-256 of the output bytes
(HWC). Images are computed, so that the test computes the same ones.
"""

import hashlib
import json
import random
import sys

import PIL
from PIL import Image, ImageDraw, ImageEnhance, ImageOps

RESAMPLE = {"bilinear": Image.Resampling.BILINEAR, "nearest": Image.Resampling.NEAREST}


def formula(width, height, channels):
    return bytes(
        (7 * x + 13 * y + 29 * c + 3 * ((x * y) % 17)) % 256
        for y in range(height)
        for x in range(width)
        for c in range(channels)
    )


def noise(width, height, channels):
    state, values = 1, bytearray()
    for _ in range(width * height * channels):
        state = (1664525 * state + 1013904223) % 2**32
        values.append(state >> 24)
    return bytes(values)


def narrow(width, height, channels):
    """Values 96 … 127 only, so that the histogram ops have something to stretch."""
    return bytes(96 + value // 8 for value in noise(width, height, channels))


def flat(width, height, channels):
    return bytes([77, 140, 3][:channels] * (width * height))


IMAGES = {
    "formula 32x32x3": (formula, 32, 32, 3),
    "noise 32x32x3": (noise, 32, 32, 3),
    "noise 48x20x3": (noise, 48, 20, 3),
    "narrow 37x53x3": (narrow, 37, 53, 3),
    "noise 1x1x3": (noise, 1, 1, 3),
    "noise 2x3x3": (noise, 2, 3, 3),
    "flat 5x4x3": (flat, 5, 4, 3),
    "formula 32x32x1": (formula, 32, 32, 1),
    "narrow 23x17x1": (narrow, 23, 17, 1),
    "noise 1x9x1": (noise, 1, 9, 1),
}


def load(name):
    make, width, height, channels = IMAGES[name]
    return Image.frombytes("RGB" if channels == 3 else "L", (width, height), make(width, height, channels))


def apply(op, image, args):
    fill = args.get("fill", 0)
    if image.mode == "RGB":
        # Pillow reads a bare number as a packed colour: 128 would be dark red.
        fill = (fill,) * 3 if isinstance(fill, int) else tuple(fill)
    elif not isinstance(fill, int):
        return None
    resample = RESAMPLE[args.get("interpolation", "bilinear")]

    def affine(*matrix):
        return image.transform(image.size, Image.Transform.AFFINE, matrix, resample, fillcolor=fill)

    match op:
        case "autocontrast":
            return ImageOps.autocontrast(image)
        case "equalize":
            return ImageOps.equalize(image)
        case "posterize":
            return ImageOps.posterize(image, args["bits"])
        case "solarize":
            return ImageOps.solarize(image, args["threshold"])
        case "rotate":
            return image.rotate(args["degrees"], resample, fillcolor=fill)
        case "shear_x":
            return affine(1, args["factor"], 0, 0, 1, 0)
        case "shear_y":
            return affine(1, 0, 0, args["factor"], 1, 0)
        case "translate_x":
            return affine(1, 0, args["pixels"], 0, 1, 0)
        case "translate_y":
            return affine(1, 0, 0, 0, 1, args["pixels"])
        case "horizontal_flip":
            return ImageOps.mirror(image) if args["flip"] else image.copy()
        case "pad_crop":
            padding, left, top = args["padding"], args["x"], args["y"]
            padded = ImageOps.expand(image, padding, fill)
            return padded.crop((left, top, left + image.width, top + image.height))
        case "invert":
            return ImageOps.invert(image)
        case "cutout":
            painted = image.copy()
            # Pillow's right and bottom edges are part of the rectangle.
            box = (args["left"], args["top"], args["right"] - 1, args["bottom"] - 1)
            ImageDraw.Draw(painted).rectangle(box, fill)
            return painted
        case _:
            return getattr(ImageEnhance, op.capitalize())(image).enhance(args["factor"])


def all_args():
    draw = random.Random(1)
    yield from (("autocontrast", {}), ("equalize", {}))
    yield from (("posterize", {"bits": bits}) for bits in range(1, 9))
    yield from (("solarize", {"threshold": t}) for t in (0, 1, 100, 128, 180, 200, 231, 255, 256))

    degrees = [0, 1, -1, 5, 8, -8, 17, -29, 30, 45, 60, 89, 90, 120, 180, -180, 270, -90, 359, 360, 450, 725]
    degrees += [0.5, -12.25, 33.3, 1e-9, -1e-20, 1e-14, 89.999999, 180.0000001]
    degrees += [draw.uniform(-30, 30) for _ in range(4)]
    factors = [0, 0.003, -0.03, 0.05, -0.07, 0.3, -0.3, 0.5, 1, -2.5, 5000] + [draw.uniform(-0.3, 0.3) for _ in range(4)]
    pixels = [0, 1, -1, 2, 3, -7, 10, 40, -100, 0.5, -0.25, 3.7, 1e-9] + [draw.uniform(-10, 10) for _ in range(2)]
    geometric = [("rotate", "degrees", degrees)]
    geometric += [(f"shear_{axis}", "factor", factors) for axis in "xy"]
    geometric += [(f"translate_{axis}", "pixels", pixels) for axis in "xy"]
    for op, name, values in geometric:
        for value in values:
            yield op, {name: value}
            yield op, {name: value, "interpolation": "nearest"}
        for value in values[3:7]:
            for interpolation in RESAMPLE:
                yield op, {name: value, "fill": 128, "interpolation": interpolation}
                yield op, {name: value, "fill": [128, 7, 255], "interpolation": interpolation}

    factors = [0, 0.118, 0.25, 0.4, 0.5, 0.639, 0.9, 0.99999999, 1, 1.00000001, 1.0001, 1.3, 1.7, 1.9, 10, -0.5, 1e-9]
    factors += [draw.uniform(0.1, 1.9) for _ in range(4)]
    for op in ("color", "contrast", "brightness", "sharpness"):
        yield from ((op, {"factor": factor}) for factor in factors)

    yield from (("horizontal_flip", {"flip": flip}) for flip in (True, False))
    for x, y, padding in ((0, 0, 4), (8, 8, 4), (3, 6, 4), (4, 4, 4), (0, 0, 0), (1, 0, 1), (40, 17, 20)):
        yield "pad_crop", {"x": x, "y": y, "padding": padding, "fill": 0}
        yield "pad_crop", {"x": x, "y": y, "padding": padding, "fill": [9, 99, 199]}

    yield "invert", {}
    for left, top, right, bottom in ((0, 0, 1, 1), (2, 1, 9, 30), (0, 0, 60, 60), (31, 5, 33, 6)):
        yield "cutout", {"left": left, "top": top, "right": right, "bottom": bottom, "fill": 128}
        yield "cutout", {"left": left, "top": top, "right": right, "bottom": bottom, "fill": [125, 123, 114]}


def draw_args(op, severity, width, height, words):
    numbers = iter([((words[i] >> 5) * 67108864 + (words[i + 1] >> 6)) / 9007199254740992 for i in (0, 2)])
    level = 0.1 + (severity - 0.1) * next(numbers)

    def sign(value):
        return -value if next(numbers) > 0.5 else value

    match op:
        case "posterize":
            return {"bits": 4 - int(level * 4 / 10)}
        case "rotate":
            return {"degrees": sign(int(level * 30 / 10))}
        case "solarize":
            return {"threshold": 256 - int(level * 256 / 10)}
        case "shear_x" | "shear_y":
            return {"factor": sign(float(level) * 0.3 / 10.0)}
        case "translate_x":
            return {"pixels": sign(int(level * (width / 3) / 10))}
        case "translate_y":
            return {"pixels": sign(int(level * (height / 3) / 10))}
        case _:
            return {"factor": float(level) * 1.8 / 10.0 + 0.1}


def levels():
    draw = random.Random(2)
    ops = "posterize rotate solarize shear_x shear_y translate_x translate_y color contrast brightness sharpness"
    cases = []
    for op in ops.split():
        for severity in (1, 2.5, 3, 10):
            for width, height in ((32, 32), (224, 224), (50, 31), (1, 7), (32, 32), (96, 33)):
                words = [draw.getrandbits(32) for _ in range(4)]
                cases.append([op, severity, width, height, words, draw_args(op, severity, width, height, words)])
    write({"provenance": "tools/golden/ops.py levels"}, cases)


def write(head, cases):
    print("{")
    for key, value in head.items():
        print(f"{json.dumps(key)}: {json.dumps(value)},")
    print('"cases": [\n' + ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases) + "\n]\n}")


def output_bytes():
    names = list(IMAGES)
    images = [load(name) for name in names]
    cases = []
    for op, args in all_args():
        outputs = [apply(op, image, args) for image in images]
        digests = [output and hashlib.sha256(output.tobytes()).hexdigest()[:16] for output in outputs]
        cases.append([op, args, digests])
    write({"provenance": f"tools/golden/ops.py bytes, Pillow {PIL.__version__}", "images": names}, cases)


if __name__ == "__main__":
    {"bytes": output_bytes, "levels": levels}[sys.argv[1]]()
