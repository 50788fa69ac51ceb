"""Straight pieces on an interval."""

from __future__ import annotations

import numpy as np

from ...grading import Cases, Exercise
from ...grading.reading import one_number


def _bends(w, b, v, low, high, *, slack=1e-9):
    """Return the change of slope at each kink inside, by position."""
    found: dict[float, float] = {}
    for wi, bi, vi in zip(w, b, v, strict=True):
        if wi != 0 and low < -bi / wi < high:
            at = round(float(-bi / wi), 9)
            found[at] = found.get(at, 0.0) + float(vi * abs(wi))
    return {at: change for at, change in found.items() if abs(change) > slack}


def _pieces(w, b, v, low, high):
    return len(_bends(w, b, v, low, high)) + 1


def _slopes(w, b, v, low, high):
    """Count the different slopes, as who takes a piece for its slope."""
    changes = [change for _, change in sorted(_bends(w, b, v, low, high).items())]
    return len({round(slope, 9) for slope in np.cumsum([0.0, *changes])})


regions_on_a_line = Exercise.of(__file__, forbids=("networks",), oracle=_pieces, tidy=one_number)


def _case(rng, kinks, v=None, w=None, without=()):
    """Make units with kinks at given places; w is ± a power of 2, so −b/w is exact.

    What is drawn gives no two pieces the same slope; `without`: units whose w is 0.
    """
    n = len(kinks)
    while True:
        drawn = [rng.choice(some, size=n) for some in ([-2.0, -0.5, 0.5, 2.0], [-1.5, -1, 1, 2.5])]
        given = [new if old is None else old for old, new in zip((w, v), drawn, strict=True)]
        ws, vs = np.array(given, dtype=float)
        bs = -ws * np.asarray(kinks)
        ws[list(without)], bs[list(without)] = 0.0, 0.75
        case = ws, bs, vs, -2.0, 3.0
        if (w is not None and v is not None) or _slopes(*case) == _pieces(*case):
            return case


def _inside(rng, n):
    # The kink at 2.5 mirrored lies outside: b / w in place of −b / w shows, whatever is drawn.
    return np.append(2.5, rng.permutation(np.arange(-7, 10))[: n - 1] / 4)


def _close(kinks):
    """Add two kinks beside the second: near is not the same."""
    return np.append(kinks, kinks[1] + np.array([1, 16]) / 1024)


def _mixtures(rng):
    """Return one case of each kind; asked in every behaviour, they tell mistakes apart."""
    twice, none = _inside(rng, 3), _inside(rng, 4)
    return {
        "plain": _case(rng, _close(_inside(rng, 4))),
        # Up, and back: the first piece and the last have the same slope.
        "back": _case(rng, _inside(rng, 2), v=[1.0, -0.5], w=[1.0, 2.0]),
        "one": _case(rng, _inside(rng, 1), w=[-1.0]),
        "outside": _case(rng, [*_inside(rng, 2), -4.0, 5.5, 7.0]),
        # Both are off at their kink and on inside: who looks at the ends sees a bend.
        "ends": _case(rng, [*_inside(rng, 2), -2.0, 3.0], w=[2.0, -0.5, 0.5, -2.0]),
        "beside": _case(rng, [*_inside(rng, 2), -1.999, 2.999, -2.001, 3.001]),
        "twice": _case(rng, [*twice, twice[0], twice[0]], v=[1.0, -1.5, 1.0, 2.5, 1.0]),
        # Signed weights would cancel here; bends are v·|w| and do not.
        "opposed": _case(rng, [*twice, twice[2]], v=[1.0, -1.5, 1.0, 1.0], w=[1.0, 0.5, 2.0, -2.0]),
        "silent": _case(rng, none, v=[1.0, 0.0, -1.5, 0.0]),
        "flat": _case(rng, _inside(rng, 3), without=[1]),
        "cancel": _case(rng, [*twice, twice[1]], v=[1.0, 2.0, 1.5, -1.0], w=[1.0, 0.5, -2.0, -1.0]),
    }


def _kinds(name, *kinds):
    """Mark the cases of these kinds; the others are asked to tell mistakes apart."""
    return Cases(
        name,
        1,
        lambda rng: [_mixtures(rng)[kind] for kind in kinds],
        also=lambda rng: [case for kind, case in _mixtures(rng).items() if kind not in kinds],
    )


regions_on_a_line.marks(
    _kinds("every unit bends f inside", "plain", "back", "one"),
    _kinds("kinks outside the interval", "outside", "ends", "beside"),
    _kinds("units that share a kink", "twice"),
    _kinds("units without effect: w = 0, or v = 0", "flat", "silent"),
    _kinds("bends that cancel", "cancel"),
)


def _each(w, b, v, low, high):
    inside = [(wi, bi) for wi, bi, vi in zip(w, b, v, strict=True) if wi != 0 and vi != 0]
    return sum(low < -bi / wi < high for wi, bi in inside) + 1


def _signed(w, b, v, low, high):
    return _pieces(np.abs(w), np.sign(w) * b, np.where(w < 0, -v, v), low, high)


def _divided(w, b, v, low, high):
    for wi, bi in zip(w.tolist(), b.tolist(), strict=True):
        _ = -bi / wi
    return _pieces(w, b, v, low, high)


regions_on_a_line.mistakes(
    {
        "always n + 1": lambda w, b, v, low, high: len(w) + 1,
        "kinks outside are counted": lambda w, b, v, low, high: (
            len(_bends(w, b, v, -np.inf, np.inf)) + 1
        ),
        "a corner on the end is counted": lambda w, b, v, low, high: _pieces(
            w, b, v, np.nextafter(low, -9), np.nextafter(high, 9)
        ),
        "corners, not pieces": [
            lambda w, b, v, low, high: _pieces(w, b, v, low, high) - 1,
            lambda w, b, v, low, high: _pieces(w, b, abs(v), low, high) - 1,
            lambda w, b, v, low, high: _each(w, b, v, low, high) - 1,
        ],
        "the same kink counted twice": _each,
        "a unit nobody listens to is counted": lambda w, b, v, low, high: _pieces(
            w, b, np.where(v == 0, 100.0, v), low, high
        ),
        "cancelling bends are counted": lambda w, b, v, low, high: _pieces(w, b, abs(v), low, high),
        "no unit is checked for effect": lambda w, b, v, low, high: _pieces(
            w, b, np.ones_like(v), low, high
        ),
        "slopes, not pieces": _slopes,
        "kinks at b / w": lambda w, b, v, low, high: _pieces(w, -b, v, low, high),
        "the sign of w left in the bend": _signed,
        "dividing by w = 0": _divided,
    }
)
