"""Times AugMix in Python on demand, one thread.

Reads one JSON request a line and answers each with {"rate"} in images a second or {"error"}. `images` is a file of `count`
raw RGB images of size × size, `clock` is "wall" or "processor". {"path": "official" | "numpy" | "torchvision" | "timm", "images", "count", "size", "width", "ops",
"seconds"} times a whole view, {"op": name, "arguments": [...], ...} one op of Pillow. The first line it writes holds the
versions of what it measures.

`official` and `numpy` follow the published description of google-research/augmix (`cifar.py` with `augmentations.py`, and
`augment_and_mix.py`): the same calls of Pillow, NumPy and PyTorch in the same order.
"""

import json
import os
import platform
import sys
import time

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

import numpy as np  # noqa: E402
import PIL  # noqa: E402
import timm  # noqa: E402
import torch  # noqa: E402
import torchvision  # noqa: E402
from PIL import Image, ImageEnhance, ImageOps  # noqa: E402
from timm.data.auto_augment import augment_and_mix_transform  # noqa: E402
from torchvision import transforms  # noqa: E402

torch.set_num_threads(1)
np.random.seed(1)
torch.manual_seed(1)
answers = os.fdopen(os.dup(1), "w", buffering=1)
os.dup2(2, 1)  # whatever the libraries print is not an answer
answers.write(
    json.dumps(
        {
            "python": platform.python_version(),
            "numpy": np.__version__,
            "pillow": PIL.__version__,
            "torch": torch.__version__,
            "torchvision": torchvision.__version__,
            "timm": timm.__version__,
        }
    )
    + "\n"
)

# Ops of Pillow, with final arguments.
BILINEAR = Image.Resampling.BILINEAR


def affine(image, matrix):
    return image.transform(image.size, Image.Transform.AFFINE, matrix, resample=BILINEAR)


OPS = {
    "autocontrast": lambda image: ImageOps.autocontrast(image),
    "equalize": lambda image: ImageOps.equalize(image),
    "posterize": lambda image, bits: ImageOps.posterize(image, bits),
    "rotate": lambda image, degrees: image.rotate(degrees, resample=BILINEAR),
    "solarize": lambda image, threshold: ImageOps.solarize(image, threshold),
    "shear_x": lambda image, factor: affine(image, (1, factor, 0, 0, 1, 0)),
    "shear_y": lambda image, factor: affine(image, (1, 0, 0, factor, 1, 0)),
    "translate_x": lambda image, pixels: affine(image, (1, 0, pixels, 0, 1, 0)),
    "translate_y": lambda image, pixels: affine(image, (1, 0, 0, 0, 1, pixels)),
    "color": lambda image, factor: ImageEnhance.Color(image).enhance(factor),
    "contrast": lambda image, factor: ImageEnhance.Contrast(image).enhance(factor),
    "brightness": lambda image, factor: ImageEnhance.Brightness(image).enhance(factor),
    "sharpness": lambda image, factor: ImageEnhance.Sharpness(image).enhance(factor),
}


def level_of(severity):
    return np.random.uniform(low=0.1, high=severity)


def signed(value, draw=np.random.uniform):
    return -value if draw() > 0.5 else value


def drawing(name, draw):
    """An op that draws its argument from a severity, given the image's side."""
    apply = OPS[name]
    return lambda image, severity: apply(image, *draw(severity, image.size[0]))


def factor(severity, _side):
    return (level_of(severity) * 1.8 / 10 + 0.1,)


AUGMENTATIONS = [
    drawing("autocontrast", lambda severity, side: ()),
    drawing("equalize", lambda severity, side: ()),
    drawing("posterize", lambda severity, side: (4 - int(level_of(severity) * 4 / 10),)),
    drawing("rotate", lambda severity, side: (signed(int(level_of(severity) * 30 / 10)),)),
    drawing("solarize", lambda severity, side: (256 - int(level_of(severity) * 256 / 10),)),
    drawing("shear_x", lambda severity, side: (signed(float(level_of(severity)) * 0.3 / 10.0),)),
    drawing("shear_y", lambda severity, side: (signed(float(level_of(severity)) * 0.3 / 10.0),)),
    drawing("translate_x", lambda severity, side: (signed(int(level_of(severity) * (side / 3) / 10), np.random.random),)),
    drawing("translate_y", lambda severity, side: (signed(int(level_of(severity) * (side / 3) / 10), np.random.random),)),
]
ALL_AUGMENTATIONS = AUGMENTATIONS + [drawing(name, factor) for name in ("color", "contrast", "brightness", "sharpness")]
HALF = ([0.5] * 3, [0.5] * 3)
preprocess = transforms.Compose([transforms.ToTensor(), transforms.Normalize(*HALF)])


