"""The logistic sigmoid, tanh, and softplus, the integral of the sigmoid."""

from __future__ import annotations

import numpy as np

from ._elementwise import FAR, elementwise
from .gated import expit, expit_slope, log1pexp


@elementwise(in_float64=True)
def sigmoid(x: np.ndarray) -> np.ndarray:
    r"""Return the logistic function of each entry.

    .. math:: \sigma(x) = \frac{1}{1 + e^{-x}}

    References
    ----------
    D. Rumelhart, G. Hinton and R. Williams, "Learning representations by back-propagating
    errors", Nature 323, 1986.

    Examples
    --------
    >>> sigmoid([-np.inf, 0.0, 2.0, 1e4]).round(4)
    array([0.    , 0.5   , 0.8808, 1.    ])
    """
    return expit(x)


@elementwise(in_float64=True)
def sigmoid_grad(x: np.ndarray) -> np.ndarray:
    r"""Return the derivative of the logistic function.

    .. math:: \sigma'(x) = \sigma(x)\,\sigma(-x)

    The usual form :math:`\sigma(1-\sigma)` is 0 from 37 on in float64; this one keeps the tail.

    References
    ----------
    As for `sigmoid`.

    Examples
    --------
    >>> sigmoid_grad([-np.inf, 0.0, 2.0]).round(4)
    array([0.   , 0.25 , 0.105])
    """
    return expit_slope(x)


@elementwise(in_float64=True)
def tanh(x: np.ndarray) -> np.ndarray:
    r"""Return the hyperbolic tangent of each entry.

    .. math:: \tanh(x) = \frac{e^x - e^{-x}}{e^x + e^{-x}}

    Returns
    -------
    numpy.ndarray or NumPy scalar
        Shape of `x`; floating dtype of `x`, float64 for integers. NaN and -0.0 stay.

    References
    ----------
    Y. LeCun et al., "Efficient BackProp", 1998.

    Examples
    --------
    >>> tanh([-np.inf, 0.0, 0.5]).round(4)
    array([-1.    ,  0.    ,  0.4621])
    """
    return np.tanh(x)


@elementwise(in_float64=True)
def tanh_grad(x: np.ndarray) -> np.ndarray:
    r"""Return the derivative of the hyperbolic tangent.

    .. math:: \tanh'(x) = 1 - \tanh^2 x = 4\,\sigma(2x)\,\sigma(-2x)

    The second form is computed: the first is 0 from 20 on in float64.

    References
    ----------
    As for `tanh`.

    Examples
    --------
    >>> tanh_grad([-np.inf, 0.0, 0.5]).round(4)
    array([0.    , 1.    , 0.7864])
    """
    x = np.clip(x, -FAR, FAR)
    return 4 * expit_slope(2 * x)


@elementwise(in_float64=True)
def softplus(x: np.ndarray) -> np.ndarray:
    r"""Return softplus of each entry, a smooth curve above ReLU.

    .. math:: f(x) = \ln(1 + e^x)

    References
    ----------
    C. Dugas et al., "Incorporating Second-Order Functional Knowledge for Better Option Pricing",
    NIPS 2000. X. Glorot, A. Bordes and Y. Bengio, AISTATS 2011.

    Examples
    --------
    >>> softplus([-np.inf, 0.0, 1.0]).round(4)
    array([0.    , 0.6931, 1.3133])
    >>> float(softplus(1e4))
    10000.0
    """
    return log1pexp(x)


@elementwise(in_float64=True)
def softplus_grad(x: np.ndarray) -> np.ndarray:
    r"""Return the derivative of softplus, which is the logistic function.

    .. math:: f'(x) = \sigma(x)

    References
    ----------
    As for `softplus`.

    Examples
    --------
    >>> softplus_grad([-np.inf, 0.0, 1e4])
    array([0. , 0.5, 1. ])
    """
    return expit(x)
