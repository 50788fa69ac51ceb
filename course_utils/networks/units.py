"""Which hidden ReLU units never fire on the data, which always do, and which do the work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import WrongValue


@dataclass(frozen=True)
class UnitShares:
    """Shares of hidden units by layer; the first three add up to 1.

    Parameters
    ----------
    dead : numpy.ndarray of float64, shape (..., layers)
        Units whose output is 0 on every row.
    always_on : numpy.ndarray of float64, shape (..., layers)
        Units above 0 on every row: on this data they are affine, and bend nothing.
    switching : numpy.ndarray of float64, shape (..., layers)
        The others.
    zeros : numpy.ndarray of float64, shape (..., layers)
        Share of outputs (units times rows) that are 0. Not the share of dead units.
    """

    dead: np.ndarray
    always_on: np.ndarray
    switching: np.ndarray
    zeros: np.ndarray


def unit_shares(sums: Sequence[np.ndarray]) -> UnitShares:
    r"""Count dead and always-on units from the pre-activations of **all** the data.

    .. math:: \text{dead}(u) = [\max_i z_{iu} \le 0],\qquad \text{on}(u) = [\min_i z_{iu} > 0]

    Parameters
    ----------
    sums : sequence of numpy.ndarray of float, shape (..., N, width)
        One array a hidden layer, for example ``net.forward(x).sums[:-1]``. Widths may differ.

    Returns
    -------
    UnitShares

    Raises
    ------
    ValueError
        If there is no hidden layer, or no row.

    References
    ----------
    L. Lu et al., "Dying ReLU and Initialization", 2020, arXiv:1903.06733.

    Examples
    --------
    >>> z = np.array([[-1.0, 1.0, 1.0], [-2.0, 3.0, -1.0]])
    >>> shares = unit_shares([z])
    >>> shares.dead.round(3), shares.always_on.round(3), shares.zeros
    (array([0.333]), array([0.333]), array([0.5]))
    """
    if not sums or any(z.shape[-2] == 0 for z in sums):
        raise WrongValue(
            "nothing to count",
            expected="one array of at least one row for each hidden layer",
            got_words=f"{len(sums)} arrays",
            next_step="Pass net.forward(x).sums[:-1].",
        )
    dead = np.stack([(z <= 0).all(-2).mean(-1) for z in sums], -1)
    on = np.stack([(z > 0).all(-2).mean(-1) for z in sums], -1)
    zeros = np.stack([(z <= 0).mean((-2, -1)) for z in sums], -1)
    return UnitShares(dead, on, 1 - dead - on, zeros)
