"""What is wrong with the net."""

from __future__ import annotations

from functools import cache, partial

import numpy as np

from ...capstone import failing_net, given
from ...capstone import instruments as measured
from ...grading import Exercise
from ...networks import MLP
from ._tools import as_numbers

diagnosis = Exercise(
    "capstone.diagnosis",
    title="What is wrong with the net",
    minutes=20,
    difficulty="medium",
    hints=(
        "`net = capstone.failing_net()` and `digits = capstone.given()`; use your `instruments` on "
        "all 1000 rows, in float64, before any training.",
        "A suspect is tried by a run: change this one thing, train with `capstone.FAILING_PLAN` "
        "and Adam, look at the given digits. Section 1 has tried three of the eight for you.",
        "Every layer multiplies the spread by about √(1/6) ≈ 0.4. Two things make that a factor "
        "of 1e-10: that the weights are so small, and that there are so many layers. The other "
        "six change nothing when they are tried.",
    ),
    covers=("A10", "A19", "A22"),
)

# Every verdict is a run: the net with this one thing changed, five seeds, the plan of section 1.
TRUE = ("small weights", "depth")  # He's variance learns in 5 of 5 seeds; one hidden layer, too

FALSE = {
    "dead units": "With Leaky ReLU no unit is dead, and the net stays at guessing in 5 of 5 seeds "
    "(section 1). Half of the deep units dead is what comes along with it.",
    "biases": "With all biases at 0 the net stays at guessing in 5 of 5 seeds. The biases decide "
    "the sign of the deep sums only because nothing else is left there.",
    "high rate": "With a tenth of the rate the net stays at guessing in 5 of 5 seeds (section 1). "
    "And all you measured was there before the first step.",
    "few units": "With 60 units a layer, all else equal, the net stays at guessing in 5 of 5 "
    "seeds. The factor of a layer does not depend on its width.",
    "few digits": "With all 1797 digits the net stays at guessing in 5 of 5 seeds. It does not "
    "even learn those it has.",
    "bad luck": "Five other draws of the net stay at guessing just so (section 1).",
}


@cache
def _wanted(seed: int = 0, rows: int = 1000) -> dict[str, np.ndarray]:
    digits = given()
    return measured(failing_net(seed), digits.x[:rows], digits.y[:rows])


def _close(key, there, wanted):
    """One unit more or less is forgiven in no layer; spread and gradient within an eighth."""
    if there.shape != wanted.shape or not np.isfinite(there).all():
        return False
    if key in ("dead", "always_on"):
        return bool(np.allclose(there, wanted, atol=0.024))
    return bool((there > 0).all() and np.allclose(np.log(there), np.log(wanted), atol=0.12))


# Known wrong measurements: what is read of them.
SAYS = {
    "another net": "These are the numbers of `capstone.failing_net({})`, another net. Diagnose "
    "`capstone.failing_net()`.",
    "one batch only": "These are the numbers on the first {} digits. A unit that is off on a batch "
    "may be on elsewhere: measure on all 1000.",
    "from the last layer": "This begins with the last layer. Begin with the first, which reads the "
    "image.",
    "sum for mean": "This is the gradient of the summed loss, 1000 times as large. Use the mean "
    "over the digits.",
    "share of zeros": "This is the share of outputs that are 0, not of units that are 0 on every "
    "row.",
    "the repaired net": "These are the numbers of the same net with He's initialisation. Diagnose "
    "it as it is.",
}


@cache
def _likely(key: str) -> tuple[tuple[str, np.ndarray, int], ...]:
    """Return known wrong measurements: (mistake, values, seed of the net or number of rows)."""
    right, sizes = _wanted()[key], failing_net().sizes
    found = [("another net", _wanted(seed)[key], seed) for seed in range(1, 10)]
    rows = (32, 64, 100, 128, 256, 500)
    found += [("one batch only", _wanted(0, count)[key], count) for count in rows]
    found.append(("from the last layer", right[::-1], 0))
    if key == "gradient":
        found.append(("sum for mean", 1000 * right, 0))
    if key == "dead":
        sums = failing_net().forward(given().x).sums[:-1]
        found.append(("share of zeros", np.array([(z <= 0).mean() for z in sums]), 0))
    he = MLP.create(sizes, np.random.default_rng(0), scheme="he")
    found.append(("the repaired net", measured(he, given().x, given().y)[key], 0))
    return tuple(found)


