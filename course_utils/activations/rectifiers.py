"""ReLU and the rectifiers that are 0 for every negative input: ReLU6 and squared ReLU.

The sign of zero: these functions answer +0.0 for every ``x <= 0``, -0.0 included. NumPy and
PyTorch leave the sign to the order of the arguments and to the platform.
"""

from __future__ import annotations

from math import isqrt

import numpy as np

from ..errors import complaint
from ._elementwise import elementwise, real_number


@elementwise(keep_integers=True)
def relu(x: np.ndarray) -> np.ndarray:
    r"""Return the rectified linear unit of each entry.

    .. math:: \operatorname{relu}(x) = \max(0, x)

    Returns
    -------
    numpy.ndarray or NumPy scalar
        Shape and dtype of `x` (booleans: int64). NaN stays NaN; -0.0 becomes +0.0.

    References
    ----------
    K. Fukushima, IEEE Trans. Systems Science and Cybernetics 5, 1969. V. Nair and G. Hinton,
    ICML 2010. X. Glorot, A. Bordes and Y. Bengio, AISTATS 2011.

    Examples
    --------
    >>> relu([-3, -0.5, 0, 1, 2])
    array([0., 0., 0., 1., 2.])
    >>> relu(np.array([-128, 127], dtype=np.int8))
    array([  0, 127], dtype=int8)
    """
    # + 0 turns -0.0 into +0.0 and changes nothing else, on every platform.
    return np.maximum(x, 0) + 0


@elementwise()
def relu_grad(x: np.ndarray, at_zero: float = 0.0) -> np.ndarray:
    r"""Return the derivative of ReLU, with a chosen value at the kink.

    .. math:: \operatorname{relu}'(x) = 1 \text{ for } x > 0,\quad 0 \text{ for } x < 0

    Parameters
    ----------
    at_zero : float
        The value at 0 and -0.0. Every number in [0, 1] is a subgradient; libraries use 0, and
        other spellings of ReLU use ½ or 1 (Bertoin et al. study the effect, also outside [0, 1]).

    Raises
    ------
    TypeError, ValueError
        If `x` is not real, or `at_zero` is not one finite number.

    References
    ----------
    D. Bertoin et al., "Numerical influence of ReLU'(0) on backpropagation", NeurIPS 2021,
    arXiv:2106.12915.

    Examples
    --------
    >>> relu_grad([-2.0, 0.0, 3.0])
    array([0., 0., 1.])
    >>> relu_grad([-2.0, 0.0, 3.0], at_zero=0.5)
    array([0. , 0.5, 1. ])
    """
    at_zero = real_number("at_zero", at_zero)
    # heaviside(x, h) is 0, h or 1, and NaN at NaN.
    return np.heaviside(x, x.dtype.type(at_zero))


@elementwise(keep_integers=True)
def relu6(x: np.ndarray) -> np.ndarray:
    r"""Return ReLU cut off at 6, each entry.

    .. math:: \operatorname{relu6}(x) = \min(\max(0, x), 6)

    Returns
    -------
    numpy.ndarray or NumPy scalar
        Shape and dtype of `x` (booleans: int64). NaN stays NaN; -0.0 becomes +0.0.

    References
    ----------
    A. Krizhevsky, "Convolutional Deep Belief Networks on CIFAR-10", 2010.

    Examples
    --------
    >>> relu6([-1.0, 2.5, 6.0, 9.0])
    array([0. , 2.5, 6. , 6. ])
    """
    return np.minimum(np.maximum(x, 0), 6) + 0


@elementwise()
def relu6_grad(x: np.ndarray) -> np.ndarray:
    r"""Return the derivative of ReLU6; 0 at both kinks, as in PyTorch.

    .. math:: \operatorname{relu6}'(x) = 1 \text{ for } 0 < x < 6,\quad 0 \text{ elsewhere}

    References
    ----------
    As for `relu6`.

    Examples
    --------
    >>> relu6_grad([-1.0, 0.0, 2.5, 6.0, 9.0])
    array([0., 0., 1., 0., 0.])
    """
    return np.where(np.isnan(x), x, (x > 0) & (x < 6))


@elementwise(keep_integers=True)
def squared_relu(x: np.ndarray) -> np.ndarray:
    r"""Return the square of ReLU, each entry.

    .. math:: f(x) = \max(0, x)^2

    Returns
    -------
    numpy.ndarray or NumPy scalar
        Shape and floating dtype of `x`. Integers are widened to int64 or uint64 first: in int8
        the square of 12 would wrap to -112. NaN stays NaN.

    Raises
    ------
    TypeError
        If `x` does not consist of real numbers.
    OverflowError
        If an integer's square does not fit into 64 bits (floats become inf instead).

    References
    ----------
    D. So et al., "Primer: Searching for Efficient Transformers for Language Modeling",
    NeurIPS 2021, arXiv:2109.08668.

    Examples
    --------
    >>> squared_relu([-3.0, 0.5, 2.0])
    array([0.  , 0.25, 4.  ])
    >>> squared_relu(np.array([-5, 12], dtype=np.int8))
    array([  0, 144])
    """
    if x.dtype.kind == "f":
        return np.square(np.maximum(x, 0))
    wide = np.maximum(x, 0).astype(np.int64 if x.dtype.kind == "i" else np.uint64)
    most = isqrt(np.iinfo(wide.dtype).max)
    if wide.size and wide.max() > most:
        raise OverflowError(
            complaint(
                f"the square does not fit into {wide.dtype}",
                expected=f"integers up to {most}",
                got=int(wide.max()),
                next_step="Convert x to float first.",
            )
        )
    return np.square(wide)


@elementwise()
def squared_relu_grad(x: np.ndarray) -> np.ndarray:
    r"""Return the derivative of squared ReLU; there is no kink, it is 0 at 0.

    .. math:: f'(x) = 2\max(0, x)

    References
    ----------
    As for `squared_relu`.

    Examples
    --------
    >>> squared_relu_grad([-3.0, 0.5, 2.0])
    array([0., 1., 4.])
    """
    return 2 * np.maximum(x, 0) + 0
