"""Golden values of @augmix/metrics: the definitions, restated with NumPy, SciPy and scikit-learn.

    pip install numpy==2.4.6 scipy==1.17.1 scikit-learn
    python tools/golden/metrics.py > packages/metrics/tests/golden/metrics.json

Calibration follows calib_err, soft_f1 and tune_temp of utils/calibration_tools.py (hendrycks/outlier-exposure), with a
stable sort, and aurra of the same file in hendrycks/natural-adv-examples; false positives at 95 % recall follow
utils/display_results.py; flips and distances follow ImageNet-P/test.py (hendrycks/robustness); corruption errors follow
imagenet.py (google-research/augmix). AUROC and average precision are scikit-learn's.

Logits are kept as base64 of little-endian float32. None stands for NaN.
"""

import base64
import json

import numpy as np
import scipy
import sklearn
from scipy.optimize import brentq
from scipy.special import log_softmax, softmax
from scipy.stats import rankdata
from sklearn.metrics import average_precision_score, roc_auc_score

random = np.random.default_rng(20191205)


def base64_of(logits):
    return base64.b64encode(logits.astype("<f4").tobytes()).decode()


def made(count, classes, sharpness=1.0, signal=1.5, never=()):
    labels = random.choice([c for c in range(classes) if c not in never], count)
    logits = random.normal(size=(count, classes))
    logits[np.arange(count), labels] += signal
    return (sharpness * logits).astype(np.float32), labels


# Predictions


