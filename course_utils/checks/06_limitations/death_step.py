"""One step too far."""

from __future__ import annotations

import numpy as np

from ...grading import Cases, Exercise
from ...grading.reading import one_number, plain

death_step = Exercise.of(
    __file__,
    seconds=20.0,  # who takes autograd waits for torch once
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
    """Name what the step does, as it looks at first."""
    w, b, dead = _step(w, b, v, x, y, rate)
    z = x @ w + b
    if abs(z).min() < 0.02:
        return ""
    if dead:
        return "killed"
    if z.mean() < -0.05:
        return "seldom"
    return "alive" if z.mean() > 0.05 and z.min() < 0 else ""


def _is_clear(w, b, v, x, y, rate):
    """Tell whether the verdict does not hang on a slip in the step, which has points of its own."""
    new_w, new_b, dead = _step(w, b, v, x, y, rate)
    if dead:  # with another b, or with one of the two as before, it would be alive
        others = (x @ new_w - new_b, x @ new_w + b, x @ w + new_b)
        if min(other.max() for other in others) <= 0.02:
            return False
        if (x @ new_w + _b_divided(w, b, v, x, y, rate)[1]).max() <= 0.02:
            return False
    seldom = not dead and (x @ new_w + new_b).mean() < 0
    if seldom and not _summed(w, b, v, x, y, rate)[2]:
        return False
    # One after the other: most units are turned down by the first.
    slips = (
        lambda: _ungated(w, b, v, x, y, rate),
        lambda: _step(w, b, v, x, y, 2 * rate),
        lambda: _step(w, b, v, x, y, rate / v),
        lambda: _w_first(w, b, v, x, y, rate),
    )
    return all(slip()[2] == dead for slip in slips)


def _steps(rng):
    """Draw one step of each fate: on for most, on for few rows, dead."""
    found: dict[str, tuple] = {}
    while len(found) < 3:
        unit = _unit(rng)
        for rate in RATES:
            step = (*unit, rate)
            fate = _fate(*step)
            if fate and fate not in found and _is_clear(*step):
                found[fate] = step
    return [found[fate] for fate in ("alive", "seldom", "killed")]


def _at_zero(rng):
    """Return a unit that was off before the step, with one sum of exactly 0."""
    x = np.array([[1.0, 0.5], [0.5, 0.25], [2.0, 1.0]])
    return np.array([-1.0, 0.0]), 0.5, round(float(rng.uniform(1, 1.5)), 2), x, -np.ones(3), 0.5


HAIR = 2.0**-20  # above 0 is on, by however little; exact in float32, too


def _hardly_on(rng):
    """Return a unit that a millionth keeps alive: its output there is right, and it stays."""
    w, b, v, x, _, rate = _at_zero(rng)
    return w, b + HAIR, v, x, np.full(3, v * HAIR), rate


def _hard_pull(v):
    """Return a unit with a negative v that one row hardly opens, large errors, and a high rate."""
    x = np.array([[0.5, 1.0], [1.0, 0.25], [0.25, 0.5], [300.0, 1.5]])
    return np.array([1.0, 0.0]), -0.5 + HAIR, -v, x, np.full(4, 500.0), 50.0


def _all_steps(rng):
    """Return the steps, one on a single row, and one with a sum of exactly 0."""
    w, b, v, x, y, rate = first = _steps(rng)[0]
    row = (x @ w + b > 0).argmax()
    single = (w, b, v, x[row : row + 1], y[row : row + 1], rate)
    x = np.array([[0.5, 1.0], [1.0, 0.25], [0.25, 0.5], [2.0, 1.5]])
    v = round(float(rng.uniform(1, 1.5)), 2)
    zero = (np.array([1.0, 0.0]), -0.5, v, x, -np.ones(4), 0.05)
    return [first, *_steps(rng), single, zero, _hard_pull(v)]


death_step.marks(
    Cases("the step of w", 2, _all_steps, part=0),
    Cases("the step of b", 1, _all_steps, part=1),
    Cases(
        "dead or alive afterwards",
        2,
        lambda rng: [*_steps(rng), _at_zero(rng), _hardly_on(rng)],
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


def _w_first(w, b, v, x, y, rate):
    """Go the step of b from the new w."""
    new = _step(w, b, v, x, y, rate)[0]
    late = _step(new, b, v, x, y, rate)[1]
    return new, late, _off(new, late, x)


def _b_divided(w, b, v, x, y, rate):
    """Divide the gradient of b by the number of rows once more."""
    new, late = _step(w, b, v, x, y, rate)[0], _step(w, b, v, x, y, rate / len(y))[1]
    return new, late, _off(new, late, x)


def _b_kept(w, b, v, x, y, rate):
    new = _step(w, b, v, x, y, rate)[0]
    return new, b, _off(new, b, x)


def _off(w, b, x):
    return bool((x @ w + b <= 0).all())


death_step.mistakes(
    {
        "the gate forgotten": _ungated,
        "a sum of 0 passes a gradient": lambda w, b, v, x, y, rate: _gone(
            w, b, x, _pull(w, b, v, x, y) * (x @ w + b >= 0), rate
        ),
        "a step uphill": lambda w, b, v, x, y, rate: _step(w, b, v, x, y, -rate),
        "the sum for the mean": _summed,
        "the mean of the rows that are on": _on_rows,
        "the factor ½ forgotten": lambda w, b, v, x, y, rate: _step(w, b, v, x, y, 2 * rate),
        "the output weight left out": lambda w, b, v, x, y, rate: _step(w, b, v, x, y, rate / v),
        "judged before the step": [
            lambda w, b, *rest: (*_step(w, b, *rest)[:2], _off(w, b, rest[1])),
            lambda w, b, *rest: (*_step(w, b, *rest)[:2], _off(_step(w, b, *rest)[0], b, rest[1])),
            lambda w, b, *rest: (*_step(w, b, *rest)[:2], _off(w, _step(w, b, *rest)[1], rest[1])),
        ],
        "b's gradient divided twice": _b_divided,
        "b does not move": _b_kept,
        "b's step from the new w": _w_first,
    }
)


def _judged(test):
    """Return a step whose verdict is `test` of the new sums."""

    def answer(w, b, v, x, y, rate):
        w, b, _ = _step(w, b, v, x, y, rate)
        return w, b, bool(test(x @ w + b))

    return answer


death_step.mistakes(
    {
        "off on average, not dead": _judged(lambda z: z.mean() <= 0),
        "off on one row is not dead": _judged(lambda z: (z <= 0).any()),
        "a sum of 0 is taken for on": _judged(lambda z: (z < 0).all()),
    }
)
