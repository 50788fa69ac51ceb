"""New versions of images: moved, turned, thicker or thinner, with noise."""

from __future__ import annotations

import numpy as np

from .task import from_pixels, to_pixels


def fresh_versions(x: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return one new version of each row of digits.

    Moved by up to 0.4 of a pixel in either direction, turned by up to 8 degrees, stretched by up
    to 5 %, its ink made up to 10 % stronger or weaker, with noise of standard deviation 0.5 (of
    16). Someone who knows all images by heart has not seen these.

    Parameters
    ----------
    x : numpy.ndarray of float64, shape (N, 64)
        As `given` scales them.
    rng : numpy.random.Generator

    Returns
    -------
    numpy.ndarray of float64, shape (N, 64)

    Examples
    --------
    >>> from course_utils.capstone import given
    >>> x = given().x[:5]
    >>> moved = fresh_versions(x, np.random.default_rng(0))
    >>> moved.shape, bool(np.allclose(moved, x))
    ((5, 64), False)
    """
    images = to_pixels(x)
    count = len(images)
    angle = np.deg2rad(rng.uniform(-8, 8, count))
    stretch = rng.uniform(0.95, 1.05, (2, count))
    moved = rng.uniform(-0.4, 0.4, (2, count))
    ink = rng.uniform(0.9, 1.1, (count, 1, 1))
    row, column = np.indices((8, 8)).reshape(2, 64, 1) - 3.5
    # Where each new pixel comes from: rows, then columns, around the middle of the image.
    from_row = (np.cos(angle) * row - np.sin(angle) * column) * stretch[0] + moved[0] + 3.5
    from_column = (np.sin(angle) * row + np.cos(angle) * column) * stretch[1] + moved[1] + 3.5
    turned = _between_pixels(images, from_row.T, from_column.T).reshape(-1, 8, 8)
    noisy = ink * turned + rng.normal(0, 0.5, turned.shape)
    return from_pixels(np.clip(noisy, 0, 16))


def _between_pixels(images: np.ndarray, row: np.ndarray, column: np.ndarray) -> np.ndarray:
    """Interpolate each image linearly at its own places; outside there is no ink."""
    padded = np.pad(images, ((0, 0), (2, 2), (2, 2)))
    row, column = np.clip(row + 2, 0, 10.999), np.clip(column + 2, 0, 10.999)
    top, left = row.astype(int), column.astype(int)
    down, right = row - top, column - left
    which = np.arange(len(images))[:, None]
    upper = (1 - right) * padded[which, top, left] + right * padded[which, top, left + 1]
    lower = (1 - right) * padded[which, top + 1, left] + right * padded[which, top + 1, left + 1]
    return (1 - down) * upper + down * lower
