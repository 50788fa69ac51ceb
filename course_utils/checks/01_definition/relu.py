"""Write ReLU."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise, Match
from ..inputs import any_shape, mixed, read_only

LOOK = 1
ARRAYS = 5
SPELLINGS = 2
relu = Exercise(
    "definition.relu",
    title="Write ReLU",
    minutes=5,
    difficulty="easy",
    hints=(
        "Say it for one number first: the larger of 0 and x. Which NumPy function compares two "
        "things entry by entry and keeps the larger of each pair?",
        "`np.max` looks for the largest entry of one array. `np.maximum` takes two arguments.",
        "`np.maximum(x, 0)` keeps the shape, lets NaN through and makes a new array.",
    ),
    forbids=(
        "torch.*relu*", "torch.*ReLU*", "torch.*clamp*", "torch.*clip*", "torch.*hreshold*",
        "keras.*relu*", "keras.*ReLU*", "tensorflow.*relu*", "jax.*relu*",
        ".relu", ".relu_", ".clamp", ".clamp_", ".clamp_min",
    ),
    covers=("A02", "A03", "A16"),
)  # fmt: skip


def _oracle(x):
    return np.maximum(x, 0.0)


@relu.behaviour("numbers below and above zero", points=2, look=LOOK)
def _ordinary(ask):
    x = mixed(ask.rng, 7)
    ask.same(_oracle(x), x)
    ask.same(np.array([0.0, 0.0, 0.0, 1.0, 2.0]), np.array([-3.0, -0.5, 0.0, 1.0, 2.0]))


@relu.behaviour("zero and infinity", points=1, look=SPELLINGS)
def _infinity(ask):
    x = np.array([0.0, -0.0, 0.001, -0.001, np.inf, -np.inf])
    ask.same(_oracle(x), x)


@relu.behaviour("NaN stays NaN", points=1, look=SPELLINGS)
def _nan(ask):
    x = np.array([np.nan, -1.5, 2.5])
    ask.same(_oracle(x), x, reason="NaN says that something went wrong earlier; keep saying it.")


@relu.behaviour("any shape, any kind of number", points=1, look=ARRAYS)
def _shapes(ask):
    for x in any_shape(ask.rng):
        ask.same(_oracle(x), x)
    ask.same(np.array([0, 0, 7]), np.array([-4, 0, 7]))
    ask.same(np.array([0, 2], np.float32), np.array([-1, 2], np.float32))


@relu.behaviour("x is left as it was", points=1, look=ARRAYS)
def _unchanged(ask):
    x = mixed(ask.rng, 5)
    got = ask.call(x)
    ask.unchanged()
    ask.compare(got, _oracle(x), match=Match(atol=np.inf))  # any numbers, in an array of x's shape
    ask.call(read_only(x))


def _in_place(x):
    x[x < 0] = 0
    return x


relu.mistakes(
    (
        "np.max gives one number",
        lambda x: np.max(np.maximum(x, 0)),
        "`np.max` looks for the largest entry of the whole array and gives one number. ReLU "
        "compares each entry with 0 on its own: `np.maximum`, with two arguments.",
    ),
    (
        "builtin max is ambiguous",
        lambda x: max(0, x),
        "Python's `max(0, x)` and `if x > 0` ask one yes-or-no question, and an array has one "
        "answer for each entry. NumPy has functions that ask every entry.",
    ),
    (
        "np.max(0, x) takes x for an axis",
        lambda x: np.max(0, x),
        "The second argument of `np.max` is an axis, not a second number: it tried to use x as "
        "one. The function that compares two things is `np.maximum`.",
    ),
    (
        "absolute value",
        lambda x: np.abs(x),
        "This is |x|: it turns negative numbers around. ReLU replaces them by 0.",
    ),
    (
        "a step",
        lambda x: np.where(x > 0, 1.0, 0.0),
        "This is a step: it says whether x is above 0, not how far. ReLU passes x itself.",
    ),
    (
        "clipped at 1",
        lambda x: np.clip(x, 0, 1),
        "This stops at 1. ReLU has no upper bound: 5 stays 5.",
    ),
    (
        "folded and clipped",
        lambda x: np.minimum(np.abs(x), 1),
        "Two things at once: negative numbers are turned around, and everything stops at 1. ReLU "
        "gives 0 for the first and has no upper bound.",
    ),
    (
        "sign flipped",
        lambda x: np.minimum(x, 0),
        "This keeps the negative numbers and drops the positive ones: min(0, x). ReLU is max(0, "
        "x).",
    ),
    (
        "mirrored",
        lambda x: np.maximum(-x, 0),
        "This is max(0, −x), ReLU seen in a mirror: it passes what lies below zero.",
    ),
    (
        "a leak",
        lambda x: np.where(x > 0, x, 0.01 * x),
        "This lets a hundredth of negative numbers through: leaky ReLU, of lesson 4. ReLU gives 0.",
    ),
    (
        "negatives are dropped",
        lambda x: x[x > 0],
        "This picks the positive entries out, and the array gets shorter. ReLU keeps every place "
        "and puts a 0 where the entry was negative.",
    ),
    (
        "writes into the caller's array",
        _in_place,
        "This writes the zeros into x itself, so the caller's numbers are gone; and it fails "
        "where x cannot be written to. Make a new array.",
        ARRAYS,
    ),
    (
        "NaN became 0",
        lambda x: np.where(x > 0, x, 0.0),
        "`nan > 0` is False, so whatever asks that question takes NaN for a negative number. "
        "`np.maximum` and `np.clip` keep NaN; so does asking `x < 0` instead.",
    ),
    (
        "−inf became NaN",
        lambda x: x * (x > 0),
        "At −inf a product is −inf · 0 and a half sum is −inf + inf: both are NaN. The larger of "
        "0 and −inf is 0.",
    ),
    (
        "a loop sees rows",
        lambda x: np.array([max(0, value) for value in x]),
        "A loop over a matrix visits its rows, and a single number cannot be looped over at all. "
        "A NumPy function without a loop works for every shape.",
        ARRAYS,
    ),
)
