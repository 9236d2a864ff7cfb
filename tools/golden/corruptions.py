"""Golden values of @augmix/corruptions: the benchmark's formulas evaluated with the libraries that it uses.

    pip install numpy==2.4.6 scipy==1.17.1 pillow==13.0.0 scikit-image==0.26.0 opencv-python-headless==4.11.0.86 Wand==0.7.2
    apt-get install libmagickwand-6.q16-6        # ImageMagick 6, for motion_blur and snow
    python tools/golden/corruptions.py [NAME …]  # rewrites packages/corruptions/tests/golden/NAME.json
    python tools/golden/corruptions.py images    # makes the photographs (needs `pip install pooch`)

The formulas are those of make_cifar_c.py and make_imagenet_c.py (hendrycks/robustness), restated. Noise is computed
from the positions of values by integer arithmetic, so that the tests compute the same noise. A row of a file is
[preset, severity, parameters, drawn parameters, {image: first 16 hex digits of the SHA-256 of the output bytes}].
For corruptions that are not equal to the last bit, the file has every 61st value as well.

Images: the first three test records of CIFAR-10 (32×32), and the photographs "astronaut" (NASA, public domain),
"coffee" (Rachel Michetti, CC0) and "chelsea" (Stéfan van der Walt, CC0) of scikit-image, resized to 256 pixels and cut to
224×224 as the benchmark does, and a part of the first (61×47) that is not square.
"""

import base64
import ctypes
import hashlib
import io
import json
import sys
from pathlib import Path

import cv2
import numpy as np
from PIL import Image
from scipy.ndimage import map_coordinates
from scipy.ndimage import zoom as scipy_zoom
from skimage import color
from skimage.filters import gaussian
from wand.api import library as magick
from wand.image import Image as WandImage

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "packages/corruptions/tests/golden"


magick.MagickMotionBlurImage.argtypes = (ctypes.c_void_p, ctypes.c_double, ctypes.c_double, ctypes.c_double)

# Images


def make_photographs():
    from skimage import data

    for name in ("astronaut", "coffee", "chelsea"):
        photo = Image.fromarray(getattr(data, name)())
        scale = 256 / min(photo.size)
        photo = photo.resize([round(side * scale) for side in photo.size], Image.Resampling.BILINEAR)
        left, top = (photo.width - 224) // 2, (photo.height - 224) // 2
        photo.crop((left, top, left + 224, top + 224)).save(GOLDEN / f"images/{name}.png", optimize=True)


def load_images():
    records = (ROOT / "tools/cifar10-sample/test_batch.bin").read_bytes()
    images = {}
    for i in range(3):
        record = np.frombuffer(records, np.uint8, 3072, 3073 * i + 1)
        images[f"cifar-{i}"] = np.ascontiguousarray(record.reshape(3, 32, 32).transpose(1, 2, 0))
    for name in ("astronaut", "coffee", "chelsea"):
        images[name] = np.array(Image.open(GOLDEN / f"images/{name}.png"))
    images["part"] = np.ascontiguousarray(images["astronaut"][30:77, 80:141])
    return images


# Noise that needs no generator


def hashed(x):
    x = x.astype(np.uint32)
    for _ in range(2):
        x = (x ^ (x >> np.uint32(16))) * np.uint32(0x45D9F3B)
    return x ^ (x >> np.uint32(16))


def uniform(shape, key):
    positions = np.arange(np.prod(shape), dtype=np.uint32) * np.uint32(16) + np.uint32(key)
    return (hashed(positions) / 2**32).reshape(shape)


def normal(shape, key):
    """Nearly standard normal: the sum of twelve uniform numbers, minus 6."""
    total = np.zeros(shape)
    for i in range(12):
        total += uniform(shape, (key + 1) * 1000003 + i)
    return total - 6


# The benchmark's formulas. Each takes the image, the parameters and the drawn parameters.


def gaussian_noise(x, sigma):
    x = x / 255.0
    return np.clip(x + sigma * normal(x.shape, 1), 0, 1) * 255


def shot_noise(x, photons):
    counts = np.floor(2 * uniform(x.shape, 1) * (x / 255.0) * photons)
    return np.clip(counts / photons, 0, 1) * 255


def impulse_noise(x, amount):
    out = x / 255.0
    flipped = uniform(x.shape, 1) <= amount
    salted = uniform(x.shape, 2) <= 0.5
    out[flipped & salted] = 1
    out[flipped & ~salted] = 0
    return np.clip(out, 0, 1) * 255


