"""Golden values of the perturbation sequences of @augmix/corruptions: the benchmark's formulas, restated.

    pip install …  # as for corruptions.py, which this script shares images, noise and ImageMagick with
    python tools/golden/perturbations.py [NAME …]  # rewrites packages/corruptions/tests/golden/perturbations/NAME.json

The formulas are those of make_cifar_p.py, make_imagenet_p.py and their siblings (hendrycks/robustness). The affine map is
that of torchvision 0.2, which those scripts were written for, with Pillow's interpolation; tensors are NumPy arrays of
single precision. A row of a file is [settings, image, number of frames, {frame: first 16 hex digits of the SHA-256 of its
bytes}, the same of all frames one after the other]. Sequences that are not equal to the last bit have every 61st value of
those frames as well.
"""

import base64
import hashlib
import json
import math
import sys

import cv2
import numpy as np
from corruptions import GOLDEN, clipped_zoom, load_images, magick_motion_blur, normal, uniform
from PIL import Image
from skimage import color
from skimage.filters import gaussian

PRESETS = ("cifar", "tiny", "imagenet", "inception")
TOLERATED = set()

# The benchmark's view


def center_crop(x, size):
    h, w = x.shape[:2]
    th, tw = (int(h * size), int(w * size)) if size < 1 else (size, size)
    top, left = int(round((h - th) / 2.0)), int(round((w - tw) / 2.0))
    return x[top : top + th, left : left + tw]


def view(x, cropSize=None, resizeSize=None):
    if cropSize is not None:
        x = center_crop(x, cropSize)
    if resizeSize is not None:
        x = np.array(Image.fromarray(x).resize((resizeSize, resizeSize), Image.Resampling.BILINEAR))
    return np.ascontiguousarray(x)


# torchvision 0.2's affine


def affine(x, angle=0, translate=(0, 0), scale=1.0, shear=0, resample=Image.Resampling.NEAREST):
    h, w = x.shape[:2]
    cx, cy = w * 0.5 + 0.5, h * 0.5 + 0.5
    turn, lean = math.radians(angle), math.radians(angle) + math.radians(shear)
    scale = 1.0 / scale
    det = math.cos(lean) * math.cos(turn) + math.sin(lean) * math.sin(turn)
    a, b, d, e = (scale / det * v for v in (math.cos(lean), math.sin(lean), -math.sin(turn), math.cos(turn)))
    c = a * (-cx - translate[0]) + b * (-cy - translate[1]) + cx
    f = d * (-cx - translate[0]) + e * (-cy - translate[1]) + cy
    image = Image.fromarray(x).transform((w, h), Image.Transform.AFFINE, (a, b, c, d, e, f), resample)
    return np.array(image)


BILINEAR = Image.Resampling.BILINEAR

# The sequences. Each yields the frames of an image that is already the benchmark's view, or that it moves.


def gaussian_noise(x, preset, difficulty):
    sigma = {"cifar": (0.02, 0.04, 0.06), "tiny": (0.025, 0.05, 0.075), "imagenet": (0.03, 0.05, 0.08),
             "inception": (0.035, 0.055, 0.085)}[preset][difficulty - 1]
    yield x
    unit = x.astype(np.float32) / np.float32(255)
    for noise in normal((30, *x.shape), 1).astype(np.float32):
        yield np.uint8(np.clip(unit + np.float32(sigma) * noise, 0, 1) * np.float32(255))


def shot_noise(x, preset, difficulty):
    photons = {"cifar": (700, 400, 200), "tiny": (500, 250, 125), "imagenet": (300, 120, 60),
               "inception": (250, 100, 50)}[preset][difficulty - 1]
    yield x
    for u in uniform((30, *x.shape), 1):
        counts = np.floor(2 * u * (x / 255.0) * photons)
        yield np.uint8(255 * np.clip(counts / float(photons), 0, 1))


def speckle_noise(x, preset, difficulty):
    sigma = {"cifar": (0.05, 0.07, 0.1), "tiny": (0.05, 0.1, 0.15), "imagenet": (0.05, 0.1, 0.15),
             "inception": (0.06, 0.11, 0.16)}[preset][difficulty - 1]
    yield x
    x = x / 255.0
    for noise in normal((30, *x.shape), 1):
        yield np.uint8(255 * np.clip(x + x * (sigma * noise), 0, 1))


