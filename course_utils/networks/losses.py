"""Two losses, each with its gradient. Leading axes are stacks of nets, as in `mlp`."""

from __future__ import annotations

import numpy as np


def squared_error(outputs: np.ndarray, targets: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    r"""Return the mean squared error and its gradient with respect to the outputs.

    .. math:: L = \frac{1}{N k}\sum_{i,j} (y_{ij} - t_{ij})^2

    Parameters
    ----------
    outputs : numpy.ndarray of float, shape (..., N, k)
        What the net says.
    targets : numpy.ndarray of float, shape (N, k) or (..., N, k)
        What it should say.

    Returns
    -------
    loss : numpy.ndarray or NumPy scalar, shape (...)
    gradient : numpy.ndarray, shape (..., N, k)

    Raises
    ------
    ValueError
        If the shapes do not broadcast.

    References
    ----------
    I. Goodfellow, Y. Bengio and A. Courville, Deep Learning, 2016, section 5.1.4.

    Examples
    --------
    >>> loss, gradient = squared_error(np.array([[1.0], [3.0]]), np.array([[1.0], [1.0]]))
    >>> float(loss), gradient.ravel()
    (2.0, array([0., 2.]))
    """
    error = outputs - targets
    size = error.shape[-2] * error.shape[-1]
    return (error**2).sum((-2, -1)) / size, 2 * error / size


def cross_entropy(logits: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    r"""Return the softmax cross-entropy and its gradient with respect to the logits.

    .. math:: L = -\frac1N \sum_i \log \frac{e^{z_{i,t_i}}}{\sum_j e^{z_{ij}}},\qquad
              \frac{\partial L}{\partial z_{ij}} = \frac{p_{ij} - [j = t_i]}{N}

    Parameters
    ----------
    logits : numpy.ndarray of float, shape (..., N, k)
        Any real numbers. No activation belongs before this loss.
    labels : numpy.ndarray of int, shape (N,) or (..., N)
        The right class of each row, 0 to k - 1.

    Returns
    -------
    loss : numpy.ndarray or NumPy scalar, shape (...)
        In nats.
    gradient : numpy.ndarray, shape (..., N, k)

    Raises
    ------
    IndexError
        If a label is not a class.

    References
    ----------
    C. Bishop, Pattern Recognition and Machine Learning, 2006, Eqs. (4.108) and (4.109).

    Examples
    --------
    >>> loss, gradient = cross_entropy(np.zeros((1, 4)), np.array([2]))
    >>> float(loss.round(4)), gradient
    (1.3863, array([[ 0.25,  0.25, -0.75,  0.25]]))
    """
    # Shifted by the largest logit, exp cannot overflow; the shift cancels in the softmax.
    shifted = logits - logits.max(-1, keepdims=True)
    log_sum = np.log(np.exp(shifted).sum(-1, keepdims=True))
    log_p = shifted - log_sum
    right = np.broadcast_to(labels, log_p.shape[:-1])[..., None]
    gradient = np.exp(log_p)
    of_right = np.take_along_axis(gradient, right, -1)
    np.put_along_axis(gradient, right, of_right - 1, -1)
    return -np.take_along_axis(log_p, right, -1)[..., 0].mean(-1), gradient / log_p.shape[-2]
