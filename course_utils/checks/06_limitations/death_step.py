"""One step too far."""

from __future__ import annotations

import numpy as np

from ...grading import Cases, Exercise
from ...grading.reading import one_number, plain

death_step = Exercise(
    "limitations.death_step",
    title="One step too far",
    minutes=12,
    difficulty="hard",
    hints=(
        "Chain rule, row by row: the loss pulls at the output with v·h − y, that times v pulls at "
        "h, and only rows with z > 0 pass it on to w and b.",
        "d = (v·h − y) · v · [z > 0], one number a row. The gradient of the mean is "
        "`x.T @ d / len(y)` for w and `d.mean()` for b. Then one step against it, and z again.",
        "`w2 = w - rate * x.T @ d / len(y)`, `b2 = b - rate * d.mean()`, "
        "`dead = bool((x @ w2 + b2 <= 0).all())`.",
    ),
    seconds=20.0,  # who takes autograd waits for torch once
    covers=("A19",),
    oracle=lambda *step: _step(*step),
    parts=("the new w", "the new b", "the verdict"),
    tidy=lambda part: plain(one_number(part)),
)


def _pull(w, b, v, x, y):
    """Return the derivative of each row's loss with respect to h."""
    return (v * np.maximum(x @ w + b, 0) - y) * v


def _gone(w, b, x, d, rate):
    """Go one step against the mean of the rows' derivatives with respect to z."""
    w, b = w - rate * (x.T @ d) / len(d), b - rate * d.mean()
    return w, float(b), _off(w, b, x)


def _step(w, b, v, x, y, rate):
    return _gone(w, b, x, _pull(w, b, v, x, y) * (x @ w + b > 0), rate)


RATES = (0.05, 0.3, 0.6, 1.0, 1.5, 2.0, 4.0, 8.0)


def _unit(rng):
    """Draw a unit and data with sums on both sides of 0, none of them near it."""
    while True:
        x = rng.uniform(0.2, 1.5, (7, 2)).round(2)
        w, b = rng.uniform(-0.8, 1.2, 2).round(2), round(float(rng.uniform(-0.4, 0.3)), 2)
        z = x @ w + b
        if abs(z).min() > 0.05 and 2 <= (z > 0).sum() <= 5:
            v, y = round(float(rng.uniform(0.8, 1.5)), 2), rng.uniform(-1.2, 0.2, 7).round(2)
            return w, b, v, x, y


def _fate(w, b, v, x, y, rate):
    """Name what the step does; empty where that is not clear at a glance."""
    unit = (w, b, v, x, y)
    # The verdict does not hang on a slip in the step, which has points of its own.
    slips = [_ungated(*unit, rate), _step(*unit, 2 * rate), _step(*unit, rate / v)]
    w, b, dead = _step(*unit, rate)
    z = x @ w + b
    if abs(z).min() < 0.02 or any(slip[2] != dead for slip in slips):
        return ""
    if dead:  # with the sign of b turned, or with one of the two as before, it would be alive
        others = (z - 2 * b, x @ w + unit[1], x @ unit[0] + b)
        return "killed" if min(other.max() for other in others) > 0.02 else ""
    if z.mean() < -0.05:
        return "seldom" if _summed(*unit, rate)[2] else ""
    return "alive" if z.mean() > 0.05 and z.min() < 0 else ""


def _steps(rng):
    """Draw one step of each fate: on for most, on for few rows, dead."""
    found: dict[str, tuple] = {}
    while len(found) < 3:
        unit = _unit(rng)
        for rate in RATES:
            found.setdefault(_fate(*unit, rate), (*unit, rate))
            found.pop("", None)
    return [found[fate] for fate in ("alive", "seldom", "killed")]


def _at_zero(rng):
    """Return a unit that was off before the step, with one sum of exactly 0."""
    x = np.array([[1.0, 0.5], [0.5, 0.25], [2.0, 1.0]])
    return np.array([-1.0, 0.0]), 0.5, round(float(rng.uniform(1, 1.5)), 2), x, -np.ones(3), 0.5


