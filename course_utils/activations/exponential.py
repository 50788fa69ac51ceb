"""ELU and SELU: straight above 0, exponential below.

Both are computed by ``expm1(minimum(x, 0))``: the side that is not taken cannot overflow, and the
digits near 0 that ``exp(x) - 1`` cancels are kept. The sign of zero is kept.
"""

from __future__ import annotations

import numpy as np

from ._elementwise import elementwise, real_number

# The solution of E f(z) = 0, E f(z)² = 1 for z ~ N(0, 1); theory.selu_constants derives it.
SELU_LAMBDA = 1.0507009873554805
SELU_ALPHA = 1.6732632423543772


def _elu(x: np.ndarray, alpha: float) -> np.ndarray:
    """Return ELU of a float array. Where x is 0 or NaN, x itself: -0.0 and NaN pass."""
    return np.where(x < 0, alpha * np.expm1(np.minimum(x, 0)), x)


def _elu_grad(x: np.ndarray, alpha: float) -> np.ndarray:
    """Return the derivative of ELU of a float array; alpha at 0, NaN at NaN."""
    return np.where(x > 0, 1.0, alpha * np.exp(np.minimum(x, 0)))


@elementwise(in_float64=True)
def elu(x: np.ndarray, alpha: float = 1.0) -> np.ndarray:
    r"""Return the exponential linear unit of each entry.

    .. math:: f(x) = x \text{ for } x > 0,\quad \alpha\,(e^x - 1) \text{ for } x \le 0

    Parameters
    ----------
    alpha : float
        The function tends to ``-alpha`` at -inf. Its slope is continuous only at ``alpha=1``.

    Raises
    ------
    TypeError, ValueError
        If `x` is not real, or `alpha` is not one finite number.

    References
    ----------
    D.-A. Clevert, T. Unterthiner and S. Hochreiter, "Fast and Accurate Deep Network Learning by
    Exponential Linear Units", ICLR 2016, arXiv:1511.07289.

    Examples
    --------
    >>> elu([-np.inf, -1.0, 0.0, 2.0]).round(4)
    array([-1.    , -0.6321,  0.    ,  2.    ])
    >>> f"{elu(-1e-8):.8e}"
    '-9.99999995e-09'
    """
    return _elu(x, real_number("alpha", alpha))


@elementwise(in_float64=True)
def elu_grad(x: np.ndarray, alpha: float = 1.0) -> np.ndarray:
    r"""Return the derivative of ELU; `alpha` at 0, as in PyTorch.

    .. math:: f'(x) = 1 \text{ for } x > 0,\quad \alpha e^x \text{ for } x \le 0

    Parameters
    ----------
    alpha : float
        As for `elu`.

    Raises
    ------
    TypeError, ValueError
        If `x` is not real, or `alpha` is not one finite number.

    References
    ----------
    As for `elu`.

    Examples
    --------
    >>> elu_grad([-1e4, -1.0, 0.0, 1e4]).round(4)
    array([0.    , 0.3679, 1.    , 1.    ])
    """
    return _elu_grad(x, real_number("alpha", alpha))


@elementwise(in_float64=True)
def selu(x: np.ndarray) -> np.ndarray:
    r"""Return the scaled exponential linear unit of each entry.

    .. math:: f(x) = \lambda x \text{ for } x > 0,\quad
              \lambda\alpha\,(e^x - 1) \text{ for } x \le 0

    with :math:`\lambda \approx 1.0507` and :math:`\alpha \approx 1.6733`, which keep mean 0 and
    variance 1 of a standard normal input when the weights have variance ``1 / fan_in``.

    References
    ----------
    G. Klambauer et al., "Self-Normalizing Neural Networks", NeurIPS 2017, arXiv:1706.02515.

    Examples
    --------
    >>> selu([-np.inf, -1.0, 0.0, 1.0]).round(4)
    array([-1.7581, -1.1113,  0.    ,  1.0507])
    """
    return SELU_LAMBDA * _elu(x, SELU_ALPHA)


@elementwise(in_float64=True)
def selu_grad(x: np.ndarray) -> np.ndarray:
    r"""Return the derivative of SELU; the left one, about 1.758, at 0, as in PyTorch and JAX.

    .. math:: f'(x) = \lambda \text{ for } x > 0,\quad \lambda\alpha e^x \text{ for } x \le 0

    References
    ----------
    As for `selu`.

    Examples
    --------
    >>> selu_grad([-np.inf, 0.0, 1.0]).round(4)
    array([0.    , 1.7581, 1.0507])
    """
    return SELU_LAMBDA * _elu_grad(x, SELU_ALPHA)
