"""Run a record in NumPy, and see which of its layers work."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_utils.activations import ACTIVATIONS

from .record import Layer

LEAST_BEND = 0.01
"""Of the spread of a layer, and of the class scores: below, an affine map would do as well."""


@dataclass(frozen=True)
class Run:
    """What a record computes on all rows.

    Parameters
    ----------
    sums : list of numpy.ndarray, shape (N, outputs of the layer)
        What goes into each activation, after a norm; the last are the class scores.
    signals : list of numpy.ndarray, shape (N, outputs of the layer)
        What leaves each layer.
    """

    sums: list[np.ndarray]
    signals: list[np.ndarray]

    @property
    def outputs(self) -> np.ndarray:
        """Class scores, shape (N, 10)."""
        return self.signals[-1]


def run(layers: list[Layer], x: np.ndarray) -> Run:
    """Run the layers on rows `x`, shape (N, inputs), in float64.

    Examples
    --------
    >>> net = [Layer(np.array([[1.0, -1.0]]), np.zeros(2), "relu"), Layer(np.ones((2, 1)),
    ...                                                                   np.zeros(1))]
    >>> run(net, np.array([[-3.0], [2.0]])).outputs.ravel()
    array([3., 2.])
    """
    sums, signals, h = [], [], np.asarray(x, dtype=float)
    with np.errstate(all="ignore"):  # a net that overflows says NaN; the scores will show it
        for layer in layers:
            z = _normed(h @ layer.W + layer.b, layer)
            out = _activation(z, layer)
            h = h + out if layer.skip else out
            sums.append(z)
            signals.append(h)
    return Run(sums, signals)


def _normed(z: np.ndarray, layer: Layer) -> np.ndarray:
    if layer.norm == "none":
        return z
    if layer.norm == "layer":
        z = (z - z.mean(1, keepdims=True)) / np.sqrt(z.var(1, keepdims=True) + 1e-5)
    return z * layer.scale + layer.shift


def _activation(z: np.ndarray, layer: Layer) -> np.ndarray:
    if layer.activation == "identity":
        return z
    return ACTIVATIONS[layer.activation].f(z, **layer.constants)


def bends(layers: list[Layer], x: np.ndarray) -> np.ndarray:
    r"""Return how much each hidden layer bends its signal on `x`.

    For every unit the best affine map of its sum is taken off its activation. What is left, as a
    share of the spread of what leaves the layer, is the bend: 0 for a layer whose units are all
    off or all on, because on this data it is affine and could be merged with the next (lesson 3).

    .. math:: \sqrt{\sum_u \min_{a, c} \overline{(f(z_u) - a z_u - c)^2} \Big/
              \sum_u \operatorname{Var} h_u}

    Parameters
    ----------
    layers : list of Layer
    x : numpy.ndarray of float64, shape (N, inputs)

    Returns
    -------
    numpy.ndarray of float64, shape (hidden layers,)

    Examples
    --------
    >>> rows = np.array([[-1.0], [0.0], [1.0], [2.0]])
    >>> shape = [Layer(np.ones((1, 1)), np.zeros(1), "relu"), Layer(np.ones((1, 1)), np.ones(1))]
    >>> bends([shape[0], shape[0], shape[1]], rows).round(2)
    array([0.33, 0.  ])
    """
    done = run(layers, x)
    found = []
    for layer, z, h in zip(layers[:-1], done.sums, done.signals, strict=False):
        f, straight = _straightened(layer, z)
        left, spread = ((f - straight) ** 2).mean(0).sum(), h.var(0).sum()
        rounding = 1e-12 * (h**2).mean(0).sum()
        found.append(np.sqrt(left / spread) if spread > rounding else 0.0)
    return np.nan_to_num(np.array(found))


def effects(layers: list[Layer], x: np.ndarray) -> np.ndarray:
    r"""Return how much the bend of each hidden layer moves the class scores on `x`.

    One layer after the other is straightened: every unit gives the best affine map of its sum in
    place of its activation. What that moves, as a share of the spread of the scores, is the
    effect: 0 for a layer whose bent units are never read by what follows.

    .. math:: \sqrt{\sum_k \overline{(s_k - s_k^{\text{straight}})^2} \Big/
              \sum_k \operatorname{Var} s_k}

    Parameters
    ----------
    layers : list of Layer
    x : numpy.ndarray of float64, shape (N, inputs)

    Returns
    -------
    numpy.ndarray of float64, shape (hidden layers,)

    Examples
    --------
    A second unit bends, and the last layer does not read it:

    >>> rows = np.array([[-1.0], [0.0], [1.0], [2.0]])
    >>> first = Layer(np.ones((1, 2)), np.array([2.0, 0.0]), "relu")
    >>> last = Layer(np.array([[1.0], [0.0]]), np.zeros(1))
    >>> bends([first, last], rows).round(2), effects([first, last], rows).round(2)
    (array([0.2]), array([0.]))
    """
    done, found = run(layers, x), []
    with np.errstate(all="ignore"):
        spread = np.sqrt(done.outputs.var(0).sum())
    for number, layer in enumerate(layers[:-1]):
        with np.errstate(all="ignore"):  # as in `run`: what overflows counts as no effect
            f, straight = _straightened(layer, done.sums[number])
            scores = run(layers[number + 1 :], done.signals[number] - f + straight).outputs
            moved = np.sqrt(((scores - done.outputs) ** 2).mean(0).sum())
        found.append(moved / spread if spread > 0 else 0.0)
    return np.nan_to_num(np.array(found), posinf=0.0)


def _straightened(layer: Layer, z: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return what a layer makes of its sums, and the best affine map of them to it, by unit."""
    f = _activation(z, layer)
    off = z - z.mean(0)
    along = (off * f).sum(0) / np.maximum((off**2).sum(0), 1e-300)
    return f, f.mean(0) + along * off


def working_depth(layers: list[Layer], x: np.ndarray) -> int:
    """Count the layers of weights that work: the last, and each hidden one whose bend is read.

    A hidden layer works if its `bends` and its `effects` are both at least 1 %.

    Examples
    --------
    >>> plain = Layer(np.eye(2), np.zeros(2))
    >>> working_depth([plain, plain, plain], np.eye(2))
    1
    """
    return 1 + int((np.minimum(bends(layers, x), effects(layers, x)) >= LEAST_BEND).sum())


def signal_spread(sums: list[np.ndarray]) -> np.ndarray:
    r"""Return the spread of a layer's sums **across rows**, root mean square over units.

    .. math:: \sqrt{\frac1n \sum_u \operatorname{Var}_{\text{rows}} z_u}

    Examples
    --------
    >>> signal_spread([np.array([[1.0, 5.0], [3.0, 5.0]])]).round(3)
    array([0.707])
    """
    return np.array([np.sqrt(z.var(0).mean()) for z in sums])
