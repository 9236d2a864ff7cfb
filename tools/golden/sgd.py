"""Makes packages/trainer/tests/golden/sgd.json: torch.optim.SGD on given gradients.

    pip install torch numpy && python tools/golden/sgd.py
"""
import json
from pathlib import Path

import torch

STEPS = 4
CASES = [
    {"learningRate": 0.1, "momentum": 0.9, "nesterov": True, "weightDecay": 0.0005},
    {"learningRate": 0.1, "momentum": 0.9, "nesterov": False, "weightDecay": 0.0005},
    {"learningRate": 0.05, "momentum": 0.0, "nesterov": False, "weightDecay": 0.01},
    {"learningRate": 0.2, "momentum": 0.5, "nesterov": True, "weightDecay": 0.0},
]


def gradient(step: int) -> torch.Tensor:
    return torch.tensor([((7 * i + 3 * step) % 11 - 5) / 4 for i in range(6)], dtype=torch.float32)


def run(case: dict) -> dict:
    weight = torch.nn.Parameter(torch.tensor([-1.5, -0.5, 0.0, 0.25, 1.0, 2.0]))
    optimizer = torch.optim.SGD(
        [weight], lr=case["learningRate"], momentum=case["momentum"], nesterov=case["nesterov"], weight_decay=case["weightDecay"]
    )
    weights = []
    for step in range(STEPS):
        weight.grad = gradient(step)
        # Half the rate from the third step on, as a schedule would.
        optimizer.param_groups[0]["lr"] = case["learningRate"] * (1 if step < 2 else 0.5)
        optimizer.step()
        weights.append(weight.detach().tolist())
    return {**case, "weights": weights}


out = Path(__file__).resolve().parents[2] / "packages/trainer/tests/golden/sgd.json"
out.parent.mkdir(parents=True, exist_ok=True)
content = {"madeBy": f"tools/golden/sgd.py, torch {torch.__version__}", "cases": [run(case) for case in CASES]}
out.write_text(json.dumps(content, indent=1) + "\n")
