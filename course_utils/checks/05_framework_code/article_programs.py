"""One net, three programs."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise
from ..inputs import mixed
from ._models import SECONDS, explained, relu, spelled
from ._tools import NEAR, leaky

THREE = 1
# What torch and NumPy say when a matrix does not fit.
TURNED = (
    ("must match the size", "cannot be multiplied", "size mismatch"),
    "not transposed",
    "A matrix does not fit: `nn.Linear` keeps a row for each output, (outputs, inputs), and Keras "
    "a row for each input. Where a kernel goes into `nn.Linear` it is the transpose, `.T`. As "
    "long as the function stops there, nothing of it can be looked at.",
)

article_programs = Exercise(
    "framework_code.article_programs",
    title="One net, three programs",
    minutes=12,
    difficulty="medium",
    hints=(
        "Write the NumPy program first: `x @ W1 + b1`, a leaky ReLU, `h @ W2 + b2`, a sigmoid. The "
        "other two are built from layers, and get their weights afterwards.",
        "`nn.Linear(10, 64).weight` has shape (64, 10): outputs first. Keras keeps (10, 64), as "
        "W1 is. A leaky ReLU takes 0.01 when nobody says otherwise in PyTorch, and another number "
        "in Keras.",
        "PyTorch: `net[0].weight.copy_(torch.tensor(W1.T))` inside `with torch.no_grad():`, and "
        "so on for four arrays. Keras: `keras.Sequential([keras.Input((10,)), Dense(64), "
        "LeakyReLU(negative_slope=0.01), Dense(1, activation=\"sigmoid\")])`, then "
        "`model.set_weights([W1, b1, W2, b2])`.",
    ),
    seconds=SECONDS,
    covers=("A16", "A17", "A18"),
)  # fmt: skip


def run_program(made, place, weights, x):
    """Probe: build the three programs, and run one of them as its library does."""
    import numpy as np
    import torch

    built = made(*weights)
    if not isinstance(built, (tuple, list)) or len(built) != 3:
        return "no tuple of three"
    program = built[place]
    keras_kind = any(c.__module__.startswith("keras.") for c in type(program).__mro__)
    wanted = (callable(program) and not isinstance(program, torch.nn.Module),
              isinstance(program, torch.nn.Module) and not keras_kind, keras_kind)  # fmt: skip
    if not wanted[place]:
        library = type(program).__module__.partition(".")[0]
        return f"{library}: {type(program).__name__}"
    with torch.no_grad():
        out = program(x if place == 0 else torch.tensor(x, dtype=torch.float32))
    if torch.is_tensor(out):
        out = out.cpu().numpy() if place else "a tensor"
    return out if isinstance(out, str) else np.asarray(out, dtype=float)


_KINDS = ("a NumPy function", "an nn.Module", "a Keras model")


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def _net(weights, x):
    W1, b1, W2, b2 = weights
    return _sigmoid(leaky(x @ W1 + b1) @ W2 + b2)


def _draw_net(rng):
    W1, W2 = mixed(rng, 10, 64) / 5, mixed(rng, 64, 1) / 6
    return (W1, mixed(rng, 64) / 2, W2, mixed(rng, 4)[:1] / 2), mixed(rng, 6, 10)


def _ask_program(ask, place):
    weights, x = _draw_net(ask.rng)
    weights = [w.astype(np.float32) for w in weights]
    expected = _net(weights, x)
    with spelled(f"article_programs(W1, b1, W2, b2)[{place}](x)"), explained(*TURNED):
        got = ask.probe(run_program, place, weights, x)
        ask.calls[-1].match = NEAR
        if isinstance(got, str):
            what = "three programs, in a tuple" if got.startswith("no") else _KINDS[place]
            ask.fail(f"At [{place}] {_KINDS[place]} is asked for." if got[:2] != "no" else
                     "The function returns the three programs in a tuple.",
                     got=got, expected=what)  # fmt: skip
        if np.shape(got) == np.shape(expected) and not np.allclose(got, expected, 1e-4, 1e-5):
            again = ask.probe(run_program, place, weights, x)
            ask.calls.pop()
            if np.shape(again) == np.shape(got) and not np.allclose(again, got):
                ask.fail(
                    "Two calls with the same weights give different outputs: the layers still "
                    "have weights drawn at random. They have to be given W1, b1, W2 and b2.",
                    got="other numbers in each call", expected=expected,
                    mistake="the weights are not set",
                )  # fmt: skip
        ask.compare(got, expected, match=NEAR)


@article_programs.behaviour("NumPy", points=2, look=THREE)
def _numpy(ask):
    _ask_program(ask, 0)


@article_programs.behaviour("PyTorch", points=2, look=THREE)
def _torch(ask):
    _ask_program(ask, 1)


@article_programs.behaviour("Keras", points=2, look=THREE)
def _keras(ask):
    _ask_program(ask, 2)


def _reshaped(place, weights, x):
    W1, b1, W2, b2 = weights
    return _net((W1.reshape(W1.shape[::-1]).T, b1, W2, b2), x)


def _no_bias(place, weights, x):
    W1, b1, W2, b2 = weights
    return _net((W1, 0 * b1, W2, 0 * b2), x)


def _plain(place, weights, x):
    W1, b1, W2, b2 = weights
    return _sigmoid(relu(x @ W1 + b1) @ W2 + b2)


def _steep(place, weights, x):
    W1, b1, W2, b2 = weights
    return _sigmoid(leaky(x @ W1 + b1, 0.3) @ W2 + b2)


def _by_name(place, weights, x):
    W1, b1, W2, b2 = weights
    return _sigmoid(leaky(x @ W1 + b1, 0.2) @ W2 + b2)


def _no_sigmoid(place, weights, x):
    W1, b1, W2, b2 = weights
    return leaky(x @ W1 + b1) @ W2 + b2


def _no_middle(place, weights, x):
    W1, b1, W2, b2 = weights
    return _sigmoid((x @ W1 + b1) @ W2 + b2)


article_programs.mistakes(
    (
        "reshaped, not transposed",
        _reshaped,
        "The shape fits and the weights are in the wrong places. PyTorch keeps (outputs, inputs): "
        "that is the transpose, `W1.T`. A reshape reads the numbers row by row into other rows.",
    ),
    (
        "without biases",
        _no_bias,
        "b1 and b2 take no part.",
    ),
    (
        "ReLU for leaky ReLU",
        _plain,
        "The hidden layer has a plain ReLU here. The article's third program leaks: 0.01·z on the "
        "left.",
    ),
    (
        "slope 0.3",
        _steep,
        "The slope on the left is 0.3, what Keras's layer takes when nothing is said. The article "
        "says 0.01: `negative_slope=0.01`.",
    ),
    (
        "slope 0.2",
        _by_name,
        "The slope on the left is 0.2, what Keras takes for the name `leaky_relu` when nothing is "
        "said. The article says 0.01: `LeakyReLU(negative_slope=0.01)`.",
    ),
    (
        "no sigmoid",
        _no_sigmoid,
        "These are the sums of the last layer. The article's program ends with a sigmoid.",
    ),
    (
        "no activation in the middle",
        _no_middle,
        "Nothing stands between the two layers, so they are one affine map with a sigmoid behind "
        "it.",
    ),
)
