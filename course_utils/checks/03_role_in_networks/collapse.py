"""Collapse layers into one."""

from __future__ import annotations

import itertools
from functools import reduce

import numpy as np

from ...grading import Cases, Exercise
from ...grading.reading import array_like
from ..answers import one_part_of
from ..inputs import mixed


def _collapsed(weights, biases):
    W, b = weights[0], biases[0]
    for V, c in zip(weights[1:], biases[1:], strict=True):
        W, b = W @ V, b @ V + c
    return W, b


collapse = Exercise.of(
    __file__,
    forbids=("experiments",),
    oracle=_collapsed,
    parts=("the matrix W", "the bias b"),
    tidy=array_like,
)


def _layers(rng, sizes, *, biases=True):
    weights = [mixed(rng, n, m) for n, m in itertools.pairwise(sizes)]
    return weights, [mixed(rng, 4)[:m] if biases else np.zeros(m) for m in sizes[1:]]


# Square matrices first: whatever the order, the product exists, and the reason is about values.
collapse.marks(
    Cases(
        "the matrix: two layers without biases",
        2,
        lambda rng: [_layers(rng, (3, 3, 3), biases=False)],
    ),
    Cases("the bias: two layers with biases", 2, lambda rng: [_layers(rng, (3, 3, 3))]),
    Cases(
        "any number of layers, any widths",
        1,
        lambda rng: [_layers(rng, s) for s in ((3, 3, 3, 3), (2, 3), (2, 4, 3, 2, 3), (3, 1, 2))],
        keeps=True,
    ),
)


def _wrong_order(weights, biases):
    W, b = weights[0], biases[0]
    for V, c in zip(weights[1:], biases[1:], strict=True):
        W, b = V @ W, V @ b + c
    return W, b


def _entries(weights, biases):
    W, b = weights[0], biases[0]
    for V, c in zip(weights[1:], biases[1:], strict=True):
        W, b = W * V, b * V + c
    return W, b


def _own_matrix(weights, biases):
    b = np.zeros(len(weights[0]))
    for V, c in zip(weights, biases, strict=True):
        b = (b + c) @ V
    return b


def _one_layer_on(weights, biases):
    b = biases[-1]
    for c, V in zip(biases[:-1], weights[1:], strict=True):
        b = b + c @ V
    return b


def _rectified(weights, biases):
    W, b = weights[0], biases[0]
    for V, c in zip(weights[1:], biases[1:], strict=True):
        W, b = W @ V, np.maximum(b, 0) @ V + c
    return W, b


def _from_two_on(weights, biases):
    first_two = _collapsed([weights[0], weights[1]], [biases[0], biases[1]])
    return _collapsed([first_two[0], *weights[2:]], [first_two[1], *biases[2:]])


_W_is, _b_is = one_part_of(_collapsed, 2)

collapse.mistakes(
    {
        "the biases forgotten": _b_is(lambda weights, biases: np.zeros(np.shape(weights[-1])[1])),
        "the first bias is not carried on": _b_is(lambda weights, biases: biases[-1]),
        "biases added up": _b_is(lambda weights, biases: sum(biases)),
        "product in the wrong order": _wrong_order,
        "the matrix transposed": _W_is(lambda *layers: _collapsed(*layers)[0].T),
        "multiplied entry by entry": _entries,
        "each bias through its own matrix": _b_is(_own_matrix),
        "the layers between are left out": lambda weights, biases: (
            weights[0] @ weights[-1],
            biases[0] @ weights[-1] + biases[-1],
        ),
        "each bias through the next matrix only": _b_is(_one_layer_on),
        "the last bias is left out": _b_is(
            lambda weights, biases: _collapsed(weights, biases)[1] - biases[-1]
        ),
        "the first bias alone": _b_is(
            lambda weights, biases: reduce(np.matmul, [biases[0], *weights[1:]])
        ),
        "a ReLU between the layers": _rectified,
        "the bias in every row of W": _W_is(lambda *layers: sum(_collapsed(*layers))),
        "only the first two layers": lambda weights, biases: _collapsed(weights[:2], biases[:2]),
        "a second layer is needed": _from_two_on,
    }
)
