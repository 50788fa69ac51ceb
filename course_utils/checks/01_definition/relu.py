"""Write ReLU."""

from __future__ import annotations

import numpy as np

from ...grading import Cases, Exercise, Match
from ..inputs import any_shape, mixed, read_only, written_to

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
    forbids=("activations", "relu", "leaky", "clamp"),
    demands="the result is a new array",
    covers=("A02", "A03", "A16"),
    oracle=lambda x: np.maximum(x, 0.0),
)


relu.marks(
    Cases(
        "numbers below and above zero",
        2,
        lambda rng: [(mixed(rng, 7),), (np.array([-3.0, -0.5, 0.0, 1.0, 2.0]),)],
        look=1,
        task="which gives max(0, x) for every entry of x.",
    ),
    Cases(
        "zero and infinity",
        1,
        lambda rng: [(np.array([0.0, -0.0, 0.001, -0.001, np.inf, -np.inf]),)],
        look=2,
        task="inf stays inf, −inf gives 0",
    ),
    Cases(
        "NaN stays NaN",
        1,
        lambda rng: [(np.array([np.nan, -1.5, 2.5]),)],
        look=2,
        task="NaN stays NaN: it says that something went wrong earlier",
        reason="NaN says that something went wrong earlier; keep saying it.",
    ),
    Cases(
        "any shape, any kind of number",
        1,
        lambda rng: [
            *((x,) for x in any_shape(rng)),
            (np.array([-4, 0, 7]),),
            (np.array([-1, 2], np.float32),),
        ],
        look=5,
        task="x is an array of any shape, or a single number; the result has the same shape.",
    ),
)


@relu.behaviour(
    "x is left as it was", points=1, look=5, task="x is left as it was: the result is a new array."
)
def _unchanged(ask):
    for x in (mixed(ask.rng, 5), abs(mixed(ask.rng, 5))):
        got = ask.call(x)
        ask.unchanged()
        ask.compare(got, x, match=Match(atol=np.inf))  # any numbers, in an array of x's shape
        after = ask.probe(written_to, x, shown="y = relu(x), then y[...] = 99")
        ask.compare(after, x, reason="The result is x itself, or a window on it.")
    ask.forget()
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
        5,
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
        lambda x: np.array([max(0, value) if value == value else value for value in x]),
        "A loop over a matrix visits its rows, and a single number cannot be looped over at all. "
        "A NumPy function without a loop works for every shape.",
        5,
    ),
)
