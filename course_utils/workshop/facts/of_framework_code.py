"""Facts that the questions of lesson 5 ask for."""

from __future__ import annotations

import warnings

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from ...frameworks import load_keras
from ...networks import load_digits


def shape_of_a_weight() -> str:
    """Return the shape in which PyTorch keeps the weights from 5 to 3 numbers."""
    return str(tuple(nn.Linear(5, 3).weight.shape))


def what_keras_does_with_alpha() -> str:
    """Return whether Keras refuses the old argument, ignores it, or takes it and warns."""
    keras = load_keras()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            slope = keras.layers.LeakyReLU(alpha=0.01).negative_slope
        except (TypeError, ValueError):
            return "an error"
    return "ignored" if slope != 0.01 else "taken, with a warning" if caught else "taken"


def leaky_defaults() -> int:
    """Return how many different values three leaky ReLUs without a slope give for −1."""
    keras, minus_one = load_keras(), torch.tensor([[-1.0]])
    by_name = keras.layers.Activation("leaky_relu")
    makers = (nn.LeakyReLU(), keras.layers.LeakyReLU(), by_name)
    return len({round(f(minus_one).item(), 6) for f in makers})


def gain_for_gelu() -> str:
    """Return what PyTorch's table of gains says to "gelu"."""
    try:
        return f"{nn.init.calculate_gain('gelu'):.3f}"
    except ValueError:
        return "ValueError"


def slopes_of_two_choices() -> str:
    """Return the slopes at 0 of two spellings that differ in which branch they take there."""
    zero, found = torch.zeros(()), []
    for f in (lambda x: torch.where(x > 0, x, zero), lambda x: torch.where(x >= 0, x, zero)):
        x = torch.zeros((), requires_grad=True)
        f(x).backward()
        found.append(f"{x.grad.item():g}")
    return ", ".join(found)


def who_learns_from_zero() -> str:
    """Return which spelling of ReLU learns from a hidden layer that starts at 0."""
    data = load_digits(np.random.default_rng(0))
    x, y = torch.tensor(data.x_train, dtype=torch.float32), torch.tensor(data.y_train)
    zero, right = torch.zeros(()), []
    for f in (torch.relu, lambda z: torch.maximum(z, zero)):
        generator = torch.Generator().manual_seed(0)
        out = (0.1 * torch.randn(32, 10, generator=generator)).requires_grad_()
        hidden = torch.zeros(65, 32, requires_grad=True)  # the last row: biases
        optimiser = torch.optim.SGD([hidden, out], lr=0.5)
        for _ in range(60):
            optimiser.zero_grad()
            scores = f(x @ hidden[:-1] + hidden[-1]) @ out
            functional.cross_entropy(scores, y).backward()
            optimiser.step()
        right.append((scores.argmax(1) == y).float().mean().item() > 0.8)
    return {0: "neither", 1: "one", 2: "both"}[sum(right)]


def what_the_constructor_makes() -> str:
    """Return what `nn.ReLU(h)` is."""
    try:
        made = nn.ReLU(torch.tensor([-1.0, 2.0]))
    except TypeError:
        return "an error"
    return "a tensor" if torch.is_tensor(made) else "a module"


def gradient_behind_a_relu_on_logits() -> str:
    """Return what arrives at three negative logits through a ReLU."""
    logits = torch.tensor([[-1.0, -2.0, -0.5]], requires_grad=True)
    functional.cross_entropy(torch.relu(logits), torch.tensor([1])).backward()
    zero = (logits.grad[0] == 0).tolist()
    return {(True, True, True): "all 0", (False, True, False): "second 0"}.get(tuple(zero), "large")


def slopes_of_a_repeated_prelu() -> int:
    """Return how many slopes a net has whose three PReLUs are one object."""
    acts = [nn.PReLU()] * 3
    net = nn.Sequential(*[part for act in acts for part in (nn.Linear(4, 4), act)])
    linear = sum(w.numel() for m in net if isinstance(m, nn.Linear) for w in m.parameters())
    return sum(w.numel() for w in net.parameters()) - linear


def in_place_errors() -> dict[str, bool]:
    """Return of each graph whether ReLU in place raises an error in it."""

    def residual(x: torch.Tensor) -> torch.Tensor:
        h = 2 * x
        return functional.relu(h, inplace=True) + h

    graphs = {
        "after a sigmoid": lambda x: functional.relu(torch.sigmoid(x), inplace=True),
        "residual": residual,
        "on 2x": lambda x: functional.relu(2 * x, inplace=True),
        "on a leaf": lambda x: functional.relu(x, inplace=True),
    }
    return {name: _fails(graph) for name, graph in graphs.items()}


def _fails(graph) -> bool:
    try:
        graph(torch.tensor([-1.0, 2.0], requires_grad=True)).sum().backward()
    except RuntimeError:
        return True
    return False


def memory_saved_in_place() -> float:
    """Return the share of kept arrays that `inplace=True` saves behind four layers."""
    usual, in_place = (_kept(nn.ReLU(flag)) for flag in (False, True))
    return 1 - in_place / usual


def _kept(act: nn.Module) -> int:
    net = nn.Sequential(*[part for _ in range(4) for part in (nn.Linear(64, 64), act)])
    weights, kept = {w.data_ptr() for w in net.parameters()}, {}

    def pack(tensor: torch.Tensor) -> torch.Tensor:
        kept[tensor.untyped_storage().data_ptr()] = tensor.untyped_storage().nbytes()
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(pack, lambda tensor: tensor):
        net(torch.zeros(100, 64))
    return sum(size for at, size in kept.items() if at not in weights)


def weights_without_their_slope() -> str:
    """Return what loading says when the slope in the code is another, and whether it matters."""
    nets = [nn.Sequential(nn.Linear(10, 8), nn.LeakyReLU(slope)) for slope in (0.01, 0.3)]
    try:
        nets[1].load_state_dict(nets[0].state_dict())
    except RuntimeError:
        return "an error"
    x = torch.linspace(-1, 1, 50).reshape(5, 10)
    return "loaded" if torch.equal(nets[0](x), nets[1](x)) else "matches, outputs differ"