def official(width, ops):
    """The view of `cifar.py`: Pillow for the chains, PyTorch for the mixture."""
    choices = AUGMENTATIONS if ops == 9 else ALL_AUGMENTATIONS

    def view(image):
        weights = np.float32(np.random.dirichlet([1] * width))
        share = np.float32(np.random.beta(1, 1))
        mixture = torch.zeros_like(preprocess(image))
        for index in range(width):
            chain = image.copy()
            for _ in range(np.random.randint(1, 4)):
                op = np.random.choice(choices)
                chain = op(chain, 3)
            mixture += weights[index] * preprocess(chain)
        return (1 - share) * preprocess(image) + share * mixture

    return view, Image.fromarray


def numpy_path(width, ops):
    """The view of `augment_and_mix.py`: a float image, turned into a Pillow image and back for every op."""
    if ops != 9:
        raise ValueError("the NumPy function knows nine ops")
    mean, std = [0.4914, 0.4822, 0.4465], [0.2023, 0.1994, 0.2010]

    def normalize(image):
        channels_first = image.transpose(2, 0, 1)
        centred = (channels_first - np.array(mean)[:, None, None]) / np.array(std)[:, None, None]
        return centred.transpose(1, 2, 0)

    def apply_op(image, op, severity):
        image = np.clip(image * 255.0, 0, 255).astype(np.uint8)
        return np.asarray(op(Image.fromarray(image), severity)) / 255.0

    def view(image):
        weights = np.float32(np.random.dirichlet([1] * width))
        share = np.float32(np.random.beta(1, 1))
        mixture = np.zeros_like(image)
        for index in range(width):
            chain = image.copy()
            for _ in range(np.random.randint(1, 4)):
                chain = apply_op(chain, np.random.choice(AUGMENTATIONS), 3)
            mixture += weights[index] * normalize(chain)
        return (1 - share) * normalize(image) + share * mixture

    return view, lambda pixels: np.float32(pixels / 255.0)


def torchvision_path(width, ops):
    transform = transforms.Compose(
        [transforms.AugMix(severity=3, mixture_width=width, chain_depth=-1, alpha=1.0, all_ops=ops == 13), preprocess]
    )
    return transform, Image.fromarray


def timm_path(width, ops):
    if ops != 9:
        raise ValueError("timm chooses its ops itself")
    transform = transforms.Compose([augment_and_mix_transform(f"augmix-m3-w{width}", {}), preprocess])
    return transform, Image.fromarray


PATHS = {"official": official, "numpy": numpy_path, "torchvision": torchvision_path, "timm": timm_path}


def load(images, count, size):
    return np.fromfile(images, np.uint8).reshape(count, size, size, 3)


CLOCKS = {"wall": time.perf_counter, "processor": time.process_time}


def rate_of(call, inputs, seconds, clock):
    now = CLOCKS[clock]
    done = 0
    start = now()
    while (elapsed := now() - start) < seconds:
        call(inputs[done % len(inputs)])
        done += 1
    return done / elapsed


def answer(request):
    pixels = load(request["images"], request["count"], request["size"])
    if "path" in request:
        view, prepare = PATHS[request["path"]](request["width"], request["ops"])
        return rate_of(view, [prepare(image) for image in pixels], request["seconds"], request["clock"])
    op, arguments = OPS[request["op"]], request["arguments"]
    pairs = [(Image.fromarray(pixels[index % len(pixels)]), one) for index, one in enumerate(arguments)]
    return rate_of(lambda pair: op(pair[0], *pair[1]), pairs, request["seconds"], request["clock"])


for line in sys.stdin:
    try:
        result = {"rate": answer(json.loads(line))}
    except Exception as error:
        result = {"error": f"{type(error).__name__}: {error}"}
    answers.write(json.dumps(result) + "\n")
