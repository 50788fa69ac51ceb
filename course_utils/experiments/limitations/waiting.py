"""How long ten layers take to learn: a short run cannot tell a slow start from none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_utils.networks import Plan, fit_stack, load_digits, torch_scores

from ..results import Progress, Table, track
from ..threads import on_one_thread
from .ten_layers import RECIPES, build

TITLE = "How many passes ten layers take to learn, by recipe"
CLAIMS = ("A19", "A22")
FIXED = (
    "SGD with momentum 0.9 at step size 0.02, ten times that, or Adam at 0.002", "batches of 64",
    "450 digits held back",
)  # fmt: skip


@dataclass(frozen=True)
class Config:
    """Settings: recipes of `ten_layers`, hidden widths, nets of each, passes over the digits.

    Nets of one recipe differ in their first weights; split and order of the digits are one, if not
    `own_splits`.
    """

    recipes: tuple[str, ...] = ("zero bias",)
    widths: tuple[int, ...] = (64,) * 10
    seeds: int = 2
    epochs: int = 150
    own_splits: bool = False

    @classmethod
    def full(cls) -> Config:
        """Return more recipes and nets, and twice as many passes."""
        recipes = ("default", "ten times the rate", "zero bias", "Swish, default", "Adam", "He")
        return cls(recipes=recipes, seeds=10, epochs=300)


@dataclass(frozen=True)
class Result:
    r"""When each net had learned.

    Parameters
    ----------
    config : Config
        What was run.
    first_pass : numpy.ndarray of float64, shape (recipes, seeds)
        The first pass whose mean loss is below half of guessing, :math:`\tfrac12 \ln 10` nats;
        NaN if there is none.
    accuracy : numpy.ndarray of float64, shape (recipes, seeds)
        On held-back digits, after the last pass.
    loss : numpy.ndarray of float64, shape (recipes, seeds, epochs)
        Mean loss of the batches of each pass, in nats.
    """

    config: Config
    first_pass: np.ndarray
    accuracy: np.ndarray
    loss: np.ndarray

    def table(self) -> Table:
        """Return how many nets learned, the first and the last pass at which one did."""
        columns = ("recipe", "learned", "first pass", "last pass", "accuracy, low", "high")
        rows = []
        for recipe, when, right in zip(
            self.config.recipes, self.first_pass, self.accuracy, strict=True
        ):
            known = when[np.isfinite(when)]
            ends = (int(known.min()), int(known.max())) if known.size else ("-", "-")
            learned = f"{known.size} of {self.config.seeds}"
            rows.append((recipe, learned, *ends, right.min(), right.max()))
        return Table(columns, tuple(rows))


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Train every recipe and note when it learned; parameters as in every module.

    Examples
    --------
    >>> tiny = Config(recipes=("default", "He"), seeds=1, epochs=5)
    >>> run(tiny, np.random.default_rng(0)).table().column("learned")
    ('0 of 1', '1 of 1')
    """
    data = load_digits(rng, stack=(config.seeds,) if config.own_splits else ())
    weights_seed, order_seed = rng.integers(2**63, size=2)
    losses, right = [], []
    for name in track(config.recipes, progress):
        # Recipes with one activation and scheme start from the same weights.
        start = np.random.default_rng(weights_seed)
        models = [build(name, config.widths, start) for _ in range(config.seeds)]
        plan = Plan(rate=RECIPES[name].rate, epochs=config.epochs)
        of_steps = fit_stack(models, (data.x_train, data.y_train), plan,
                             np.random.default_rng(order_seed),
                             optimiser=RECIPES[name].optimiser)  # fmt: skip
        losses.append(of_steps.reshape(config.epochs, -1, config.seeds).mean(1).T)
        for model in models:
            model.eval()
        splits = [data.of(s) for s in range(config.seeds)]
        right.append([torch_scores(m, d.x_test, d.y_test)[0]
                      for m, d in zip(models, splits, strict=True)])  # fmt: skip
    loss = np.array(losses)
    low = loss < np.log(10) / 2
    first = np.where(low.any(-1), low.argmax(-1) + 1.0, np.nan)
    return Result(config, first, np.array(right), loss)