def _entry(ask, key):
    table = ask.value()
    if not isinstance(table, dict) or key not in table:
        keys = "dead, always_on, spread, gradient, causes"
        ask.fail("Keep the five keys of the starter.", got=table, expected=keys)
    return table[key]


def _check(ask, key):
    value, wanted = _entry(ask, key), _wanted()[key]
    there = as_numbers(value)
    layers = "layers of weights" if key == "gradient" else "hidden layers"
    if there is None or there.shape != wanted.shape:
        ask.fail(
            f"{key!r}: the net has {len(wanted)} {layers}; one number for each is asked for.",
            got=value,
            expected=f"{len(wanted)} numbers",
        )
    if _close(key, there, wanted):
        return
    for mistake, like, which in _likely(key):
        if _close(key, there, like):
            says = f"{key!r}: {SAYS[mistake].format(which)}"
            ask.fail(says, got=there, expected=wanted, mistake=mistake)
    first = next(i for i in range(len(wanted)) if not _close(key, there[[i]], wanted[[i]]))
    if key == "spread" and first > 10 and (there[first:] > wanted[first:]).all():
        ask.fail(
            f"'spread': right up to layer {first}, and from there on it does not fall any "
            "further. That is the rounding of float32, one part in 10⁷ of the biases. Measure "
            "in float64.",
            got=there,
            expected=wanted,
            mistake="measured in float32",
        )
    ask.fail(
        f"{key!r}: not measured on this net: layer {first + 1} differs. Fill in what your "
        "`instruments` returned, unrounded.",
        got=there,
        expected=wanted,
        mistake="not measured on this net",
    )


FOUR = "Fill in the four lists of your `instruments`"
for _name, _points, _key, _task in (
    ("dead units by layer", 1, "dead", FOUR),
    ("always-on units by layer", 1, "always_on", FOUR),
    ("spread by layer", 2, "spread", "before any training, in float64"),
    ("gradient by layer", 2, "gradient", "24 hidden layers, 25 layers of weights"),
):
    diagnosis.behaviour(_name, points=_points, look=3, task=_task)(partial(_check, key=_key))


def _causes(ask):
    causes = _entry(ask, "causes")
    if not isinstance(causes, (set, frozenset, list, tuple)):
        ask.fail(
            "'causes' should hold names of causes.",
            got=causes,
            expected="a set such as {'small weights'}",
        )
    known = {*TRUE, *FALSE}
    if not causes or any(not isinstance(c, str) or c not in known for c in causes):
        ask.fail(
            "'causes': name some of the causes in the task, spelled as there.",
            got=causes,
            expected=", ".join(sorted([*TRUE, *FALSE])),
        )
    return set(causes)


@diagnosis.behaviour(
    "the causes that act",
    points=2,
    look=3,
    task="gets more than half of the given digits right after training",
)
def _acting(ask):
    missing = sorted(set(TRUE) - _causes(ask))
    if missing:
        ask.fail(
            "A cause is missing. Among the suspects that you did not name there is one that, "
            "changed alone, makes the net learn in 5 of 5 seeds. A run of each takes a "
            "second or two.",
            got=f"{2 - len(missing)} of 2 causes",
            expected="2 of 2",
            mistake="a cause is missing",
        )


@diagnosis.behaviour("and no others", points=2, look=3, task="A cause is what you can switch off")
def _no_others(ask):
    causes = _causes(ask)
    wrong = [name for name in FALSE if name in causes]
    if wrong:
        ask.fail(
            f"{wrong[0]!r} is not a cause. {FALSE[wrong[0]]}",
            got=f"{wrong[0]!r} is named",
            expected="causes alone",
            mistake=f"blames {wrong[0]}",
        )
    ask.that(bool(causes & set(TRUE)), "No cause is named.")
