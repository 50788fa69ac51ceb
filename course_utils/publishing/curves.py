"""A wrong answer drawn beside the right one, where both are functions of one variable.

What is drawn comes from the exercise itself: its oracle, its catalogued mistakes, and the arguments
that its cases draw. Nothing is known here of any one exercise.
"""

from __future__ import annotations

import contextlib
import inspect
import math
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..grading import Cases, Exercise
from ..networks.hinges import hinge_sum

X = np.linspace(-4, 4, 321)
APART = 1e-3  # two heights nearer than this are one line on the page
ELSEWHERE = "On a graph the two are one line: what is wrong lies elsewhere."
SCALE, LEFT, TOP, HIGH, LOW = 30, 4.0, 4.5, 4.5, -3.5


@dataclass(frozen=True)
class Drawn:
    """Two curves as SVG paths, the arguments held fixed, and in words where they part.

    Without paths the words say what came instead of a curve.
    """

    words: str
    right: str = ""
    wrong: str = ""
    fixed: str = ""


Curve = tuple[np.ndarray, ...]  # the parts of an answer, most often one


def is_curve(exercise: Exercise) -> bool:
    """Tell whether the exercise's right answer is a function of one variable."""
    return next(_right(exercise), None) is not None


def drawn(exercise: Exercise, answer: Callable[..., Any]) -> Drawn:
    """Draw a wrong answer beside the right one, for the first arguments at which they part."""
    for arguments, right in _right(exercise):
        try:
            wrong = _curve(answer, arguments)
        except Exception as error:  # a wrong answer may end in any way
            return Drawn(f"It ends in {type(error).__name__}: {error}")
        if wrong is None or len(wrong) != len(right):
            return Drawn("What comes back is no curve: not one number for each x.")
        for part, (a, b) in enumerate(zip(right, wrong, strict=True)):
            at = _first_gap(a, b)
            if at is not None:
                name = exercise.parts[part] if part < len(exercise.parts) else ""
                return Drawn(_gap(at, a, b, name), path(a), path(b), _fixed(exercise, arguments))
    return Drawn(_at_own_inputs(exercise, answer) or ELSEWHERE)


def _right(exercise: Exercise) -> Iterator[tuple[tuple[Any, ...], Curve]]:
    """Yield arguments of the exercise's cases that give a curve, with the right one."""
    for arguments in _draws(exercise):
        try:
            curve = _curve(exercise.oracle, arguments)
        except Exception:  # these arguments make no curve
            continue
        if curve is not None:
            yield arguments, curve


def _draws(exercise: Exercise) -> Iterator[tuple[Any, ...]]:
    """Yield the arguments of the exercise's cases, the same in every build."""
    for behaviour in exercise.behaviours if exercise.oracle else ():
        if isinstance(behaviour, Cases):
            yield from behaviour.draw(np.random.default_rng(0))


def _curve(function: Any, arguments: tuple[Any, ...]) -> Curve | None:
    """Return what a function gives on `X`, its other arguments fixed; None if that is no curve."""
    with _quiet():
        if _is_row(arguments[0]) and all(map(_is_number, arguments[1:])):
            here = _heights(function(X.copy(), *arguments[1:]))
            back = _heights(function(X[::-1].copy(), *arguments[1:]))
            each = here and back and all(map(_mirrored, here, back))
            return here if each else None
        if all(map(_is_number, arguments)):
            return _of_hinges(function(*arguments))
    return None


def _heights(value: Any) -> Curve | None:
    parts = value if isinstance(value, tuple) else (value,)
    arrays = [np.asarray(p) for p in parts if not _is_number(p)]
    fits = all(a.shape == X.shape and a.dtype.kind in "fiub" for a in arrays)
    return tuple(a.astype(float) for a in arrays) if arrays and fits else None


def _of_hinges(value: Any) -> Curve | None:
    """Return the graph of a list of hinges, or of a constant with one."""
    offset, hinges = value if isinstance(value, tuple) and len(value) == 2 else (0.0, value)
    if not isinstance(hinges, list) or not hinges or not _is_number(offset):
        return None
    if not all(isinstance(h, tuple) and len(h) == 3 and h[2] in ("left", "right") for h in hinges):
        return None
    return (np.asarray(hinge_sum(X, hinges, float(offset))),)


def _is_row(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.ndim == 1 and value.dtype.kind == "f"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | np.number) and not isinstance(value, bool)


def _mirrored(here: np.ndarray, back: np.ndarray) -> bool:
    return bool(np.allclose(here, back[::-1], equal_nan=True))


def _first_gap(a: np.ndarray, b: np.ndarray) -> int | None:
    """Return where two curves are furthest apart on the page; None where they are one line."""
    shown = (np.abs(a) < HIGH) | (np.abs(b) < HIGH)
    gap = np.where(np.isfinite(a) & np.isfinite(b) & shown, np.abs(a - b), 0.0)
    return int(gap.argmax()) if gap.max() > APART else None


