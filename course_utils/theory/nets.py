"""Closed forms about whole nets: scale of weights, chance to be born dead, counts of regions."""

from __future__ import annotations

import math
import operator
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ..activations._elementwise import real_number
from ..errors import WrongType, WrongValue


def _whole(name: str, value: Any, *, least: int) -> int:
    """Return `value` as an int of at least `least`, or complain."""
    try:
        number = None if isinstance(value, bool) else operator.index(value)
    except TypeError:
        number = None
    if number is None or number < least:
        raise (WrongType if number is None else WrongValue)(
            f"{name} is not a possible count",
            expected=f"a whole number of at least {least}",
            got=value,
            next_step=f"Pass {name} as an int.",
        )
    return number


def _wholes(name: str, value: ArrayLike) -> np.ndarray:
    """Return `value` as an array of whole numbers of at least 1, or complain."""
    array = np.asarray(value)
    whole = array.dtype.kind in "iu"
    if whole and np.all(array >= 1):
        return array
    raise (WrongValue if whole else WrongType)(
        f"{name} is not a possible count",
        expected="whole numbers of at least 1",
        got=value,
        next_step=f"Pass {name} as an int or an array of ints.",
    )


def he_std(fan_in: int, alpha: float = 0.0) -> float:
    r"""Return He's standard deviation of the weights into a ReLU or leaky ReLU.

    .. math:: \tfrac12 (1 + \alpha^2)\,n \operatorname{Var} w = 1

    Parameters
    ----------
    fan_in : int
        :math:`n`, the number of inputs of one unit.
    alpha : float
        Slope for negative inputs; 0 is ReLU, 1 is no activation.

    Returns
    -------
    float
        The standard deviation, not the variance.

    Raises
    ------
    TypeError, ValueError
        If `fan_in` is not a whole number of at least 1, or `alpha` not one finite number.

    References
    ----------
    K. He et al., ICCV 2015, arXiv:1502.01852, Eqs. 10 and 15.

    Examples
    --------
    >>> he_std(50), round(he_std(50, alpha=1.0), 4)
    (0.2, 0.1414)
    """
    n = _whole("fan_in", fan_in, least=1)
    # hypot: alpha² would overflow from 1e154 on.
    return math.sqrt(2 / n) / math.hypot(1.0, real_number("alpha", alpha))


def xavier_std(fan_in: int, fan_out: int) -> float:
    r"""Return Glorot and Bengio's standard deviation of the weights.

    .. math:: \operatorname{Var} w = \frac{2}{n_{\text{in}} + n_{\text{out}}}

    Parameters
    ----------
    fan_in, fan_out : int
        Numbers of inputs and outputs of the layer.

    Returns
    -------
    float

    Raises
    ------
    TypeError, ValueError
        If one of them is not a whole number of at least 1.

    References
    ----------
    X. Glorot and Y. Bengio, AISTATS 2010.

    Examples
    --------
    >>> xavier_std(100, 100)
    0.1
    """
    return math.sqrt(2 / (_whole("fan_in", fan_in, least=1) + _whole("fan_out", fan_out, least=1)))


def default_linear_std(fan_in: int) -> float:
    r"""Return the standard deviation of the weights that ``torch.nn.Linear`` draws by default.

    .. math:: w \sim U(-1/\sqrt n, 1/\sqrt n),\quad \operatorname{Var} w = \frac{1}{3n}

    A sixth of the variance that `he_std` asks for.

    Parameters
    ----------
    fan_in : int
        :math:`n`, the number of inputs of one unit.

    Returns
    -------
    float

    Raises
    ------
    TypeError, ValueError
        If `fan_in` is not a whole number of at least 1.

    References
    ----------
    PyTorch documentation of ``torch.nn.Linear``.

    Examples
    --------
    >>> round((he_std(512) / default_linear_std(512)) ** 2, 12)
    6.0
    """
    return 1 / math.sqrt(3 * _whole("fan_in", fan_in, least=1))


def born_dead_probability(width: ArrayLike, depth: ArrayLike) -> float | np.ndarray:
    r"""Return the chance that a ReLU net, as drawn, gives 0 with no gradient at one input.

    .. math:: P = 1 - (1 - 2^{-N})^{L - 1}

    For nets without bias whose weights are continuous and symmetric about 0, whatever their
    scale. An upper bound for "constant on the whole domain". Accurate where P is tiny, too.

    Parameters
    ----------
    width : int or array_like of int
        :math:`N`, units in each hidden layer.
    depth : int or array_like of int
        :math:`L`, the number of weight layers; there are L - 1 hidden layers.

    Returns
    -------
    float or numpy.ndarray
        Shape of `width` and `depth` broadcast together.

    Raises
    ------
    TypeError, ValueError
        If one of them is not whole or below 1, or the shapes do not broadcast.

    References
    ----------
    L. Lu, Y. Shin, Y. Su and G. Karniadakis, "Dying ReLU and Initialization", CiCP 2020,
    arXiv:1903.06733.

    Examples
    --------
    >>> round(born_dead_probability(2, 10), 4), f"{born_dead_probability(100, 11):.3g}"
    (0.9249, '7.89e-30')
    """
    width, depth = _wholes("width", width), _wholes("depth", depth)
    # 1 - (1 - p)^k by log1p and expm1: in the plain form 1 - 2^-N is exactly 1 from N = 54 on.
    with np.errstate(under="ignore"):
        all_off = np.exp2(-width.astype(float))
        dead = -np.expm1((depth.astype(float) - 1) * np.log1p(-all_off))
    dead = np.abs(dead)  # a single weight layer gives -0.0
    return dead if dead.ndim else float(dead)


def max_regions(n_units: int, n_inputs: int) -> int:
    r"""Return the most linear regions of one hidden layer of ReLUs, exactly.

    .. math:: \sum_{j=0}^{d} \binom{n}{j}

    An upper bound, reached by hyperplanes in general position; a given net often has fewer.

    Parameters
    ----------
    n_units : int
        :math:`n`, hidden units, at least 0.
    n_inputs : int
        :math:`d`, inputs, at least 1.

    Returns
    -------
    int

    Raises
    ------
    TypeError, ValueError
        If one of them is not a whole number, or too small.

    References
    ----------
    T. Zaslavsky, "Facing up to Arrangements", Memoirs of the AMS 154, 1975. G. Montúfar et al.,
    NeurIPS 2014, arXiv:1402.1869.

    Examples
    --------
    >>> max_regions(5, 1), max_regions(5, 2), max_regions(5, 7)
    (6, 16, 32)
    """
    n = _whole("n_units", n_units, least=0)
    d = _whole("n_inputs", n_inputs, least=1)
    if d >= n:
        return 2**n
    return sum(math.comb(n, j) for j in range(d + 1))


def tent_pieces(k: int) -> int:
    r"""Return the number of linear pieces on [0, 1] of the tent map applied k times.

    .. math:: t(x) = 2\operatorname{relu}(x) - 4\operatorname{relu}(x - \tfrac12),\quad
              \text{pieces of } t^{\circ k} = 2^k

    Two units a layer double the pieces with each layer; in one layer they add one each.

    Parameters
    ----------
    k : int
        How often the map is applied, at least 0 (the identity, one piece).

    Returns
    -------
    int

    Raises
    ------
    TypeError, ValueError
        If `k` is not a whole number of at least 0.

    References
    ----------
    M. Telgarsky, "Benefits of depth in neural networks", COLT 2016, arXiv:1602.04485.

    Examples
    --------
    >>> [tent_pieces(k) for k in range(5)]
    [1, 2, 4, 8, 16]
    """
    return 2 ** _whole("k", k, least=0)