def motion_blur(x, preset):
    radius, sigma, count, step = {"cifar": (6, 1.8, 21, 9), "tiny": (14, 3, 31, 5), "imagenet": (10, 3, 31, 4),
                                  "inception": (13, 3, 31, 4)}[preset]
    for i in range(count):
        z = magick_motion_blur(Image.fromarray(x), radius, sigma, (i - (count - 1)) * step)
        yield np.uint8(z[..., [2, 1, 0]])


def zoom_blur(x, preset):
    yield x
    mean = x.astype(np.float32) / np.float32(255)
    for i in range(1, 31):
        z = affine(x, scale=1 + 0.004 * i, resample=BILINEAR)
        mean = mean + z.astype(np.float32) / np.float32(255)
        yield np.uint8(mean / np.float32(i + 1) * np.float32(255))


def snow(x, preset):
    scale, zoom, radius, sigma = {"cifar": (0.3, 2, 10, 2), "tiny": (0.28, 2, 10, 2.5)}.get(preset, (0.3, 3, 14, 4))
    x = np.array(x) / 255.0
    layer = clipped_zoom((0.05 + scale * normal(x.shape[:2], 1))[..., np.newaxis], zoom)
    layer[layer < 0.5] = 0
    layer = Image.fromarray((np.clip(layer[..., 0], 0, 1) * 255).astype(np.uint8))
    grey = cv2.cvtColor(np.float32(x), cv2.COLOR_RGB2GRAY)[..., np.newaxis]
    white = 0.85 * x + (1 - 0.85) * np.maximum(x, grey * 1.5 + 0.5)
    for i in range(31):
        trails = magick_motion_blur(layer, radius, sigma, i * 4 - 150)[..., np.newaxis] / 255.0
        yield np.uint8(np.clip(white + trails + np.rot90(trails, k=2), 0, 1) * 255)


def brightness(x, preset):
    for i in range(31):
        hsv = color.rgb2hsv(x / 255.0)
        hsv[:, :, 2] = np.clip(hsv[:, :, 2] + (i - 15) * (1.5 if preset == "cifar" else 2) / 100.0, 0, 1)
        yield np.uint8(color.hsv2rgb(hsv) * 255)


def translate(x, preset):
    first, count = {"cifar": (-7, 16), "tiny": (-15, 31)}.get(preset, (-20, 41))
    for i in range(count):
        yield affine(x, translate=(i + first, 0))


def rotate(x, preset):
    for i in range(31):
        yield affine(x, angle=i - 15, resample=BILINEAR)


def tilt(x, preset):
    h, w = x.shape[:2]
    f = np.sqrt(w**2 + h**2)
    for i in range(31):
        a = np.deg2rad((0.75 if preset == "cifar" else 1) * (i - 15))
        s, c = np.sin(a), np.cos(a)
        p1 = np.array([[1, 0, -w / 2], [0, 1, -h / 2], [0, 0, 1], [0, 0, 1]])
        rx = np.array([[1, 0, 0, 0], [0, c, -s, 0], [0, s, c, 0], [0, 0, 0, 1]])
        ry = np.array([[c, 0, -s, 0], [0, 1, 0, 0], [s, 0, c, 0], [0, 0, 0, 1]])
        t = np.array([[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, f], [0, 0, 0, 1]])
        p2 = np.array([[f, 0, w / 2, 0], [0, f, h / 2, 0], [0, 0, 1, 0]])
        yield cv2.warpPerspective(x, p2 @ t @ rx @ ry @ p1, (w, h))


def scale(x, preset):
    first, step = (70, 2) if preset == "cifar" else (40, 2.5)
    for i in range(31):
        yield affine(x, scale=(i * step + first) / 100.0, resample=BILINEAR)


def gaussian_blur(x, preset):
    first, step, truncate = {"cifar": (0.3, 0.015, 7.0), "tiny": (0.35, 0.014, 7.0), "imagenet": (0.25, 0.035, 6.0),
                             "inception": (0.35, 0.035, 6.0)}[preset]
    for i in range(31):
        sigma = first + step * i
        yield np.uint8(255 * gaussian(x / 255.0, sigma=sigma, channel_axis=-1, truncate=truncate))


