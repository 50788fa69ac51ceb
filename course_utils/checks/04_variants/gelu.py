"""GELU, right in the tails."""

from __future__ import annotations

import math

import numpy as np
import scipy  # its parts are loaded where they are used

from ...grading import Cases, Exercise, Match
from ...grading.reading import array_like
from ..inputs import any_shape, mixed
from ._tools import exact, sigmoid_form, tanh_form

gelu = Exercise(
    "variants.gelu",
    title="GELU, right in the tails",
    minutes=8,
    difficulty="hard",
    hints=(
        "Φ(−10) is 8e-24. `1 + special.erf(...)` at such an x is 1 − 1: which digits of 8e-24 "
        "are in that sum?",
        "Work out the small number itself, and never as 1 minus something: erfc(t) = 1 − erf(t) "
        "does, for large t, and Φ(x) = ½ erfc(−x/√2). Then look at x = −inf: what is −inf · 0?",
        "`left = np.maximum(x, -40.0)` changes nothing that can be seen, and "
        "`0.5 * left * special.erfc(-left / math.sqrt(2))` is the whole answer.",
    ),
    forbids=("activations", "gelu"),
    seconds=10.0,  # a first import of scipy.stats
    covers=("A15", "A27"),
    oracle=exact,
    tidy=array_like,
)


def _tail(rng):
    drawn = [*rng.uniform(-36, -11, size=2), *rng.uniform(-8, -5, size=3)]
    return [(np.append([-10.0, -20.0, -37.0], np.round(drawn, 2)),)]


gelu.marks(
    Cases(
        "ordinary numbers",
        2,
        lambda rng: [(mixed(rng, 8),), (np.array([0.0, -0.0]),)],
        look=4,
        task="x · Φ(x) for each entry",
    ),
    Cases(
        "the left tail",
        2,
        _tail,
        look=4,
        match=Match(rtol=1e-9, atol=0.0),
        reason="Small numbers are numbers too: nine digits are asked for.",
        task="nine right digits down to x = −37",
    ),
    Cases(
        "infinity",
        1,
        lambda rng: [(np.array([np.inf, -np.inf, 1e5, -1e5]),)],
        look=4,
        task="At −∞ the limit is 0, at +∞ it is ∞",
    ),
    Cases(
        "NaN, any shape, any kind of number",
        1,
        lambda rng: [
            (np.array([np.nan, -1.5, 2.5]),),
            *((np.asarray(x),) for x in any_shape(rng)),
            (np.array([-2, -1, 0, 3]),),
            (mixed(rng, 5).astype(np.float32),),
        ],
        look=4,
        match=Match(rtol=1e-5),
        task="NaN stays NaN, and whole numbers are welcome",
    ),
)


_ROOT = math.sqrt(2)

gelu.mistakes(
    (
        "−inf times 0",
        lambda x: 0.5 * x * scipy.special.erfc(-x / _ROOT),
        "At −∞ this is −∞ · 0, and that is NaN. GELU itself goes to 0 there, as Φ(x) falls much "
        "faster than x grows. Cut x off far below, where Φ(x) is 0 anyway.",
    ),
    (
        "1 + erf cancels",
        lambda x: 0.5 * x * (1 + scipy.special.erf(x / _ROOT)),
        "At −10 nothing is left. 1 + erf(x/√2) does that: erf is −1 there to all 16 digits, and "
        "the sum is made of what rounding left. `special.erfc` works out the small number itself.",
    ),
    (
        "tanh is the definition",
        tanh_form,
        "This is the approximation with tanh and 0.044715: not GELU but a curve near it, up to "
        "0.0005 away. The definition is x · Φ(x).",
    ),
    (
        "the sigmoid form",
        sigmoid_form,
        "This is x · σ(1.702 x), a rougher stand-in: up to 0.02 away. The definition is x · Φ(x).",
    ),
    (
        "SiLU for GELU",
        lambda x: x * scipy.special.expit(x),
        "This is x · σ(x), called SiLU or Swish. GELU weighs x with Φ(x), not with the sigmoid.",
    ),
    (
        "no √2",
        lambda x: 0.5 * x * (1 + scipy.special.erf(x)),
        "This is ½ x (1 + erf(x)): the √2 is missing. erf belongs to a normal variable of "
        "variance ½; Φ(x) = ½ (1 + erf(x/√2)).",
    ),
    (
        "the density for the distribution",
        lambda x: x * np.exp(-0.5 * x * x) / math.sqrt(2 * math.pi),
        "This is x · φ(x), with the bell curve. GELU's weight is Φ(x), the area under the bell to "
        "the left of x: near 1 for large x.",
    ),
    (
        "Φ alone",
        lambda x: scipy.special.ndtr(np.asarray(x, float)),
        "This is Φ(x), the weight. GELU is x times it.",
    ),
    (
        "NaN taken for a far negative number",
        lambda x: np.where(np.isnan(x), 0.0, exact(x)),
        "NaN came back as 0. `np.nan_to_num` does that, and so does a comparison that NaN fails, "
        "such as `x > -40`. Ask for the far left instead (`x < -40`), or use `np.maximum`, which "
        "keeps NaN.",
    ),
    (
        "the weight of the other side",
        lambda x: 0.5 * x * scipy.special.erfc(x / _ROOT),
        "This is x · Φ(−x), near 0 on the right: the sign inside erfc is turned. The weight grows "
        "with x: Φ(x) = ½ erfc(−x/√2).",
    ),
    (
        "the ½ left out",
        lambda x: 2 * exact(x),
        "This is twice GELU. 1 + erf and erfc go from 0 to 2, a probability goes to 1: Φ is half "
        "of them.",
    ),
    (
        "math takes one number",
        lambda x: 0.5 * x * (1 + math.erf(x / _ROOT)),
        "`math.erf` and `math.erfc` take one number. For arrays there are `special.erf` and "
        "`special.erfc`.",
    ),
)
