"""SwiGLU for the same number of parameters."""

from __future__ import annotations

import numpy as np

from ...grading import Cases, Exercise
from ...grading.reading import one_number


def _width(d, hidden, multiple, biases, cut=np.floor):
    w = (2 * d + biases) * hidden / (3 * d + 2 * biases)
    return int(cut(round(w / multiple, 9))) * multiple


swiglu_width = Exercise(
    "variants.swiglu_width",
    title="SwiGLU for the same number of parameters",
    minutes=8,
    difficulty="medium",
    hints=(
        "Count the matrices of each block, and the numbers in each matrix. A gate is one more "
        "matrix of the shape of the first.",
        "Plain: 2·d·hidden weights. Gated, with w hidden units: 3·d·w. Biases add hidden + d to "
        "the one and w + w + d to the other.",
        "Without biases w = 2 * hidden // 3; with them w = (2 * d + 1) * hidden // (3 * d + 2). "
        "Then `w // multiple * multiple`.",
    ),
    forbids=("experiments",),
    covers=("A15",),
    oracle=_width,
    tidy=one_number,
)


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
        look=6,
        task="A gated block with w hidden units has a third matrix",
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
        look=6,
        view=_an_integer,
        task="the largest w, an integer and a multiple of `multiple`, for which the gated block "
        "has no more parameters than the plain one",
    ),
    Cases("a multiple", 1, _multiples, look=6, task="a multiple of `multiple`"),
    Cases(
        "biases count too",
        1,
        _tight,
        look=6,
        task="With `biases=True` each matrix of either block has a bias",
    ),
)


swiglu_width.mistakes(
    (
        "the gate's matrix is forgotten",
        lambda d, hidden, multiple, biases: hidden // multiple * multiple,
        "This counts two matrices for the gated block. It has three: one for the gate, one for "
        "what passes through it, and one back to d.",
    ),
    (
        "half the width",
        lambda d, hidden, multiple, biases: hidden // 2 // multiple * multiple,
        "This is half: four matrices. The gate adds one matrix to the first; on the way back "
        "there is still one. Three in all.",
    ),
    (
        "rounded up",
        lambda d, hidden, multiple, biases: _width(d, hidden, multiple, biases, np.ceil),
        "Rounded up, the gated block has more parameters than the plain one. Down, so that it has "
        "at most as many.",
    ),
    (
        "equally many refused",
        lambda d, hidden, multiple, biases: _width(d, hidden, multiple, biases, np.ceil) - multiple,
        'One step too narrow where the numbers come out even. "No more than" lets the gated block '
        "have exactly as many as the plain one: `<=`, not `<`.",
    ),
    (
        "rounded to the nearest",
        lambda d, hidden, multiple, biases: _width(d, hidden, multiple, biases, np.round),
        "Rounding to the nearest sometimes goes up, and then the gated block has more parameters "
        "than the plain one. Down.",
    ),
    (
        "eight thirds of d",
        lambda d, hidden, multiple, biases: 8 * d // 3 // multiple * multiple,
        "This takes 8d/3, which is ⅔ of 4d. It fits where `hidden` is 4d, and only there.",
    ),
    (
        "biases are forgotten",
        lambda d, hidden, multiple, biases: _width(d, hidden, multiple, False),
        "This counts the weights alone. With `biases` the gated block has two hidden biases for a "
        "unit, one for the gate and one for what passes; the plain one has one.",
    ),
    (
        "one hidden bias, not two",
        lambda d, hidden, multiple, biases: (
            (2 * d + biases) * hidden // (3 * d + biases) // multiple * multiple
        ),
        "This counts one bias for a hidden unit of the gated block. There are two matrices in "
        "front of the hidden units, and each has its bias.",
    ),
    (
        "the output's bias on one side only",
        lambda d, hidden, multiple, biases: (
            (2 * d * hidden + biases * (hidden + d)) // (3 * d + 2 * biases) // multiple * multiple
        ),
        "The bias of the output, d numbers, is in both blocks. Here only the plain one has it.",
    ),
    (
        "the multiple is ignored",
        lambda d, hidden, multiple, biases: _width(d, hidden, 1, biases),
        "The width is not a multiple of `multiple`. Cut off what is too much: `w // multiple * "
        "multiple`.",
    ),
    (
        "not rounded",
        lambda d, hidden, multiple, biases: 2 * hidden / 3,
        "A fraction of a hidden unit cannot be built. Round down.",
    ),
)


@swiglu_width.symptom(
    "a float for a width",
    "A width is a whole number: `nn.Linear(32, 64.0)` is an error. Use `//` or `int(...)`.",
)
def _float(got, *sizes):
    return isinstance(got, (float, np.floating)) and got == _width(*sizes)
