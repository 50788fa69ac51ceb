"""Moments of activations under a standard normal input, and the gains that follow from them.

Throughout, z ~ N(0, 1), φ and Φ are its density and distribution, f is an activation. A gain g
says how to draw weights: Var w = g² / fan_in.
"""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from ..activations import ACTIVATIONS, Activation
from ..activations._elementwise import real_number
from ..errors import WrongType, WrongValue

SQRT_2PI = math.sqrt(2 * math.pi)


class Moments(NamedTuple):
    """Moments of f(z) and f′(z) for z ~ N(0, 1), and whether a closed form gave them."""

    mean: float
    second_moment: float
    slope_second_moment: float
    closed_form: bool


def gaussian_expectation(g: Callable[[np.ndarray], np.ndarray]) -> float:
    r"""Return the mean of g(z) for a standard normal z.

    .. math:: \operatorname{E} g(z) = \int g(z)\,\varphi(z)\,dz

    Gauss–Legendre quadrature, 20 nodes on each unit interval of [-16, 16]. Kinks and jumps at
    whole numbers cost nothing; for all of `ACTIVATIONS` the error is below 1e-13.

    Parameters
    ----------
    g : callable
        Takes and returns an array of shape (640,), float64; smooth between whole numbers and of
        moderate growth.

    Returns
    -------
    float

    References
    ----------
    P. Davis and P. Rabinowitz, "Methods of Numerical Integration", 1984.

    Examples
    --------
    >>> round(gaussian_expectation(lambda z: z**4), 12)
    3.0
    """
    nodes, weights = np.polynomial.legendre.leggauss(20)
    z = (np.arange(-16, 16)[:, None] + (nodes + 1) / 2).ravel()
    density = np.exp(-z * z / 2) / SQRT_2PI
    return float(np.sum(g(z) * density * np.tile(weights / 2, 32)))


def _cdf(x: float) -> float:
    return math.erfc(-x / math.sqrt(2)) / 2


def _leaky(alpha: float) -> tuple[float, float, float]:
    half_square = (1 + alpha * alpha) / 2
    return (1 - alpha) / SQRT_2PI, half_square, half_square


def _elu(alpha: float) -> tuple[float, float, float]:
    # E e^(kz) over z < 0 is e^(k²/2) Φ(-k).
    once, twice = math.exp(0.5) * _cdf(-1), math.exp(2) * _cdf(-2)
    second = 0.5 + alpha**2 * (twice - 2 * once + 0.5)
    return 1 / SQRT_2PI + alpha * (once - 0.5), second, 0.5 + alpha**2 * twice


def _selu() -> tuple[float, float, float]:
    constants = ACTIVATIONS["selu"].defaults["all libraries"]
    scale = constants["lambda"]
    mean, second, slope = _elu(constants["alpha"])
    return scale * mean, scale**2 * second, scale**2 * slope


def _gelu(approximate: str) -> tuple[float, float, float] | None:
    if approximate != "none":
        return None
    # Integration by parts: E zΦφ = E φ² / 2, and E φ² = 1 / (2π√3).
    density = 1 / (2 * math.pi * math.sqrt(3))
    return 1 / (2 * math.sqrt(math.pi)), 1 / 3 + density, 1 / 3 + density * 4 / 3


def _relu6() -> tuple[float, float, float]:
    density, above = math.exp(-18) / SQRT_2PI, _cdf(-6)
    return 1 / SQRT_2PI - density + 6 * above, 0.5 + 35 * above - 6 * density, 0.5 - above


# Where a closed form exists; the others are integrated.
_CLOSED_FORMS: dict[str, Callable[..., tuple[float, float, float] | None]] = {
    "relu": lambda: _leaky(0.0),
    "leaky_relu": _leaky,
    "prelu": lambda a: _leaky(a),
    "elu": _elu,
    "selu": _selu,
    "gelu": _gelu,
    "relu6": _relu6,
    "squared_relu": lambda: (0.5, 1.5, 2.0),
}


def lookup(name: str, constants: dict[str, Any]) -> tuple[Activation, dict[str, Any]]:
    """Return the record of `name` and its constants, defaults filled in."""
    if not isinstance(name, str) or name not in ACTIVATIONS:
        known = ", ".join(ACTIVATIONS)
        raise WrongValue(
            "no activation has this name",
            expected=f"one of {known}",
            got=name,
            next_step="Names are those of the functions in course_utils.activations.",
        )
    record = ACTIVATIONS[name]
    own = list(inspect.signature(record.f).parameters.values())[1:]
    filled = {p.name: p.default for p in own}
    unknown = sorted(set(constants) - set(filled))
    if unknown:
        raise WrongType(
            f"{name} has no constant of this name",
            expected=", ".join(filled) or "no constants",
            got=unknown[0],
            next_step=f"See help(course_utils.activations.{name}).",
        )
    given = {k: v if k == "approximate" else real_number(k, v) for k, v in constants.items()}
    return record, filled | given


