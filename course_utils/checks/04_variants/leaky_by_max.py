"""For which slopes is max(αx, x) leaky?."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise, show_value
from ...grading.ask import Stop
from ...grading.reading import real_number

LOOK = 1
FINISHED = ("course_utils.experiments*", "course_utils.networks*", "course_utils.theory*")

leaky_by_max = Exercise(
    "variants.leaky_by_max",
    title="For which slopes is max(αx, x) leaky?",
    minutes=6,
    difficulty="medium",
    hints=(
        "Take the two sides apart. For x > 0 the maximum must choose x, for x < 0 it must choose "
        "αx. When does each happen?",
        "For x > 0, x ≥ αx means 1 ≥ α. For x < 0, αx ≥ x: divide by x, which is negative, so the "
        "sign turns round. Did you expect a condition on the sign of α?",
        "`return True if alpha <= 1 else 1.0`: above 1 both sides go wrong, so every x but 0 is a "
        "counterexample.",
    ),
    forbids=FINISHED,
    covers=("A12",),
)

T, F = True, False

# What is claimed for α between 0 and 1, 0, 1, above 1, from −1 to 0, below −1 -> the mistake.
_TELLING = (0.3, 0.0, 1.0, 2.0, -0.5, -3.0)

_EVERY = (
    "every slope",
    "You accept every α. Put α = 2 in and work out both formulas at x = 1 and at x = −1.",
)

_ENDS = (
    "an end left out",
    "At α = 1 both formulas are x itself, and at α = 0 both are ReLU: the two ends belong to it.",
)

_ONLY = (
    "only from 0 to 1",
    "This is what most texts say, and it leaves out too much. With a negative α and x < 0, αx "
    "is positive and x is not: the maximum takes αx, as it should.",
)

_TURNED = (
    "turned round",
    "These are the slopes for which the minimum would do. The maximum needs the others.",
)

_MISTAKES = {
    (T, T, T, T, T, T): _EVERY,
    (T, T, T, T, F, F): (
        "not negative is enough",
        "You ask for the sign of α. That is not what decides: the maximum takes the larger of αx "
        "and x, so what counts is how α compares with 1.",
    ),
    (T, T, T, F, F, F): _ONLY,
    (T, T, T, F, T, F): (
        "the size of α",
        "You compare |α| with 1. For α = −3 and x = −1 the maximum takes 3 = αx, as it should.",
    ),
    (F, F, F, T, F, F): _TURNED,
    (F, F, T, T, F, F): _TURNED,
    (T, T, F, F, T, T): _ENDS,
    (T, T, F, F, F, F): _ENDS,
    (T, F, T, F, F, F): _ENDS,
    (T, F, F, F, F, F): _ENDS,
}


def _by_max(alpha, x):
    return max(alpha * x, x) + 0.0


def _leaky(alpha, x):
    return (x if x > 0 else alpha * x) + 0.0


@leaky_by_max.behaviour("from 0 to 1, both included", points=1, look=LOOK)
def _zero_to_one(ask):
    _ask_slopes(ask, 0.01, 0.3, _drawn(ask, 0.05, 0.95), 1.0, 0.0)


@leaky_by_max.behaviour("above 1, with a counterexample", points=2, look=LOOK)
def _above(ask):
    _ask_slopes(ask, 2.0, 1.01, _drawn(ask, 1.2, 5.0))


@leaky_by_max.behaviour("below 0", points=1, look=LOOK)
def _below(ask):
    _ask_slopes(ask, -0.5, -1.0, _drawn(ask, -0.9, -0.1), -3.0, _drawn(ask, -9.0, -2.0))


def _drawn(ask, low, high):
    return round(float(ask.rng.uniform(low, high)), 2)


def _ask_slopes(ask, *alphas):
    mistake, says = _mistake(ask)
    for alpha in alphas:
        answer = ask.call(alpha)
        holds = answer is True or (real_number(answer) is None and _is_true(answer))
        _readable(ask, alpha, answer, holds)
        if holds and alpha > 1:
            ask.fail(
                f"{says} At x = 1 the maximum is {show_value(_by_max(alpha, 1.0))}, and leaky "
                "ReLU gives 1.", got="True", expected="a number x where the two differ",
                mistake=mistake,
            )  # fmt: skip
        if not holds:
            _check_counterexample(ask, alpha, real_number(answer), (mistake, says))


def _check_counterexample(ask, alpha, x, known):
    """Compare both formulas at the learner's x; fail when they agree."""
    left, right = _by_max(alpha, x), _leaky(alpha, x)
    if left != right:
        return
    if alpha < 0 and known == _ENDS:  # then it is not the ends that this slope is about
        known = _ONLY
    mistake, says = known
    there = (
        f"At your x = {show_value(x)}: max({show_value(alpha * x + 0.0)}, {show_value(x)}) = "
        f"{show_value(left)}, and leaky ReLU with slope {show_value(alpha)} gives "
        f"{show_value(right)}."
    )
    if alpha > 1:
        ask.fail(
            f"{there} They agree: this x shows nothing. Try one that is not 0.", got=x,
            expected="a number x where the two differ", mistake="not a counterexample",
        )  # fmt: skip
    ask.fail(f"{says} {there}".strip(), got=x, expected="True", mistake=mistake)


def _readable(ask, alpha, answer, holds):
    """Fail when the answer is neither True nor one finite number."""
    x = real_number(answer)
    if holds or (x is not None and abs(x) < 1e9):
        return
    if answer is None:
        reason, mistake = "The function returned nothing (None) here.", ""
    elif isinstance(answer, (tuple, list)):
        reason, mistake = "One thing is asked for: True, or a number x.", ""
    elif x is not None:
        reason, mistake = "The counterexample should be an ordinary number below 1e9.", ""
    else:
        reason = "A word is not enough: if the two differ, say where. Give a number x."
        mistake = "no counterexample"
    wanted = "a number x where the two differ" if alpha > 1 else "True"
    ask.fail(reason, got=answer, expected=wanted, mistake=mistake)


def _is_true(answer):
    """Tell a NumPy truth value that says True; np.where gives it as an array of shape ()."""
    return str(getattr(answer, "dtype", "")) == "bool" and np.ndim(answer) == 0 and bool(answer)


def _mistake(ask):
    """Look at a few slopes of every kind: which rule does the learner follow?"""
    claims = []
    for alpha in _TELLING:
        try:
            answer = ask.call(alpha)
        except Stop:  # what goes wrong there is not this behaviour's business
            return "", ""
        claims.append(answer is True or _is_true(answer))
    return _MISTAKES.get(tuple(claims), ("", ""))
