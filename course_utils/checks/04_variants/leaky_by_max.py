"""For which slopes is max(αx, x) leaky?."""

from __future__ import annotations

import math

import numpy as np

from ...grading import Exercise, Match, show_value
from ...grading.reading import real_number


def _claims_all(answer):
    """Tell whether an answer is True; np.where gives it as an array of shape ()."""
    is_truth = str(getattr(answer, "dtype", "")) == "bool" and np.ndim(answer) == 0
    return answer is True or (is_truth and bool(answer))


leaky_by_max = Exercise.of(__file__, oracle=lambda alpha: alpha <= 1, tidy=_claims_all)

_TELLING = (0.3, 0.0, 1.0, 2.0, -0.5, -3.0)  # every rule of the catalogue says something else here


def _ask_slopes(ask, *alphas):
    """Mark what is said of `alphas`; slopes of every kind are asked, to know the rule by them."""
    said = []
    for call in ask.cases([(alpha,) for alpha in _TELLING + alphas], match=Match()):
        answer, call.got = call.got, _claims_all(call.got)
        said.append((call, answer))
    for alpha, (call, answer) in zip(alphas, said[-len(alphas) :], strict=True):
        _compare(ask, alpha, call, answer)
    if len({call.got for call, _ in said[: len(_TELLING)]}) == 1:  # who has decided nothing
        place = 3 if said[0][0].got else 0
        _compare(ask, _TELLING[place], *said[place])


def _compare(ask, alpha, call, answer):
    ask.about(call)
    holds = call.got
    x = real_number(answer)
    wanted = "a number x where the two differ" if alpha > 1 else "True"
    if not holds and (x is None or not math.isfinite(x)):
        _unreadable(ask, answer, x, wanted)
    if (alpha <= 1 and holds) or (alpha > 1 and not holds and x):
        return
    place = 1.0 if holds else x
    numbers = {"alpha": alpha, "x": place, "alpha_x": alpha * place + 0.0}
    numbers["larger"] = max(alpha * place, place) + 0.0
    numbers["leaky"] = (place if place > 0 else alpha * place) + 0.0
    shown = {name: show_value(number) for name, number in numbers.items()}
    there = leaky_by_max.reason("both sides", **shown)
    if alpha > 1 and not holds:
        ask.mistaken("not a counterexample", got=x, expected=wanted, there=there)
    ask.fail(there, got="True" if holds else x, expected=wanted)


def _unreadable(ask, answer, x, wanted):
    if answer is None:
        kind = "nothing"
    elif isinstance(answer, (tuple, list)):
        kind = "several things"
    elif x is not None:
        kind = "no ordinary number"
    else:
        ask.mistaken("no counterexample", got=answer, expected=wanted)
    ask.fail(leaky_by_max.reason(kind), got=answer, expected=wanted)


def _drawn(ask, low, high):
    return round(float(ask.rng.uniform(low, high)), 2)


@leaky_by_max.behaviour("from 0 to 1, both included", points=1)
def _zero_to_one(ask):
    _ask_slopes(ask, 0.01, 0.3, _drawn(ask, 0.05, 0.95), 0.9999, 1.0, 0.0)


@leaky_by_max.behaviour("above 1, with a counterexample", points=2)
def _above(ask):
    _ask_slopes(ask, 2.0, 1.01, 1.0001, 1.000001, 1.00000001, 1e6, _drawn(ask, 1.2, 5.0))


@leaky_by_max.behaviour("below 0", points=1)
def _below(ask):
    _ask_slopes(ask, -0.5, -1.0, _drawn(ask, -0.9, -0.1), -3.0, -1e6, _drawn(ask, -9.0, -2.0))


leaky_by_max.mistakes(
    {
        "every slope": lambda alpha: True,
        "not negative is enough": lambda alpha: alpha >= 0 or 1.0,
        "only from 0 to 1": lambda alpha: 0 <= alpha <= 1 or 1.0,
        "the size of α": lambda alpha: abs(alpha) <= 1 or 1.0,
        "turned round": [lambda alpha: alpha > 1 or 1.0, lambda alpha: alpha >= 1 or 1.0],
        "a little above 1 taken for 1": [
            lambda alpha, end=end: alpha <= end or 1.0 for end in (1.15, 1.001, 1.00001, 1.0000001)
        ],
        "an end left out": lambda alpha: alpha < 1 or 1.0,
        "an end left out | of 0 to 1": [
            lambda alpha: 0 <= alpha < 1 or 1.0,
            lambda alpha: 0 < alpha <= 1 or 1.0,
            lambda alpha: 0 < alpha < 1 or 1.0,
        ],
    }
)
