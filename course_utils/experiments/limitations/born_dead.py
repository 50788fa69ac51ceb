"""Nets that are dead as drawn: simulation next to the closed form; width, biases, and a remedy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from course_utils import theory
from course_utils.networks import draw_layer

from ...errors import WrongValue
from ..results import Progress, Table, track
from ..statistics import Interval, wilson
from ..threads import on_one_thread

TITLE = "Born dead: simulation next to the closed form, by width and depth"
CLAIMS = ("A19", "A22")
KINDS = ("he", "xavier", "he with biases", "asymmetric")


@dataclass(frozen=True)
class Config:
    """Settings: (width, number of weight layers) of each net, nets of each, kinds of draw."""

    shapes: tuple[tuple[int, int], ...] = (
        (2, 5), (2, 10), (2, 20), (3, 10), (3, 20), (4, 10), (4, 20), (8, 20), (16, 20),
    )  # fmt: skip
    kinds: tuple[str, ...] = KINDS
    nets: int = 1000
    bias_std: float = 0.5

    @classmethod
    def full(cls) -> Config:
        """Return more shapes and twenty times as many nets."""
        shapes = tuple((w, d) for w in (2, 3, 4, 5, 6, 8, 10) for d in (5, 10, 20, 40, 80))
        return cls(shapes=shapes, nets=20_000)


@dataclass(frozen=True)
class Result:
    """Shares of dead nets, inputs on a line.

    Parameters
    ----------
    config : Config
        What was run.
    one_input, everywhere : Interval of numpy.ndarray, shape (kinds, shapes)
        Share of nets whose output does not depend on the weights of the first layer at x = 1; at
        all inputs of a grid from -10 to 10. With Wilson's intervals at 95 %.
    theory : numpy.ndarray of float64, shape (shapes,)
        Closed form for one input, without biases, for any symmetric draw.
    """

    config: Config
    one_input: Interval
    everywhere: Interval
    theory: np.ndarray

    def table(self) -> Table:
        """Return shares with intervals, by kind, width and depth."""
        columns = ("draw", "width", "weight layers", "dead at x = 1", "low", "high", "theory",
                   "dead everywhere")  # fmt: skip
        rows = []
        for k, kind in enumerate(self.config.kinds):
            for s, shape in enumerate(self.config.shapes):
                one = [v[k, s] for v in self.one_input]
                # The closed form is for symmetric draws without biases.
                theory_here = self.theory[s] if kind in ("he", "xavier") else "-"
                rows.append((kind, *shape, *one, theory_here, self.everywhere.value[k, s]))
        return Table(columns, tuple(rows))


def draw_asymmetric(
    rng: np.random.Generator, shape: tuple[int, int], *, stack: tuple[int, ...] = ()
) -> tuple[np.ndarray, np.ndarray]:
    r"""Draw a layer by randomized asymmetric initialisation (RAI).

    Weights and bias of a unit are normal with standard deviation :math:`0.6007/\sqrt{n_{in}}`;
    then one of them, picked at random, is replaced by a number from Beta(2, 1): positive.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of all randomness.
    shape : tuple of int
        (fan_in, fan_out).
    stack : tuple of int
        Leading axes.

    Returns
    -------
    weights : numpy.ndarray of float64, shape (*stack, fan_in, fan_out)
    biases : numpy.ndarray of float64, shape (*stack, 1, fan_out)

    References
    ----------
    L. Lu, Y. Shin, Y. Su and G. Karniadakis, "Dying ReLU and Initialization", CiCP 2020,
    arXiv:1903.06733.

    Examples
    --------
    >>> weights, biases = draw_asymmetric(np.random.default_rng(0), (3, 1000))
    >>> bool(weights.mean() > 0.1), biases.shape
    (True, (1, 1000))
    """
    fan_in, fan_out = shape
    both = rng.normal(0, 0.6007 / np.sqrt(fan_in), (*stack, fan_in + 1, fan_out))
    picked = rng.integers(fan_in + 1, size=(*stack, 1, fan_out))
    np.put_along_axis(both, picked, rng.beta(2, 1, picked.shape), axis=-2)
    return both[..., :-1, :], both[..., -1:, :]


def dead_nets(
    kind: str, width: int, depth: int, nets: int, rng: np.random.Generator, *, bias_std: float = 0.5
) -> tuple[np.ndarray, np.ndarray]:
    """Return which of many fresh nets are dead at x = 1, and which on a grid from -10 to 10.

    A net is dead at an input if some hidden layer is 0 there in all its units: then nothing
    behind it sees the input, and no gradient passes.

    Parameters
    ----------
    kind : str
        One of `KINDS`.
    width, depth : int
        Units of a hidden layer, and number of weight layers.
    nets : int
        How many.
    rng : numpy.random.Generator
        Source of all randomness.
    bias_std : float
        Standard deviation of the biases of "he with biases".

    Returns
    -------
    at_one, everywhere : numpy.ndarray of bool, shape (nets,)

    Raises
    ------
    ValueError
        If the kind is not known.

    Examples
    --------
    >>> at_one, everywhere = dead_nets("he", 2, 10, 1000, np.random.default_rng(0))
    >>> bool(abs(at_one.mean() - 0.925) < 0.03), bool((everywhere <= at_one).all())
    (True, True)
    """
    if kind not in KINDS:
        raise WrongValue(
            "unknown draw",
            expected=f"one of {', '.join(KINDS)}",
            got=kind,
            next_step="Choose one.",
        )
    # Without biases a net is linear on either side of 0: one input on each side says it all.
    with_biases = kind in ("he with biases", "asymmetric")
    h = np.concatenate([[1.0], np.linspace(-10, 10, 41)] if with_biases else [[1.0], [-1.0]])
    h = np.broadcast_to(h[:, None], (nets, len(h), 1))
    dead = np.zeros(h.shape[:2], dtype=bool)
    for fan_in in [1] + [width] * (depth - 2):
        shape = (fan_in, width)
        if kind == "asymmetric":
            weights, biases = draw_asymmetric(rng, shape, stack=(nets,))
        else:
            weights, biases = draw_layer(rng, shape, scheme=kind.split()[0], stack=(nets,))
        if kind == "he with biases":
            biases = rng.normal(0, bias_std, biases.shape)
        z = h @ weights + biases
        h = np.maximum(z, 0)
        dead |= (z <= 0).all(-1)
    return dead[:, 0], np.asarray(dead.all(1))


@on_one_thread
def run(config: Config, rng: np.random.Generator, progress: Progress | None = None) -> Result:
    """Draw nets of each kind and shape; parameters as in every module.

    Examples
    --------
    >>> result = run(Config(shapes=((2, 10),), kinds=("he",)), np.random.default_rng(0))
    >>> bool(result.one_input.low[0, 0] < result.theory[0] < result.one_input.high[0, 0])
    True
    """
    jobs = [(kind, shape) for kind in config.kinds for shape in config.shapes]
    found = []
    for kind, (width, depth) in track(jobs, progress):
        # In portions, so that memory does not grow with the number of nets.
        portions = [min(1000, config.nets - done) for done in range(0, config.nets, 1000)]
        dead = [dead_nets(kind, width, depth, n, rng, bias_std=config.bias_std) for n in portions]
        found.append([sum(int(d[i].sum()) for d in dead) for i in range(2)])
    counts = np.array(found).reshape(len(config.kinds), len(config.shapes), 2)
    expected = [theory.born_dead_probability(width, depth) for width, depth in config.shapes]
    one, everywhere = (wilson(counts[..., i], config.nets) for i in range(2))
    return Result(config, one, everywhere, np.array(expected))
