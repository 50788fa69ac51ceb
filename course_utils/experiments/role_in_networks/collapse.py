"""Layers without an activation collapse into one: by how much does that fail in floating point?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_utils.networks import MLP

from ..results import Progress, Table, track
from ..threads import on_one_thread

TITLE = "Layers without activations are one affine map, to rounding"
CLAIMS = ("A06",)


@dataclass(frozen=True)
class Config:
    """Settings: hidden width, numbers of layers, rows of data, nets of each depth."""

    depths: tuple[int, ...] = (1, 2, 5, 10, 20)
    width: int = 32
    inputs: int = 4
    rows: int = 400
    seeds: int = 5
    bias_std: float = 0.5

    @classmethod
    def full(cls) -> Config:
        """Return deeper and wider nets."""
        return cls(depths=(1, 2, 5, 10, 20, 50, 100), width=64, rows=500, seeds=20)


@dataclass(frozen=True)
class Result:
    """Errors of one affine map in place of a net, relative to the largest output.

    Parameters
    ----------
    config : Config
        What was run.
    linear_error, float32_error : numpy.ndarray of float64, shape (depths, seeds)
        Largest difference between a net without activations and its collapsed layer.
    relu_error : numpy.ndarray of float64, shape (depths, seeds)
        The same net with ReLU against the **best** affine map (least squares): root mean square
        of what is left, relative to the spread of the outputs.
    """

    config: Config
    linear_error: np.ndarray
    float32_error: np.ndarray
    relu_error: np.ndarray

    def table(self) -> Table:
        """Return the largest error without, the median misfit with ReLU, by depth."""
        columns = ("layers", "no activation, float64", "no activation, float32", "ReLU, best fit")
        largest, largest32 = self.linear_error.max(1), self.float32_error.max(1)
        misfit = np.median(self.relu_error, 1)
        rows = zip(self.config.depths, largest, largest32, misfit, strict=True)
        return Table(columns, tuple(rows))


def collapse(net: MLP) -> tuple[np.ndarray, np.ndarray]:
    r"""Return the one weight matrix and bias of a net without activations.

    .. math:: W = W_1 W_2 \cdots W_L,\qquad b = (\dots((b_1 W_2 + b_2) W_3 + b_3)\dots)

    Parameters
    ----------
    net : MLP
        Rows are examples, so a layer is ``h @ W + b``. Its activation is ignored.

    Returns
    -------
    W : numpy.ndarray, shape (..., n_in, n_out)
    b : numpy.ndarray, shape (..., 1, n_out)

    References
    ----------
    I. Goodfellow, Y. Bengio and A. Courville, Deep Learning, 2016, section 6.1.

    Examples
    --------
    >>> net = MLP([np.eye(2) * 2, np.eye(2) * 3], [np.ones((1, 2))] * 2, "identity")
    >>> collapse(net)
    (array([[6., 0.],
           [0., 6.]]), array([[4., 4.]]))
    """
    W, b = net.weights[0], net.biases[0]
    for W_next, b_next in zip(net.weights[1:], net.biases[1:], strict=True):
        W, b = W @ W_next, b @ W_next + b_next
    return W, b


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Collapse random nets of several depths and compare outputs; parameters as in every module.

    Examples
    --------
    >>> result = run(Config(depths=(3,)), np.random.default_rng(0))
    >>> bool(result.linear_error.max() < 1e-13 < 0.01 < result.relu_error.min())
    True
    """
    errors = []
    for depth in track(config.depths, progress):
        sizes = (config.inputs, *[config.width] * (depth - 1), 1)
        net = MLP.create(sizes, rng, activation="identity", scheme="lecun", stack=(config.seeds,))
        for b in net.biases:
            b += rng.normal(0, config.bias_std, b.shape)
        x = rng.normal(size=(config.rows, config.inputs))
        weights, biases = (
            [a.astype(np.float32) for a in layers] for layers in (net.weights, net.biases)
        )
        small = MLP(weights, biases, "identity")
        in_float32 = _collapse_error(small, x.astype(np.float32))
        bent = MLP([w * np.sqrt(2) for w in net.weights], net.biases, "relu")
        errors.append((_collapse_error(net, x), in_float32, _affine_misfit(bent.predict(x), x)))
    linear, float32, relu = (np.array(e) for e in zip(*errors, strict=True))
    return Result(config, linear, float32, relu)


def _collapse_error(net: MLP, x: np.ndarray) -> np.ndarray:
    W, b = collapse(net)
    outputs = net.predict(x)
    difference = abs(outputs - (x @ W + b)).max((-2, -1))
    return difference / abs(outputs).max((-2, -1))


def _affine_misfit(outputs: np.ndarray, x: np.ndarray) -> np.ndarray:
    design = np.column_stack([x, np.ones(len(x))])
    y = outputs[..., 0].T  # one column a net
    left = y - design @ np.linalg.lstsq(design, y)[0]
    spread = y.std(0)
    # Where all outputs of a net are one number, an affine map fits it to rounding.
    return np.divide(
        np.sqrt((left**2).mean(0)), spread, out=np.zeros_like(spread), where=spread > 0
    )
