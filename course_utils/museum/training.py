"""The little net of lesson 3, trained on XOR with one bend; where two bends part."""

from __future__ import annotations

import contextlib
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..experiments.role_in_networks.xor import BITS, XOR, Config
from ..networks import MLP, Gradients, squared_error
from .bends import Bend, NotTrainable

WIDTH = 8
NETS = 20
SHOWN, EVERY = 500, 5  # the first steps, in which most is decided, and those of them kept
# For one training; one that would take longer is not begun. A loop over the numbers takes 0.7 s, a
# whole-array answer that is asked through a pipe on a busy machine up to 3.
SECONDS = 10.0
X = np.linspace(-4, 4, 321)
APART = 1e-3  # two heights nearer than this are one line on the page
SETTINGS = Config()
KEPT = (*range(0, SHOWN + 1, EVERY), SETTINGS.steps)


@dataclass(frozen=True)
class Run:
    """What `NETS` nets did, at the steps `KEPT`: every fifth up to 500, and the last.

    Parameters
    ----------
    steps : numpy.ndarray of int, shape (frames,)
    losses : numpy.ndarray of float64, shape (frames, nets)
        Mean squared error; NaN or infinite where a net ran away.
    outputs : numpy.ndarray of float64, shape (frames, 4, nets)
        For 00, 01, 10, 11.
    still : int
        Nets the first layer of which never moved.
    """

    steps: np.ndarray
    losses: np.ndarray
    outputs: np.ndarray
    still: int

    @property
    def learned(self) -> int:
        """Nets that learned XOR, by the bound of the lesson."""
        return int((self.losses[-1] < SETTINGS.learned_below).sum())

    @property
    def half_by(self) -> int | None:
        """The first step kept at which half of the nets had learned; None if that never was."""
        had = (self.losses < SETTINGS.learned_below).sum(1) * 2 >= NETS
        return int(self.steps[had.argmax()]) if had.any() else None

    @property
    def lost(self) -> int:
        """Nets whose loss is no finite number any more."""
        return int((~np.isfinite(self.losses[-1])).sum())


def train(bend: Bend) -> Run:
    """Train the nets of lesson 3: same data, weights, steps and step size for every bend.

    Raises
    ------
    NotTrainable
        The answer gives no numbers, or it takes too long.
    """
    net = MLP.create((2, WIDTH, 1), np.random.default_rng(0), stack=(NETS,))
    start = net.weights[0].copy()
    losses = np.full((len(KEPT), NETS), np.nan)
    outputs = np.full((len(KEPT), 4, NETS), np.nan)
    kept = {step: place for place, step in enumerate(KEPT)}
    with quiet():
        _in_time(bend, BITS @ net.weights[0] + net.biases[0])
        for step in range(SETTINGS.steps + 1):
            loss, out, gradients = _pass(net, bend)
            if step in kept:
                losses[kept[step]], outputs[kept[step]] = loss, out[..., 0].T
                if not np.isfinite(loss).any():
                    break
            net.step(gradients, SETTINGS.rate)
    still = (net.weights[0] == start).all((-2, -1)).sum()
    return Run(np.array(KEPT), losses, outputs, int(still))


def _pass(net: MLP, bend: Bend) -> tuple[np.ndarray, np.ndarray, Gradients]:
    (W1, W2), (b1, b2) = net.weights, net.biases
    h, back = bend.layer(BITS @ W1 + b1)
    out = h @ W2 + b2
    loss, d_out = squared_error(out, XOR)
    d_z = back(d_out @ W2.mT)
    sums = [d_z, d_out]
    weights = [BITS.T @ d_z, h.mT @ d_out]
    return loss, out, Gradients(weights, [d.sum(-2, keepdims=True) for d in sums], sums)


def _in_time(bend: Bend, z: np.ndarray) -> None:
    """Refuse an answer that would hold the page up, before the training begins.

    The quickest of up to 30 tries counts: on a busy machine most of a short one is waiting.
    """
    whole, spent = np.inf, 0.0
    for tries in range(30):
        if whole <= SECONDS or (tries > 2 and spent > 0.5):
            break
        begun = time.perf_counter()
        bend.layer(z)[1](np.ones_like(z))
        taken = time.perf_counter() - begun
        whole, spent = min(whole, taken * SETTINGS.steps), spent + taken
    if whole > SECONDS:
        raise NotTrainable(
            f"a training calls your function {SETTINGS.steps} times, and would take {whole:.0f} s",
            expected=f"at most {SECONDS:g} s",
            next_step="Next: write it for whole arrays, without a loop, and press again.",
        )


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Let numbers run away in silence: that they did is measured and said."""
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@dataclass(frozen=True)
class Parting:
    """Two curves over `X`, and where they are not one line."""

    part: str
    right: np.ndarray
    wrong: np.ndarray
    apart: np.ndarray  # of bool


def parting(right: Bend, wrong: Bend) -> Parting | None:
    """Return the first part of two answers that differs on the page; None where none does."""
    with quiet():
        for (part, a), (_, b) in zip(right.curves(X), wrong.curves(X), strict=True):
            apart = ~(abs(a - b) <= APART)  # NaN is apart, too
            if apart.any():
                return Parting(part, a, b, apart)
    return None


def stretches(apart: np.ndarray) -> str:
    """Say in words for which x the curves part.

    Examples
    --------
    >>> stretches(X < 0), stretches(X == 0), stretches(abs(X) > 1)
    ('for x < 0', 'at x = 0', 'for x < −1 and for x > 1')
    """
    edges = np.flatnonzero(np.diff(np.concatenate([[0], apart.astype(int), [0]])))
    words = []
    for first, after in edges.reshape(-1, 2):
        low = None if first == 0 else _end(X[first], X[first - 1])
        high = None if after == len(X) else _end(X[after - 1], X[after])
        if low and high and after - first == 1:
            words.append(f"at x = {_place(X[first])}")
        elif low and high:
            words.append(f"between x = {low[0]} and {high[0]}")
        elif low or high:
            place, strict = low or high or ("", False)
            words.append(f"for x {'>' if low else '<'}{'' if strict else '='} {place}")
        else:
            words.append("for every x shown")
    shown = words if len(words) <= 3 else [*words[:2], f"at {len(words) - 2} other places"]
    return " and ".join(shown).replace(">=", "≥").replace("<=", "≤")


def _end(inside: float, outside: float) -> tuple[str, bool]:
    """Return the rounder one of two neighbours at an end, and whether it lies outside."""
    outer, inner = _place(outside), _place(inside)
    return (outer, True) if len(outer) <= len(inner) else (inner, False)


def _place(x: float) -> str:
    return f"{round(float(x), 3) + 0.0:g}".replace("-", "−")
