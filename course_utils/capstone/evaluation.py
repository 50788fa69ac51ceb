"""Measure a net: instruments for the failing one, scores for a repaired one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from course_utils.networks import MLP, cross_entropy, unit_shares

from .forward import run, signal_spread
from .record import Layer
from .task import given, held_back

STUMBLING = 40
"""Held-back rows in `stumbling_rows`."""


@dataclass(frozen=True)
class Scores:
    """What a net does on one set of digits.

    Parameters
    ----------
    accuracy : float
        Share right.
    loss : float
        Mean cross-entropy in nats; guessing gives 2.30.
    loss_when_wrong : float
        The same over the rows that are wrong; 0 if there are none.
    right : numpy.ndarray of bool, shape (N,)
        By row.
    """

    accuracy: float
    loss: float
    loss_when_wrong: float
    right: np.ndarray


def scores(layers: list[Layer], x: np.ndarray, y: np.ndarray) -> Scores:
    """Run a net on digits and count.

    Examples
    --------
    >>> idle = [Layer(np.zeros((64, 10)), np.zeros(10))]
    >>> digits = given()
    >>> round(scores(idle, digits.x, digits.y).loss, 4)
    2.3026
    """
    logits = np.nan_to_num(run(layers, x).outputs, nan=0.0, posinf=1e6, neginf=-1e6)
    right = logits.argmax(1) == y
    each = _losses(logits, y)
    wrong = float(each[~right].mean()) if not right.all() else 0.0
    return Scores(float(right.mean()), float(each.mean()), wrong, right)


def _losses(logits: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return the cross-entropy of each row."""
    top = logits.max(1)
    return top + np.log(np.exp(logits - top[:, None]).sum(1)) - logits[np.arange(len(y)), y]


def instruments(net: MLP, x: np.ndarray, y: np.ndarray) -> dict[str, np.ndarray]:
    """Return dead and always-on shares, spread across rows, and gradient norms, by layer.

    Parameters
    ----------
    net : MLP
        One ReLU net.
    x : numpy.ndarray of float64, shape (N, inputs)
    y : numpy.ndarray of int64, shape (N,)

    Returns
    -------
    dict
        ``dead``, ``always_on`` and ``spread``, one number a hidden layer, the last of the sums;
        ``gradient``, the norm of the derivative of the mean cross-entropy with respect to the
        weights, one number a layer of weights.

    Examples
    --------
    >>> net = MLP.create((64, 8, 10), np.random.default_rng(0))
    >>> found = instruments(net, given().x, given().y)
    >>> {name: values.shape for name, values in found.items()}
    {'dead': (1,), 'always_on': (1,), 'spread': (1,), 'gradient': (2,)}
    """
    trace = net.forward(x)
    shares = unit_shares(trace.sums[:-1])
    gradients = net.backward(trace, cross_entropy(trace.outputs, y)[1])
    return {
        "dead": shares.dead,
        "always_on": shares.always_on,
        "spread": signal_spread(trace.sums[:-1]),
        "gradient": np.array([np.linalg.norm(dW) for dW in gradients.weights]),
    }


@cache
def stumbling_rows() -> tuple[np.ndarray, np.ndarray]:
    """Return the rows on which a net that never saw them is likely to stumble.

    Found without any net of a learner, by a kernel regression on the given digits: the held-back
    rows whose own digit it prefers least, and the given rows whose own digit it prefers least
    when that row is left out. A net misses many of the first and few of the second if it saw the
    given digits alone; it misses as few of either if it saw both.

    Returns
    -------
    held_back, given : numpy.ndarray of int64, shape (40,)

    References
    ----------
    N. Carlini et al., "Membership Inference Attacks From First Principles", 2022,
    arXiv:2112.03570: rows are to be judged by how hard they are for those who did not see them.

    Examples
    --------
    >>> [len(set(rows.tolist())) for rows in stumbling_rows()]
    [40, 40]
    """
    seen, new = given(), held_back()
    inverse = np.linalg.inv(_kernel(seen.x, seen.x) + 1e-2 * np.eye(len(seen.x)))
    target = np.eye(10)[seen.y] - 0.1
    weights = inverse @ target
    left_out = target - weights / np.diag(inverse)[:, None]
    on_new = _kernel(new.x, seen.x) @ weights
    return _least_preferred(on_new, new.y), _least_preferred(left_out, seen.y)


def _least_preferred(said: np.ndarray, y: np.ndarray) -> np.ndarray:
    rows = np.arange(len(y))
    own = said[rows, y]
    others = said.copy()
    others[rows, y] = -np.inf
    return np.argsort(own - others.max(1), kind="stable")[:STUMBLING]


def stumbles(layers: list[Layer]) -> tuple[int, int]:
    """Count the stumbling rows that a net misses: of the held-back ones, and of the given ones.

    Examples
    --------
    >>> stumbles([Layer(np.zeros((64, 10)), np.arange(10.0))])  # says 9, whatever it sees
    (30, 34)
    """
    missed = []
    for rows, part in zip(stumbling_rows(), (held_back(), given()), strict=True):
        missed.append(int((~scores(layers, part.x[rows], part.y[rows]).right).sum()))
    return missed[0], missed[1]


def _kernel(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    squares = (a**2).sum(1)[:, None] + (b**2).sum(1) - 2 * a @ b.T
    return np.exp(-squares / 64)
