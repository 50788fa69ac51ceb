"""Data without a download: scikit-learn's copy of 1797 handwritten digits, and two rings."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from ..errors import WrongValue

_DIGITS = Path("datasets", "data", "digits.csv.gz")  # in the folder of scikit-learn


@dataclass(frozen=True)
class Digits:
    """Handwritten digits, split and scaled.

    Parameters
    ----------
    x_train, x_test : numpy.ndarray of float64, shape (..., N, 64)
        Images of 8 by 8 pixels as rows; the training mean of each pixel is subtracted, and all
        are divided by one number, so that the mean square of a training entry is 1.
    y_train, y_test : numpy.ndarray of int64, shape (..., N)
        The digit, 0 to 9.
    """

    x_train: np.ndarray
    y_train: np.ndarray
    x_test: np.ndarray
    y_test: np.ndarray

    def of(self, net: int) -> Digits:
        """Return the split of one net; where all share one, that."""
        if self.x_train.ndim == 2:
            return self
        return Digits(*(getattr(self, f.name)[net] for f in fields(Digits)))


@cache
def read_digits() -> tuple[np.ndarray, np.ndarray]:
    """Return scikit-learn's 1797 digits, shape (1797, 64), and their labels; read once.

    Its file is read where it lies: to import the package takes a second, fifty times longer. Where
    the file is not found, the package reads it.

    Examples
    --------
    >>> images, labels = read_digits()
    >>> images.shape, labels[:3], float(images.max())
    ((1797, 64), array([0, 1, 2]), 16.0)
    """
    package = find_spec("sklearn")
    path = Path(package.origin or "").parent / _DIGITS if package else _DIGITS
    if not path.exists():
        from sklearn.datasets import load_digits as read

        return read(return_X_y=True)
    table = np.loadtxt(path, delimiter=",")
    images, labels = table[:, :-1].copy(), table[:, -1].astype(int)
    for array in (images, labels):  # kept for the next call: nobody may write into them
        array.flags.writeable = False
    return images, labels


def load_digits(
    rng: np.random.Generator,
    *,
    test: int = 450,
    train: int | None = None,
    stack: tuple[int, ...] = (),
) -> Digits:
    """Return the digits in a random split.

    Parameters
    ----------
    rng : numpy.random.Generator
        Decides the split, and nothing else does.
    test : int
        Images held back.
    train : int or None
        Images to train on; None takes all the rest.
    stack : tuple of int
        Leading axes; ``(20,)`` makes twenty splits for a stack of twenty nets.

    Returns
    -------
    Digits

    Raises
    ------
    ValueError
        If there are not that many images.

    References
    ----------
    E. Alpaydin and C. Kaynak, "Optical Recognition of Handwritten Digits", UCI Machine Learning
    Repository, 1998; the copy in scikit-learn is the original's test set.

    Examples
    --------
    >>> data = load_digits(np.random.default_rng(0), test=400, train=1000)
    >>> data.x_train.shape, data.y_test.shape, float((data.x_train**2).mean().round(6))
    ((1000, 64), (400,), 1.0)
    """
    if stack:
        splits = [load_digits(rng, test=test, train=train) for _ in range(math.prod(stack))]
        joined = (np.stack([getattr(s, f.name) for s in splits]) for f in fields(Digits))
        return Digits(*(a.reshape(*stack, *a.shape[1:]) for a in joined))
    images, labels = read_digits()
    train = len(images) - test if train is None else train
    if test < 1 or train < 1 or test + train > len(images):
        raise WrongValue(
            "not that many digits",
            expected=f"test and train of at least 1 and together at most {len(images)}",
            got_words=f"{test} and {train}",
            next_step="Ask for fewer.",
        )
    order = rng.permutation(len(images))
    test_rows, train_rows = order[:test], order[test : test + train]
    centred = images - images[train_rows].mean(0)
    # One scale for all pixels: dividing each by its own spread would divide by 0 at the border.
    scaled = centred / np.sqrt((centred[train_rows] ** 2).mean())
    labels = labels.astype(np.int64)
    return Digits(scaled[train_rows], labels[train_rows], scaled[test_rows], labels[test_rows])


def rings(points: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Return points of a disc (label 0) and of a ring around it (label 1).

    Examples
    --------
    >>> x, labels = rings(100, np.random.default_rng(0))
    >>> radius = np.hypot(*x.T)
    >>> bool(radius[labels == 0].max() < 0.5 < radius[labels == 1].min())
    True
    """
    labels = np.arange(points) % 2
    radius = np.where(labels, rng.uniform(0.7, 1.0, points), rng.uniform(0.0, 0.4, points))
    angle = rng.uniform(0, 2 * np.pi, points)
    return radius[:, None] * np.column_stack([np.cos(angle), np.sin(angle)]), labels
