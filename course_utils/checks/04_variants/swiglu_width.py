"""SwiGLU for the same number of parameters."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise

LOOK = 6
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
    covers=("A15",),
)


def _width(d, hidden, multiple, biases, cut=np.floor):
    w = (2 * d + biases) * hidden / (3 * d + 2 * biases)
    return int(cut(round(w / multiple, 9))) * multiple


def _hidden(rng, remainder):
    return 3 * int(rng.integers(20, 60)) + remainder


def _cases(ask, *cases):
    ask.same_all([(_width(*case), *case) for case in cases])


@swiglu_width.behaviour("three matrices, not two", points=2, look=LOOK)
def _thirds(ask):
    _cases(ask, (32, 96, 1, False), (40, _hidden(ask.rng, 0), 1, False))


@swiglu_width.behaviour("never more than the plain block", points=1, look=LOOK)
def _down(ask):
    _cases(ask, (32, _hidden(ask.rng, 1), 1, False), (32, _hidden(ask.rng, 2), 1, False))
    got = ask.calls[-1].got
    whole = isinstance(got, (int, np.integer)) or (
        isinstance(got, np.ndarray) and got.dtype.kind in "iu"
    )
    if not whole:
        ask.fail("A width is a whole number: `nn.Linear(32, 64.0)` is an error. Use `//` or "
                 "`int(...)`.", got=got, expected="an integer",
                 mistake="a float for a width")  # fmt: skip


@swiglu_width.behaviour("a multiple", points=1, look=LOOK)
def _multiple(ask):
    # The first and the last lie above the middle of two multiples, the second is one.
    d = 8 * int(ask.rng.integers(2, 6))
    _cases(ask, (d, 376, 16, False), (d, 4 * 96, 64, False), (512, 2048, 32, False))


@swiglu_width.behaviour("biases count too", points=1, look=LOOK)
def _biases(ask):
    # With d = 3 and these widths, d parameters too many make one unit more.
    tight = 42 + 33 * int(ask.rng.integers(0, 5))
    _cases(ask, (2, 48, 1, True), (3, tight, 1, True), (4, 420, 8, True))


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