def spatter(x, preset):
    loc, spread, sigma, threshold = {"cifar": (0.6, 0.265, 1.75, 0.7), "tiny": (0.6, 0.25, 1.75, 0.7),
                                     "imagenet": (0.65, 0.27, 3.7, 0.69), "inception": (0.65, 0.3, 4, 0.69)}[preset]
    weights = np.array([0.2, 0.8] if preset in ("cifar", "tiny") else [0.05, 0.1, 0.15, 0.7])
    x = np.array(x, dtype=np.float32) / 255.0
    layer = gaussian(loc + spread * normal(x.shape[:2], 1), sigma=sigma)
    layer[layer < threshold] = 0
    for _ in range(31):
        levels = (layer * 255).astype(np.uint8)
        dist = cv2.distanceTransform(255 - cv2.Canny(levels, 50, 150), cv2.DIST_L2, 5)
        _, dist = cv2.threshold(dist, 20, 20, cv2.THRESH_TRUNC)
        dist = cv2.equalizeHist(cv2.blur(dist, (3, 3)).astype(np.uint8))
        dist = cv2.filter2D(dist, cv2.CV_8U, np.array([[-2, -1, 0], [-1, 1, 1], [0, 1, 2]]))
        dist = cv2.blur(dist, (3, 3)).astype(np.float32)
        m = (levels * dist)[..., np.newaxis]
        assert np.max(m) > 0
        m /= np.max(m)
        m *= 0.6
        turquoise = np.float32([175 / 255.0, 238 / 255.0, 238 / 255.0])
        yield np.uint8(np.clip(x + m * turquoise, 0, 1) * 255)
        layer = np.stack([np.convolve(column, weights, mode="same") for column in layer.T], axis=1)


def shear(x, preset):
    for i in range(31):
        yield affine(x, shear=i - 15, resample=BILINEAR)


NOISES = ("gaussian_noise", "shot_noise", "speckle_noise")
NAMES = (*NOISES, "motion_blur", "zoom_blur", "snow", "brightness", "translate", "rotate", "tilt", "scale",
         "gaussian_blur", "spatter", "shear")
MOVING = ("translate", "rotate", "tilt", "shear")


def view_is_after(name, preset):
    if name in ("zoom_blur", "scale"):
        return preset != "inception"
    return name in MOVING or (name == "motion_blur" and preset == "tiny")


def frames_of(name, x, preset, difficulty=None, **sizes):
    make = globals()[name]
    args = (preset,) if difficulty is None else (preset, difficulty)
    if view_is_after(name, preset):
        return [view(frame, **sizes) for frame in make(x, *args)]
    return list(make(view(x, **sizes), *args))


def cases(name):
    """The settings and the images: each preset with sizes like its benchmark's, noises with every difficulty."""
    noise = name in NOISES
    for difficulty in (1, 2, 3) if noise else (None,):
        extra = {} if difficulty is None else {"difficulty": difficulty}
        yield {"preset": "cifar", **extra}, "cifar-0"
        if difficulty in (None, 1):
            yield {"preset": "cifar", **extra}, "cifar-1"
        tiny = {"resizeSize": 40} if name == "motion_blur" else {"cropSize": 42}
        yield {"preset": "tiny", **tiny, **extra}, "part"
        yield {"preset": "imagenet", "cropSize": 40 if noise else 129, **extra}, "astronaut"
        yield {"preset": "inception", "cropSize": 0.875, "resizeSize": 67, **extra}, "part"
    if not noise and name != "snow":  # whose reference works on squares only
        yield {"preset": "imagenet"}, "part"


def digest(data):
    return hashlib.sha256(data).hexdigest()[:16]


def write(name, images):
    rows = []
    for settings, image in cases(name):
        frames = frames_of(name, images[image], **settings)
        shown = sorted({0, 1, len(frames) // 2, len(frames) - 1})
        values = {}
        for i in shown:
            data = np.ascontiguousarray(frames[i]).tobytes()
            values[i] = digest(data)
            if name in TOLERATED:
                values[i] = [values[i], base64.b64encode(data[::61]).decode()]
        whole = digest(b"".join(np.ascontiguousarray(frame).tobytes() for frame in frames))
        rows.append([settings, image, len(frames), values, whole])
    path = GOLDEN / f"perturbations/{name}.json"
    path.parent.mkdir(exist_ok=True)
    body = ",\n".join(f"    {json.dumps(row)}" for row in rows)
    path.write_text(f'{{\n  "provenance": "tools/golden/perturbations.py",\n  "rows": [\n{body}\n  ]\n}}\n')


if __name__ == "__main__":
    pictures = load_images()
    for wanted in sys.argv[1:] or NAMES:
        write(wanted, pictures)
        print(wanted, flush=True)
