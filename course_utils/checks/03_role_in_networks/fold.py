"""Fold an interval k times."""

from __future__ import annotations

import numpy as np

from ...grading import Cases, Exercise


def _tent(x):
    return 2 * np.maximum(x, 0) - 4 * np.maximum(x - 0.5, 0)


def _folded(x, k):
    for _ in range(k):
        x = _tent(x)
    return x


fold = Exercise(
    "role_in_networks.fold",
    title="Fold an interval k times",
    minutes=6,
    difficulty="medium",
    hints=(
        "The output of one fold is the input of the next. A loop that writes y back into y is "
        "enough.",
        "Every fold lays the graph of the one before over itself: once forwards, once backwards. "
        "What does that do to the number of pieces?",
        "`for _ in range(k): y = 2 * np.maximum(y, 0) - 4 * np.maximum(y - 0.5, 0)`, and the "
        "pieces are `2 ** k`.",
    ),
    forbids=("theory", "networks"),
    covers=("A07", "A08"),
    oracle=lambda x, k: (_folded(x, k), 2**k),
    parts=("the values", "the number of pieces"),
)


def _points(rng):
    # Sixteenths, off the kinks by a third of one: no two wrong ways to fold agree there.
    return (rng.permutation(16)[:6] + rng.choice([1 / 3, 2 / 3], size=6)) / 16


def _several(rng):
    for k in (3, 2, 4):
        yield _points(rng), k
    yield _points(rng).reshape(2, 3), 2


VALUES = "it applies the tent k times, each time to the result of the time before"
fold.marks(
    Cases(
        "values after one fold",
        1,
        lambda rng: [(np.array([0.0, 0.25, 0.5, 0.75, 1.0]), 1), (_points(rng), 1)],
        task=VALUES,
        part=0,
    ),
    Cases(
        "values after several folds",
        2,
        _several,
        task=VALUES,
        part=0,
        reason="Fold the result of the fold before.",
    ),
    Cases(
        "the number of pieces",
        2,
        lambda rng: [*((_points(rng), k) for k in (1, 3, 4, 6)), (np.array([0.25]), 40)],
        task="the number of straight pieces of the k times folded graph on [0, 1].",
        part=1,
    ),
    look=3,
)
fold.mistakes(
    (
        "2k pieces",
        lambda x, k: (_folded(x, k), 2 * k),
        "2k would be right if each fold added two pieces. It doubles what is there: 2, 4, 8, 16.",
    ),
    (
        "one fold not counted",
        lambda x, k: (_folded(x, k), 2 ** (k - 1)),
        "2^(k − 1) leaves out one fold. One fold makes two pieces, and each further one doubles "
        "them: 2^k.",
    ),
    (
        "one piece more each time",
        lambda x, k: (_folded(x, k), k + 1),
        "k + 1 is what k units make side by side, in one layer. Here they stand one after "
        "another, and each fold doubles the number.",
    ),
    (
        "k squared",
        lambda x, k: (_folded(x, k), k**2),
        "This is k². Each fold doubles the number of pieces: 2ᵏ.",
    ),
    (
        "folded once only",
        lambda x, k: (_tent(x), 2**k),
        "This is one fold, whatever k is: each round starts from x again. Feed the result back in.",
    ),
    (
        "scaled, not folded",
        lambda x, k: (k * _tent(x), 2**k),
        "This is k times one fold. Folding again means applying the tent to its own result.",
    ),
    (
        "folded once too often",
        lambda x, k: (_folded(x, k + 1), 2**k),
        "This is k + 1 folds. `range(k)` makes k rounds: do not fold before the loop as well.",
    ),
)
