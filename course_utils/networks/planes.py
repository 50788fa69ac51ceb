"""A piecewise linear net on a rectangle of the plane, exactly: polygons are cut, never sampled.

On a region every unit is an affine function of the point. Each unit of the next layer cuts the
regions it crosses along a straight line, so a net's regions are convex polygons.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import WrongValue
from .lines import left_slope
from .mlp import MLP


@dataclass(frozen=True)
class PlaneRegions:
    """The regions of a net with two inputs, inside a rectangle.

    Parameters
    ----------
    polygons : list of numpy.ndarray of float64, shape (corners, 2)
        One convex polygon a region, its corners in order.
    on : numpy.ndarray of bool, shape (regions, units)
        Which hidden units are on in the region, layer after layer.
    matrices : numpy.ndarray of float64, shape (regions, 2, n_out)
        In a region the output is ``x @ matrix + offset``.
    offsets : numpy.ndarray of float64, shape (regions, n_out)
    """

    polygons: list[np.ndarray]
    on: np.ndarray
    matrices: np.ndarray
    offsets: np.ndarray

    def __len__(self) -> int:
        return len(self.polygons)

    def level_line(self, weights: np.ndarray, level: float = 0.0) -> np.ndarray:
        """Return where ``output @ weights`` is `level`: straight segments, shape (k, 2, 2).

        Parameters
        ----------
        weights : array_like of float, shape (n_out,)
            For a net of two outputs, (-1, 1) and level 0 give the line where they are equal.
        level : float

        Examples
        --------
        >>> net = MLP([np.eye(2), np.ones((2, 1))], [np.zeros((1, 2)), np.zeros((1, 1))])
        >>> regions_in_plane(net, (0, 1), (0, 1)).level_line([1.0], 0.5)
        array([[[0.5, 0. ],
                [0. , 0.5]]])
        """
        slopes, constants = self.matrices @ weights, self.offsets @ weights - level
        found = []
        for corners, slope, constant in zip(self.polygons, slopes, constants, strict=True):
            values = corners @ slope + constant
            if values.min() < 0 < values.max():
                following = np.roll(values, -1)
                cuts = (values > 0) != (following > 0)
                share = (values / np.where(cuts, values - following, 1.0))[cuts, None]
                found.append(corners[cuts] + share * (np.roll(corners, -1, 0) - corners)[cuts])
        return np.array(found).reshape(-1, 2, 2)


def _halves(corners: np.ndarray, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Cut a convex polygon where `values`, affine and given at its corners, are 0."""
    positive, negative = [], []
    # Plain floats: on a handful of corners they are three times as fast as arrays.
    points, heights = corners.tolist(), values.tolist()
    (x0, y0), v0 = points[-1], heights[-1]
    for (x1, y1), v1 in zip(points, heights, strict=True):
        if v0 * v1 < 0:
            share = v0 / (v0 - v1)
            cut = (x0 + share * (x1 - x0), y0 + share * (y1 - y0))
            positive.append(cut)
            negative.append(cut)
        if v1 >= 0:
            positive.append((x1, y1))
        if v1 <= 0:
            negative.append((x1, y1))
        x0, y0, v0 = x1, y1, v1
    return np.array(positive), np.array(negative)


def regions_in_plane(
    net: MLP, xlim: tuple[float, float], ylim: tuple[float, float]
) -> PlaneRegions:
    r"""Return the regions of a ReLU or leaky ReLU net with two inputs, inside a rectangle.

    .. math:: z_u(x) = x \cdot a_u + c_u \text{ on a region, cut along } z_u = 0

    Parameters
    ----------
    net : MLP
        One net, not a stack, with two inputs.
    xlim, ylim : (float, float)
        The rectangle, lower limits first.

    Returns
    -------
    PlaneRegions
        Exact to rounding. A region is a set of units that are on; a unit without effect on the
        output cuts it, too.

    Raises
    ------
    ValueError
        If the net is not piecewise linear, has not two inputs, or the rectangle is empty.

    References
    ----------
    B. Hanin and D. Rolnick, "Complexity of Linear Regions in Deep Networks", ICML 2019,
    arXiv:1901.09021.

    Examples
    --------
    Three lines in general position cut a plane into seven.

    >>> net = MLP([np.array([[1.0, 0.0, 1.0], [0.0, 1.0, 1.0]]), np.ones((3, 1))],
    ...           [np.array([[0.0, 0.0, -0.5]]), np.zeros((1, 1))])
    >>> len(regions_in_plane(net, (-2, 2), (-2, 2)))
    7
    """
    slope_off = left_slope(net)
    if net.weights[0].shape[:-1] != (2,) or not (xlim[0] < xlim[1] and ylim[0] < ylim[1]):
        raise WrongValue(
            "there is no plane to cut",
            expected="one net of two inputs and a rectangle with its lower limits first",
            got_words=f"weights of shape {net.weights[0].shape}, x from {xlim[0]} to {xlim[1]} "
            f"and y from {ylim[0]} to {ylim[1]}",
            next_step="Take one net of a stack with net.take(0).",
        )
    (left, right), (low, high) = xlim, ylim
    polygons = [np.array([(left, low), (right, low), (right, high), (left, high)], dtype=float)]
    matrices, offsets = np.eye(2)[None], np.zeros((1, 2))
    on = np.zeros((1, 0), dtype=bool)
    for layer, (W, b) in enumerate(zip(net.weights, net.biases, strict=True)):
        matrices, offsets = matrices @ W, offsets @ W + b
        if layer == len(net.weights) - 1:
            break
        polygons, parent = _cut_by_layer(polygons, matrices, offsets)
        matrices, offsets = matrices[parent], offsets[parent]
        centres = np.array([p.mean(0) for p in polygons])
        gate = np.einsum("ri,riu->ru", centres, matrices) + offsets > 0
        on = np.concatenate([on[parent], gate], axis=1)
        factor = np.where(gate, 1.0, slope_off)
        matrices, offsets = matrices * factor[:, None], offsets * factor
    return PlaneRegions(polygons, on, matrices, offsets)


def _cut_by_layer(
    polygons: list[np.ndarray], matrices: np.ndarray, offsets: np.ndarray
) -> tuple[list[np.ndarray], np.ndarray]:
    """Cut polygons along the zero lines of a layer's units; return them and whom they come from."""
    parent = np.arange(len(polygons))
    for unit in range(offsets.shape[1]):
        counts = [len(p) for p in polygons]
        starts = np.cumsum([0, *counts[:-1]])
        owner = np.repeat(parent, counts)
        values = (np.concatenate(polygons) * matrices[owner, :, unit]).sum(1) + offsets[owner, unit]
        # A line that only touches a corner, to rounding, cuts nothing off.
        slack = 1e-12 * abs(values).max()
        low, high = np.minimum.reduceat(values, starts), np.maximum.reduceat(values, starts)
        crossed = np.flatnonzero((low < -slack) & (high > slack))
        for j in crossed:
            here = values[starts[j] : starts[j] + counts[j]]
            polygons[j], other = _halves(polygons[j], here)
            polygons.append(other)
        parent = np.concatenate([parent, parent[crossed]])
    return polygons, parent
