"""Four instruments."""

from __future__ import annotations

import numpy as np

from ...capstone import instruments as measured
from ...grading import Exercise
from ...networks import MLP, cross_entropy
from ._tools import as_numbers, one_a_layer

instruments = Exercise.of(
    __file__,
    forbids=("capstone",),
    seconds=15.0,  # a first import of torch, for those who take gradients there
)


def _net(rng, *, idle=False):
    """Draw a small ReLU net; in each hidden layer two units are dead and one is always on."""
    sizes = (6, 8, 5, 7, 4)
    net = MLP.create(sizes, rng, scheme="he")
    rows = 2 * rng.normal(size=(30, 6))
    for layer, b in enumerate(net.biases[:-1]):
        b += rng.uniform(-0.2, 0.2, b.shape)
        # Just off and just on: two dead units, one always on.
        z = net.forward(rows).sums[layer]
        b[0, [1, 3]] -= z[:, [1, 3]].max(0) + 0.5
        b[0, 2] -= z[:, 2].min() - 0.5
        net.weights[layer + 1][2] *= 0.01  # else the unit that is always on drowns the others
        if idle:
            net.weights[layer][:, 0], b[0, 0] = 0.0, 0.0
    return net, rows, rng.integers(0, 4, 30)


def _resized(net, size):
    """Return a net all of whose sums are `size` times those of this one."""
    return MLP([size * net.weights[0], *net.weights[1:]], [size * b for b in net.biases])


def _plain_net(rng):
    """Draw a narrow ReLU net as it comes: in its layers some rows switch every unit off."""
    net = MLP.create((6, 3, 3, 3, 4), rng, scheme="he")
    for b in net.biases[:-1]:
        b += rng.uniform(-0.2, 0.2, b.shape)
    return net, 2 * rng.normal(size=(30, 6)), rng.integers(0, 4, 30)


def _share(test):
    return lambda net, x, y: np.array([test(z) for z in net.forward(x).sums[:-1]])


def _gradients(net, x, y):
    trace = net.forward(x)
    return net.backward(trace, cross_entropy(trace.outputs, y)[1])


def _norms(arrays):
    return np.array([np.linalg.norm(a) for a in arrays])


def _rectified(net, x, y):
    """Return the norms of gradients of a net whose outputs go through a ReLU as well."""
    trace = net.forward(x)
    d = cross_entropy(np.maximum(trace.outputs, 0), y)[1] * (trace.outputs > 0)
    return _norms(net.backward(trace, d).weights)


def _ungated(net, x, y):
    """Return the norms of gradients that pass units that are off, too."""
    trace = net.forward(x)
    d, norms = cross_entropy(trace.outputs, y)[1], []
    ins = [x, *(np.maximum(z, 0) for z in trace.sums[:-1])]
    for h, W in zip(ins[::-1], net.weights[::-1], strict=True):
        norms.append(np.linalg.norm(h.T @ d))
        d = d @ W.T
    return np.array(norms[::-1])


# What is measured -> mistake -> the wrong measure.
KNOWN = {
    "dead": {
        "share of zeros": _share(lambda z: (z <= 0).mean()),
        "off on some row": _share(lambda z: (z <= 0).any(0).mean()),
        "dead by the mean": _share(lambda z: (z.mean(0) <= 0).mean()),
        "a sum of 0 is forgotten": _share(lambda z: (z < 0).all(0).mean()),
        "rows for units": _share(lambda z: (z <= 0).all(1).mean()),
        "a number, not a share": _share(lambda z: (z <= 0).all(0).sum()),
    },
    "always_on": {
        "share of what is on": _share(lambda z: (z > 0).mean()),
        "all that are not dead": _share(lambda z: 1 - (z <= 0).all(0).mean()),
        "a number, not a share": _share(lambda z: (z > 0).all(0).sum()),
        "on by the mean": _share(lambda z: (z.mean(0) > 0).mean()),
        "rows for units": _share(lambda z: (z > 0).all(1).mean()),
        "a sum of 0 counts as on": _share(lambda z: (z >= 0).all(0).mean()),
    },
    "spread": {
        "size for spread": _share(lambda z: np.sqrt((z**2).mean())),
        "spread over everything": _share(lambda z: z.std()),
        "variance for spread": _share(lambda z: z.var(0).mean()),
        "mean of the spreads": _share(lambda z: z.std(0).mean()),
        "spread over the units": _share(lambda z: np.sqrt(z.var(1).mean())),
        "spread after ReLU": _share(lambda z: np.sqrt(np.maximum(z, 0).var(0).mean())),
    },
    "gradient": {
        "sum for mean": lambda *a: len(a[1]) * _norms(_gradients(*a).weights),
        "gradient of the sums": lambda *a: _norms(_gradients(*a).sums),
        "squared norm": lambda *a: _norms(_gradients(*a).weights) ** 2,
        "mean square for sum of squares": lambda *a: np.array(
            [np.sqrt((g**2).mean()) for g in _gradients(*a).weights]
        ),
        "largest entry": lambda *a: np.array([abs(g).max() for g in _gradients(*a).weights]),
        "largest singular value": lambda *a: np.array(
            [np.linalg.norm(g, 2) for g in _gradients(*a).weights]
        ),
        "from the last layer": lambda *a: _norms(_gradients(*a).weights)[::-1],
        "the slope of ReLU forgotten": _ungated,
        "ReLU behind the last layer": _rectified,
        "gradients of the biases": lambda *a: _norms(_gradients(*a).biases),
        "sum of absolute values": lambda *a: np.array(
            [abs(g).sum() for g in _gradients(*a).weights]
        ),
    },
}


