"""How far above a threshold, in any dtype."""

from __future__ import annotations

import numpy as np

from ...grading import Cases, Exercise, Match
from ..inputs import mixed

relu_above = Exercise.of(
    __file__,
    demands="the result has the dtype of `x`",
    oracle=lambda x, t: np.maximum(x.astype(float) - t, 0).astype(x.dtype),
)

_SMALL = np.array([-128, -100, 3, 127, 120, -50, 100, 99, 101, 0], np.int8)
_WIDE = np.array([300.25, -0.75, 2e4, -2e4, 1.5, 200.5, -300.0])  # beyond all bytes

relu_above.marks(
    Cases(
        "ordinary float numbers",
        1,
        lambda rng: [(mixed(rng, 9), 0.5), (mixed(rng, 9), 0.0), (_WIDE, 0.5)],
    ),
    Cases(
        "bytes do not wrap around",
        2,
        lambda rng: [
            *((_bytes(rng), t) for t in (5, 100, 0, 255)),
            *((_SMALL, t) for t in (100, 0, 127)),
        ],
    ),
    Cases(
        "an image has two axes",
        1,
        lambda rng: [(_image(rng, 4, 3), 9), (_image(rng, 2, 3, 3), 4), (np.array(7, np.int8), 3)],
    ),
)


@relu_above.behaviour("the dtype of x comes back", points=1)
def _dtypes(ask):
    for kind, t in ((np.float32, 2.5), (np.uint8, 2), (np.int8, 2), (np.float16, 2.5)):
        x = ask.rng.permutation(np.arange(8)).astype(kind)
        got, name = ask.case((x, t), match=Match(dtype=True)).got, np.dtype(kind).name
        fit = isinstance(got, np.ndarray) and got.shape == x.shape
        ask.that(fit, "An array of the shape of x is asked for.", got=got)
        reason = f"x is {name}; what came back is {got.dtype}."
        ask.that(got.dtype == kind, reason, got=f"dtype {got.dtype}", expected=f"dtype {name}")
        worked = np.ptp(got) > 0 and (got != x).any()
        ask.that(
            worked, "x itself came back, or one number throughout: the dtype is no merit.", got=got
        )


def _image(rng, *shape):
    """Draw bytes that do not wrap round at thresholds up to 9, some of them below."""
    return rng.permutation(np.arange(5, 5 + np.prod(shape))).reshape(shape).astype(np.uint8)


def _bytes(rng):
    return np.array([3, 0, 5, 6, 200, 255, *rng.integers(1, 100, size=2)], np.uint8)


def _only_int8_wraps(x, t):
    return np.where(x > t, x - t, 0) if x.dtype == np.uint8 else np.maximum(x - t, 0)


def _row_by_row(x, t):
    out = np.zeros_like(x)
    for i, row in enumerate(x):
        if row > t:
            out[i] = row - t
    return out


relu_above.mistakes(
    {
        "wrap-around": [lambda x, t: np.maximum(x - t, 0), _only_int8_wraps],
        "silent float64": lambda x, t: np.maximum(x.astype(float) - t, 0),
        "fractions cut off": lambda x, t: np.maximum(x.astype(int) - t, 0),
        "fractions cut off, t as well": lambda x, t: np.maximum(x.astype(int) - int(t), 0),
        "kept whole above t": lambda x, t: np.where(x > t, x, 0),
        "raised to t, and t not taken off": lambda x, t: np.maximum(x, t),
        "distance from t": lambda x, t: np.abs(x.astype(float) - t),
        "t taken off after the ReLU": lambda x, t: np.maximum(x, 0) - t,
        "a loop sees rows": _row_by_row,
        "one row, whatever the shape": lambda x, t: np.ravel(np.maximum(x, t) - t),
        "one question for the whole array": lambda x, t: max(x - t, 0),
        "kept within a byte": [
            lambda x, t, top=top: np.clip(x.astype(float) - t, 0, top) for top in (127, 128, 255)
        ],
        "how far below t": lambda x, t: np.maximum(t - x.astype(float), 0),
        "t is not used": lambda x, t: np.maximum(x, 0),
        "the entries above t alone": lambda x, t: x[x > t] - t,
    }
)


def _whole_numbers(got, x, t):
    return got.dtype.kind in "iu" and got.dtype != x.dtype and x.dtype.kind == "f"


relu_above.symptoms({"whole numbers for floats": _whole_numbers}, constant=True)