def speckle_noise(x, sigma):
    x = x / 255.0
    return np.clip(x + x * (sigma * normal(x.shape, 1)), 0, 1) * 255


def gaussian_blur(x, sigma):
    return np.clip(gaussian(x / 255.0, sigma=sigma, channel_axis=-1, mode="nearest"), 0, 1) * 255


def defocus_blur(x, radius, aliasSigma):
    reach, ksize = (8, 3) if radius <= 8 else (radius, 5)
    grid = np.arange(-reach, reach + 1)
    a, b = np.meshgrid(grid, grid)
    disk = np.array(a**2 + b**2 <= radius**2, dtype=np.float32)
    disk /= np.sum(disk)
    kernel = cv2.GaussianBlur(disk, (ksize, ksize), sigmaX=aliasSigma)
    channels = [cv2.filter2D(x[:, :, c] / 255.0, -1, kernel) for c in range(3)]
    return np.clip(np.stack(channels, axis=-1), 0, 1) * 255


def glass_blur(x, sigma, maxDelta, iterations):
    height, width = x.shape[:2]
    out = np.uint8(gaussian(x / 255.0, sigma=sigma, channel_axis=-1, mode="nearest") * 255)
    visits = iterations * (width - 2 * maxDelta) * (height - 2 * maxDelta)
    dx, dy = (iter(np.int64(2 * maxDelta * uniform(visits, key)) - maxDelta) for key in (1, 2))
    for _ in range(iterations):
        for h in range(height - maxDelta, maxDelta, -1):
            for w in range(width - maxDelta, maxDelta, -1):
                h2, w2 = h + next(dy), w + next(dx)
                out[h, w], out[h2, w2] = out[h2, w2], out[h, w]  # on views, as in the benchmark
    return np.clip(gaussian(out / 255.0, sigma=sigma, channel_axis=-1, mode="nearest"), 0, 1) * 255


def magick_motion_blur(image, radius, sigma, angle):
    file = io.BytesIO()
    image.save(file, "PNG")
    with WandImage(blob=file.getvalue()) as wand:
        magick.MagickMotionBlurImage(wand.wand, radius, sigma, angle)
        blob = wand.make_blob()
    return cv2.imdecode(np.frombuffer(blob, np.uint8), cv2.IMREAD_UNCHANGED)


def motion_blur(x, radius, sigma, angle):
    return magick_motion_blur(Image.fromarray(x), radius, sigma, angle)[..., [2, 1, 0]]


def clipped_zoom(image, factor):
    h = image.shape[0]
    ch = int(np.ceil(h / factor))
    top = (h - ch) // 2
    image = scipy_zoom(image[top : top + ch, top : top + ch], (factor, factor, 1), order=1)
    trim = (image.shape[0] - h) // 2
    return image[trim : trim + h, trim : trim + h]


def zoom_blur(x, step, count):
    x = (x / 255.0).astype(np.float32)
    out = np.zeros_like(x)
    factors = np.arange(1, 1 + step * (count - 0.5), step)
    assert len(factors) == count
    for factor in factors:
        out += clipped_zoom(x, factor)
    return np.clip((x + out) / (count + 1), 0, 1) * 255


def snow(x, loc, scale, zoom, threshold, radius, sigma, mix, angle):
    x = np.array(x, dtype=np.float32) / 255.0
    layer = clipped_zoom((loc + scale * normal(x.shape[:2], 1))[..., np.newaxis], zoom)
    layer[layer < threshold] = 0
    layer = Image.fromarray((np.clip(layer[..., 0], 0, 1) * 255).astype(np.uint8))
    layer = magick_motion_blur(layer, radius, sigma, angle)[..., np.newaxis] / 255.0
    gray = cv2.cvtColor(x, cv2.COLOR_RGB2GRAY)[..., np.newaxis]
    x = mix * x + (1 - mix) * np.maximum(x, gray * 1.5 + 0.5)
    return np.clip(x + layer + np.rot90(layer, k=2), 0, 1) * 255


