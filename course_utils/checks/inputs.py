"""Inputs that checks share: numbers that tell mistakes apart, and arrays of every kind."""

from __future__ import annotations

import numpy as np


def mixed(rng: np.random.Generator, *shape: int, smallest: float = 0.3) -> np.ndarray:
    """Draw numbers of both signs, none near 0, some beyond 1 and some within it on either side.

    Every draw therefore tells the same mistakes apart: clipped at 1 from not clipped, a step
    from a ramp, a dropped sign from a kept one.

    Parameters
    ----------
    rng : numpy.random.Generator
    *shape : int
        At least four numbers in all.
    smallest : float
        Least distance from 0, from 0.3 to 0.4.

    Returns
    -------
    numpy.ndarray of float64

    Examples
    --------
    >>> x = mixed(np.random.default_rng(0), 2, 3)
    >>> x.shape, bool((x > 1).any() and (x < -1).any())
    ((2, 3), True)
    """
    count = int(np.prod(shape))
    steps = np.geomspace(smallest, 3.4, count)
    sizes = steps + rng.uniform(0, 0.3 * (steps[1] - steps[0]), size=count)
    signs = rng.choice([-1.0, 1.0]) * (-1.0) ** np.arange(count)
    # Two decimals: a reason that shows the input can be checked by hand.
    return rng.permutation(np.round(sizes * signs, 2)).reshape(shape)


def strided(x: np.ndarray) -> np.ndarray:
    """Return the same numbers as every second column of a wider array."""
    wide = np.zeros((*x.shape[:-1], 2 * x.shape[-1]), x.dtype)
    wide[..., ::2] = x
    return wide[..., ::2]


def read_only(x: np.ndarray) -> np.ndarray:
    """Return a copy that refuses to be written to."""
    copy = x.copy()
    copy.flags.writeable = False
    return copy


def any_shape(rng: np.random.Generator) -> list[np.ndarray | float]:
    """Return a row, a matrix, a block, odd memory layouts, nothing, and single numbers.

    The row stands first: what works for a row and not for the rest shows as such.

    Examples
    --------
    >>> [np.shape(x) for x in any_shape(np.random.default_rng(0))]
    [(5,), (3, 4), (2, 3, 2), (3, 4), (0,), (), (), ()]
    """
    return [
        mixed(rng, 5),
        mixed(rng, 3, 4),
        mixed(rng, 2, 3, 2),
        strided(mixed(rng, 3, 4)),
        np.zeros(0),
        np.array(-1.5),
        np.array(2.5),
        -0.75,
    ]


def written_to(answer, x, *rest):
    """Probe: call the learner's function, write 99 all over the result, and return `x`."""
    result = answer(x, *rest)
    if hasattr(result, "fill"):
        result.fill(99)
    return x
