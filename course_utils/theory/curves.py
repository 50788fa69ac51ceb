"""Facts about single curves: where they are least, where SELU's constants come from."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from ..activations import elu
from ..activations._elementwise import elementwise
from ..errors import WrongValue
from .gaussian import gaussian_expectation, lookup


class Minimum(NamedTuple):
    """Where a function is least, and what it is there."""

    x: float
    value: float


def minimum(name: str, **constants: Any) -> Minimum:
    r"""Return where GELU, SiLU or Mish is least: they are not monotone.

    .. math:: f'(x_{\min}) = 0,\quad -2 < x_{\min} < -\tfrac12

    Found by Brent's method on the derivative, to the last digits of float64.

    Parameters
    ----------
    name : {"gelu", "silu", "mish"}
        The activation.
    **constants
        ``approximate`` for GELU.

    Returns
    -------
    Minimum
        ``x, value``.

    Raises
    ------
    TypeError, ValueError
        If the name or a constant is unknown, or the function has no such minimum.

    References
    ----------
    R. Brent, "Algorithms for Minimization without Derivatives", 1973.

    Examples
    --------
    >>> for name in ("gelu", "silu", "mish"):
    ...     x, value = minimum(name)
    ...     print(f"{name} {x:.4f} {value:.4f}")
    gelu -0.7518 -0.1700
    silu -1.2785 -0.2785
    mish -1.1924 -0.3088
    """
    record, filled = lookup(name, constants)
    if name not in ("gelu", "silu", "mish"):
        raise WrongValue(
            "this activation has no single lowest point",
            expected="gelu, silu or mish",
            got=name,
            next_step="The others never fall as x grows; a limit or a flat part is lowest.",
        )
    from scipy.optimize import brentq

    x = float(brentq(lambda t: record.df(t, **filled), -2.0, -0.5, xtol=1e-15))
    return Minimum(x, float(record.f(x, **filled)))


def selu_constants() -> tuple[float, float]:
    r"""Solve for the two constants of SELU, by root finding on integrals.

    .. math:: \operatorname{E}\,\mathrm{elu}_\alpha(z) = 0,\quad
              \lambda^2 \operatorname{E}\,\mathrm{elu}_\alpha(z)^2 = 1

    No closed form enters, so the result tests the published constants.

    Returns
    -------
    tuple of float
        :math:`\lambda` and :math:`\alpha`, right to about 13 digits.

    References
    ----------
    G. Klambauer et al., "Self-Normalizing Neural Networks", NeurIPS 2017, arXiv:1706.02515.

    Examples
    --------
    >>> scale, alpha = selu_constants()
    >>> round(scale, 10), round(alpha, 10)
    (1.0507009874, 1.6732632424)
    """
    from scipy.optimize import brentq

    alpha = brentq(lambda a: gaussian_expectation(lambda z: elu(z, alpha=a)), 0.5, 5.0, xtol=1e-15)
    second = gaussian_expectation(lambda z: elu(z, alpha=alpha) ** 2)
    return 1 / math.sqrt(second), float(alpha)


@elementwise(in_float64=True)
def relu_correlation(rho: np.ndarray) -> np.ndarray:
    r"""Return the cosine of two inputs after one wide He layer with ReLU and no bias.

    .. math:: \rho' = \frac{\sqrt{1 - \rho^2} + \rho\,(\pi - \arccos\rho)}{\pi}

    Repeated, it tends to 1 from any start: in depth, all inputs come to look alike.

    Parameters
    ----------
    rho : array_like of float
        Cosine of the angle between two inputs, in [-1, 1]; any shape.

    Returns
    -------
    numpy.ndarray or NumPy scalar
        Shape of `rho`; the limit of infinite width.

    Raises
    ------
    TypeError, ValueError
        If `rho` is not real, or outside [-1, 1].

    References
    ----------
    Y. Cho and L. Saul, "Kernel Methods for Deep Learning", NIPS 2009: the kernel of degree 1.

    Examples
    --------
    >>> relu_correlation([-1.0, 0.0, 1.0]).round(4)
    array([0.    , 0.3183, 1.    ])
    """
    outside = np.abs(rho) > 1
    if np.any(outside):
        raise WrongValue(
            "rho is not a cosine",
            expected="numbers in [-1, 1]",
            got=float(rho[outside][0]),
            next_step="Divide the dot product by both norms, and clip rounding errors.",
        )
    # (1 - ρ)(1 + ρ) keeps the digits near ±1 that 1 - ρ² loses.
    return (np.sqrt((1 - rho) * (1 + rho)) + rho * (np.pi - np.arccos(rho))) / np.pi