def spatter(x, loc, scale, sigma, threshold, intensity, liquid):
    x = np.array(x, dtype=np.float32) / 255.0
    layer = gaussian(loc + scale * normal(x.shape[:2], 1), sigma=sigma, mode="nearest")
    layer[layer < threshold] = 0
    if liquid == "water":
        layer = (layer * 255).astype(np.uint8)
        dist = cv2.distanceTransform(255 - cv2.Canny(layer, 50, 150), cv2.DIST_L2, 5)
        _, dist = cv2.threshold(dist, 20, 20, cv2.THRESH_TRUNC)
        dist = cv2.equalizeHist(cv2.blur(dist, (3, 3)).astype(np.uint8))
        dist = cv2.filter2D(dist, cv2.CV_8U, np.array([[-2, -1, 0], [-1, 1, 1], [0, 1, 2]]))
        dist = cv2.blur(dist, (3, 3)).astype(np.float32)
        m = (layer * dist)[..., np.newaxis]
        m /= np.max(m)
        m *= intensity
        return np.clip(x + m * np.float32([175 / 255.0, 238 / 255.0, 238 / 255.0]), 0, 1) * 255
    m = gaussian(np.where(layer > threshold, 1, 0).astype(np.float32), sigma=intensity, mode="nearest")
    m[m < 0.8] = 0
    colour = np.float32([63 / 255.0, 42 / 255.0, 20 / 255.0]) * m[..., np.newaxis]
    x *= 1 - m[..., np.newaxis]
    return np.clip(x + colour, 0, 1) * 255


def elastic_transform(x, alpha, sigma, shifts):
    x = np.array(x, dtype=np.float32) / 255.0
    size = x.shape[:2]
    centre, reach = np.float32(size) // 2, min(size) // 3
    points = np.float32([centre + reach, [centre[0] + reach, centre[1] - reach], centre - reach])
    moved = points + np.array(shifts).reshape(3, 2).astype(np.float32)
    matrix = cv2.getAffineTransform(points, moved)
    x = cv2.warpAffine(x, matrix, size[::-1], borderMode=cv2.BORDER_REFLECT_101)
    dx, dy = (
        (gaussian(2 * uniform(size, key) - 1, sigma, mode="reflect", truncate=3) * alpha).astype(np.float32)
        for key in (1, 2)
    )
    columns, rows, channels = np.meshgrid(*(np.arange(x.shape[axis]) for axis in (1, 0, 2)))
    indices = [
        np.reshape(values, (-1, 1)) for values in (rows + dy[..., np.newaxis], columns + dx[..., np.newaxis], channels)
    ]
    return np.clip(map_coordinates(x, indices, order=1, mode="reflect").reshape(x.shape), 0, 1) * 255


def plasma_fractal(size, decay, random):
    field = np.zeros((size, size))
    step, roughness, used = size, 100, 0

    def noisy_mean(total):
        nonlocal used
        u = random[used : used + total.size].reshape(total.shape)
        used += total.size
        return total / 4 + roughness * (-roughness + 2 * roughness * u)

    while step >= 2:
        half = step // 2
        corners = field[::step, ::step]
        total = corners + np.roll(corners, -1, axis=0)
        total += np.roll(total, -1, axis=1)
        field[half::step, half::step] = noisy_mean(total)
        centres = field[half::step, half::step]
        total = (centres + np.roll(centres, 1, axis=0)) + (corners + np.roll(corners, -1, axis=1))
        field[::step, half::step] = noisy_mean(total)
        total = (centres + np.roll(centres, 1, axis=1)) + (corners + np.roll(corners, -1, axis=0))
        field[half::step, ::step] = noisy_mean(total)
        step //= 2
        roughness /= decay
    field -= field.min()
    return field / field.max()


TEXTURE_SCALES = {"cifar": 0.2, "tiny": 0.3, "imagenet": 1, "inception": 1}


def frost(x, imageWeight, frostWeight, texture, scale):
    """With photographs of anything in place of frost1 … frost5."""
    name = ("astronaut", "coffee", "chelsea")[texture["index"]]
    ice = np.array(Image.open(GOLDEN / f"images/{name}.png"))
    if scale != 1:
        ice = cv2.resize(ice, (0, 0), fx=scale, fy=scale)
    left, top = texture["left"], texture["top"]
    ice = ice[top : top + x.shape[0], left : left + x.shape[1]]
    return np.clip(imageWeight * x + frostWeight * ice, 0, 255)


def fog(x, thickness, decay, mapSize):
    height, width = x.shape[:2]
    x = x / 255.0
    most = x.max()
    x += thickness * plasma_fractal(mapSize, decay, uniform(mapSize**2 - 1, 1))[:height, :width, np.newaxis]
    return np.clip(x * most / (most + thickness), 0, 1) * 255


def brightness(x, shift):
    hsv = color.rgb2hsv(x / 255.0)
    hsv[:, :, 2] = np.clip(hsv[:, :, 2] + shift, 0, 1)
    return np.clip(color.hsv2rgb(hsv), 0, 1) * 255


