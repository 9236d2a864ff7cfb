"""Golden values for mixup and cutmix of @augmix/mixing, from real NumPy and PyTorch.

    pip install numpy==2.4.6 torch==2.15.0
    python tools/golden/batch_mixing.py > packages/mixing/tests/golden/batch-mixing.json

What is computed restates `mixup_data` of facebookresearch/mixup-cifar10 and `rand_bbox` and the training step of
clovaai/CutMix-PyTorch. There the partners come from torch.randperm; here they are a formula.
"""

import hashlib
import json

import numpy as np
import torch

COUNT, CLASSES, SIDE = 6, 4, 12


def images():
    values = np.arange(COUNT * SIDE * SIDE * 3) * 7919 % 1000
    # [count, height, width, channels], as the library has them
    return torch.tensor(values.astype(np.float32) / np.float32(300) - np.float32(1.5)).reshape(COUNT, SIDE, SIDE, 3)


PARTNERS = [(5 * place + 2) % COUNT for place in range(COUNT)]
LABELS = torch.tensor([place % CLASSES for place in range(COUNT)])


def sha256(tensor):
    return hashlib.sha256(np.ascontiguousarray(tensor.numpy()).tobytes()).hexdigest()


def mixed_loss(logits, share):
    """As the references compute it: two cross-entropies with hard labels."""
    criterion = torch.nn.CrossEntropyLoss()
    loss = share * criterion(logits, LABELS) + (1 - share) * criterion(logits, LABELS[PARTNERS])
    return loss.item()


LOGITS = torch.tensor([[np.sin(3 * row + column) * 2 for column in range(CLASSES)] for row in range(COUNT)])


def mixup(seed, alpha):
    np.random.seed(seed)
    share = np.random.beta(alpha, alpha)
    x = images()
    mixed = share * x + (1 - share) * x[PARTNERS]
    return {"seed": seed, "alpha": alpha, "share": share, "images": sha256(mixed), "loss": mixed_loss(LOGITS, share)}


def rand_bbox(width, height, lam):
    cut = np.sqrt(1.0 - lam)
    cut_w, cut_h = int(width * cut), int(height * cut)
    cx, cy = np.random.randint(width), np.random.randint(height)
    return [
        int(np.clip(value, 0, limit))
        for value, limit in [
            (cx - cut_w // 2, width),
            (cy - cut_h // 2, height),
            (cx + cut_w // 2, width),
            (cy + cut_h // 2, height),
        ]
    ]


def cutmix(seed, alpha, probability):
    np.random.seed(seed)
    x = images().permute(0, 3, 1, 2).clone()
    box, share = [0, 0, 0, 0], 1.0
    if np.random.rand(1)[0] < probability:
        lam = np.random.beta(alpha, alpha)
        # The reference calls the first spatial axis "width"; in memory it is the rows.
        top, left, bottom, right = rand_bbox(x.size(2), x.size(3), lam)
        box = [left, top, right, bottom]
        x[:, :, top:bottom, left:right] = images().permute(0, 3, 1, 2)[PARTNERS][:, :, top:bottom, left:right]
        share = 1 - ((bottom - top) * (right - left) / (x.size(-1) * x.size(-2)))
    return {
        "seed": seed,
        "alpha": alpha,
        "probability": probability,
        "box": box,
        "share": share,
        "images": sha256(x.permute(0, 2, 3, 1)),
        "loss": mixed_loss(LOGITS, share),
    }


print(
    json.dumps(
        {
            "source": f"numpy {np.__version__}, torch {torch.__version__}; tools/golden/batch_mixing.py",
            "partners": PARTNERS,
            "labels": LABELS.tolist(),
            "logits": LOGITS.tolist(),
            "mixup": [mixup(seed, alpha) for seed in range(6) for alpha in (0.2, 1.0, 3.0)],
            "cutmix": [cutmix(seed, alpha, p) for seed in range(8) for alpha, p in ((1.0, 1.0), (1.0, 0.5), (0.4, 1.0))],
        },
        indent=1,
    )
)
