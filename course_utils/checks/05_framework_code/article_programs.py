"""One net, three programs."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise
from ..inputs import mixed
from ._models import CAPS, NEAR, SECONDS, TURNED, leaky


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def _sums(weights, x, slope=0.01, biases=(1, 1), most=np.inf):
    W1, b1, W2, b2 = weights
    hidden = leaky(x @ W1 + biases[0] * b1, slope)
    return np.minimum(hidden, most) @ W2 + biases[1] * b2


def _with(**changed):
    """Return a program like the article's with another slope, without biases, or cut off."""
    return lambda place, weights, x: _sigmoid(_sums(weights, x, **changed))


def _exchanged(place, weights, x):
    W1, b1, W2, b2 = weights
    return _sigmoid(-leaky(-(x @ W1 + b1), 0.01) @ W2 + b2)


def _reshaped(place, weights, x):
    W1, b1, W2, b2 = weights
    return _sigmoid(_sums((W1.reshape(W1.shape[::-1]).T, b1, W2, b2), x))


article_programs = Exercise.of(__file__, seconds=SECONDS, oracle=_with())


def run_program(made, place, weights, x):
    """Probe: build the three programs, and run one of them as its library does."""
    import numpy as np
    import torch

    built = made(*weights)
    if not isinstance(built, (tuple, list)) or len(built) != 3:
        return "no tuple of three"
    program = built[place]
    keras_kind = any(c.__module__.startswith("keras.") for c in type(program).__mro__)
    module = isinstance(program, torch.nn.Module)
    wanted = (callable(program) and not module, module and not keras_kind, keras_kind)
    if not wanted[place]:
        library, kind = type(program).__module__.partition(".")[0], type(program).__name__
        return kind if library in ("builtins", "__main__") else f"{library}: {kind}"
    with torch.no_grad():
        out = program(x if place == 0 else torch.tensor(x, dtype=torch.float32))
    if torch.is_tensor(out):
        out = out.cpu().numpy() if place else "a tensor"
    if isinstance(out, str):
        return out
    try:
        return np.asarray(out, dtype=float)
    except (TypeError, ValueError):  # lists of different lengths, words, objects
        return f"{type(out).__name__} from the call"


_KINDS = ("a NumPy function", "an nn.Module", "a Keras model")


def _ask_program(ask, place):
    rng = ask.rng
    W1, W2 = mixed(rng, 10, 64) / 5, mixed(rng, 64, 1) / 6
    weights, x = (W1, mixed(rng, 64) / 2, W2, mixed(rng, 4)[:1] / 2), mixed(rng, 6, 10)
    # The same outputs, with large and with small sums: a leaky ReLU does not mind.
    sizes = np.repeat([1e3, 1e-3, 1.0], (8, 8, 48))
    weights = (W1 * sizes, weights[1] * sizes, W2 / sizes[:, None], weights[3])
    asked = place, [w.astype(np.float32) for w in weights], x.astype(np.float32)
    got = ask.probe(run_program, *asked, shown=f"article_programs(W1, b1, W2, b2)[{place}](x)")
    expected = article_programs.expected(*asked)
    if isinstance(got, str) and got == "no tuple of three":
        reason = "The function returns the three programs in a tuple."
        ask.fail(reason, got=got, expected="three programs, in a tuple")
    if isinstance(got, str):
        ask.fail(f"At [{place}] {_KINDS[place]} is asked for.", got=got, expected=_KINDS[place])
    if np.shape(got) == np.shape(expected) and np.equal(got, 1).all():
        ask.mistaken("every output is 1", got=got, expected=expected)
    if np.shape(got) == np.shape(expected) and not np.allclose(got, expected, 1e-4, 1e-5):
        again = ask.fact(run_program, *asked)
        if np.shape(again) == np.shape(got) and not np.allclose(again, got):
            ask.mistaken(
                "the weights are not set", got="other numbers in each call", expected=expected
            )
    ask.compare(got, expected, match=NEAR)


@article_programs.behaviour("NumPy", points=2)
def _numpy(ask):
    _ask_program(ask, 0)


@article_programs.behaviour("PyTorch", points=2)
def _torch(ask):
    _ask_program(ask, 1)


@article_programs.behaviour("Keras", points=2)
def _keras(ask):
    _ask_program(ask, 2)


article_programs.errors(
    {"turned for Keras": ("is not compatible with provided weight shape",), **TURNED}
)
article_programs.mistakes(
    {
        "reshaped, not transposed": _reshaped,
        "without biases": _with(biases=(0, 0)),
        "ReLU for leaky ReLU": _with(slope=0),
        "slope 0.3": _with(slope=0.3),
        "slope 0.2": _with(slope=0.2),
        "no sigmoid": lambda place, weights, x: _sums(weights, x),
        "no activation in the middle": _with(slope=1),
        "slope 0.1": _with(slope=0.1),
        "e to the plus z": lambda place, weights, x: 1 - _sigmoid(_sums(weights, x)),
        "the two sides exchanged": _exchanged,
        "every output is 1": None,  # found by the behaviours
        "cut off from above": [_with(most=most) for most in CAPS],
        "one bias left out": [_with(biases=(0, 1)), _with(biases=(1, 0))],
    }
)