def saturate(x, factor, shift):
    hsv = color.rgb2hsv(x / 255.0)
    hsv[:, :, 1] = np.clip(hsv[:, :, 1] * factor + shift, 0, 1)
    return np.clip(color.hsv2rgb(hsv), 0, 1) * 255


def contrast(x, factor):
    x = x / 255.0
    means = np.mean(x, axis=(0, 1), keepdims=True)
    return np.clip((x - means) * factor + means, 0, 1) * 255


def pixelate(x, scale):
    height, width = x.shape[:2]
    small = Image.fromarray(x).resize((int(width * scale), int(height * scale)), Image.Resampling.BOX)
    return np.array(small.resize((width, height), Image.Resampling.BOX))


def jpeg_compression(x, quality):
    file = io.BytesIO()
    Image.fromarray(x).save(file, "JPEG", quality=quality)
    return np.array(Image.open(file))


# Severity tables: (function, parameter names, drawn parameters, {preset: five rows})

SNOW = [(.1, .3, 3, .5, 10, 4, .8), (.2, .3, 2, .5, 12, 4, .7), (.55, .3, 4, .9, 12, 8, .7),
        (.55, .3, 4.5, .85, 12, 8, .65), (.55, .3, 2.5, .85, 12, 12, .55)]
ELASTIC = [(2, .7), (2, .08), (.05, .01), (.07, .01), (.12, .01)]
CORRUPTIONS = {
    "gaussian_noise": (gaussian_noise, "sigma", {
        "cifar": [.04, .06, .08, .09, .10],
        "tiny": [.04, .08, .12, .15, .18],
        "imagenet": [.08, .12, .18, .26, .38],
        "inception": [.09, .13, .19, .27, .40]}),
    "shot_noise": (shot_noise, "photons", {
        "cifar": [500, 250, 100, 75, 50],
        "tiny": [250, 100, 50, 30, 15],
        "imagenet": [60, 25, 12, 5, 3],
        "inception": [50, 20, 10, 5, 3]}),
    "impulse_noise": (impulse_noise, "amount", {
        "cifar": [.01, .02, .03, .05, .07],
        "tiny": [.01, .02, .05, .08, .14],
        "imagenet": [.03, .06, .09, .17, .27],
        "inception": [.04, .07, .10, .18, .28]}),
    "speckle_noise": (speckle_noise, "sigma", {
        "cifar": [.06, .1, .12, .16, .2],
        "tiny": [.15, .2, .25, .3, .35],
        "imagenet": [.15, .2, .35, .45, .6],
        "inception": [.16, .21, .36, .46, .61]}),
    "gaussian_blur": (gaussian_blur, "sigma", {
        "cifar": [.4, .6, .7, .8, 1],
        "tiny": [.5, .75, 1, 1.25, 1.5],
        "imagenet": [1, 2, 3, 4, 6],
        "inception": [1.5, 2.5, 3.5, 4.5, 6.5]}),
    "defocus_blur": (defocus_blur, "radius aliasSigma", {
        "cifar": [(.3, .4), (.4, .5), (.5, .6), (1, .2), (1.5, .1)],
        "tiny": [(.5, .6), (1, .1), (1.5, .1), (2.5, .01), (3, .1)],
        "imagenet": [(3, .1), (4, .5), (6, .5), (8, .5), (10, .5)],
        "inception": [(4, .1), (5, .5), (7, .5), (10, .5), (12, .5)]}),
    "glass_blur": (glass_blur, "sigma maxDelta iterations", {
        "cifar": [(.05, 1, 1), (.25, 1, 1), (.4, 1, 1), (.25, 1, 2), (.4, 1, 2)],
        "tiny": [(.1, 1, 1), (.5, 1, 1), (.6, 1, 2), (.7, 2, 1), (.9, 2, 2)],
        "imagenet": [(.7, 1, 2), (.9, 2, 1), (1, 2, 3), (1.1, 3, 2), (1.5, 4, 2)],
        "inception": [(.8, 1, 3), (1, 3, 1), (1.1, 2, 4), (1.2, 4, 2), (1.6, 5, 2)]}),
    "motion_blur": (motion_blur, "radius sigma", {
        "cifar": [(6, 1), (6, 1.5), (6, 2), (8, 2), (9, 2.5)],
        "tiny": [(10, 1), (10, 1.5), (10, 2), (10, 2.5), (12, 3)],
        "imagenet": [(10, 3), (15, 5), (15, 8), (15, 12), (20, 15)],
        "inception": [(12, 4), (17, 6), (17, 9), (17, 13), (22, 16)]}),
    "zoom_blur": (zoom_blur, "step count", {
        "cifar": [(.01, 7), (.01, 12), (.01, 16), (.01, 21), (.01, 26)],
        "tiny": [(.01, 7), (.01, 12), (.01, 16), (.01, 21), (.01, 26)],
        "imagenet": [(.01, 12), (.01, 16), (.02, 11), (.02, 13), (.03, 11)],
        "inception": [(.01, 12), (.01, 16), (.02, 11), (.02, 13), (.03, 11)]}),
    "fog": (fog, "thickness decay", {
        "cifar": [(.2, 3), (.5, 3), (.75, 2.5), (1, 2), (1.5, 1.75)],
        "tiny": [(.4, 3), (.7, 3), (1, 2.5), (1.5, 2), (2, 1.75)],
        "imagenet": [(1.5, 2), (2, 2), (2.5, 1.7), (2.5, 1.5), (3, 1.4)],
        "inception": [(1.5, 2), (2, 2), (2.5, 1.8), (2.5, 1.6), (3, 1.5)]}),
    "snow": (snow, "loc scale zoom threshold radius sigma mix", {
        "cifar": [(.1, .2, 1, .6, 8, 3, .95), (.1, .2, 1, .5, 10, 4, .9), (.15, .3, 1.75, .55, 10, 4, .9),
                  (.25, .3, 2.25, .6, 12, 6, .85), (.3, .3, 1.25, .65, 14, 12, .8)],
        "tiny": [(.1, .2, 1, .6, 8, 3, .8), (.1, .2, 1, .5, 10, 4, .8), (.15, .3, 1.75, .55, 10, 4, .7),
                 (.25, .3, 2.25, .6, 12, 6, .65), (.3, .3, 1.25, .65, 14, 12, .6)],
        "imagenet": SNOW, "inception": SNOW}),
    "elastic_transform": (elastic_transform, "alpha sigma", {
        "cifar": [(32 * 0, 32 * 0), (32 * .05, 32 * .2), (32 * .08, 32 * .06), (32 * .1, 32 * .04), (32 * .1, 32 * .03)],
        "tiny": [(64 * 0, 64 * 0), (64 * .05, 64 * .3), (64 * .1, 64 * .08), (64 * .1, 64 * .03), (64 * .16, 64 * .03)],
        "imagenet": [(244 * a, 244 * s) for a, s in ELASTIC],
        "inception": [(360 * a, 360 * s) for a, s in ELASTIC]}),
    "spatter": (spatter, "loc scale sigma threshold intensity liquid", {
        "cifar": [(.62, .1, .7, .7, .5, "water"), (.65, .1, .8, .7, .5, "water"), (.65, .3, 1, .69, .5, "water"),
                  (.65, .1, .7, .69, .6, "mud"), (.65, .1, .5, .68, .6, "mud")],
        "tiny": [(.62, .1, .7, .7, .6, "water"), (.65, .1, .8, .7, .6, "water"), (.65, .3, 1, .69, .6, "water"),
                 (.65, .1, .7, .68, .6, "mud"), (.65, .1, .5, .67, .6, "mud")],
        "imagenet": [(.65, .3, 4, .69, .6, "water"), (.65, .3, 3, .68, .6, "water"), (.65, .3, 2, .68, .5, "water"),
                     (.65, .3, 1, .65, 1.5, "mud"), (.67, .4, 1, .65, 1.5, "mud")],
        "inception": [(.65, .3, 4, .69, .9, "water"), (.65, .3, 3.5, .68, .9, "water"), (.65, .3, 3, .68, .8, "water"),
                      (.65, .3, 1.2, .65, 1.8, "mud"), (.67, .4, 1.2, .65, 1.8, "mud")]}),
    "frost": (frost, "imageWeight frostWeight", {
        "cifar": [(1, .2), (1, .3), (.9, .4), (.85, .4), (.75, .45)],
        "tiny": [(1, .3), (.9, .4), (.8, .45), (.75, .5), (.7, .55)],
        "imagenet": [(1, .4), (.8, .6), (.7, .7), (.65, .7), (.6, .75)],
        "inception": [(1, .4), (.8, .6), (.7, .7), (.65, .7), (.6, .75)]}),
    "brightness": (brightness, "shift", {
        "cifar": [.05, .1, .15, .2, .3],
        "tiny": [.1, .2, .3, .4, .5],
        "imagenet": [.1, .2, .3, .4, .5],
        "inception": [.1, .2, .3, .4, .5]}),
    "saturate": (saturate, "factor shift", {
        "cifar": [(.3, 0), (.1, 0), (1.5, 0), (2, .1), (2.5, .2)],
        "tiny": [(.3, 0), (.1, 0), (2, 0), (5, .1), (30, .2)],
        "imagenet": [(.3, 0), (.1, 0), (2, 0), (5, .1), (20, .2)],
        "inception": [(.3, 0), (.1, 0), (2, 0), (5, .1), (20, .2)]}),
    "contrast": (contrast, "factor", {
        "cifar": [.75, .5, .4, .3, .15],
        "tiny": [.4, .3, .2, .1, .05],
        "imagenet": [.4, .3, .2, .1, .05],
        "inception": [.4, .3, .2, .1, .05]}),
    "pixelate": (pixelate, "scale", {
        "cifar": [.95, .9, .85, .75, .65],
        "tiny": [.9, .8, .7, .6, .5],
        "imagenet": [.6, .5, .4, .3, .25],
        "inception": [.5, .4, .3, .25, .2]}),
    "jpeg_compression": (jpeg_compression, "quality", {
        "cifar": [80, 65, 58, 50, 40],
        "tiny": [65, 58, 50, 40, 25],
        "imagenet": [25, 18, 15, 10, 7],
        "inception": [23, 16, 13, 8, 5]}),
}
SHIFTS = [2.4871, -1.2519, 0.8833, 2.0107, -1.5391, 0.6247]
# Parameters that a corruption draws; the value depends on the severity, so that directions vary.
DRAWN = {
    "motion_blur": lambda severity, preset: {"angle": (-44.7, -20.25, 0.0, 13.5, 44.9)[severity - 1]},
    "frost": lambda severity, preset: {
        "texture": {"index": severity % 3, "left": severity, "top": 2 * severity}
        if preset in ("cifar", "tiny")
        else {"index": severity % 3, "left": 0, "top": 0}
    },
    "snow": lambda severity, preset: {"angle": (-134.7, -100.25, -90.0, -66.5, -45.1)[severity - 1]},
    "elastic_transform": lambda severity, preset: {"shifts": (2 * SHIFTS)[severity : severity + 6]},
}
# Corruptions of which every 61st value is kept, since they are not equal to the last bit.
SAMPLED = ()
SQUARE_ONLY = ("zoom_blur", "snow")
MAP_SIZES = {"cifar": 32, "tiny": 64, "imagenet": 256, "inception": 512}
IMAGES_OF = {
    "cifar": ("cifar-0", "cifar-1", "cifar-2"),
    "imagenet": ("astronaut", "coffee", "chelsea"),
    "tiny": ("part",),
    "inception": ("part",),
}