def moments(name: str, **constants: Any) -> Moments:
    r"""Return mean and second moment of f(z) and the second moment of f′(z), z ~ N(0, 1).

    .. math:: \operatorname{E} f(z),\quad \operatorname{E} f(z)^2,\quad \operatorname{E} f'(z)^2

    Closed forms for ReLU, leaky ReLU, PReLU, ELU, SELU, exact GELU, ReLU6 and squared ReLU;
    `gaussian_expectation` (error below 1e-13) for the two approximations of GELU, SiLU, Mish,
    softplus, sigmoid and tanh.

    Parameters
    ----------
    name : str
        A name in `ACTIVATIONS`.
    **constants
        The function's own keywords, such as ``alpha=0.2``; PReLU's `a` is one number here.

    Returns
    -------
    Moments
        ``mean, second_moment, slope_second_moment, closed_form``.

    Raises
    ------
    TypeError, ValueError
        If the name or a constant is unknown, or a constant is not a finite number.

    References
    ----------
    K. He et al., ICCV 2015, arXiv:1502.01852, Eqs. 10, 14 and 15 use them for ReLU and PReLU.

    Examples
    --------
    >>> moments("leaky_relu", alpha=0.5)
    Moments(mean=0.199..., second_moment=0.625, slope_second_moment=0.625, closed_form=True)
    """
    record, filled = lookup(name, constants)
    # Called before the closed form is asked, so that a constant is judged by the function itself.
    record.f(0.0, **filled)
    closed = _CLOSED_FORMS[name](**filled) if name in _CLOSED_FORMS else None
    if closed is not None:
        return Moments(*closed, closed_form=True)
    return Moments(
        gaussian_expectation(lambda z: record.f(z, **filled)),
        gaussian_expectation(lambda z: record.f(z, **filled) ** 2),
        gaussian_expectation(lambda z: record.df(z, **filled) ** 2),
        closed_form=False,
    )


def mean(name: str, **constants: Any) -> float:
    r"""Return :math:`\operatorname{E} f(z)`; arguments and errors as for `moments`.

    Examples
    --------
    >>> round(mean("relu"), 4), round(mean("leaky_relu"), 4)
    (0.3989, 0.395)
    """
    return moments(name, **constants).mean


def second_moment(name: str, **constants: Any) -> float:
    r"""Return :math:`\operatorname{E} f(z)^2`; arguments and errors as for `moments`.

    Examples
    --------
    >>> second_moment("relu"), round(second_moment("gelu"), 4)
    (0.5, 0.4252)
    """
    return moments(name, **constants).second_moment


def variance(name: str, **constants: Any) -> float:
    r"""Return :math:`\operatorname{E} f(z)^2 - (\operatorname{E} f(z))^2`, as for `moments`.

    Examples
    --------
    >>> round(variance("relu"), 4)  # 1/2 - 1/(2π), not the 1/2 that He's rule needs
    0.3408
    """
    found = moments(name, **constants)
    return found.second_moment - found.mean**2


def gain(name: str, **constants: Any) -> float:
    r"""Return the gain that keeps the second moment of the signal from layer to layer.

    .. math:: g = 1 / \sqrt{\operatorname{E} f(z)^2}

    Weights of variance g² / fan_in, no bias. ReLU and leaky ReLU keep a signal of any size; for
    the others this holds at second moment 1. `torch.nn.init.calculate_gain` differs: 5/3 for
    tanh and 3/4 for SELU are rules of thumb, and it has no GELU, SiLU or ELU.

    Parameters, errors and accuracy are those of `moments`.

    References
    ----------
    K. He et al., ICCV 2015, arXiv:1502.01852, Eq. 10 (ReLU) and Eq. 15 (PReLU).

    Examples
    --------
    >>> round(gain("relu") ** 2, 12), round(gain("tanh"), 4)
    (2.0, 1.5925)
    """
    return 1 / math.sqrt(second_moment(name, **constants))


def backward_gain(name: str, **constants: Any) -> float:
    r"""Return the gain that keeps the second moment of the gradient from layer to layer.

    .. math:: g = 1 / \sqrt{\operatorname{E} f'(z)^2}

    Weights of variance g² / fan_out. Equal to `gain` only where f is a bent line: ReLU,
    leaky ReLU and PReLU.

    Parameters, errors and accuracy are those of `moments`.

    References
    ----------
    K. He et al., ICCV 2015, arXiv:1502.01852, Eq. 14.

    Examples
    --------
    >>> round(backward_gain("relu") ** 2, 12), round(backward_gain("gelu"), 4)
    (2.0, 1.4811)
    """
    return 1 / math.sqrt(moments(name, **constants).slope_second_moment)
