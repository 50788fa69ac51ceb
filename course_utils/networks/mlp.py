"""A fully connected net in NumPy, to be read: forward, backward, one step of gradient descent.

Rows are examples: a layer computes ``h @ W + b``. All arrays are float64. Any leading axes are a
stack of independent nets, trained side by side; with none, it is one net. What it leaves out:
convolutions, mini-batch bookkeeping (`training`), speed (`fast`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from course_utils.activations import ACTIVATIONS

from ..errors import WrongValue
from .initialise import draw_layer


@dataclass(frozen=True)
class Trace:
    """What a forward pass leaves behind for the backward pass.

    Parameters
    ----------
    inputs : list of numpy.ndarray, shape (..., N, n_in of the layer)
        What went into each layer: the data, then the activations of each hidden layer.
    sums : list of numpy.ndarray, shape (..., N, n_out of the layer)
        The pre-activations ``inputs @ W + b`` of each layer; the last are the outputs.
    """

    inputs: list[np.ndarray]
    sums: list[np.ndarray]

    @property
    def outputs(self) -> np.ndarray:
        """The last layer's sums, shape (..., N, n_out)."""
        return self.sums[-1]


@dataclass(frozen=True)
class Gradients:
    """Derivatives of the loss: one array a layer, of the shape of what it belongs to.

    Parameters
    ----------
    weights, biases : list of numpy.ndarray
        With respect to the parameters of each layer.
    sums : list of numpy.ndarray
        With respect to the pre-activations of each layer.
    """

    weights: list[np.ndarray]
    biases: list[np.ndarray]
    sums: list[np.ndarray]