def write(name, images):
    function, names, table = CORRUPTIONS[name]
    rows = []
    for preset, severities in table.items():
        if name in SQUARE_ONLY and preset in ("tiny", "inception"):
            chosen = ()
        else:
            chosen = IMAGES_OF[preset]
        for severity, values in enumerate(severities, 1):
            values = values if isinstance(values, tuple) else (values,)
            params = dict(zip(names.split(), values))
            if name == "fog":
                params["mapSize"] = MAP_SIZES[preset]
            drawn = DRAWN[name](severity, preset) if name in DRAWN else {}
            extra = {"scale": TEXTURE_SCALES[preset]} if name == "frost" else {}
            outputs = {}
            for image in chosen:
                out = np.uint8(function(images[image], **params, **drawn, **extra))
                digest = hashlib.sha256(out.tobytes()).hexdigest()[:16]
                sample = base64.b64encode(out.reshape(-1)[::61].tobytes()).decode()
                outputs[image] = [digest, sample] if name in SAMPLED else digest
            rows.append(json.dumps([preset, severity, params, drawn, outputs]))
    text = '{\n"provenance": "tools/golden/corruptions.py",\n"rows": [\n' + ",\n".join(rows) + "\n]\n}\n"
    (GOLDEN / f"{name}.json").write_text(text)


if __name__ == "__main__":
    if sys.argv[1:] == ["images"]:
        make_photographs()
    else:
        loaded = load_images()
        for corruption in sys.argv[1:] or CORRUPTIONS:
            write(corruption, loaded)
