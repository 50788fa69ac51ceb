"""SiLU and Mish, and the form they share with GELU: the input times a smooth gate.

A gate g rises from 0 to 1, so x·g(x) has the limits 0 at -inf and inf at +inf, and the derivative
is g(x) + x·g′(x). x is cut at a distance where the gate no longer changes, because -inf * 0 would
be NaN. -0.0 stays -0.0, and a negative tail that underflows is -0.0 too.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ._elementwise import FAR, elementwise

Gate = Callable[[np.ndarray], np.ndarray]


def expit(x: np.ndarray) -> np.ndarray:
    """Return SciPy's logistic function, imported on first use to keep imports fast."""
    from scipy import special

    return special.expit(x)


def log1pexp(x: np.ndarray) -> np.ndarray:
    """Return ln(1 + e^x) without overflow."""
    # logaddexp reports its comparison with NaN as invalid; NaN in, NaN out is what we want.
    with np.errstate(invalid="ignore"):
        return np.logaddexp(0.0, x)


def gated(x: np.ndarray, gate: Gate) -> np.ndarray:
    """Return x·gate(x), with the limit 0 at -inf."""
    x = np.maximum(x, -FAR)
    return x * gate(x)


def gated_grad(x: np.ndarray, gate: Gate, gate_slope: Gate) -> np.ndarray:
    """Return gate(x) + x·gate′(x), with the limits 0 and 1 at -inf and +inf."""
    x = np.clip(x, -FAR, FAR)
    return gate(x) + x * gate_slope(x)


def expit_slope(x: np.ndarray) -> np.ndarray:
    """Return σ′(x) as σ(x)σ(-x), which keeps the digits of both tails."""
    return expit(x) * expit(-x)


def _mish_gate(x: np.ndarray) -> np.ndarray:
    return np.tanh(log1pexp(x))


def _mish_gate_slope(x: np.ndarray) -> np.ndarray:
    return (1 - _mish_gate(x) ** 2) * expit(x)


@elementwise(in_float64=True)
def silu(x: np.ndarray) -> np.ndarray:
    r"""Return the sigmoid linear unit of each entry, also called Swish.

    .. math:: f(x) = x\,\sigma(x)

    Returns
    -------
    numpy.ndarray or NumPy scalar
        Shape of `x`; floating dtype of `x`, float64 for integers. 0 at -inf, NaN at NaN.

    References
    ----------
    S. Elfwing, E. Uchibe and K. Doya, "Sigmoid-Weighted Linear Units", Neural Networks 107,
    2018, arXiv:1702.03118. P. Ramachandran, B. Zoph and Q. Le, arXiv:1710.05941.

    Examples
    --------
    >>> silu([-np.inf, -1.0, 0.0, 1.0]).round(4)
    array([-0.    , -0.2689,  0.    ,  0.7311])
    """
    return gated(x, expit)


@elementwise(in_float64=True)
def silu_grad(x: np.ndarray) -> np.ndarray:
    r"""Return the derivative of SiLU.

    .. math:: f'(x) = \sigma(x) + x\,\sigma(x)\,\sigma(-x)

    References
    ----------
    As for `silu`.

    Examples
    --------
    >>> silu_grad([-np.inf, -1.0, 0.0, 1.0]).round(4)
    array([0.    , 0.0723, 0.5   , 0.9277])
    """
    return gated_grad(x, expit, expit_slope)


@elementwise(in_float64=True)
def mish(x: np.ndarray) -> np.ndarray:
    r"""Return Mish of each entry.

    .. math:: f(x) = x \tanh(\ln(1 + e^x))

    Returns
    -------
    numpy.ndarray or NumPy scalar
        Shape of `x`; floating dtype of `x`, float64 for integers. 0 at -inf, NaN at NaN.

    References
    ----------
    D. Misra, "Mish: A Self Regularized Non-Monotonic Activation Function", BMVC 2020,
    arXiv:1908.08681.

    Examples
    --------
    >>> mish([-np.inf, -1.0, 0.0, 1.0]).round(4)
    array([-0.    , -0.3034,  0.    ,  0.8651])
    """
    return gated(x, _mish_gate)


@elementwise(in_float64=True)
def mish_grad(x: np.ndarray) -> np.ndarray:
    r"""Return the derivative of Mish, with :math:`t = \tanh(\ln(1 + e^x))`.

    .. math:: f'(x) = t + x\,(1 - t^2)\,\sigma(x)

    References
    ----------
    As for `mish`.

    Examples
    --------
    >>> mish_grad([-np.inf, -1.0, 0.0, 1.0]).round(4)
    array([0.    , 0.0592, 0.6   , 1.049 ])
    """
    return gated_grad(x, _mish_gate, _mish_gate_slope)