def _all_steps(rng):
    """Return the steps, one on a single row, and one with a sum of exactly 0."""
    w, b, v, x, y, rate = first = _steps(rng)[0]
    row = (x @ w + b > 0).argmax()
    single = (w, b, v, x[row : row + 1], y[row : row + 1], rate)
    x = np.array([[0.5, 1.0], [1.0, 0.25], [0.25, 0.5], [2.0, 1.5]])
    v = round(float(rng.uniform(1, 1.5)), 2)
    return [first, *_steps(rng), single, (np.array([1.0, 0.0]), -0.5, v, x, -np.ones(4), 0.05)]


death_step.marks(
    Cases("the step of w", 2, _all_steps, 4, "one step of gradient descent on w and b", part=0),
    Cases("the step of b", 1, _all_steps, 4, "one step of gradient descent on w and b", part=1),
    Cases(
        "dead or alive afterwards",
        2,
        lambda rng: [*_steps(rng), _at_zero(rng)],
        4,
        "`True` if the unit is off on all rows after the step, else `False`",
        part=2,
    ),
)


def _ungated(w, b, v, x, y, rate):
    return _gone(w, b, x, _pull(w, b, v, x, y), rate)


def _summed(w, b, v, x, y, rate):
    return _step(w, b, v, x, y, rate * len(y))


def _on_rows(w, b, v, x, y, rate):
    on = (x @ w + b > 0).sum()
    return _step(w, b, v, x, y, rate * len(y) / on) if on else _step(w, b, v, x, y, rate)


def _off(w, b, x):
    return bool((x @ w + b <= 0).all())


death_step.mistakes(
    (
        "the gate forgotten",
        _ungated,
        "Rows with z ≤ 0 pass no gradient: their output does not depend on w and b. Multiply by "
        "[z > 0].",
    ),
    (
        "a sum of 0 passes a gradient",
        lambda w, b, v, x, y, rate: _gone(w, b, x, _pull(w, b, v, x, y) * (x @ w + b >= 0), rate),
        "A row with z = 0 passed a gradient. Off means z ≤ 0 here: multiply by [z > 0], not by "
        "[z ≥ 0].",
    ),
    (
        "a step uphill",
        lambda w, b, v, x, y, rate: _step(w, b, v, x, y, -rate),
        "This goes along the gradient, and the loss rises. Take rate times the gradient off.",
    ),
    (
        "the sum for the mean",
        _summed,
        "The gradients of the rows are added, and the loss is their mean: divide by the number of "
        "rows.",
    ),
    (
        "the mean of the rows that are on",
        _on_rows,
        "Divided by the number of rows that are on. The loss is a mean over all N rows; those "
        "that are off add 0 to its gradient, and count in N.",
    ),
    (
        "the factor ½ forgotten",
        lambda w, b, v, x, y, rate: _step(w, b, v, x, y, 2 * rate),
        "The loss has a factor ½, which the 2 of the square takes away. This step is twice as "
        "long.",
    ),
    (
        "the output weight left out",
        lambda w, b, v, x, y, rate: _step(w, b, v, x, y, rate / v),
        "The output is v·h: on its way back to h the gradient is multiplied by v.",
    ),
    *(
        (
            "judged before the step",
            verdict,
            "The verdict was made with an old number: w, b, or both as they were before the step. "
            "It is about the new w and the new b.",
        )
        for verdict in (
            lambda w, b, *rest: (*_step(w, b, *rest)[:2], _off(w, b, rest[1])),
            lambda w, b, *rest: (*_step(w, b, *rest)[:2], _off(_step(w, b, *rest)[0], b, rest[1])),
            lambda w, b, *rest: (*_step(w, b, *rest)[:2], _off(w, _step(w, b, *rest)[1], rest[1])),
        )
    ),
)


def _judged(test):
    """Return a step whose verdict is `test` of the new sums."""

    def answer(w, b, v, x, y, rate):
        w, b, _ = _step(w, b, v, x, y, rate)
        return w, b, bool(test(x @ w + b))

    return answer


death_step.mistakes(
    (
        "off on average, not dead",
        _judged(lambda z: z.mean() <= 0),
        "The mean of the sums is below 0, and yet the unit is on for some row. There it gets a "
        "gradient and can come back.",
    ),
    (
        "off on one row is not dead",
        _judged(lambda z: (z <= 0).any()),
        "Every unit is off on some rows; that is what makes it bend. Dead is off on all of them.",
    ),
    (
        "a sum of 0 is taken for on",
        _judged(lambda z: (z < 0).all()),
        "`z < 0` leaves out z = 0. There relu gives 0 and passes no gradient: off.",
    ),
)
