"""Collapse layers into one."""

from __future__ import annotations

import functools
import itertools

import numpy as np

from ...grading import Cases, Exercise
from ...grading.reading import array_like
from ..inputs import mixed


def _collapsed(weights, biases):
    W, b = weights[0], biases[0]
    for V, c in zip(weights[1:], biases[1:], strict=True):
        W, b = W @ V, b @ V + c
    return W, b


collapse = Exercise(
    "role_in_networks.collapse",
    title="Collapse layers into one",
    minutes=6,
    difficulty="medium",
    hints=(
        "Write two layers as one formula: (x W₁ + b₁) W₂ + b₂. Multiply out, and see what stands "
        "behind x and what does not depend on x.",
        "Two layers: W = W₁ W₂, and b = b₁ W₂ + b₂. With rows as examples the first layer's "
        "matrix stands first.",
        "Start with the first W and b. For each further layer V, c: `b = b @ V + c`, then `W = W "
        "@ V`.",
    ),
    forbids=("experiments",),
    covers=("A06",),
    oracle=_collapsed,
    parts=("the matrix W", "the bias b"),
    tidy=array_like,
)


def _layers(rng, sizes, *, biases=True):
    weights = [mixed(rng, n, m) for n, m in itertools.pairwise(sizes)]
    return weights, [mixed(rng, 4)[:m] if biases else np.zeros(m) for m in sizes[1:]]


MATRIX = "for every x, x @ W + b equals all layers one after another."
# Square matrices first: whatever the order, the product exists, and the reason is about values.
collapse.marks(
    Cases(
        "the matrix: two layers without biases",
        2,
        lambda rng: [_layers(rng, (3, 3, 3), biases=False)],
        task=MATRIX,
    ),
    Cases(
        "the bias: two layers with biases", 2, lambda rng: [_layers(rng, (3, 3, 3))], task=MATRIX
    ),
    Cases(
        "any number of layers, any widths",
        1,
        lambda rng: [_layers(rng, s) for s in ((3, 3, 3, 3), (2, 3), (2, 4, 3, 2, 3), (3, 1, 2))],
        task="There may be one layer, two, or many, of any widths that fit together.",
    ),
    look=1,
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
    return functools.reduce(np.matmul, weights), b


collapse.mistakes(
    (
        "the biases forgotten",
        lambda weights, biases: (
            functools.reduce(np.matmul, weights),
            np.zeros(np.shape(weights[-1])[1]),
        ),
        "The bias is 0 here: what the layers add is left out. Start with b₁ and carry it on.",
    ),
    (
        "the first bias is not carried on",
        lambda weights, biases: (functools.reduce(np.matmul, weights), biases[-1]),
        "The matrix is right, and b is the last layer's bias alone. What b₁ adds goes through W₂ "
        "like everything else: b = b₁ W₂ + b₂.",
    ),
    (
        "biases added up",
        lambda weights, biases: (functools.reduce(np.matmul, weights), sum(biases)),
        "The biases were added as they are. b₁ goes through the second layer first: b₁ W₂ + b₂.",
    ),
    (
        "product in the wrong order",
        _wrong_order,
        "The matrices are multiplied in the wrong order. Rows are examples here: x meets W₁ "
        "first, so x W₁ W₂. In books where x is a column it is W₂ W₁ x.",
    ),
    (
        "multiplied entry by entry",
        _entries,
        "`*` multiplies entry by entry. One layer after another is a matrix product: `@`.",
    ),
    (
        "each bias through its own matrix",
        _own_matrix,
        "Here b₁ goes through W₁ as well. A layer adds its bias after its own matrix: b₁ meets W₂ "
        "and what follows, not W₁.",
    ),
    (
        "the layers between are left out",
        lambda weights, biases: (weights[0] @ weights[-1], biases[0] @ weights[-1] + biases[-1]),
        "Only the first and the last layer are put together. With one layer they are the same, "
        "and with three the middle one is missing.",
    ),
)
