"""GELU in its three forms: exact, by tanh, and by the logistic function.

All are the input times a gate, see `gated`; limits and the sign of zero are as described there.
"""

from __future__ import annotations

from math import pi, sqrt

import numpy as np

from ..errors import WrongValue
from ._elementwise import FAR, elementwise
from .gated import Gate, expit, expit_slope, gated, gated_grad

# Constants of the two approximations, from the GELU paper.
_CUBIC = 0.044715
_SIGMOID_SLOPE = 1.702


def _normal_cdf(x: np.ndarray) -> np.ndarray:
    """Return Φ(x) by erfc: (1 + erf) / 2 loses every digit below about -8."""
    from scipy import special

    return 0.5 * special.erfc(x / -sqrt(2))


def _normal_pdf(x: np.ndarray) -> np.ndarray:
    return np.exp(-0.5 * x * x) / sqrt(2 * pi)


def _tanh_gate_argument(x: np.ndarray) -> np.ndarray:
    # ½(1 + tanh u) = σ(2u), and σ keeps the digits of the left tail that 1 + tanh cancels.
    # The cube is of the cut x: beyond FAR the gate is 0 or 1 anyway.
    x = np.minimum(x, FAR)
    return 2 * sqrt(2 / pi) * (x + _CUBIC * x**3)


def _tanh_gate(x: np.ndarray) -> np.ndarray:
    return expit(_tanh_gate_argument(x))


def _tanh_gate_slope(x: np.ndarray) -> np.ndarray:
    v = _tanh_gate_argument(x)
    return expit_slope(v) * 2 * sqrt(2 / pi) * (1 + 3 * _CUBIC * x * x)


def _sigmoid_gate(x: np.ndarray) -> np.ndarray:
    return expit(_SIGMOID_SLOPE * np.minimum(x, FAR))


def _sigmoid_gate_slope(x: np.ndarray) -> np.ndarray:
    return _SIGMOID_SLOPE * expit_slope(_SIGMOID_SLOPE * x)


_GELU_GATES: dict[str, tuple[Gate, Gate]] = {
    "none": (_normal_cdf, _normal_pdf),
    "tanh": (_tanh_gate, _tanh_gate_slope),
    "sigmoid": (_sigmoid_gate, _sigmoid_gate_slope),
}


def _gelu_gate(approximate: str) -> tuple[Gate, Gate]:
    if not isinstance(approximate, str) or approximate not in _GELU_GATES:
        raise WrongValue(
            "approximate names no form of GELU",
            expected="'none' (exact), 'tanh' or 'sigmoid'",
            got=approximate,
            next_step="Keras's approximate=True is 'tanh' here, False is 'none'.",
        )
    return _GELU_GATES[approximate]


@elementwise(in_float64=True)
def gelu(x: np.ndarray, approximate: str = "none") -> np.ndarray:
    r"""Return the Gaussian error linear unit of each entry.

    .. math:: f(x) = x\,\Phi(x) = \tfrac12 x \operatorname{erfc}(-x/\sqrt2)

    Parameters
    ----------
    approximate : {"none", "tanh", "sigmoid"}
        The exact form, :math:`\tfrac12 x\,(1 + \tanh(\sqrt{2/\pi}\,(x + 0.044715 x^3)))`, or
        :math:`x\,\sigma(1.702 x)`.

    Returns
    -------
    numpy.ndarray or NumPy scalar
        Shape of `x`; floating dtype of `x`, float64 for integers. 0 at -inf, NaN at NaN.

    Raises
    ------
    TypeError, ValueError
        If `x` is not real, or `approximate` is none of the three names.

    References
    ----------
    D. Hendrycks and K. Gimpel, "Gaussian Error Linear Units", arXiv:1606.08415.

    Examples
    --------
    >>> gelu([-np.inf, -1.0, 0.0, 1.0, np.inf]).round(4)
    array([-0.    , -0.1587,  0.    ,  0.8413,     inf])
    >>> gelu(-1.0, approximate="tanh").round(4), gelu(-1.0, approximate="sigmoid").round(4)
    (np.float64(-0.1588), np.float64(-0.1542))
    """
    return gated(x, _gelu_gate(approximate)[0])


@elementwise(in_float64=True)
def gelu_grad(x: np.ndarray, approximate: str = "none") -> np.ndarray:
    r"""Return the derivative of GELU, or of its approximation.

    .. math:: f'(x) = \Phi(x) + x\,\varphi(x)

    Parameters
    ----------
    approximate : {"none", "tanh", "sigmoid"}
        As for `gelu`.

    Raises
    ------
    TypeError, ValueError
        If `x` is not real, or `approximate` is none of the three names.

    References
    ----------
    As for `gelu`.

    Examples
    --------
    >>> gelu_grad([-np.inf, -1.0, 0.0, 1.0, np.inf]).round(4)
    array([ 0.    , -0.0833,  0.5   ,  1.0833,  1.    ])
    """
    return gated_grad(x, *_gelu_gate(approximate))
