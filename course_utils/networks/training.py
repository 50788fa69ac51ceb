"""Stochastic gradient descent for the NumPy net, and the plan that both back ends follow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from ..errors import WrongValue
from .mlp import MLP
from .optimisers import stepper

Loss = Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]


@dataclass(frozen=True)
class Plan:
    """How long and how fast to train.

    Parameters
    ----------
    rate : float
        Step size of the optimiser.
    epochs : int
        Passes over the data.
    batch : int or None
        Examples a step; None takes them all. A last batch that is not full is left out.
    weight_decay : float
        Pull on the weights towards 0, as in ``torch.optim.SGD``; biases and slopes are free.
    epsilon : float
        Adam's ε; without effect on the other optimisers.
    """

    rate: float = 0.1
    epochs: int = 20
    batch: int | None = 64
    weight_decay: float = 0.0
    epsilon: float = 1e-8

    def __post_init__(self) -> None:
        if self.rate <= 0 or self.epochs < 0 or (self.batch is not None and self.batch < 1):
            raise WrongValue(
                "this plan trains nothing",
                expected="rate > 0, epochs >= 0 and batch >= 1 or None",
                got_words=f"{self.rate}, {self.epochs} and {self.batch}",
                next_step="Correct the plan.",
            )
        if self.weight_decay < 0 or self.epsilon < 0:
            raise WrongValue(
                "this plan trains nothing",
                expected="weight_decay >= 0 and epsilon >= 0",
                got_words=f"{self.weight_decay} and {self.epsilon}",
                next_step="Correct the plan.",
            )

    def batches(self, n: int, rng: np.random.Generator) -> Iterator[np.ndarray]:
        """Yield the row numbers of every step: a new order each epoch."""
        size = n if self.batch is None else min(self.batch, n)
        for _ in range(self.epochs):
            order = np.arange(n) if self.batch is None else rng.permutation(n)
            for first in range(0, n - size + 1, size):
                yield order[first : first + size]


def fit(
    net: MLP,
    data: tuple[np.ndarray, np.ndarray],
    loss: Loss,
    plan: Plan,
    rng: np.random.Generator,
    *,
    optimiser: str = "sgd",
) -> np.ndarray:
    r"""Train `net` in place by stochastic gradient descent.

    .. math:: \theta \leftarrow \theta - \eta\,\nabla L(\theta)

    Parameters
    ----------
    net : MLP
        Is changed. All nets of a stack see the same batches of the same data, unless `data` is a
        stack too.
    data : tuple of numpy.ndarray
        Inputs, shape (N, n_in), and targets with N rows; or, for each net of a stack its own,
        shape (..., N, n_in), and targets of shape (..., N), whole numbers, or (..., N, k).
    loss : callable
        ``loss(outputs, targets) -> (loss, gradient)``, as in `course_utils.networks`.
    plan : Plan
        Step size, passes, batch size, weight decay.
    rng : numpy.random.Generator
        Decides the order of the examples.
    optimiser : {"sgd", "momentum", "adam"}
        As for `course_utils.networks.stepper`.

    Returns
    -------
    numpy.ndarray of float64, shape (steps, ...)
        The loss of each batch before its step, one column a net of the stack.

    Raises
    ------
    ValueError
        If inputs and targets differ in length, or the optimiser is not known.

    References
    ----------
    H. Robbins and S. Monro, "A Stochastic Approximation Method", 1951.

    Examples
    --------
    >>> from course_utils.networks import MLP, squared_error
    >>> rng = np.random.default_rng(0)
    >>> x = np.linspace(-1, 1, 64)[:, None]
    >>> losses = fit(MLP.create((1, 16, 1), rng), (x, abs(x)), squared_error, Plan(epochs=99), rng)
    >>> bool(losses[-1] < losses[0] / 10)
    True
    """
    x, y = data
    whole = np.issubdtype(y.dtype, np.integer)
    n, targets = x.shape[-2], y.shape[-1 if whole and y.ndim < x.ndim else -2]
    if n != targets:
        raise WrongValue(
            "inputs and targets differ in length",
            expected="equal numbers of rows",
            got_words=f"{n} and {targets}",
            next_step="Check how the data was split.",
        )
    step = stepper(optimiser, plan.rate, epsilon=plan.epsilon)
    losses = []
    for rows in plan.batches(n, rng):
        trace = net.forward(x[..., rows, :])
        value, d_outputs = loss(trace.outputs, y[..., rows] if y.ndim < x.ndim else y[..., rows, :])
        losses.append(value)
        gradients = net.backward(trace, d_outputs)
        if plan.weight_decay:
            for dW, W in zip(gradients.weights, net.weights, strict=True):
                dW += plan.weight_decay * W
        step([*net.weights, *net.biases], [*gradients.weights, *gradients.biases])
    return np.array(losses)


def accuracy(net: MLP, x: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Return the share of rows of `x` whose largest output is the label, one a net of a stack.

    Examples
    --------
    >>> net = MLP([np.eye(2)], [np.zeros((1, 2))])
    >>> float(accuracy(net, np.array([[1.0, 0.0], [2.0, 3.0]]), np.array([0, 0])))
    0.5
    """
    return (net.predict(x).argmax(-1) == labels).mean(-1)
