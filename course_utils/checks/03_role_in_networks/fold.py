"""Fold an interval k times."""

from __future__ import annotations

import numpy as np

from ...grading import Cases, Exercise


def _tent(x, kink=0.5):
    return 2 * np.maximum(x, 0) - 4 * np.maximum(x - kink, 0)


def _folded(x, k, kink=0.5):
    for _ in range(k):
        x = _tent(x, kink)
    return x


fold = Exercise.of(
    __file__,
    forbids=("theory", "networks"),
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


fold.marks(
    Cases(
        "values after one fold",
        1,
        lambda rng: [(np.array([0.0, 0.25, 0.5, 0.75, 1.0]), 1), (_points(rng), 1)],
        part=0,
    ),
    Cases("values after several folds", 2, _several, part=0, keeps=True),
    Cases(
        "the number of pieces",
        2,
        lambda rng: [*((_points(rng), k) for k in (1, 3, 4, 6)), (np.array([0.25]), 40)],
        part=1,
    ),
)


def _turns(values):
    signs = np.sign(np.diff(np.ravel(values)))
    return int(np.sum(signs[1:] != signs[:-1]))


def _levelled(x, k):
    for _ in range(k):
        x = 2 * np.maximum(x, 0) - 2 * np.maximum(x - 0.5, 0)
    return x, 2**k


fold.mistakes(
    {
        "2k pieces": lambda x, k: (_folded(x, k), 2 * k),
        "one fold not counted": lambda x, k: (_folded(x, k), 2 ** (k - 1)),
        "one piece more each time": lambda x, k: (_folded(x, k), k + 1),
        "k squared": lambda x, k: (_folded(x, k), k**2),
        "folded once only": lambda x, k: (_tent(x), 2**k),
        "scaled, not folded": lambda x, k: (k * _tent(x), 2**k),
        "folded once too often": lambda x, k: (_folded(x, k + 1), 2**k),
        "one fold too few": lambda x, k: (_folded(x, k - 1), 2**k),
        "corners, not pieces": lambda x, k: (_folded(x, k), 2**k - 1),
        "pieces seen in the given points": lambda x, k: (_folded(x, k), _turns(_folded(x, k)) + 1),
        "the second kink at 1": lambda x, k: (_folded(x, k, kink=1.0), 2**k),
        "no second unit": lambda x, k: (2**k * np.asarray(x), 2**k),
        "no way down": _levelled,
        "a power, not a repetition": lambda x, k: (_tent(x) ** k, 2**k),
    }
)
