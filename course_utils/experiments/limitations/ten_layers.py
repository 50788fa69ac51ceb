"""A ten-layer net as PyTorch draws it: "dead neurons" on data, on noise, and what training says.

A widely read tutorial counts dead units in such a net, does not train it, and advises another
activation. Here the count is repeated on noise, the units that are stuck **on** are counted too,
and every remedy is judged by what it learns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from course_utils.networks import (
    MLP,
    Digits,
    Plan,
    fit_stack,
    hidden_sums,
    load_digits,
    to_torch,
    torch_scores,
    unit_shares,
)

from ...errors import WrongValue
from ..results import Progress, Table, track
from ..statistics import mean_interval
from ..threads import on_one_thread

if TYPE_CHECKING:
    from torch import nn

TITLE = 'Ten layers as drawn by default: "dead" units on data and on noise, and what learns'
CLAIMS = ("A19", "A21", "A22")
FIXED = (
    "SGD with momentum 0.9 at step size 0.02, ten times that, or Adam at 0.002",
    "each seed with its own split and batch order", "450 digits held back",
)  # fmt: skip
DEEP = 4
"""How many hidden layers, counted from the end, `stuck_off` and `stuck_after` of a result hold."""


class Recipe(NamedTuple):
    """What a net is made of and how it is trained."""

    activation: str = "relu"
    scheme: str = "pytorch"
    optimiser: str = "momentum"
    rate: float = 0.02


RECIPES = {
    "default": Recipe(),
    "ten times the rate": Recipe(rate=0.2),
    "zero bias": Recipe(),
    "Swish, default": Recipe("silu"),
    "Adam": Recipe(optimiser="adam", rate=0.002),
    "He": Recipe(scheme="he"),
    "Swish, He": Recipe("silu", "he"),
    "batch norm": Recipe(),
}
"""Name -> recipe; "zero bias" and "batch norm" change what `build` makes of it."""


@dataclass(frozen=True)
class Config:
    """Settings: recipes, widths of the ten hidden layers, nets of each, passes over the digits."""

    recipes: tuple[str, ...] = tuple(RECIPES)
    widths: tuple[int, ...] = (64,) * 10
    seeds: int = 5
    epochs: int = 7
    batch: int = 64
    epsilon: float = 1e-8

    @classmethod
    def full(cls) -> Config:
        """Return the widths of the tutorial's kind of net, and longer training."""
        return cls(widths=(256,) * 6 + (128,) * 4, seeds=10, epochs=30)


@dataclass(frozen=True)
class Result:
    """Counts before training, and scores after it.

    Parameters
    ----------
    config : Config
        What was run.
    dead, always_on : numpy.ndarray of float64, shape (2, seeds, layers)
        Shares of units of the default recipe, as drawn: on all training digits, and on as much
        noise from N(0, 1).
    same_state : numpy.ndarray of float64, shape (seeds, layers)
        Share of units that are in one state (dead, always on, or switching) on digits and noise.
    spread : numpy.ndarray of float64, shape (seeds, layers)
        Standard deviation of a pre-activation **across digits**, over its root mean square: near
        0, the biases decide its sign and the image does not.
    first_gradient, last_gradient : numpy.ndarray of float64, shape (recipes, seeds)
        Norm of the gradient of the loss in the first and in the output layer, before training.
    accuracy, loss : numpy.ndarray of float64, shape (recipes, seeds)
        After training, on held-back digits: share right, and cross-entropy in nats.
    stuck_off, stuck_after : numpy.ndarray of float64, shape (recipes, seeds)
        Share of the units of the last four hidden layers that are never above 0 **before** the
        activation on the training digits; as drawn, and after training. With ReLU that is dead.
    """

    config: Config
    dead: np.ndarray
    always_on: np.ndarray
    same_state: np.ndarray
    spread: np.ndarray
    first_gradient: np.ndarray
    last_gradient: np.ndarray
    accuracy: np.ndarray
    loss: np.ndarray
    stuck_off: np.ndarray
    stuck_after: np.ndarray

    def table(self) -> Table:
        """Return what each recipe learns, and its gradients as drawn."""
        columns = ("recipe", "stuck off", "gradient, first layer", "gradient, output layer",
                   "accuracy", "low", "high", "loss", "stuck off after")  # fmt: skip
        rows = [
            (recipe, self.stuck_off[r].mean(), self.first_gradient[r].mean(),
             self.last_gradient[r].mean(), *mean_interval(self.accuracy[r]),
             self.loss[r].mean(), self.stuck_after[r].mean())
            for r, recipe in enumerate(self.config.recipes)
        ]  # fmt: skip
        return Table(columns, tuple(rows))

    def layers(self) -> Table:
        """Return the counts of the default recipe by layer, on digits and on noise."""
        columns = ("layer", "dead, digits", "dead, noise", "always on, digits",
                   "always on, noise", "same state", "spread across digits")  # fmt: skip
        means = (*self.dead.mean(1), *self.always_on.mean(1), self.same_state.mean(0),
                 self.spread.mean(0))  # fmt: skip
        numbers = range(1, len(self.config.widths) + 1)
        return Table(columns, tuple(zip(numbers, *means, strict=True)))


