"""Move first weights by one part in a million, to prove that no printed line hangs on rounding.

Another processor adds in another order, so its nets drift away from ours as if they had started
from weights that differ in the last digits. With ``RELU_NUDGE=1`` (or another whole number) in the
environment all nets start that way. Off by default; ``relu build --check --as-if nudge-1`` sets it.
"""

from __future__ import annotations

import os

import numpy as np

from ..errors import WrongValue

VARIABLE = "RELU_NUDGE"
SIZE = 1e-6
_SEED = os.environ.get(VARIABLE, "")  # read once: a net and its copy must get the same
if _SEED and not _SEED.isdecimal():
    raise WrongValue(
        f"{VARIABLE} cannot be read",
        expected="a whole number such as 1",
        got=_SEED,
        next_step="Correct it, or unset it.",
    )
ON = bool(_SEED)


def nudged(weights: np.ndarray) -> np.ndarray:
    r"""Return first weights, each moved up or down by one part in a million if that is asked for.

    .. math:: w \leftarrow w\,(1 \pm 10^{-6})

    Parameters
    ----------
    weights : numpy.ndarray of float
        As drawn.

    Returns
    -------
    numpy.ndarray
        `weights` itself, unless ``RELU_NUDGE`` was set when Python started.

    Examples
    --------
    >>> nudged(np.ones(2))
    array([1., 1.])
    """
    if not ON:
        return weights
    signs = np.random.default_rng(int(_SEED)).choice([-1.0, 1.0], weights.shape)
    return (weights * (1 + SIZE * signs)).astype(weights.dtype)
