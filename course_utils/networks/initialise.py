"""Where weights start: the standard deviations with a name, and random draws of them.

What it leaves out: orthogonal and data-dependent initialisation.
"""

from __future__ import annotations

from math import sqrt

import numpy as np

from course_utils import theory

from ..errors import WrongValue
from .nudge import nudged

SCHEMES = ("he", "xavier", "lecun", "selu_gain", "pytorch")
"""Names that `weight_std` and `draw_layer` know."""


def weight_std(scheme: str, fan_in: int, fan_out: int) -> float:
    r"""Return the standard deviation of one weight under a named initialisation.

    .. math::
        \text{he: } \sqrt{2/n_{in}},\quad \text{xavier: } \sqrt{2/(n_{in}+n_{out})},\quad
        \text{lecun: } \sqrt{1/n_{in}},\quad \text{selu_gain: } \tfrac34\sqrt{1/n_{in}},\quad
        \text{pytorch: } \sqrt{1/(3 n_{in})}

    Parameters
    ----------
    scheme : {"he", "xavier", "lecun", "selu_gain", "pytorch"}
        "pytorch" is what ``torch.nn.Linear`` does when nobody asks; "selu_gain" is PyTorch's
        ``calculate_gain("selu")`` applied to "lecun".
    fan_in, fan_out : int
        Numbers of inputs and outputs of the layer.

    Returns
    -------
    float
        Without unit.

    Raises
    ------
    ValueError
        If the scheme is not known, or a width is below 1.

    References
    ----------
    K. He et al. 2015, arXiv:1502.01852, Eq. (10). X. Glorot and Y. Bengio, AISTATS 2010,
    Eq. (12) ("xavier"). G. Klambauer et al. 2017, arXiv:1706.02515 ("lecun" for SELU).

    Examples
    --------
    >>> weight_std("he", 200, 100)
    0.1
    >>> round(weight_std("pytorch", 300, 100), 4)
    0.0333
    """
    if min(fan_in, fan_out) < 1:
        raise WrongValue(
            "a layer has no units",
            expected="fan_in and fan_out of at least 1",
            got_words=f"{fan_in} and {fan_out}",
            next_step="Check the sizes of the network.",
        )
    if scheme == "he":
        return theory.he_std(fan_in)
    if scheme == "xavier":
        return theory.xavier_std(fan_in, fan_out)
    if scheme == "lecun":
        return sqrt(1 / fan_in)
    if scheme == "selu_gain":
        return 0.75 * sqrt(1 / fan_in)
    if scheme == "pytorch":
        return theory.default_linear_std(fan_in)
    raise WrongValue(
        "unknown initialisation",
        expected=f"one of {', '.join(SCHEMES)}",
        got=scheme,
        next_step="Choose a name from the list.",
    )


def draw_layer(
    rng: np.random.Generator,
    shape: tuple[int, int],
    *,
    scheme: str = "he",
    stack: tuple[int, ...] = (),
    zero_bias: bool | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    r"""Draw the weights and biases of one layer.

    Normal weights and zero biases; for "pytorch" both are uniform on
    :math:`\pm 1/\sqrt{n_{in}}`, which is what makes its biases matter in deep nets.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of all randomness.
    shape : tuple of int
        (fan_in, fan_out).
    scheme : str
        As for `weight_std`.
    stack : tuple of int
        Leading axes: ``(5,)`` draws five layers at once.
    zero_bias : bool or None
        None: what the scheme does by default.

    Returns
    -------
    weights : numpy.ndarray of float64, shape (*stack, fan_in, fan_out)
    biases : numpy.ndarray of float64, shape (*stack, 1, fan_out)

    Raises
    ------
    ValueError
        As for `weight_std`.

    References
    ----------
    K. He et al. 2015, arXiv:1502.01852, section 2.2.

    Examples
    --------
    >>> weights, biases = draw_layer(np.random.default_rng(0), (400, 300))
    >>> weights.shape, biases.shape, float(weights.std().round(3))
    ((400, 300), (1, 300), 0.071)
    """
    std = weight_std(scheme, *shape)
    fan_in, fan_out = shape
    biases = np.zeros((*stack, 1, fan_out))
    if scheme != "pytorch":
        return nudged(rng.normal(0, std, (*stack, fan_in, fan_out))), biases
    limit = 1 / sqrt(fan_in)
    weights = rng.uniform(-limit, limit, (*stack, fan_in, fan_out))
    if not zero_bias:
        biases = rng.uniform(-limit, limit, biases.shape)
    return nudged(weights), biases
