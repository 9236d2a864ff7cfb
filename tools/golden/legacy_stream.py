"""Golden values of NumPy's legacy generator for packages/core/tests/golden/legacy-stream.json.

For one seed it records the raw 32-bit words of MT19937 and what RandomState makes of them, group by group; every
group starts from the seed again. Run: python tools/golden/legacy_stream.py (numpy 2.4.6).
"""
import json
from pathlib import Path

import numpy as np

SEED = 1


def words(count):
    state = np.random.RandomState(SEED)
    # tomaxint and friends mix words; the bit generator gives them raw.
    return [int(w) for w in state._bit_generator.random_raw(count)]


def group(draw):
    return draw(np.random.RandomState(SEED))


out = {
    "provenance": f"numpy {np.__version__}, RandomState({SEED}), tools/golden/legacy_stream.py",
    "words": words(120),
    "random_sample": group(lambda r: r.random_sample(8).tolist()),
    "uniform_0.1_3": group(lambda r: r.uniform(0.1, 3, 8).tolist()),
    "randint_1_4": group(lambda r: [int(r.randint(1, 4)) for _ in range(16)]),
    "randint_0_10": group(lambda r: [int(r.randint(0, 10)) for _ in range(16)]),
    "randint_-5_6": group(lambda r: [int(r.randint(-5, 6)) for _ in range(16)]),
    "randint_0_2e32": group(lambda r: [int(r.randint(0, 2**32)) for _ in range(4)]),
    "randint_7_8_then_random": group(lambda r: [int(r.randint(7, 8)), float(r.random_sample())]),
    "normal": group(lambda r: r.standard_normal(9).tolist()),
}
file = Path(__file__).parents[2] / "packages/core/tests/golden/legacy-stream.json"
file.parent.mkdir(parents=True, exist_ok=True)
file.write_text(json.dumps(out, indent=1) + "\n")
