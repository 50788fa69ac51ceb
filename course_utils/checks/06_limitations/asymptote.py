"""Where the net goes, far out."""

from __future__ import annotations

import numpy as np

from ...grading import Cases, Exercise
from ...grading.reading import plain

asymptote = Exercise.of(
    __file__,
    forbids=("networks",),
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


def _net(rng, *, level=0, far=0):
    """Draw a net; `level` units have w = 0, and with `far` one unit bends far out on each side."""
    w = rng.permutation([1.0, 1.0, 1.0, -1.0, -1.0, -1.0]) * rng.uniform(0.4, 1.6, 6).round(2)
    b = (w * rng.permutation(np.linspace(-2, 2, 6)) + rng.uniform(0.05, 0.15)).round(2)
    v = rng.choice([-1.0, 1.0], 6) * rng.uniform(0.4, 1.6, 6).round(2)
    if far:
        w[:2], b[:2] = (0.01, -0.02), (-60.0 * far, -90.0 * far)  # kinks at 6000 and −4500
    if level:
        w = np.append(w, np.zeros(level))
        b = np.append(b, np.where(np.arange(level) % 2, -0.8, 0.7))
        v = np.append(v, 1.1 * np.ones(level))
    return w, b, v, round(float(rng.uniform(0.3, 0.9)), 2)


def _sizes(rng):
    """Draw a net whose units have tiny and large weights, made up for by v: its lines are usual."""
    w, b, v, c = _net(rng)
    k = np.array([1e-9, 1e4, 1.0])[(np.cumsum(w > 0) * (w > 0) + np.cumsum(w < 0) * (w < 0)) - 1]
    return k * w, k * b, v / k, c


def _one_unit(sign):
    return np.array([0.8 * sign]), np.array([-0.5]), np.array([-1.2]), 0.4


asymptote.marks(
    Cases("far right", 2, lambda rng: [_net(rng), _net(rng), _one_unit(1), _sizes(rng)], part=1),
    Cases("far left", 1, lambda rng: [_net(rng), _net(rng), _one_unit(-1), _sizes(rng)], part=0),
    Cases(
        "kinks far out",
        1,
        lambda rng: [_net(rng, far=1), _net(rng, far=200)],
        also=lambda rng: [_net(rng)],
    ),
    Cases("units with w = 0", 1, lambda rng: [_net(rng, level=2)], also=lambda rng: [_net(rng)]),
)


def _one_line(on):
    """Return the answer whose two lines are one: that of the units which are `on`."""

    def answer(w, b, v, c):
        line = _line(w, b, v, on(w, b), c)
        return line, line

    return answer


def _from(intercept):
    """Return the answer with right slopes, and this intercept on both sides."""
    return lambda *net: tuple((slope, intercept(*net)) for slope, _ in _lines(*net))


def _flat(w, b, v, c):
    kinks = -b[w != 0] / w[w != 0]
    return (0.0, _value(w, b, v, c, kinks.min())), (0.0, _value(w, b, v, c, kinks.max()))


def _no_v(w, b, v, c):
    left, right = _lines(w, b, v, c)
    return (float(w[w < 0].sum()), left[1]), (float(w[w > 0].sum()), right[1])


def _no_v_in_b(w, b, v, c):
    slopes = (line[0] for line in _lines(w, b, v, c))
    rest = c + float((v * np.maximum(b, 0))[w == 0].sum())
    bare = (float(b[side].sum() + rest) for side in (w < 0, w > 0))
    return tuple(zip(slopes, bare, strict=True))


def _outwards(w, b, v, c):
    left, right = _lines(w, b, v, c)
    return (-left[0], left[1]), right


def _off_far_left(w, b, v, c):
    rest = c + float((v * np.maximum(b, 0))[w == 0].sum())
    return (0.0, rest), _lines(w, b, v, c)[1]


def _level_on(w, b, v, c):
    rest = c + float((v * b)[w == 0].sum())
    return _line(w, b, v, w < 0, rest), _line(w, b, v, w > 0, rest)


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


asymptote.mistakes(
    {
        "slope and intercept exchanged": lambda *net: tuple(
            (intercept, slope) for slope, intercept in _lines(*net)
        ),
        "every unit on, on both sides": _one_line(lambda w, b: w == w),
        "left and right exchanged": lambda w, b, v, c: _lines(w, b, v, c)[::-1],
        "level beyond the last kink": _flat,
        "the output bias alone": _from(lambda w, b, v, c: c),
        "v·b with the other sign": lambda w, b, v, c: tuple(
            (s, 2 * c - i) for s, i in _lines(w, b, v, c)
        ),
        "c left out": lambda w, b, v, c: _lines(w, b, v, 0.0),
        "a slope without v": _no_v,
        "an intercept without v": _no_v_in_b,
        "the value at 0 for the intercept": _from(lambda w, b, v, c: _value(w, b, v, c, 0.0)),
        "the units that are on at 0": _one_line(lambda w, b: b > 0),
        "slopes counted outwards": _outwards,
        "units with w = 0 left out": lambda w, b, v, c: (
            _line(w, b, v, w < 0, c),
            _line(w, b, v, w > 0, c),
        ),
        "off at w = 0, whatever b": _level_on,
        "no unit on far left": _off_far_left,
        "read off too near": [_read_off(far) for far in (10.0, 100.0, 1e3, 1e4, 1e5, 1e6)],
        "relu of the bias": lambda w, b, v, c: _lines(w, np.maximum(b, 0), v, c),
    }
)