def _gap(at: int, right: np.ndarray, wrong: np.ndarray, part: str) -> str:
    # Rounded: 1e-15 is the trace of a sum, not a height on this page.
    x, a, b = (_plain(round(float(value), 9)) for value in (X[at], right[at], wrong[at]))
    return f"At x = {x} it gives {b} for {part}, not {a}." if part else (
        f"At x = {x} it gives {b}, not {a}."
    )  # fmt: skip


def _at_own_inputs(exercise: Exercise, answer: Callable[..., Any]) -> str:
    """Say where the two part among the inputs of the check, where they are one line on the page."""
    oracle: Any = exercise.oracle
    for arguments in _draws(exercise):
        x = arguments[0]
        if not (isinstance(x, np.ndarray) and x.ndim == 1):
            continue
        try:
            with _quiet():
                right, wrong = (_tuple(f(x.copy(), *arguments[1:])) for f in (oracle, answer))
                at = next(_differences(x, right, wrong), None)
        except Exception:  # one of them does not take such numbers
            continue
        if at is not None:
            kind = "for whole numbers, " if x.dtype.kind in "iu" else ""
            place, a, b = map(_plain, at)
            if a == b:
                a, b = (_plain(value, digits=9) for value in at[1:])
            return f"On a graph the two are one line; {kind}at x = {place} it gives {b}, not {a}."
    return ""


def _differences(x: np.ndarray, right: Curve, wrong: Curve) -> Iterator[tuple[Any, Any, Any]]:
    for a, b in zip(right, wrong, strict=False):
        if np.shape(a) == np.shape(b) == x.shape:
            apart = np.flatnonzero(~np.isclose(a, b, rtol=1e-6, atol=0, equal_nan=True))
            yield from ((x[i], a[i], b[i]) for i in apart[:1])


def _tuple(value: Any) -> Curve:
    return value if isinstance(value, tuple) else (value,)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _fixed(exercise: Exercise, arguments: tuple[Any, ...]) -> str:
    """Return the arguments that are held fixed, in words."""
    oracle: Any = exercise.oracle
    names = list(inspect.signature(oracle).parameters)
    pairs = list(zip(names, arguments, strict=False))[1 if _is_row(arguments[0]) else 0 :]
    return ", ".join(f"{name} = {_plain(value)}" for name, value in pairs)


def _plain(value: float, digits: int = 4) -> str:
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "+∞" if value > 0 else "−∞"
    return f"{value:.{digits}g}".replace("-", "−") if value else "0"


def path(y: np.ndarray) -> str:
    """Return a curve over `X` as the data of an SVG path: no point inside a straight piece.

    Examples
    --------
    >>> path(np.maximum(X, 0))
    'M0,135L120,135 240,15'
    """
    pieces, last = [], 0
    jumps = np.abs(np.diff(y)) > 0.4
    ends = [*(np.flatnonzero(jumps | ~np.isfinite(np.diff(y))) + 1), len(y)]
    for end in ends:
        run = [i for i in range(last, end) if np.isfinite(y[i])]
        points = [f"{SCALE * (X[i] + LEFT):.4g},{SCALE * (TOP - _cut(y[i])):.4g}"
                  for i in run if i in (run[0], run[-1]) or _bends(y, i)]  # fmt: skip
        if points:  # a point alone is a line of no length: round ends make it a dot
            pieces.append("M" + points[0] + ("L" + " ".join(points[1:]) if points[1:] else "h0"))
        last = end
    return "".join(pieces)


def _bends(y: np.ndarray, i: int) -> bool:
    """Tell whether the drawn curve needs its point i: a corner, or every fourth of a bend."""
    bend = abs(y[i + 1] - 2 * y[i] + y[i - 1])
    return bool(bend > 2e-3 or (bend > 1e-6 and i % 4 == 0))


def _cut(height: float) -> float:
    return float(np.clip(height, LOW - 9, HIGH + 9))


def loss_path(losses: np.ndarray) -> str:
    """Return a course of the loss as an SVG path: 240 wide, a power of ten each 15, from 10 down.

    What is no finite number stands at the upper edge, what is below 10⁻⁶ at the lower one.

    Examples
    --------
    >>> loss_path(np.array([10.0, 0.1, 1.0]))
    'M0,10 120,40 240,25'
    """
    powers = np.log10(np.clip(np.nan_to_num(losses, nan=np.inf), 1e-6, 10))
    x = np.linspace(0, 240, len(powers))
    points = [f"{a:.4g},{10 + 15 * (1 - p):.3g}" for a, p in zip(x, powers, strict=True)]
    keep = [i for i in range(len(powers)) if i in (0, len(powers) - 1)
            or abs(powers[i + 1] - 2 * powers[i] + powers[i - 1]) > 1e-3]  # fmt: skip
    return "M" + " ".join(points[i] for i in keep)