def fixed_bins(confidence, correct, size, last, power):
    order = np.argsort(confidence, kind="stable")
    confidence, correct = confidence[order], correct[order]
    starts = [size * i for i in range(len(confidence) // size)]
    if not starts:
        return None
    total = 0.0
    for place, start in enumerate(starts):
        is_last = place == len(starts) - 1
        if is_last and last == "drop":
            continue
        part = slice(start, None if is_last else start + size)
        difference = abs(np.mean(confidence[part]) - np.mean(correct[part]))
        total += len(confidence[part]) / len(confidence) * difference**power
    return 100 * total ** (1 / power)


def expected_error(confidence, correct, groups):
    return 100 * sum(
        len(group) / len(confidence) * abs(np.mean(confidence[group]) - np.mean(correct[group]))
        for group in groups
        if len(group)
    )


def equal_width(confidence, bins):
    bin_of = np.minimum((confidence * bins).astype(int), bins - 1)
    return [np.flatnonzero(bin_of == b) for b in range(bins)]


def soft_f1(confidence, correct):
    wrong = 1 - correct
    true = np.sum((1 - confidence) * wrong)
    false = np.sum((1 - confidence) * correct)
    missed = np.sum(confidence * wrong)
    return 100 * 2 * true / (2 * true + false + missed)


def judge(logits, labels):
    z = logits.astype(np.float64)
    p = softmax(z, axis=1)
    rows = np.arange(len(z))
    confidence = p.max(axis=1)
    correct = (z.argmax(axis=1) == labels).astype(float)
    ranks = np.array([rankdata(-row, "ordinal") for row in z])[rows, labels]
    groups = np.array_split(np.argsort(confidence, kind="stable"), 15)
    curve = np.cumsum(correct[np.argsort(confidence, kind="stable")[::-1]]) / (rows + 1)
    return {
        "error": 100 * np.mean(1 - correct),
        "top5-error": 100 * np.mean(ranks > 5),
        "nll": -np.mean(log_softmax(z, axis=1)[rows, labels]),
        "brier": np.mean(np.sum((p - np.eye(z.shape[1])[labels]) ** 2, axis=1)),
        "rms drop": fixed_bins(confidence, correct, 100, "drop", 2),
        "rms include": fixed_bins(confidence, correct, 100, "include", 2),
        "rms include 7": fixed_bins(confidence, correct, 7, "include", 2),
        "mad drop": fixed_bins(confidence, correct, 100, "drop", 1),
        "mad include": fixed_bins(confidence, correct, 100, "include", 1),
        "ece 15": expected_error(confidence, correct, equal_width(confidence, 15)),
        "ece 10": expected_error(confidence, correct, equal_width(confidence, 10)),
        "adaptive-ece": expected_error(confidence, correct, groups),
        "soft-f1": soft_f1(confidence, correct),
        "aurra": 100 * np.mean(curve),
        "confidence bias": 100 * np.mean(confidence - correct),
    }


def best_temperature(logits, labels):
    z = logits.astype(np.float64)
    rows = np.arange(len(z))
    slope = lambda t: np.mean(z[rows, labels] - np.sum(softmax(z / t, axis=1) * z, axis=1))
    return brentq(slope, 0.2, 5, xtol=1e-12)


def all_correct():
    logits, _ = made(300, 4)
    return logits, logits.argmax(axis=1)


def ties():
    patterns = np.array([[0, 0], [1, 1], [2, 0], [0, 2], [3, 1], [-1, 4], [4, -1]], np.float32)
    return patterns[random.integers(0, len(patterns), 350)], random.integers(0, 2, 350)


cases = {
    "ordinary": made(1234, 10),
    "overconfident": made(730, 10, sharpness=3, signal=1),
    "underconfident": made(400, 6, sharpness=0.8, signal=2),
    "all correct": all_correct(),
    "all wrong": (lambda logits: (logits, logits.argmin(axis=1)))(made(210, 5)[0]),
    "ties": ties(),
    "fewer than a bin": made(99, 7),
    "a single bin": made(150, 7),
    "a class absent": made(400, 5, never=(3,)),
    "one image": made(1, 10),
    "many classes": made(130, 40, signal=3),
}
predictions = {
    name: {
        "logits": base64_of(logits),
        "labels": labels.tolist(),
        "classes": logits.shape[1],
        "metrics": judge(logits, labels),
    }
    for name, (logits, labels) in cases.items()
}
temperatures = {
    name: best_temperature(*cases[name]) for name in ("ordinary", "overconfident", "underconfident", "many classes")
}

members = [made(40, 6)[0] for _ in range(3)]
ensemble = np.log(np.mean([softmax(member.astype(np.float64), axis=1) for member in members], axis=0))

# Detection


def fpr_at_recall(positives, negatives, level=0.95):
    scores = np.concatenate([positives, negatives])
    is_positive = np.r_[np.ones(len(positives)), np.zeros(len(negatives))]
    thresholds = np.unique(scores)[::-1]
    recall = np.array([np.sum(is_positive * (scores >= t)) / len(positives) for t in thresholds])
    alarms = np.array([np.sum((1 - is_positive) * (scores >= t)) for t in thresholds])
    complete = int(np.argmax(recall == 1))
    # From the lowest threshold that is needed upwards; the first of equally close ones is taken.
    recall, alarms = recall[complete::-1], alarms[complete::-1]
    return alarms[np.argmin(np.abs(recall - level))] / len(negatives)


def detect(positives, negatives):
    truth = np.r_[np.ones(len(positives)), np.zeros(len(negatives))]
    scores = np.r_[positives, negatives]
    return {
        "positives": positives.tolist(),
        "negatives": negatives.tolist(),
        "auroc": 100 * roc_auc_score(truth, scores),
        "aupr": 100 * average_precision_score(truth, scores),
        "fpr95": 100 * fpr_at_recall(positives, negatives),
    }


score = lambda count, shift, digits: np.round(random.normal(shift, 1, count), digits)
detections = {
    "ordinary": detect(score(60, 1, 6), score(300, 0, 6)),
    "ties": detect(score(50, 1, 0), score(250, 0, 0)),
    "apart": detect(score(30, 9, 4), score(30, -9, 4)),
    "reversed": detect(score(40, -2, 4), score(80, 2, 4)),
    "ninety or hundred": detect(np.arange(1.0, 11.0), np.array([0.5, 1.5, 2.5])),
    "one each": detect(np.array([1.0]), np.array([1.0])),
}

# Sequences


def flip_probability(sequences, is_noise, step):
    result = []
    for sequence in sequences:
        flips = []
        for first in range(step):
            reference = sequence[first]
            for prediction in sequence[first::step][1:]:
                flips.append(reference != prediction)
                if not is_noise:
                    reference = prediction
        result.append(np.mean(flips))
    return 100 * np.mean(result)


def ranking_distance(sequences, is_noise, step, mode):
    classes = sequences.shape[2]
    steps = np.minimum(np.arange(classes), 5)
    reciprocal = 1 / np.arange(1, classes + 1)
    result = []
    for sequence in sequences:
        ranks = [rankdata(-frame, "ordinal") for frame in sequence]
        distances = []
        for first in range(step):
            places = np.argsort(ranks[first])
            for rank in ranks[first::step][1:]:
                moved = rank[places].astype(int)
                if mode == "top5":
                    distances.append(np.sum(np.abs(steps[:5] - steps[moved - 1][:5])))
                else:
                    distances.append(np.sum(np.abs(reciprocal - reciprocal[moved - 1]) * reciprocal))
                if not is_noise:
                    places = np.argsort(rank)
        result.append(np.mean(distances))
    return np.mean(result)


still = random.normal(size=(6, 1, 12))
videos = np.round(still + 0.5 * np.cumsum(random.normal(size=(6, 9, 12)), axis=1), 1).astype(np.float32)
sequences = {
    "logits": base64_of(videos),
    "frames": 9,
    "classes": 12,
    "values": [
        {
            "compare": "first" if is_noise else "previous",
            "step": step,
            "flip": flip_probability(videos.argmax(axis=2), is_noise, step),
            "top5": ranking_distance(videos, is_noise, step, "top5"),
            "zipf": ranking_distance(videos, is_noise, step, "zipf"),
        }
        for is_noise, step in ((True, 1), (False, 1), (False, 2), (False, 3))
    ],
}

# Corruption errors

alexnet = dict(
    zip(
        "gaussian_noise shot_noise impulse_noise defocus_blur glass_blur motion_blur zoom_blur snow frost fog brightness "
        "contrast elastic_transform pixelate jpeg_compression".split(),
        [0.886428, 0.894468, 0.922640, 0.819880, 0.826268, 0.785948, 0.798360, 0.866816, 0.826572, 0.819324]
        + [0.564592, 0.853204, 0.646056, 0.717840, 0.606500],
    )
)
errors = {name: np.round(random.uniform(10, 95, 5), 3) for name in alexnet}
clean = 23.4
corruption = {
    "alexnet": {name: 100 * value for name, value in alexnet.items()},
    "errors": {name: row.tolist() for name, row in errors.items()},
    "clean": clean,
    "mean": np.mean([row.mean() for row in errors.values()]),
    "mce": np.mean([row.mean() / alexnet[name] for name, row in errors.items()]),
    "relative": np.mean([(row.mean() - clean) / (alexnet[name] - 0.435) for name, row in errors.items()]),
}

print(
    json.dumps(
        {
            "provenance": f"tools/golden/metrics.py, NumPy {np.__version__}, SciPy {scipy.__version__}, "
            f"scikit-learn {sklearn.__version__}",
            "predictions": predictions,
            "temperatures": temperatures,
            "ensemble": {"members": [base64_of(m) for m in members], "classes": 6, "logits": ensemble.ravel().tolist()},
            "detections": detections,
            "sequences": sequences,
            "corruption": corruption,
        }
    )
)
