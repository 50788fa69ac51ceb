"""SwiGLU for the same number of parameters."""

from __future__ import annotations

from functools import partial

import numpy as np

from ...grading import Cases, Exercise
from ...grading.reading import one_number


def _width(d, hidden, multiple, biases, cut=np.floor):
    w = (2 * d + biases) * hidden / (3 * d + 2 * biases)
    return int(cut(round(w / multiple, 9))) * multiple


swiglu_width = Exercise.of(__file__, forbids=("experiments",), oracle=_width, tidy=one_number)


def _hidden(rng, remainder):
    return 3 * int(rng.integers(20, 60)) + remainder


def _multiples(rng):
    # The first and the last lie above the middle of two multiples, the second is one, the fourth
    # is too narrow for any.
    d = 8 * int(rng.integers(2, 6))
    sizes = (d, 376, 16), (d, 4 * 96, 64), (512, 2048, 32), (d, 20, 16)
    return [(*size, False) for size in sizes]


def _tight(rng):
    # With d = 3 and these widths, d parameters too many make one unit more.
    tight = 42 + 33 * int(rng.integers(0, 5))
    return [(2, 48, 1, True), (3, tight, 1, True), (4, 420, 8, True)]


def _an_integer(got, *sizes):
    return {"the width": got, "is it an integer?": isinstance(got, (int, np.integer))}


swiglu_width.marks(
    Cases(
        "three matrices, not two",
        2,
        lambda rng: [(32, 96, 1, False), (40, _hidden(rng, 0), 1, False)],
    ),
    Cases(
        "never more than the plain block",
        1,
        # With d = 1 a single parameter too many makes one unit more.
        lambda rng: [
            (32, _hidden(rng, 1), 1, False),
            (32, _hidden(rng, 2), 1, False),
            (1, _hidden(rng, 1), 1, False),
            (32, 4, 1, True),  # the same width with and without biases
        ],
        view=_an_integer,
    ),
    Cases("a multiple", 1, _multiples),
    Cases("biases count too", 1, _tight, also=lambda rng: [(3, 30, 1, True), (32, 96, 1, False)]),
)


def _cut_down(width):
    """Return the answer that cuts this width down to a multiple."""
    return lambda d, hidden, multiple, biases: width(d, hidden, biases) // multiple * multiple


_up = partial(_width, cut=np.ceil)

swiglu_width.mistakes(
    {
        "the gate's matrix is forgotten": _cut_down(lambda d, hidden, biases: hidden),
        "half the width": _cut_down(lambda d, hidden, biases: hidden // 2),
        "rounded up": [
            _up,
            lambda d, hidden, multiple, biases: (
                -(-_width(d, hidden, 1, biases) // multiple) * multiple
            ),
        ],
        "equally many refused": lambda *block: _up(*block) - block[2],
        "rounded to the nearest": partial(_width, cut=np.round),
        "eight thirds of d": _cut_down(lambda d, hidden, biases: 8 * d // 3),
        "biases are forgotten": lambda d, hidden, multiple, _: _width(d, hidden, multiple, False),
        "biases always counted": lambda d, hidden, multiple, _: _width(d, hidden, multiple, True),
        "no biases in the plain block": _cut_down(
            lambda d, hidden, biases: 2 * d * hidden // (3 * d + 2 * biases)
        ),
        "at least one multiple": lambda *block: max(block[2], _width(*block)),
        "one hidden bias, not two": _cut_down(
            lambda d, hidden, biases: (2 * d + biases) * hidden // (3 * d + biases)
        ),
        "a bias for each input": _cut_down(
            lambda d, hidden, biases: (2 * d * hidden + biases * (hidden - d)) // (3 * d + biases)
        ),
        "the output's bias on one side only": _cut_down(
            lambda d, hidden, biases: (
                (2 * d * hidden + biases * (hidden + d)) // (3 * d + 2 * biases)
            )
        ),
        "the multiple is ignored": lambda d, hidden, multiple, biases: _width(d, hidden, 1, biases),
        "not rounded": lambda d, hidden, multiple, biases: 2 * hidden / 3,
    }
)


def _float(got, *sizes):
    return isinstance(got, (float, np.floating)) and got == _width(*sizes)


swiglu_width.symptoms({"a float for a width": _float})
