"""Backpropagation through two layers."""

from __future__ import annotations

import numpy as np

from ...grading import Cases, Exercise
from ...grading.reading import array_like
from ..inputs import mixed


def _forward(x, y, W1, b1, W2, b2):
    z = x @ W1 + b1
    h = np.maximum(z, 0)
    return z, h, h @ W2 + b2 - y


def _collect(x, h, dz, d):
    return x.T @ dz, dz.sum(axis=0), h.T @ d, d.sum(axis=0)


def _gradients(*net):
    z, h, d = _forward(*net)
    return _collect(net[0], h, (d @ net[4].T) * (z > 0), d)


backprop = Exercise(
    "role_in_networks.backprop",
    title="Backpropagation through two layers",
    minutes=12,
    difficulty="hard",
    hints=(
        "Go forward first and keep z = x W₁ + b₁ and h = relu(z). The derivative of the loss by "
        "the output is the plain difference d = output − y.",
        "A matrix's gradient is (what went in)ᵀ times (the gradient of what came out); a bias's "
        "gradient is the sum over the rows. Backwards through W₂: d W₂ᵀ.",
        "`dz = (d @ W2.T) * (z > 0)`; then `x.T @ dz`, `dz.sum(axis=0)`, `h.T @ d`, "
        "`d.sum(axis=0)`.",
    ),
    forbids=("networks", "autograd"),
    covers=("A10",),
    oracle=_gradients,
    parts=("dW1", "db1", "dW2", "db2"),
    tidy=array_like,
)


def _net(rng, *, on=False, rows=4, sizes=(3, 4, 2)):
    """Draw a net and data off the kinks, with gradients of both signs at open units."""
    n, hidden, out = sizes
    while True:
        x, y = mixed(rng, rows, n), mixed(rng, rows, out)
        W1, W2 = mixed(rng, n, hidden), mixed(rng, hidden, out)
        b1, b2 = mixed(rng, hidden), mixed(rng, 4)[:out]
        if on:  # biases that keep every unit above 0
            b1 = np.round(1.0 - (x @ W1).min(axis=0), 2)
        net = (x, y, W1, b1, W2, b2)
        z, _, d = _forward(*net)
        g = (d @ W2.T)[z > 0]
        away = (abs(z) > 0.05).all() and (on or (z < 0).sum() >= 4)
        if away and (g > 0).sum() >= 2 and (g < 0).sum() >= 2:
            return net


def _two(rng):
    return [_net(rng), _net(rng, rows=5, sizes=(2, 4, 1))]


def _second(parts, *_):
    return dict(zip(("dW2", "db2"), parts[2:], strict=True))


def _first(parts, *_):
    return dict(zip(("dW1", "db1"), parts[:2], strict=True))


TASK = "Return a tuple (dW1, db1, dW2, db2), each of the shape of what it belongs to."
backprop.marks(
    Cases("second layer: dW2 and db2", 2, _two, task=TASK, view=_second),
    Cases(
        "first layer, every unit on", 2, lambda rng: [_net(rng, on=True)], task=TASK, view=_first
    ),
    Cases("first layer, some units off", 2, _two, task="the gradients of the loss", view=_first),
    look=4,
)


def _by_gradient(*net):
    _, h, d = _forward(*net)
    return _collect(net[0], h, np.maximum(d @ net[4].T, 0), d)


def _always_open(*net):
    _, h, d = _forward(*net)
    return _collect(net[0], h, d @ net[4].T, d)


def _by_output(*net):
    _, h, d = _forward(*net)
    return _collect(net[0], h, (d @ net[4].T) * h, d)


def _not_summed(*net):
    z, h, d = _forward(*net)
    dz = (d @ net[4].T) * (z > 0)
    return net[0].T @ dz, dz, h.T @ d, d


def _sideways(*net):
    dW1, db1, dW2, db2 = _gradients(*net)
    return dW1.T, db1, dW2.T, db2


def _untransposed(*net):
    z, h, d = _forward(*net)
    return _collect(net[0], h, (d @ net[4]) * (z > 0), d)


backprop.mistakes(
    (
        "gated by the sign of the gradient",
        _by_gradient,
        "ReLU was applied to the gradient: negative ones became 0. A unit is a gate that its own "
        "sum z opens or shuts; through an open gate gradients of both signs pass.",
    ),
    (
        "the gate is always open",
        _always_open,
        "Every gradient passes, also through units that are off. With no gate, or with `h >= 0`, "
        "which is True for every h = relu(z), it never shuts. Ask z > 0.",
    ),
    (
        "multiplied by h",
        _by_output,
        "The gradient is multiplied by the unit's output h. The slope of ReLU is 1 where it is on "
        "and 0 where it is off, however large h is.",
    ),
    (
        "z for h in dW2",
        lambda *net: (
            *_gradients(*net)[:2],
            _forward(*net)[0].T @ _forward(*net)[2],
            _gradients(*net)[3],
        ),
        "dW2 was made with z. What goes into the second layer is h = relu(z): units that are off "
        "give its weights no gradient.",
    ),
    (
        "bias gradients are not summed",
        _not_summed,
        "db has a row for every example. The same b serves all rows, so its gradient is their "
        "sum: `.sum(axis=0)`.",
    ),
    (
        "the sign is turned",
        lambda *net: tuple(-part for part in _gradients(*net)),
        "All signs are turned: the derivative of ½ (output − y)² is output − y, not y − output.",
    ),
    (
        "mean over the rows",
        lambda *net: tuple(part / len(net[0]) for part in _gradients(*net)),
        "This is divided by the number of rows. The loss here is a sum over the rows, not a mean.",
    ),
    (
        "the factor ½ forgotten",
        lambda *net: tuple(2 * part for part in _gradients(*net)),
        "All gradients are twice too large: the ½ in the loss takes away the 2 of the square.",
    ),
    (
        "matrix gradients transposed",
        _sideways,
        "dW1 and dW2 lie on their side. Rows are examples, so a matrix has shape (inputs, "
        "outputs) and its gradient is inputsᵀ @ (gradient of the outputs).",
    ),
    (
        "W2 not transposed on the way back",
        _untransposed,
        "Forwards h meets W2, from units to outputs. Backwards it goes the other way: d @ W2.T.",
    ),
)
