"""From Keras 2 to PyTorch."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise
from ..inputs import mixed
from ._models import NEAR, SECONDS, TURNED, leaky, softmax

keras_to_torch = Exercise.of(__file__, seconds=SECONDS)


def leaky_default(made):
    """Probe: the slope that the learner's own Keras takes for LeakyReLU()."""
    from course_utils.frameworks import load_keras

    return float(load_keras().layers.LeakyReLU().negative_slope)


def run_port(made, weights, x):
    """Probe: the outputs of the model that was built from the weights."""
    import torch

    with torch.random.fork_rng(devices=[]):
        # Weights that were not loaded are at least the same each time.
        torch.default_generator.manual_seed(0)
        model = made([w.copy() for w in weights])
    if any(c.__module__.startswith("keras.") for c in type(model).__mro__):
        return f"{type(model).__name__} of Keras"  # on this backend it is an nn.Module too
    if not isinstance(model, torch.nn.Module):
        return type(model).__name__
    with torch.no_grad():
        try:
            out = model(torch.tensor(x).float())
        except RuntimeError as error:
            if "dtype" not in str(error):
                raise
            out = model.double()(torch.tensor(x).double())
    if not torch.is_tensor(out):
        return f"{type(out).__name__} from the call"
    return out.double().numpy()


def _sums(weights, x, slope=0.3, own=None):
    """Return the sums of the last layer; `own` are other slopes of PReLU than the fifth array."""
    W1, b1, W2, b2, a, W3, b3 = weights
    z = leaky(x @ W1 + b1, slope) @ W2 + b2
    return leaky(z, a if own is None else own) @ W3 + b3


def _ported(weights, x, slope=0.3, own=None):
    return softmax(_sums(weights, x, slope, own))


def _draw(rng, *, a=None, left=True):
    x = mixed(rng, 6, 4)
    W1, b1 = mixed(rng, 4, 4) / 2, mixed(rng, 4) / 2
    W2, b2 = mixed(rng, 4, 5) / 4, mixed(rng, 5) / 2
    if not left:  # nothing negative reaches the leaky ReLU: its slope plays no part
        b1 = b1 + 0.5 - (x @ W1 + b1).min(axis=0)
        b2 = b2 - np.median(x @ W1 @ W2 + b1 @ W2 + b2, axis=0)
    own = np.round(rng.permutation([0.05, 0.2, 0.4, 1.6, -0.3]), 2) if a is None else np.full(5, a)
    weights = [W1, b1, W2, b2, own, mixed(rng, 5, 3) / 4, mixed(rng, 4)[:3] / 4]
    # The same outputs, with large and with small sums: leaky ReLU and PReLU do not mind.
    for kernel, bias, after in ((0, 1, 2), (2, 3, 5)):
        sizes = np.array([1e3, 1e-3, 1.0, 1.0, 1.0])[: len(weights[bias])]
        weights[kernel], weights[bias] = weights[kernel] * sizes, weights[bias] * sizes
        weights[after] = weights[after] / sizes[:, None]
    return [w.astype(np.float32) for w in weights], x.astype(np.float32)


def _ask_port(ask, **kind):
    slope = ask.fact(leaky_default, once=True)
    weights, x = _draw(ask.rng, **kind)
    got = ask.probe(run_port, weights, x, shown="keras_to_torch(model.get_weights())(x)")
    reason = "A torch module is asked for, made of PyTorch's parts, which gives a tensor."
    ask.that(not isinstance(got, str), reason, got=got, expected="an nn.Module")
    ask.compare(got, _ported(weights, x, slope), match=NEAR)


@keras_to_torch.behaviour("kernels, biases and the softmax", points=2)
def _kernels(ask):
    _ask_port(ask, a=0.25, left=False)


@keras_to_torch.behaviour("the slopes of PReLU", points=2)
def _own_slopes(ask):
    _ask_port(ask, left=False)


@keras_to_torch.behaviour("the slope of LeakyReLU", points=2)
def _leaky_slope(ask):
    _ask_port(ask)


keras_to_torch.mistakes(
    {
        "the leaky defaults are taken for equal": lambda weights, x: _ported(weights, x, 0.01),
        "the slope of another Keras function": lambda weights, x: _ported(weights, x, 0.2),
        "square kernels not transposed": lambda weights, x: _ported(
            [weights[0].T, *weights[1:]], x
        ),
        "ReLU for leaky ReLU": lambda weights, x: _ported(weights, x, 0),
        "a bias and slopes exchanged": lambda weights, x: _ported(
            [*weights[:3], weights[4], weights[3], *weights[5:]], x
        ),
        "a sigmoid for the softmax": lambda weights, x: 1 / (1 + np.exp(-_sums(weights, x))),
        "one slope for all of PReLU": lambda weights, x: _ported(weights, x, own=weights[4][0]),
        "the mean of the slopes": lambda weights, x: _ported(weights, x, own=weights[4].mean()),
        "the slopes of PReLU are not loaded": lambda weights, x: _ported(weights, x, own=0.25),
        "no softmax": _sums,
        "softmax over the rows": lambda weights, x: softmax(_sums(weights, x).T).T,
        "the logarithm of the softmax": lambda weights, x: np.log(_ported(weights, x)),
    }
)
keras_to_torch.errors(
    {
        # what torch says when five slopes go into a PReLU that has one
        "one slope for all of PReLU | does not fit": (
            "torch.Size([5]) from checkpoint, the shape in current model is torch.Size([1])",
            "output with shape [1] doesn't match the broadcast shape [5]",
        ),
        **TURNED,
    }
)