def build(recipe: str, widths: tuple[int, ...], rng: np.random.Generator) -> nn.Sequential:
    """Return a fresh net for the digits by one of the `RECIPES`.

    Raises
    ------
    ValueError
        If the recipe is not known.

    Examples
    --------
    >>> build("batch norm", (8,), np.random.default_rng(0))
    Sequential(
      (0): Linear(in_features=64, out_features=8, bias=True)
      (1): BatchNorm1d(8, eps=1e-05, momentum=0.1, affine=True, bias=True, track_running_stats=True)
      (2): ReLU()
      (3): Linear(in_features=8, out_features=10, bias=True)
    )
    """
    from torch import nn

    if recipe not in RECIPES:
        raise WrongValue(
            "unknown recipe",
            expected=f"one of {', '.join(RECIPES)}",
            got=recipe,
            next_step="Choose one.",
        )
    activation, scheme, *_ = RECIPES[recipe]
    net = MLP.create((64, *widths, 10), rng, activation=activation, scheme=scheme)
    if recipe == "zero bias":
        for b in net.biases:
            b[:] = 0
    model = to_torch(net)
    if recipe != "batch norm":
        return model
    modules: list[nn.Module] = []
    for module in model:
        modules.append(module)
        if isinstance(module, nn.Linear) and module is not model[-1]:
            modules.append(nn.BatchNorm1d(module.out_features))
    return nn.Sequential(*modules)


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Count units of fresh nets, then train every recipe; parameters as in every module.

    Examples
    --------
    >>> tiny = Config(recipes=("default", "He"), widths=(16,) * 10, seeds=2, epochs=1)
    >>> result = run(tiny, np.random.default_rng(0))
    >>> result.dead.shape, result.accuracy.shape
    ((2, 2, 10), (2, 2))
    """
    seeds = rng.integers(2**63, size=config.seeds)
    splits, counts = [], []
    for seed in seeds:
        own = np.random.default_rng(seed)
        splits.append(load_digits(own))
        fresh = build("default", config.widths, np.random.default_rng(seed))
        noise = own.normal(size=splits[-1].x_train.shape)
        counts.append(_count(fresh, splits[-1].x_train, noise))
    scores = np.empty((6, len(config.recipes), config.seeds))
    for together in track(_alike(config.recipes), progress):
        scores[:, together] = _live([config.recipes[r] for r in together], config, splits, seeds)
    dead, on, same, spread = (np.array(c) for c in zip(*counts, strict=True))
    return Result(config, dead.swapaxes(0, 1), on.swapaxes(0, 1), same, spread, *scores)


def _alike(recipes: Sequence[str]) -> list[list[int]]:
    """Return which recipes train in one stack: nets of one shape, by one optimiser and step."""
    stacks: dict[Any, list[int]] = {}
    for r, name in enumerate(recipes):
        key = (RECIPES[name]._replace(scheme=""), name == "batch norm")
        stacks.setdefault(key, []).append(r)
    return list(stacks.values())


def _live(names: list[str], config: Config, splits: list[Digits], seeds: np.ndarray) -> np.ndarray:
    """Draw and train nets of each name and seed side by side, each on its own split and order.

    Returns the numbers of `Result` that follow `spread`, in order: shape (6, names, seeds).
    """
    # From one seed: recipes with one activation and scheme start from the same weights.
    nets = [build(name, config.widths, np.random.default_rng(s)) for name in names for s in seeds]
    data = splits * len(names)
    before = [
        (*_gradient_norms(net, d), _stuck_off(net, d.x_train))
        for net, d in zip(nets, data, strict=True)
    ]
    recipe = RECIPES[names[0]]
    plan = Plan(recipe.rate, config.epochs, config.batch, epsilon=config.epsilon)
    orders = [np.random.default_rng(s) for _ in names for s in seeds]
    examples = np.stack([d.x_train for d in data]), np.stack([d.y_train for d in data])
    fit_stack(nets, examples, plan, orders, optimiser=recipe.optimiser)
    after = []
    for net, d in zip(nets, data, strict=True):
        net.eval()  # batch norm: from here on with the averages it has collected
        after.append((*torch_scores(net, d.x_test, d.y_test), _stuck_off(net, d.x_train)))
    first, last, off = np.transpose(before)
    numbers = np.array([first, last, *np.transpose(after)[:2], off, np.transpose(after)[2]])
    return numbers.reshape(6, len(names), len(seeds))


def _stuck_off(model: nn.Sequential, x: np.ndarray) -> float:
    deep = hidden_sums(model, x)[-DEEP:]
    return float(np.concatenate([(z <= 0).all(0) for z in deep]).mean())


def _count(model: nn.Sequential, x: np.ndarray, noise: np.ndarray) -> tuple[np.ndarray, ...]:
    on_digits, on_noise = hidden_sums(model, x), hidden_sums(model, noise)
    shares = [unit_shares(sums) for sums in (on_digits, on_noise)]
    states = [[np.sign(z.max(0)) + np.sign(z.min(0)) for z in s] for s in (on_digits, on_noise)]
    same = [(a == b).mean() for a, b in zip(*states, strict=True)]
    spread = [np.median(z.std(0) / np.sqrt((z**2).mean(0))) for z in on_digits]
    dead, on = [s.dead for s in shares], [s.always_on for s in shares]
    return np.array(dead), np.array(on), np.array(same), np.array(spread)


def _gradient_norms(model: nn.Sequential, data: Digits) -> tuple[float, float]:
    import torch
    from torch import nn

    x = torch.from_numpy(data.x_train.astype(np.float32))
    loss = nn.functional.cross_entropy(model(x), torch.from_numpy(data.y_train))
    weights = [p for p in model.parameters() if p.ndim == 2]
    first, last = torch.autograd.grad(loss, [weights[0], weights[-1]])
    return first.norm().item(), last.norm().item()
