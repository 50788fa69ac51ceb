"""Leaky ReLU and PReLU: a straight line on each side of 0, the left one with a slope of its own.

The sign of zero: -0.0 stays -0.0, as the line through the origin gives it, unless the slope is
exactly 0; then the functions are ReLU and answer +0.0.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from ..errors import WrongValue
from ._elementwise import elementwise, real_array, real_number


def _bent_line(x: np.ndarray, slope: np.ndarray) -> np.ndarray:
    """Return x above 0 and slope * x below, without forming inf * 0 on either side."""
    out = np.multiply(x, slope, out=x.copy(), where=(x < 0) & (slope != 0))
    np.copyto(out, 0, where=(x <= 0) & (slope == 0))
    return out


def _slopes(x: np.ndarray, a: ArrayLike) -> np.ndarray:
    """Return `a` in the dtype of `x`, or complain that it does not fit the shape of `x`."""
    slopes = real_array("a", a).astype(x.dtype)
    try:
        fits = np.broadcast_shapes(x.shape, slopes.shape) == x.shape
    except ValueError:
        fits = False
    if not fits:
        raise WrongValue(
            "a does not broadcast to the shape of x",
            expected=f"a scalar or a shape that stretches to {x.shape}",
            got=slopes.shape,
            next_step="One slope per channel of (N, C, H, W) is a.reshape(C, 1, 1).",
        )
    return slopes


@elementwise()
def leaky_relu(x: np.ndarray, alpha: float = 0.01) -> np.ndarray:
    r"""Return the leaky ReLU of each entry.

    .. math:: f(x) = x \text{ for } x > 0,\quad \alpha x \text{ for } x \le 0

    Parameters
    ----------
    alpha : float
        Slope for negative inputs. The form :math:`\max(x, \alpha x)` equals this one for
        every :math:`\alpha \le 1` and for no larger one; here every finite slope works.

    Raises
    ------
    TypeError, ValueError
        If `x` is not real, or `alpha` is not one finite number.

    References
    ----------
    A. Maas, A. Hannun and A. Ng, "Rectifier Nonlinearities Improve Neural Network Acoustic
    Models", ICML 2013 workshop.

    Examples
    --------
    >>> leaky_relu([-100.0, -1.0, 0.0, 2.0])
    array([-1.  , -0.01,  0.  ,  2.  ])
    >>> leaky_relu([-1.0, 2.0], alpha=3.0)
    array([-3.,  2.])
    """
    return _bent_line(x, x.dtype.type(real_number("alpha", alpha)))


@elementwise()
def leaky_relu_grad(x: np.ndarray, alpha: float = 0.01) -> np.ndarray:
    r"""Return the derivative of the leaky ReLU; `alpha` at the kink, as in PyTorch.

    .. math:: f'(x) = 1 \text{ for } x > 0,\quad \alpha \text{ for } x \le 0

    Parameters
    ----------
    alpha : float
        Slope for negative inputs.

    Raises
    ------
    TypeError, ValueError
        If `x` is not real, or `alpha` is not one finite number.

    References
    ----------
    As for `leaky_relu`.

    Examples
    --------
    >>> leaky_relu_grad([-2.0, 0.0, 3.0])
    array([0.01, 0.01, 1.  ])
    """
    alpha = real_number("alpha", alpha)
    return np.where(np.isnan(x), x, np.where(x > 0, 1.0, alpha))


@elementwise()
def prelu(x: np.ndarray, a: ArrayLike) -> np.ndarray:
    r"""Return the parametric ReLU of each entry: leaky ReLU with learned slopes.

    .. math:: f(x) = \max(0, x) + a \min(0, x)

    Parameters
    ----------
    a : array_like of int or float
        The slopes: a scalar, or an array that broadcasts to the shape of `x` by NumPy's rules,
        so shape (C,) for `x` of shape (N, C). He et al. start it at 0.25. Any sign; a slope that
        has become NaN in training gives NaN for negative inputs.

    Returns
    -------
    numpy.ndarray or NumPy scalar
        Shape of `x`; floating dtype of `x` whatever that of `a`, float64 for integers.

    Raises
    ------
    TypeError, ValueError
        If `x` or `a` is not real, or `a` does not broadcast to the shape of `x`.

    References
    ----------
    K. He et al., "Delving Deep into Rectifiers", ICCV 2015, arXiv:1502.01852.

    Examples
    --------
    >>> prelu([[-4.0, -4.0], [1.0, 1.0]], a=[0.25, 0.5])
    array([[-1., -2.],
           [ 1.,  1.]])
    """
    return _bent_line(x, _slopes(x, a))


@elementwise()
def prelu_grad(x: np.ndarray, a: ArrayLike) -> np.ndarray:
    r"""Return the derivative of PReLU with respect to its input; `a` at the kink.

    .. math:: \partial f / \partial x = 1 \text{ for } x > 0,\quad a \text{ for } x \le 0

    Parameters
    ----------
    a : array_like of int or float
        The slopes, as for `prelu`.

    Raises
    ------
    TypeError, ValueError
        If `x` or `a` is not real, or `a` does not broadcast to the shape of `x`.

    References
    ----------
    As for `prelu`.

    Examples
    --------
    >>> prelu_grad([[-4.0, -4.0], [1.0, 1.0]], a=[0.25, 0.5])
    array([[0.25, 0.5 ],
           [1.  , 1.  ]])
    """
    slopes = _slopes(x, a)
    return np.where(np.isnan(x), x, np.where(x > 0, 1, slopes))


@elementwise()
def prelu_grad_a(
    x: np.ndarray, a: ArrayLike = 0.25, upstream: ArrayLike | None = None
) -> np.ndarray:
    r"""Return the derivative of PReLU with respect to its slopes.

    .. math:: \partial f / \partial a = \min(0, x),\qquad
              \partial E / \partial a_c = \sum_{i \in c} g_i \min(0, x_i)

    Parameters
    ----------
    a : array_like of int or float
        The slopes, as for `prelu`. Their values do not matter, as :math:`f` is linear in them;
        their shape says over which entries of `x` the chain rule sums.
    upstream : array_like of int or float, optional
        :math:`g = \partial E / \partial f`, shape of `x`. With it the result is the gradient of
        the loss :math:`E` that a training step needs; without it, the derivative entry by entry.

    Returns
    -------
    numpy.ndarray or NumPy scalar
        Shape of `x` without `upstream`, shape of `a` with it; floating dtype of `x`, float64 for
        integers. NaN at NaN.

    Raises
    ------
    TypeError, ValueError
        If an argument is not real, or the shapes do not fit.

    References
    ----------
    K. He et al., "Delving Deep into Rectifiers", ICCV 2015, arXiv:1502.01852.

    Examples
    --------
    >>> x = [[-4.0, -4.0], [1.0, -2.0]]
    >>> prelu_grad_a(x)
    array([[-4., -4.],
           [ 0., -2.]])
    >>> prelu_grad_a(x, a=[0.25, 0.5], upstream=[[1.0, 1.0], [1.0, 10.0]])
    array([ -4., -24.])
    """
    slopes = _slopes(x, a)
    per_entry = np.minimum(x, 0) + 0
    if upstream is None:
        return per_entry
    g = real_array("upstream", upstream).astype(x.dtype, copy=False)
    if g.shape != x.shape:
        raise WrongValue(
            "upstream has another shape than x",
            expected=f"shape {x.shape}",
            got=g.shape,
            next_step="Pass the gradient of the loss with respect to prelu's output.",
        )
    # Undo the broadcast: sum over the axes that a lacks and those along which it was stretched.
    padded = (1,) * (x.ndim - slopes.ndim) + slopes.shape
    axes = tuple(axis for axis, size in enumerate(padded) if size == 1)
    return np.sum(g * per_entry, axis=axes, keepdims=True).reshape(slopes.shape)
