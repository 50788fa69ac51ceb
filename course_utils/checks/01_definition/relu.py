"""Write ReLU."""

from __future__ import annotations

import numpy as np

from ...grading import Cases, Exercise, Match
from ..inputs import any_shape, mixed, read_only, written_to

relu = Exercise.of(
    __file__,
    forbids=("activations", "relu", "leaky", "clamp"),
    demands="the result is a new array",
    oracle=lambda x: np.maximum(x, 0.0),
)


relu.marks(
    Cases(
        "numbers below and above zero",
        2,
        lambda rng: [
            (mixed(rng, 7),),
            (np.array([-3.0, -0.5, 0.0, 1.0, 2.0, 300.0, 1e4, 2e4, -1e4]),),
        ],
    ),
    Cases(
        "zero and infinity",
        1,
        lambda rng: [(np.array([0.0, -0.0, 0.001, -0.001, np.inf, -np.inf, 1.5, 1e6, 1e30]),)],
    ),
    Cases("NaN stays NaN", 1, lambda rng: [(np.array([np.nan, -1.5, 2.5, 0.5]),)]),
    Cases(
        "any shape, any kind of number",
        1,
        lambda rng: [
            *((x,) for x in any_shape(rng)),
            (np.array([-4, 0, 7]),),
            (np.array([-1, 2], np.float32),),
        ],
    ),
)


@relu.behaviour("x is left as it was", points=1)
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
    {
        "np.max gives one number": lambda x: np.max(np.maximum(x, 0)),
        "builtin max is ambiguous": lambda x: max(0, x),
        "np.max(0, x) takes x for an axis": lambda x: np.max(0, x),
        "absolute value": lambda x: np.abs(x),
        "a step": lambda x: np.where(x > 0, 1.0, 0.0),
        "clipped at 1": lambda x: np.clip(x, 0, 1),
        "folded and clipped": lambda x: np.minimum(np.abs(x), 1),
        "sign flipped": lambda x: np.minimum(x, 0),
        "mirrored": lambda x: np.maximum(-x, 0),
        "a leak": [
            lambda x, leak=leak: np.where(x > 0, x, leak * x) for leak in (0.01, 0.1, 0.2, 0.3)
        ],
        "negatives are dropped": [lambda x: x[x > 0], lambda x: x[x >= 0], lambda x: x[~(x < 0)]],
        "writes into the caller's array": _in_place,
        "NaN became 0": lambda x: np.where(x > 0, x, 0.0),
        "−inf became NaN": lambda x: x * (x > 0),
        "a loop sees rows": lambda x: np.array(
            [max(0, value) if value == value else value for value in x]
        ),
        "infinity made finite": lambda x: np.maximum(np.nan_to_num(x), 0),
    }
)


def _own_axis(got, x):
    return np.ndim(x) == 0 and got.shape == (1,)


def _below_a_ceiling(got, x):
    if (got[x < 0] != 0).any() or not (got[x > 0] == x[x > 0]).any():
        return False
    far = got[np.isfinite(x) & (x > 0) & (got < x)]
    return far.size > 1 and (far == np.max(got[np.isfinite(x)])).all() and far.min() > 0


relu.symptoms({"an axis of its own": _own_axis, "a ceiling": _below_a_ceiling})
