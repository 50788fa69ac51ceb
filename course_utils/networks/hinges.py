"""Sums of hinges; nets built by hand: through points on a line, XOR, and the folded tent."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from ..errors import WrongValue
from .mlp import MLP

Hinge = tuple[float, float, str]
"""A weight, a kink, and the side on which it is on: ``"right"`` or ``"left"``."""


def hinge_sum(x: np.ndarray, hinges: Sequence[Hinge], c: float = 0.0) -> np.ndarray:
    r"""Return the height of a sum of hinges.

    .. math:: c + \sum_i w_i \operatorname{relu}(x - k_i) \text{ (right)},\quad
              w_i \operatorname{relu}(k_i - x) \text{ (left)}

    Parameters
    ----------
    x : numpy.ndarray of float, any shape
    hinges : sequence of (weight, kink, side)
        `side` is ``"right"`` or ``"left"``: where the hinge is on.
    c : float
        Added everywhere.

    Returns
    -------
    numpy.ndarray of float64, shape of `x`

    Examples
    --------
    >>> hinge_sum(np.array([-3.0, 2.0]), [(1, 0, "right"), (1, 0, "left")])
    array([3., 2.])
    """
    x = np.asarray(x, dtype=float)
    total = np.full(x.shape, float(c))
    for weight, kink, side in hinges:
        inside = x - kink if side == "right" else kink - x
        total = total + weight * np.maximum(inside, 0)
    return total


def hinge_net(knots: ArrayLike, values: ArrayLike) -> MLP:
    r"""Return the one-hidden-layer ReLU net through the given points.

    .. math:: f(x) = v_0 + \sum_{i=0}^{n-1} (m_i - m_{i-1})\,\operatorname{relu}(x - t_i),\quad
              m_i = \frac{v_{i+1} - v_i}{t_{i+1} - t_i},\quad m_{-1} = 0

    The output weights are **changes** of slope. Left of the first knot f is constant, right of
    the last it goes on straight.

    Parameters
    ----------
    knots : array_like of float, shape (n + 1,)
        Increasing positions :math:`t_0 < \dots < t_n`.
    values : array_like of float, shape (n + 1,)
        What the net shall say there.

    Returns
    -------
    MLP
        With n hidden units.

    Raises
    ------
    ValueError
        If there are fewer than two knots, they do not increase, or the lengths differ.

    References
    ----------
    M. Leshno et al., "Multilayer feedforward networks with a nonpolynomial activation function
    can approximate any function", Neural Networks 6, 1993.

    Examples
    --------
    >>> net = hinge_net([0, 1, 2], [0, 1, 0])
    >>> net.weights[1].ravel(), net.predict(np.array([[0.5], [1.0], [1.5]])).ravel()
    (array([ 1., -2.]), array([0.5, 1. , 0.5]))
    """
    t, v = np.asarray(knots, dtype=float), np.asarray(values, dtype=float)
    if t.ndim != 1 or t.shape != v.shape or len(t) < 2 or not (np.diff(t) > 0).all():
        raise WrongValue(
            "these are not knots",
            expected="at least two increasing positions and as many values",
            got_words=f"shapes {t.shape} and {v.shape}",
            next_step="Sort the positions and drop doubles.",
        )
    slopes = np.diff(v) / np.diff(t)
    changes = np.diff(slopes, prepend=0.0)
    n = len(slopes)
    return MLP([np.ones((1, n)), changes[:, None]], [-t[None, :-1], v[None, :1]])


def xor_net() -> MLP:
    r"""Return a net of two hidden units that computes XOR of two bits exactly.

    .. math:: f(x) = \operatorname{relu}(x_1 + x_2) - 2\operatorname{relu}(x_1 + x_2 - 1)

    References
    ----------
    I. Goodfellow, Y. Bengio and A. Courville, Deep Learning, 2016, section 6.1.

    Examples
    --------
    >>> xor_net().predict(np.array([[0, 0], [0, 1], [1, 0], [1, 1]])).ravel()
    array([0., 1., 1., 0.])
    """
    return MLP(
        [np.ones((2, 2)), np.array([[1.0], [-2.0]])],
        [np.array([[0.0, -1.0]]), np.zeros((1, 1))],
    )


def tent_net(folds: int) -> MLP:
    r"""Return the net that folds [0, 1] on itself several times, two units a layer.

    .. math:: t(x) = 2\operatorname{relu}(x) - 4\operatorname{relu}(x - \tfrac12),\qquad
              f = t \circ \dots \circ t

    Parameters
    ----------
    folds : int
        Number of hidden layers k; f has :math:`2^k` pieces on [0, 1].

    Returns
    -------
    MLP

    Raises
    ------
    ValueError
        If `folds` is below 1.

    References
    ----------
    M. Telgarsky, "Benefits of depth in neural networks", COLT 2016, arXiv:1602.04485.

    Examples
    --------
    >>> tent_net(3).predict(np.array([[0.125], [0.25], [0.3]])).ravel().round(6)
    array([1. , 0. , 0.4])
    """
    if folds < 1:
        raise WrongValue(
            "nothing to fold",
            expected="folds of at least 1",
            got=folds,
            next_step="Ask for 1.",
        )
    read, out = np.array([[2.0], [-4.0]]), np.ones((1, 2))
    kinks = np.array([[0.0, -0.5]])
    weights = [out, *[read @ out] * (folds - 1), read]
    return MLP(
        [w.copy() for w in weights], [kinks.copy() for _ in range(folds)] + [np.zeros((1, 1))]
    )
