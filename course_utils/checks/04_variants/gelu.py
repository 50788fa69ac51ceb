"""GELU, right in the tails."""

from __future__ import annotations

import math

import numpy as np
import scipy  # its parts are loaded where they are used

from ...grading import Cases, Exercise, Match
from ...grading.reading import array_like
from ..inputs import any_shape, mixed
from ._tools import exact, sigmoid_form, tanh_form

gelu = Exercise.of(
    __file__,
    forbids=("activations", "gelu"),
    seconds=10.0,  # a first import of scipy.stats
    oracle=exact,
    tidy=array_like,
)


def _tail(rng):
    drawn = [*rng.uniform(-36, -11, size=2), *rng.uniform(-8, -5, size=3)]
    return [(np.append([-10.0, -20.0, -37.0], np.round(drawn, 2)),)]


gelu.marks(
    Cases("ordinary numbers", 2, lambda rng: [(mixed(rng, 8),), (np.array([0.0, -0.0]),)]),
    Cases("the left tail", 2, _tail, match=Match(rtol=1e-9, atol=0.0)),
    Cases("infinity", 1, lambda rng: [(np.array([np.inf, -np.inf, 1e5, -1e5]),)]),
    Cases(
        "NaN, any shape, any kind of number",
        1,
        lambda rng: [
            (np.array([np.nan, -1.5, 2.5]),),
            *((np.asarray(x),) for x in any_shape(rng)),
            (np.array([-2, -1, 0, 3]),),
            (mixed(rng, 5).astype(np.float32),),
        ],
        match=Match(rtol=1e-5),
    ),
)


_ROOT = math.sqrt(2)

gelu.errors(
    {"a single number has no places": ("float64' object does not support item assignment",)}
)


def _in_the_dtype_of(x):
    x = np.asarray(x)
    return exact(x).astype(x.dtype if x.dtype.kind in "iu" else float)


def _zeros_left(got, x):
    wrong = ~np.isclose(got, exact(x), rtol=1e-9, atol=0.0)
    return (got[wrong] == 0).all() and x[wrong].max() < -4


def _largest_float(got, x):
    return (got[np.isposinf(x)] == np.finfo(float).max).any()


gelu.symptoms(
    {"the tail cut off": _zeros_left, "infinity became the largest float": _largest_float}
)
gelu.mistakes(
    {
        "−inf times 0": lambda x: 0.5 * x * scipy.special.erfc(-x / _ROOT),
        "1 + erf cancels": [
            lambda x: 0.5 * x * (1 + scipy.special.erf(x / _ROOT)),
            lambda x: 0.5 * x * (2 - scipy.special.erfc(x / _ROOT)),
            lambda x: x * (1 - scipy.special.ndtr(-np.asarray(x, float))),
        ],
        "tanh is the definition": tanh_form,
        "the sigmoid form": sigmoid_form,
        "SiLU for GELU": lambda x: x * scipy.special.expit(x),
        "no √2": lambda x: 0.5 * x * (1 + scipy.special.erf(x)),
        "the density for the distribution": lambda x: (
            x * np.exp(-0.5 * x * x) / math.sqrt(2 * math.pi)
        ),
        "Φ alone": lambda x: scipy.special.ndtr(np.asarray(x, float)),
        "NaN taken for a far negative number": lambda x: np.where(np.isnan(x), 0.0, exact(x)),
        "the weight of the other side": lambda x: 0.5 * x * scipy.special.erfc(x / _ROOT),
        "the ½ left out": lambda x: 2 * exact(x),
        "math takes one number": lambda x: 0.5 * x * (1 + math.erf(x / _ROOT)),
        "an array of whole numbers cuts fractions off": _in_the_dtype_of,
        "cut off on the right, too": [
            lambda x, end=end: exact(np.clip(x, -end, end)) for end in (37, 38, 39, 40, 50, 100)
        ],
    }
)
