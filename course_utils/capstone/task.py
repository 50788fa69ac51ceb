"""What the task gives: a net that does not learn, a thousand digits, and a budget."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from course_utils.networks import MLP, Plan, read_digits

_GIVEN, _SPLIT = 1000, 20_260  # rows given, and the seed of the split
_HIDDEN, _WIDTH = 24, 20

FAILING_PLAN = Plan(rate=3e-3, epochs=20, batch=64)
"""How the failing net is trained, with Adam."""


@dataclass(frozen=True)
class Given:
    """Digits as rows, scaled, with their labels.

    Parameters
    ----------
    x : numpy.ndarray of float64, shape (N, 64)
        Images of 8 by 8 pixels. The mean of each pixel over the given rows is subtracted, and all
        are divided by one number, so that the mean square of a given entry is 1.
    y : numpy.ndarray of int64, shape (N,)
        The digit, 0 to 9.
    """

    x: np.ndarray
    y: np.ndarray


@dataclass(frozen=True)
class Budget:
    """What a repair may use.

    Parameters
    ----------
    parameters : int
        Numbers in the net, at most: weights, biases, scales and shifts, learned slopes.
    depth : int
        Layers of weights that work, at least: every hidden layer among them bends its signal,
        and the class scores depend on it.
    """

    parameters: int = 12_500
    depth: int = 20


BUDGET = Budget()


@cache
def _parts() -> tuple[Given, Given, np.ndarray, float]:
    """Return given and held-back digits, and the mean and scale that both are drawn with."""
    images, labels = read_digits()
    order = np.random.default_rng(_SPLIT).permutation(len(images))
    mean = images[order[:_GIVEN]].mean(0)
    scale = float(np.sqrt(((images[order[:_GIVEN]] - mean) ** 2).mean()))
    x, y = (images - mean) / scale, labels.astype(np.int64)
    parts = [Given(x[rows], y[rows]) for rows in (order[:_GIVEN], order[_GIVEN:])]
    for part in parts:  # kept for the next call: nobody may write into them
        part.x.flags.writeable = part.y.flags.writeable = False
    return parts[0], parts[1], mean, scale


def given() -> Given:
    """Return the 1000 digits to train on, always the same.

    Examples
    --------
    >>> digits = given()
    >>> digits.x.shape, float((digits.x**2).mean().round(6))
    ((1000, 64), 1.0)
    """
    part = _parts()[0]
    return Given(part.x.copy(), part.y.copy())


def held_back() -> Given:
    """Return the other 797 digits, for the check.

    They are no secret: scikit-learn has them all. Training on them shows (`stumbling_rows`).

    Examples
    --------
    >>> held_back().x.shape
    (797, 64)
    """
    return _parts()[1]


def to_pixels(x: np.ndarray) -> np.ndarray:
    """Return rows as images with ink from 0 to 16, shape (N, 8, 8).

    Examples
    --------
    >>> images = to_pixels(given().x[:3])
    >>> images.shape, float(images.min().round(6)), float(images.max().round(6))
    ((3, 8, 8), 0.0, 16.0)
    """
    _, _, mean, scale = _parts()
    return (np.asarray(x) * scale + mean).reshape(-1, 8, 8)


def from_pixels(images: np.ndarray) -> np.ndarray:
    """Return images with ink from 0 to 16 as rows, scaled like the given digits.

    Examples
    --------
    >>> x = given().x
    >>> bool(np.allclose(from_pixels(to_pixels(x)), x))
    True
    """
    _, _, mean, scale = _parts()
    return (np.asarray(images).reshape(-1, 64) - mean) / scale


def failing_net(seed: int = 0) -> MLP:
    """Return the net of the task: 24 hidden layers of 20 ReLU units, as PyTorch would draw it.

    Parameters
    ----------
    seed : int
        0 is the net of the exercises; other numbers are its siblings.

    Returns
    -------
    MLP

    Examples
    --------
    >>> net = failing_net()
    >>> len(net.weights), sum(W.size + b.size for W, b in zip(net.weights, net.biases))
    (25, 11170)
    """
    sizes = (64, *[_WIDTH] * _HIDDEN, 10)
    return MLP.create(sizes, np.random.default_rng(seed), scheme="pytorch")
