"""Golden values of a small wide residual network, WRN-10-1, made with PyTorch on the CPU in float64.

    pip install torch
    python tools/golden/models.py > packages/models/tests/golden/wide-resnet.json

Weights and images come from a formula (see `numbers`) that the test repeats, so that only results are stored. The
network is written after Zagoruyko and Komodakis, Wide Residual Networks, as google-research/augmix configures it.
"""

import json

import torch
from torch import nn
from torch.nn import functional as F


def numbers(count, stream, scale):
    """`count` numbers in [-scale, scale): a multiplicative hash of (place, stream), on a grid of 2^-15."""
    words = []
    for place in range(count):
        word = (place * 2654435761 + stream * 2246822519 + 374761393) & 0xFFFFFFFF
        word ^= word >> 15
        word = (word * 2246822519) & 0xFFFFFFFF
        word ^= word >> 13
        words.append((word >> 16) / 32768 - 1)
    return torch.tensor(words, dtype=torch.float64) * scale


class Block(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.bn1 = nn.BatchNorm2d(inputs)
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.shortcut = nn.Conv2d(inputs, outputs, 1, stride, bias=False) if inputs != outputs else None

    def forward(self, x):
        first = F.relu(self.bn1(x))
        residual = self.conv2(F.relu(self.bn2(self.conv1(first))))
        return (x if self.shortcut is None else self.shortcut(first)) + residual


class WideResNet(nn.Module):
    def __init__(self, classes):
        super().__init__()
        self.stem = nn.Conv2d(3, 16, 3, 1, 1, bias=False)
        self.group1 = nn.ModuleDict({"block1": Block(16, 16, 1)})
        self.group2 = nn.ModuleDict({"block1": Block(16, 32, 2)})
        self.group3 = nn.ModuleDict({"block1": Block(32, 64, 2)})
        self.head = nn.ModuleDict({"bn": nn.BatchNorm2d(64), "logits": nn.Linear(64, classes)})

    def forward(self, x):
        x = self.stem(x)
        for group in (self.group1, self.group2, self.group3):
            x = group["block1"](x)
        return self.head["logits"](F.relu(self.head["bn"](x)).mean((2, 3)))


def main():
    model = WideResNet(5).double()
    parameters = dict(model.named_parameters())
    with torch.no_grad():
        for stream, (name, parameter) in enumerate(parameters.items()):
            is_scale = ".bn" in name and name.endswith("weight")
            values = numbers(parameter.numel(), stream, 0.3).reshape(parameter.shape)
            parameter.copy_(values + 1 if is_scale else values)
    images = numbers(4 * 3 * 8 * 8, 1000, 1).reshape(4, 3, 8, 8)
    labels = torch.tensor([0, 3, 1, 4])

    model.eval()
    logits_eval_before = model(images)
    model.train()
    logits_train = model(images)
    loss = F.cross_entropy(logits_train, labels)
    loss.backward()
    model.eval()
    logits_eval_after = model(images)

    rounded = lambda tensor: [float(f"{value:.9g}") for value in tensor.detach().flatten().tolist()]
    buffers = {name: rounded(buffer) for name, buffer in model.named_buffers() if "running" in name}
    print(
        json.dumps(
            {
                "provenance": f"tools/golden/models.py, PyTorch {torch.__version__.split('+')[0]}, CPU, float64",
                "parameters": list(parameters),
                "labels": labels.tolist(),
                "logitsEvalBefore": rounded(logits_eval_before),
                "logitsTrain": rounded(logits_train),
                "loss": loss.item(),
                "gradientNorms": {name: parameter.grad.norm().item() for name, parameter in parameters.items()},
                "gradientOfStem": rounded(parameters["stem.weight"].grad[:2]),
                "buffers": buffers,
                "logitsEvalAfter": rounded(logits_eval_after),
            },
            indent=1,
        )
    )


main()