def _biasless(net):
    return MLP(net.weights, [0 * b for b in net.biases])


def _alike(got, wanted):
    """Tell whether all four lists are these, to rounding."""
    lists = [(as_numbers(got[key]), like) for key, like in wanted.items()]
    return all(
        mine is not None and mine.shape == like.shape and np.allclose(mine, like, rtol=1e-5)
        for mine, like in lists
    )


def _call(ask, net, x, y):
    return ask.call([W.copy() for W in net.weights], [b[0].copy() for b in net.biases], x, y)


def _fits(there, wrong, net, x, y):
    like = wrong(net, x, y)
    same = there is not None and like.shape == there.shape
    return same and np.allclose(there, like, rtol=1e-5, atol=1e-9)


def _shows_again(ask, key, wrong):
    """Tell whether a net of another kind shows the mistake, too."""
    first, net = ask.latest, _plain_net(ask.rng)
    got = _call(ask, *net)
    ask.about(first)
    return isinstance(got, dict) and key in got and _fits(as_numbers(got[key]), wrong, *net)


def _ask(ask, key, *, idle=False, size=1.0):
    net, x, y = _net(ask.rng, idle=idle)
    net = _resized(net, size)
    got = _call(ask, net, x, y)
    wanted = measured(net, x, y)
    if not isinstance(got, dict) or not set(wanted) <= set(got):
        expected = "'dead', 'always_on', 'spread' and 'gradient'"
        ask.fail("A dictionary with four keys is asked for.", got=got, expected=expected)
    there = one_a_layer(ask, key, got[key], wanted[key])
    if np.allclose(there, wanted[key], rtol=1e-5, atol=1e-9 * size):
        return
    by_one_less = np.sqrt(len(x) / (len(x) - 1)) * wanted[key]  # torch's variance: also right
    if key == "spread" and np.allclose(there, by_one_less, rtol=1e-5, atol=0):
        return
    if _alike(got, measured(_biasless(net), x, y)):
        ask.mistaken("biases left out", got=there, expected=wanted[key])
    for mistake, wrong in KNOWN[key].items():
        if _fits(there, wrong, net, x, y) and _shows_again(ask, key, wrong):
            says = f"{key!r}: {ask.exercise.words_of(mistake)}"
            ask.fail(says, got=there, expected=wanted[key], mistake=mistake)
    wrong = 1 + np.flatnonzero(~np.isclose(there, wanted[key], rtol=1e-5, atol=1e-9))
    differs = f"{key!r} differs in layer {', '.join(map(str, wrong))} of {len(there)}."
    ask.fail(differs, got=there, expected=wanted[key])


@instruments.behaviour("dead units", points=1)
def _dead(ask):
    _ask(ask, "dead")
    _ask(ask, "dead", size=1e-8)  # above 0 is on, however small


@instruments.behaviour("a unit whose sum is exactly 0", points=1)
def _idle(ask):
    _ask(ask, "dead", idle=True)


@instruments.behaviour("units that are always on", points=1)
def _on(ask):
    _ask(ask, "always_on")
    _ask(ask, "always_on", idle=True)
    _ask(ask, "always_on", size=1e-8)


@instruments.behaviour("spread across rows", points=2)
def _spread(ask):
    for size in (1.0, 1e-6, 1e3):
        _ask(ask, "spread", size=size)


@instruments.behaviour("gradient norms", points=3)
def _gradient(ask):
    for size in (1.0, 1e-6, 12.0):
        _ask(ask, "gradient", size=size)
