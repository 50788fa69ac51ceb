"""Backpropagation through two layers."""

from __future__ import annotations

import numpy as np

from ...grading import Cases, Exercise
from ...grading.reading import array_like
from ..answers import but
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


backprop = Exercise.of(
    __file__,
    forbids=("networks", "autograd"),
    oracle=_gradients,
    parts=("dW1", "db1", "dW2", "db2"),
    tidy=array_like,
)


def _net(rng, *, on=False, rows=6, sizes=(3, 4, 2)):
    """Draw a net and data off the kinks, with gradients of both signs at open units.

    No two numbers of rows, units, inputs and outputs agree: an error's message tells what met what.
    """
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


backprop.marks(
    Cases("second layer: dW2 and db2", 2, _two, view=_second),
    Cases("first layer, every unit on", 2, lambda rng: [_net(rng, on=True)], view=_first),
    Cases("first layer, some units off", 2, _two, view=_first),
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


def _sum_before_the_gate(*net):
    """Add up what comes back before ReLU's slope is multiplied in."""
    return (_forward(*net)[2] @ net[4].T).sum(axis=0)


def _z_for_h(*net):
    z, _, d = _forward(*net)
    return z.T @ d


def _output_gated(*net):
    """Return the answer that gives the outputs a ReLU on the way back."""
    x, y, _, _, W2, _ = net
    z, h, d = _forward(*net)
    d = d * (d + y > 0)
    return _collect(x, h, (d @ W2.T) * (z > 0), d)


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


def _mean_biases(*places):
    def answer(*net):
        parts = list(_gradients(*net))
        for place in places:
            parts[place] = parts[place] / len(net[0])
        return tuple(parts)

    return answer


def _summed_over_all(*net):
    dW1, db1, dW2, db2 = _gradients(*net)
    return dW1, db1.sum(), dW2, db2.sum()


def _straight(gated):
    """Return the answer that leaves ReLU out on the way forward, and perhaps on the way back."""

    def answer(*net):
        x, y, W1, b1, W2, b2 = net
        z = x @ W1 + b1
        d = z @ W2 + b2 - y
        return _collect(x, z, (d @ W2.T) * (z > 0 if gated else 1), d)

    return answer


backprop.mistakes(
    {
        "gated by the sign of the gradient": _by_gradient,
        "the gate is always open": _always_open,
        "multiplied by h": _by_output,
        "db1 before the gate": but(_gradients, 1, _sum_before_the_gate),
        "a gate at the outputs": _output_gated,
        "z for h in dW2": but(_gradients, 2, _z_for_h),
        "bias gradients are not summed": _not_summed,
        "the sign is turned": lambda *net: tuple(-part for part in _gradients(*net)),
        "mean over the rows": lambda *net: tuple(part / len(net[0]) for part in _gradients(*net)),
        "the factor ½ forgotten": lambda *net: tuple(2 * part for part in _gradients(*net)),
        "matrix gradients transposed": _sideways,
        "W2 not transposed on the way back": _untransposed,
        "bias gradients averaged": [_mean_biases(*places) for places in ((1,), (3,), (1, 3))],
        "bias gradients summed over everything": _summed_over_all,
        "no ReLU on the way forward": [_straight(gated=True), _straight(gated=False)],
    }
)
