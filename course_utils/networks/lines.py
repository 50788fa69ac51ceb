"""A piecewise linear net along a straight line, exactly: kinks are computed, never sampled.

On a piece, every unit is a line s·t + c. Each layer maps those lines by its weights; a unit that
crosses 0 inside a piece cuts it in two. Exact means: to rounding.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import WrongValue
from .mlp import MLP


@dataclass(frozen=True)
class LinePieces:
    """A net's output along x(t) = start + t·direction.

    Parameters
    ----------
    cuts : numpy.ndarray of float64, shape (K,)
        Every t at which some hidden unit switches, in increasing order.
    slopes, intercepts : numpy.ndarray of float64, shape (K + 1, n_out)
        The output is ``slopes[j] * t + intercepts[j]`` between ``cuts[j - 1]`` and ``cuts[j]``.
    """

    cuts: np.ndarray
    slopes: np.ndarray
    intercepts: np.ndarray

    @property
    def kinks(self) -> np.ndarray:
        """The cuts at which the slope of the output changes, by more than rounding."""
        change = abs(np.diff(self.slopes, axis=0)).max(1, initial=0.0)
        scale = abs(self.slopes).max(initial=0.0)
        return self.cuts[change > 1e-9 * scale]

    @property
    def regions(self) -> int:
        """The number of pieces on which the output is one affine map."""
        return len(self.kinks) + 1


def left_slope(net: MLP) -> float:
    """Return the slope left of 0 of a piecewise linear net; raise `ValueError` for any other."""
    if net.activation == "relu":
        return 0.0
    if net.activation == "leaky_relu":
        return net.constants.get("alpha", 0.01)
    if net.activation == "identity":
        return 1.0
    raise WrongValue(
        "this net is not piecewise linear",
        expected="activation relu, leaky_relu or identity",
        got=net.activation,
        next_step="Sample it on a grid instead.",
    )


def _middles(edges: np.ndarray) -> np.ndarray:
    """Return a point inside each piece; the outer two pieces may be infinite."""
    if np.isinf(edges).all():
        return np.zeros(1)
    ends = edges.copy()
    if np.isinf(ends[0]):
        ends[0] = ends[1] - 1 - abs(ends[1])
    if np.isinf(ends[-1]):
        ends[-1] = ends[-2] + 1 + abs(ends[-2])
    return (ends[:-1] + ends[1:]) / 2


def _crossings(edges: np.ndarray, s: np.ndarray, c: np.ndarray) -> np.ndarray:
    """Return every t strictly inside its piece at which a unit is 0."""
    crosses = s != 0
    t = np.divide(-c, s, out=np.full_like(c, np.nan), where=crosses)
    # Two units that switch at one place make one cut: closer than rounding is the same place.
    slack = 1e-12 * (1 + abs(np.nan_to_num(t)))
    inside = crosses & (t > edges[:-1, None] + slack) & (t < edges[1:, None] - slack)
    found = np.sort(t[inside])
    keep = np.diff(found, prepend=-np.inf) > 1e-12 * (1 + abs(found))
    return found[keep]


def pieces_on_line(
    net: MLP,
    start: np.ndarray,
    direction: np.ndarray,
    *,
    low: float = -np.inf,
    high: float = np.inf,
) -> LinePieces:
    r"""Return the pieces of a ReLU or leaky ReLU net along a line, by propagation.

    .. math:: x(t) = x_0 + t\,v,\qquad z_u(t) = s_u t + c_u \text{ on a piece, cut at } -c_u/s_u

    Parameters
    ----------
    net : MLP
        One net, not a stack.
    start, direction : numpy.ndarray of float64, shape (n_in,)
        The line.
    low, high : float
        Ends of the stretch of t that counts; infinite by default.

    Returns
    -------
    LinePieces

    Raises
    ------
    ValueError
        If the net is not piecewise linear, or `low` is not below `high`.

    References
    ----------
    B. Hanin and D. Rolnick, "Complexity of Linear Regions in Deep Networks", ICML 2019,
    arXiv:1901.09021.

    Examples
    --------
    >>> net = MLP([np.array([[1.0, 1.0]]), np.array([[1.0], [-2.0]])],
    ...           [np.array([[0.0, -0.5]]), np.zeros((1, 1))])
    >>> line = pieces_on_line(net, np.zeros(1), np.ones(1))
    >>> line.kinks, line.slopes.ravel(), line.regions
    (array([0. , 0.5]), array([ 0.,  1., -1.]), 3)
    """
    slope_off = left_slope(net)
    if not low < high:
        raise WrongValue(
            "the stretch is empty",
            expected="low < high",
            got_words=f"{low} and {high}",
            next_step="Swap them.",
        )
    edges = np.array([low, high], dtype=float)
    s, c = np.atleast_2d(direction).astype(float), np.atleast_2d(start).astype(float)
    for layer, (W, b) in enumerate(zip(net.weights, net.biases, strict=True)):
        s, c = s @ W, c @ W + b
        if layer == len(net.weights) - 1:
            break
        finer = np.sort(np.concatenate([edges, _crossings(edges, s, c)]))
        middles = _middles(finer)
        parent = np.searchsorted(edges, middles) - 1
        s, c, edges = s[parent], c[parent], finer
        gate = np.where(s * middles[:, None] + c > 0, 1.0, slope_off)
        s, c = gate * s, gate * c
    return LinePieces(edges[1:-1], s, c)
