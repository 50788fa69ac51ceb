"""Where the net goes, far out."""

from __future__ import annotations

import numpy as np

from ...grading import Cases, Exercise
from ...grading.reading import plain

asymptote = Exercise(
    "limitations.asymptote",
    title="Where the net goes, far out",
    minutes=10,
    difficulty="medium",
    hints=(
        "Go far to the right. Which units are on there for good, and which off? It hangs on one "
        "number of each unit.",
        "Far right, units with w > 0 are on: each adds v·(w·x + b). Far left, it is those with "
        "w < 0. A unit with w = 0 gives v·relu(b) everywhere.",
        "Right: `on = w > 0`, slope `(v * w)[on].sum()`, intercept `(v * b)[on].sum() + rest` with "
        "`rest = c + (v * np.maximum(b, 0))[w == 0].sum()`. Left: `on = w < 0`.",
    ),
    forbids=("networks",),
    covers=("A20",),
    oracle=lambda *net: _lines(*net),
    parts=("the left line", "the right line"),
    tidy=plain,
)


def _value(w, b, v, c, x):
    return float(np.maximum(w * x + b, 0) @ v + c)


def _line(w, b, v, on, rest):
    return float((v * w)[on].sum()), float((v * b)[on].sum() + rest)


def _lines(w, b, v, c):
    rest = c + float((v * np.maximum(b, 0))[w == 0].sum())
    return _line(w, b, v, w < 0, rest), _line(w, b, v, w > 0, rest)


def _net(rng, *, level=0, far=False):
    """Draw a net; `level` units have w = 0, and with `far` one unit bends far out on each side."""
    w = rng.permutation([1.0, 1.0, 1.0, -1.0, -1.0, -1.0]) * rng.uniform(0.4, 1.6, 6).round(2)
    b = (w * rng.permutation(np.linspace(-2, 2, 6)) + rng.uniform(0.05, 0.15)).round(2)
    v = rng.choice([-1.0, 1.0], 6) * rng.uniform(0.4, 1.6, 6).round(2)
    if far:
        w[:2], b[:2] = (0.01, -0.02), (-60.0, -90.0)  # kinks at 6000 and −4500
    if level:
        w = np.append(w, np.zeros(level))
        b = np.append(b, np.where(np.arange(level) % 2, -0.8, 0.7))
        v = np.append(v, 1.1 * np.ones(level))
    return w, b, v, round(float(rng.uniform(0.3, 0.9)), 2)


def _one_unit(sign):
    return np.array([0.8 * sign]), np.array([-0.5]), np.array([-1.2]), 0.4


asymptote.marks(
    Cases(
        "far right",
        2,
        lambda rng: [_net(rng), _net(rng), _one_unit(1)],
        6,
        "`(slope, intercept)` far to the right",
        part=1,
    ),
    Cases(
        "far left",
        1,
        lambda rng: [_net(rng), _net(rng), _one_unit(-1)],
        6,
        "`(slope, intercept)` far to the left",
        part=0,
    ),
    Cases(
        "kinks far out",
        1,
        lambda rng: [_net(rng, far=True)],
        6,
        "Kinks may lie anywhere",
        also=lambda rng: [_net(rng)],
        reason="One unit has its kink at x = 6000, one at x = −4500.",
    ),
    Cases(
        "units with w = 0",
        1,
        lambda rng: [_net(rng, level=2)],
        6,
        "some w may be 0",
        also=lambda rng: [_net(rng)],
        reason="Two units have w = 0, one of them with b > 0.",
    ),
)


def _all_on(w, b, v, c):
    line = _line(w, b, v, w == w, c)
    return line, line


def _flat(w, b, v, c):
    kinks = -b[w != 0] / w[w != 0]
    return (0.0, _value(w, b, v, c, kinks.min())), (0.0, _value(w, b, v, c, kinks.max()))


def _c_alone(w, b, v, c):
    left, right = _lines(w, b, v, c)
    return (left[0], c), (right[0], c)


def _no_v(w, b, v, c):
    left, right = _lines(w, b, v, c)
    return (float(w[w < 0].sum()), left[1]), (float(w[w > 0].sum()), right[1])


def _outwards(w, b, v, c):
    left, right = _lines(w, b, v, c)
    return (-left[0], left[1]), right


def _level_on(w, b, v, c):
    rest = c + float((v * b)[w == 0].sum())
    return _line(w, b, v, w < 0, rest), _line(w, b, v, w > 0, rest)


asymptote.mistakes(
    (
        "slope and intercept exchanged",
        lambda *net: tuple((intercept, slope) for slope, intercept in _lines(*net)),
        "The numbers are right, and the intercept stands first. A pair is (slope, intercept).",
    ),
    (
        "every unit on, on both sides",
        _all_on,
        "All units are added up, on both sides. Far right those with w < 0 are off for good; far "
        "left those with w > 0.",
    ),
    (
        "left and right exchanged",
        lambda w, b, v, c: _lines(w, b, v, c)[::-1],
        "The two lines are exchanged: w·x + b with w > 0 grows to the right.",
    ),
    (
        "level beyond the last kink",
        _flat,
        "A net does not stop at the last value it has learned. Beyond the last kink it keeps the "
        "slope it has there, which is seldom 0.",
    ),
    (
        "the output bias alone",
        _c_alone,
        "The slopes are right; the intercept is c alone. Each unit that is on adds v·b to it.",
    ),
    (
        "v·b with the other sign",
        lambda w, b, v, c: tuple((s, 2 * c - i) for s, i in _lines(w, b, v, c)),
        "The slopes are right. In the intercepts v·b is taken off; a unit that is on adds it: "
        "v·(w·x + b).",
    ),
    (
        "c left out",
        lambda w, b, v, c: _lines(w, b, v, 0.0),
        "c is missing: the output layer adds it everywhere.",
    ),
    (
        "a slope without v",
        _no_v,
        "The slopes add up w alone. The output multiplies each unit by its v.",
    ),
    (
        "slopes counted outwards",
        _outwards,
        "On the left the slope is counted with |w|, from the kink outwards. A slope is read from "
        "left to right: v·w, also where w < 0.",
    ),
    (
        "units with w = 0 left out",
        lambda w, b, v, c: (_line(w, b, v, w < 0, c), _line(w, b, v, w > 0, c)),
        "A unit with w = 0 and b > 0 is on everywhere: it adds v·b on both sides.",
    ),
    (
        "off at w = 0, whatever b",
        _level_on,
        "Units with w = 0 add v·b here also where b < 0. Their ReLU is off then.",
    ),
)


def _read_off(far):
    """Return lines read off from two values at `far` and one further."""

    def answer(w, b, v, c):
        lines = []
        for sign in (-1.0, 1.0):
            near, next_ = (_value(w, b, v, c, sign * x) for x in (far, far + 1))
            slope = sign * (next_ - near)
            lines.append((slope, near - slope * sign * far))
        return lines

    return answer


for _far_out in (10.0, 100.0, 1000.0):
    asymptote.misconception(
        "read off too near",
        "The line was read off from two values of the net, and there are kinks further out. The "
        "weights tell where the last one is, and need no sampling.",
    )(_read_off(_far_out))
