"""Collapse layers into one."""

from __future__ import annotations

import functools
import itertools

import numpy as np

from ...grading import Exercise
from ..inputs import mixed

LOOK = 1
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
    covers=("A06",),
)


def _collapsed(weights, biases):
    W, b = weights[0], biases[0]
    for V, c in zip(weights[1:], biases[1:], strict=True):
        W, b = W @ V, b @ V + c
    return W, b


def _layers(rng, sizes, *, biases=True):
    weights = [mixed(rng, n, m) for n, m in itertools.pairwise(sizes)]
    return weights, [mixed(rng, 4)[:m] if biases else np.zeros(m) for m in sizes[1:]]


@collapse.behaviour("the matrix: two layers without biases", points=2, look=LOOK)
def _matrix(ask):
    # Square matrices: whatever the order, the product exists, and the reason is about values.
    weights, biases = _layers(ask.rng, (3, 3, 3), biases=False)
    ask.same(_collapsed(weights, biases), weights, biases)


@collapse.behaviour("the bias: two layers with biases", points=2, look=LOOK)
def _bias(ask):
    weights, biases = _layers(ask.rng, (3, 3, 3))
    ask.same(_collapsed(weights, biases), weights, biases)


@collapse.behaviour("any number of layers, any widths", points=1, look=LOOK)
def _any_number(ask):
    for sizes in ((3, 3, 3, 3), (2, 3), (2, 4, 3, 2, 3)):
        weights, biases = _layers(ask.rng, sizes)
        ask.same(_collapsed(weights, biases), weights, biases)


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
)