@dataclass
class MLP:
    r"""A multilayer perceptron: the last layer is affine, an activation follows every other.

    .. math:: z_l = h_{l-1} W_l + b_l,\qquad h_l = f(z_l),\qquad h_0 = x

    Parameters
    ----------
    weights : list of numpy.ndarray of float64, shape (..., n_in, n_out)
        One array a layer.
    biases : list of numpy.ndarray of float64, shape (..., 1, n_out)
        One array a layer.
    activation : str
        A name in `course_utils.activations.ACTIVATIONS`, or "identity".
    constants : dict
        Keywords for the activation, for example ``{"alpha": 0.2}``.

    Raises
    ------
    ValueError
        If the activation is not known, or weights and biases are not those of a net.

    References
    ----------
    D. Rumelhart, G. Hinton and R. Williams, "Learning representations by back-propagating
    errors", Nature 323, 1986.

    Examples
    --------
    Two hinges make an absolute value.

    >>> net = MLP([np.array([[1.0, -1.0]]), np.array([[1.0], [1.0]])],
    ...           [np.zeros((1, 2)), np.zeros((1, 1))])
    >>> net.predict(np.array([[-3.0], [2.0]])).ravel()
    array([3., 2.])
    """

    weights: list[np.ndarray]
    biases: list[np.ndarray]
    activation: str = "relu"
    constants: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.activation != "identity" and self.activation not in ACTIVATIONS:
            raise WrongValue(
                "unknown activation",
                expected=f"'identity' or one of {', '.join(ACTIVATIONS)}",
                got=self.activation,
                next_step="Choose a name from the list.",
            )
        # How many there are, and no more: an experiment may make a net a step.
        parts = self.weights, self.biases
        known = all(isinstance(part, (list, tuple)) for part in parts)
        if not known or not len(self.weights) == len(self.biases) > 0:
            raise WrongValue(
                "this is no net",
                expected="two lists of as many arrays: the weights and the biases of each layer",
                got_words=" and ".join(
                    f"{len(part)}" if isinstance(part, (list, tuple)) else type(part).__name__
                    for part in parts
                ),
                next_step="MLP.create(sizes, rng) draws one.",
            )

    @classmethod
    def create(
        cls,
        sizes: Sequence[int],
        rng: np.random.Generator,
        *,
        activation: str = "relu",
        scheme: str = "he",
        stack: tuple[int, ...] = (),
    ) -> MLP:
        """Return a net with random weights.

        Parameters
        ----------
        sizes : sequence of int
            Widths from input to output: ``(64, 32, 10)`` has two layers of weights.
        rng : numpy.random.Generator
            Source of all randomness.
        activation : str
            As for the class.
        scheme : str
            As for `course_utils.networks.weight_std`.
        stack : tuple of int
            Leading axes; ``(5,)`` makes five nets in one.

        Returns
        -------
        MLP

        Raises
        ------
        ValueError
            If there are fewer than two sizes, or a name is not known.

        References
        ----------
        As for `course_utils.networks.weight_std`.

        Examples
        --------
        >>> MLP.create((64, 32, 10), np.random.default_rng(0)).sizes
        (64, 32, 10)
        """
        if len(sizes) < 2:
            raise WrongValue(
                "a net needs an input and an output",
                expected="at least two sizes",
                got=tuple(sizes),
                next_step="Write for example (64, 32, 10).",
            )
        layers = [draw_layer(rng, s, scheme=scheme, stack=stack) for s in pairwise(sizes)]
        return cls([w for w, _ in layers], [b for _, b in layers], activation)

    @property
    def sizes(self) -> tuple[int, ...]:
        """Widths from input to output."""
        return (self.weights[0].shape[-2], *(w.shape[-1] for w in self.weights))

    def f(self, z: np.ndarray) -> np.ndarray:
        """Return the activation of each entry of `z`."""
        if self.activation == "identity":
            return z
        return ACTIVATIONS[self.activation].f(z, **self.constants)

    def df(self, z: np.ndarray) -> np.ndarray:
        """Return the derivative of the activation at each entry of `z`."""
        if self.activation == "identity":
            return np.ones_like(z)
        return ACTIVATIONS[self.activation].df(z, **self.constants)

    def forward(self, x: np.ndarray) -> Trace:
        """Run the net on `x`, one example a row, and keep what the backward pass needs."""
        inputs, sums = [x], []
        for layer, (W, b) in enumerate(zip(self.weights, self.biases, strict=True)):
            sums.append(inputs[layer] @ W + b)
            if layer < len(self.weights) - 1:
                inputs.append(self.f(sums[layer]))
        return Trace(inputs, sums)

    def predict(self, x: np.ndarray) -> np.ndarray:
        """Return the outputs for `x`, shape (N, n_in), as an array of shape (..., N, n_out)."""
        h = x  # as in `forward`, keeping one layer at a time
        for W, b in zip(self.weights[:-1], self.biases[:-1], strict=True):
            h = self.f(h @ W + b)
        return h @ self.weights[-1] + self.biases[-1]

    def backward(self, trace: Trace, d_outputs: np.ndarray) -> Gradients:
        r"""Carry the derivative of the loss from the outputs back to every parameter.

        .. math:: \delta_l = (\delta_{l+1} W_{l+1}^T) \odot f'(z_l),\qquad
                  \frac{\partial L}{\partial W_l} = h_{l-1}^T \delta_l,\qquad
                  \frac{\partial L}{\partial b_l} = \textstyle\sum_{\text{rows}} \delta_l

        Parameters
        ----------
        trace : Trace
            Of the forward pass on the same data.
        d_outputs : numpy.ndarray, shape (..., N, n_out)
            Derivative of the loss with respect to the outputs, as the losses return it.

        Returns
        -------
        Gradients

        References
        ----------
        As for the class.

        Examples
        --------
        >>> net = MLP([np.eye(2), np.eye(2)], [np.zeros((1, 2))] * 2)
        >>> trace = net.forward(np.array([[3.0, -3.0]]))
        >>> net.backward(trace, np.array([[1.0, 1.0]])).weights[0]
        array([[ 3.,  0.],
               [-3.,  0.]])
        """
        weights, biases, sums = [], [], []
        delta = d_outputs
        for layer in reversed(range(len(self.weights))):
            weights.append(trace.inputs[layer].mT @ delta)
            biases.append(delta.sum(-2, keepdims=True))
            sums.append(delta)
            if layer > 0:
                delta = (delta @ self.weights[layer].mT) * self.df(trace.sums[layer - 1])
        return Gradients(weights[::-1], biases[::-1], sums[::-1])

    def step(self, gradients: Gradients, rate: float) -> None:
        """Go one step of gradient descent of size `rate`; this changes the net."""
        for W, dW in zip(self.weights, gradients.weights, strict=True):
            W -= rate * dW
        for b, db in zip(self.biases, gradients.biases, strict=True):
            b -= rate * db

    def take(self, index: int | tuple[int, ...]) -> MLP:
        """Return a copy of one net of a stack."""
        weights = [W[index].copy() for W in self.weights]
        return MLP(weights, [b[index].copy() for b in self.biases], self.activation, self.constants)
