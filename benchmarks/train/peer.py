"""The same networks, loss and optimizer in PyTorch.

Reads one JSON request a line and answers each with one:
{"do": "open", "network": {depth, widen, width, stemStride}, "weights": [{name, shape}], "file"} builds a wide residual
network with the weights of the other side; {"do": "run", "mode": "train" | "inference", "batch", "seconds", "clock":
"wall" | "processor", "threads", "layout": "default" | "channels_last"} gives {"rate"} in examples a second and {"last"}, the last loss or first logit.
The first line it writes holds versions.
"""

import json
import os
import platform
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

answers = os.fdopen(os.dup(1), "w", buffering=1)
os.dup2(2, 1)  # whatever the libraries print is not an answer
answers.write(json.dumps({"python": platform.python_version(), "torch": torch.__version__}) + "\n")


class Block(nn.Module):
    """Pre-activation block; where the number of channels changes, the shortcut starts after the first activation."""

    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.bn1 = nn.BatchNorm2d(inputs)
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.shortcut = nn.Conv2d(inputs, outputs, 1, stride, bias=False) if inputs != outputs else None

    def forward(self, x):
        first = F.relu(self.bn1(x), inplace=True)
        out = self.conv2(F.relu(self.bn2(self.conv1(first)), inplace=True))
        return out + (self.shortcut(first) if self.shortcut is not None else x)


class WideResNet(nn.Module):
    def __init__(self, depth, widen, width, stemStride, classes=10):
        super().__init__()
        self.stem = nn.Conv2d(3, width, 3, stemStride, 1, bias=False)
        channels = width
        for group, factor in enumerate((1, 2, 4), 1):
            blocks = nn.Module()
            for index in range((depth - 4) // 6):
                outputs = width * widen * factor
                stride = 2 if group > 1 and index == 0 else 1
                setattr(blocks, f"block{index + 1}", Block(channels, outputs, stride))
                channels = outputs
            setattr(self, f"group{group}", blocks)
        self.head = nn.Module()
        self.head.bn = nn.BatchNorm2d(channels)
        self.head.logits = nn.Linear(channels, classes)

    def forward(self, x):
        x = self.stem(x)
        for group in (self.group1, self.group2, self.group3):
            for block in group.children():
                x = block(x)
        x = F.relu(self.head.bn(x), inplace=True)
        return self.head.logits(x.mean((2, 3)))


def load(model, weights, file):
    """Weights of the other side: its names with dots, its kernels with other axes."""
    values = np.fromfile(file, np.float32)
    ours = dict(model.named_parameters())
    for weight in weights:
        size = int(np.prod(weight["shape"]))
        value, values = values[:size].reshape(weight["shape"]), values[size:]
        *place, part = weight["name"].split("/")
        name = ".".join(place) + "." + {"kernel": "weight", "gamma": "weight", "beta": "bias", "bias": "bias"}[part]
        turned = value.transpose(3, 2, 0, 1) if value.ndim == 4 else value.T
        with torch.no_grad():
            ours.pop(name).copy_(torch.from_numpy(turned.copy()))
    assert not ours and not values.size, f"without weights: {list(ours)}"


def examples(images):
    """Those of examples.mjs: a linear congruential generator."""
    state, values = 1, np.empty(images * 3072, np.float64)
    for index in range(values.size):
        state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
        values[index] = state
    pixels = (2 * (values / 2**32) - 1).astype(np.float32).reshape(images, 32, 32, 3)
    return torch.from_numpy(pixels.transpose(0, 3, 1, 2).copy())


cache = {}
state = {}


def batch_of(images, layout):
    if images not in cache:
        cache[images] = examples(images)
    key = (images, layout)
    if key not in cache:
        format = torch.channels_last if layout == "channels_last" else torch.contiguous_format
        cache[key] = cache[images].contiguous(memory_format=format)
    return cache[key]


def model_of(layout):
    """One model a layout, made when it is first asked for."""
    if layout not in state["models"]:
        model = WideResNet(**state["network"])
        load(model, state["weights"], state["file"])
        if layout == "channels_last":
            model = model.to(memory_format=torch.channels_last)
        optimizer = torch.optim.SGD(model.parameters(), 0.01, momentum=0.9, weight_decay=0.0005, nesterov=True)
        state["models"][layout] = (model, optimizer)
    return state["models"][layout]


def train(batch, layout):
    """One step as cifar.py of google-research/augmix does it."""
    model, optimizer = model_of(layout)
    model.train()
    targets = torch.arange(batch) % 10
    optimizer.zero_grad()
    logits = torch.split(model(batch_of(3 * batch, layout)), batch)
    loss = F.cross_entropy(logits[0], targets)
    clean, first, second = (F.softmax(part, dim=1) for part in logits)
    mixture = torch.clamp((clean + first + second) / 3.0, 1e-7, 1).log()
    loss += 12 * sum(F.kl_div(mixture, p, reduction="batchmean") for p in (clean, first, second)) / 3.0
    loss.backward()
    optimizer.step()
    return loss.item()


def inference(batch, layout):
    model, _ = model_of(layout)
    model.eval()
    with torch.inference_mode():
        return model(batch_of(batch, layout))[0, 0].item()


def open_network(network, batch, weights, file):
    state.clear()
    state.update(network=network, weights=weights, file=file, models={})
    return {"parameters": sum(p.numel() for p in WideResNet(**network).parameters())}


CLOCKS = {"wall": time.perf_counter, "processor": time.process_time}


def run(mode, batch, seconds, clock, threads, layout):
    torch.set_num_threads(threads)
    once = {"train": train, "inference": inference}[mode]
    batch_of(3 * batch if mode == "train" else batch, layout)
    model_of(layout)
    end = time.perf_counter() + seconds
    start, calls = CLOCKS[clock](), 0
    while True:
        last = once(batch, layout)
        calls += 1
        if time.perf_counter() >= end:
            return {"rate": calls * batch / (CLOCKS[clock]() - start), "last": last}


for line in sys.stdin:
    request = json.loads(line)
    try:
        answer = {"open": open_network, "run": run}[request.pop("do")](**request)
    except Exception as error:
        answer = {"error": f"{type(error).__name__}: {error}"}
    answers.write(json.dumps(answer) + "\n")
