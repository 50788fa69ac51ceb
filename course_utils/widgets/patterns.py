"""Pattern map: the linear regions of a net with two inputs, before, during and after training."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import traitlets

from ..networks import MLP, PlaneRegions, cross_entropy, regions_in_plane
from ..style import tints
from .controls import Choice, Control, Slider
from .scene import Axes, Line, Points, Polygons, Scene, number
from .training import Training

SIDE = 1.6
ROOM = 512  # arrays grow in steps of so many numbers, so that most frames have one structure


def points(kind: str, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Two classes of points in the plane: `xor`, `ring` or `moons`; 120 points, 2 labels."""
    if kind == "xor":
        x = rng.uniform(-1.2, 1.2, (120, 2))
        return x, (x[:, 0] * x[:, 1] > 0).astype(int)
    labels = np.arange(120) % 2
    angle = rng.uniform(0, np.pi, 120)
    noise = rng.normal(0, 0.08, (120, 2))
    if kind == "ring":
        radius = np.where(labels, 1.15, 0.4)
        return np.c_[radius * np.cos(2 * angle), radius * np.sin(2 * angle)] + noise, labels
    x = np.c_[np.cos(angle) - 0.5, np.sin(angle) - 0.25]
    return np.where(labels[:, None], -x, x) + noise, labels


class PatternMap(Training):
    """Each polygon is one pattern of units on and off; on it the net is one affine map."""

    heading = "Pattern map"
    task = traitlets.Unicode("ring")
    width = traitlets.Int(6)
    layers = traitlets.Unicode("1")
    loss = staticmethod(cross_entropy)
    rate = 0.5
    most_steps = 6000

    @traitlets.observe("task", "width", "layers")
    def _other_net(self, change: Any) -> None:
        if hasattr(self, "net"):
            self.restart()

    def create(self, rng: np.random.Generator) -> MLP:
        net = MLP.create((2, *(self.width,) * int(self.layers), 2), rng)
        # Kinks through the origin only would make a star; small biases spread them.
        net.biases = [b + rng.normal(0, 0.4, b.shape) for b in net.biases[:-1]] + net.biases[-1:]
        return net

    def data(self) -> tuple[np.ndarray, np.ndarray]:
        return points(self.task, np.random.default_rng(1))

    def controls(self) -> tuple[Control, ...]:
        tasks = (("ring", "ring"), ("xor", "XOR"), ("moons", "two moons"))
        depths = (("1", "1"), ("2", "2"), ("3", "3"))
        return (
            *self.buttons(),
            Choice("task", "Data", tasks),
            Slider("width", "Units in a layer", 2, 16, 14, digits=0),
            Choice("layers", "Hidden layers", depths),
        )

    def regions(self) -> PlaneRegions:
        """The regions in view, exactly; none once training has diverged."""
        limits = (-SIDE, SIDE)
        known = all(np.isfinite(W).all() for W in self.net.weights)
        net = self.net if known else MLP.create((2, 1, 2), np.random.default_rng(0))
        return regions_in_plane(net, limits, limits)

    def scene(self) -> Scene:
        regions = self.regions()
        border = regions.level_line(np.array([-1.0, 1.0]))
        x, labels = self.data()
        limits = (-SIDE, SIDE)
        units = self.width * int(self.layers)
        corners = _apart(regions.polygons)
        tint = _with_room(regions.on.sum(axis=1))
        marks = (
            Polygons(0, "hinge", x=corners[:, 0], y=corners[:, 1], tint=tint,
                     palette=tints(units + 1)),
            Line(0, "data", "decision border", x=_apart(border)[:, 0], y=_apart(border)[:, 1]),
            Points(0, "positive", "class 0", x=x[labels == 0, 0], y=x[labels == 0, 1]),
            Points(0, "negative", "class 1", x=x[labels == 1, 0], y=x[labels == 1, 1]),
        )  # fmt: skip
        title = f"{len(regions)} regions in view after {self.steps} steps"
        axes = (Axes(title, limits, limits, "x\u2081", "x\u2082", grid=False),)
        return Scene(axes, marks, self._words(len(regions)), height=0.75)

    def _words(self, count: int) -> str:
        x, labels = self.data()
        with np.errstate(all="ignore"):
            right = float(np.mean(self.net.predict(x).argmax(1) == labels))
        units = self.width * int(self.layers)
        state = "training" if self.running else "stopped"
        return (
            f"{units} hidden ReLU units in {self.layers} layer{'s' * (self.layers != '1')}: "
            f"{count} regions in view, each with straight borders and one pattern of units on and "
            f"off; the darker, the more are on. Black: the decision border. Step {self.steps}, "
            f"{state}; {number(100 * right, 0)} % of the points are right."
        )


def _with_room(values: np.ndarray) -> np.ndarray:
    """Rows, then rows of NaN up to a multiple of `ROOM`."""
    room = -len(values) % ROOM
    return np.concatenate([values, np.full((room, *values.shape[1:]), np.nan)])


def _apart(shapes: Iterable[np.ndarray]) -> np.ndarray:
    """The corners of all shapes, shape (n, 2), a row of NaN after each and room at the end."""
    gap = np.full((1, 2), np.nan)
    return _with_room(np.concatenate([gap[:0], *(row for s in shapes for row in (s, gap))]))


def pattern_map(task: str = "ring", *, width: int = 6, layers: int = 1, large: bool = False) -> Any:
    """See the linear regions of a ReLU net with two inputs, and train it, as a live figure.

    Parameters
    ----------
    task : {"ring", "xor", "moons"}
        Two classes of points.
    width : int, default 6
        Units in each hidden layer, from 2 to 16.
    layers : int, default 1
        Hidden layers, from 1 to 3.
    large : bool, default False
        Begin with large type.

    Returns
    -------
    LiveFigure
        Its `model` is a `PatternMap`.

    Raises
    ------
    ValueError
        If a choice is not known or a number out of range.

    References
    ----------
    B. Hanin and D. Rolnick 2019, arXiv:1901.09021.

    Examples
    --------
    >>> model = pattern_map("xor", width=4).model
    >>> len(model.regions()) <= 11  # four lines cut a plane into at most 1 + 4 + 6 pieces
    True
    """
    from .live import LiveFigure

    model = PatternMap()
    model.change({"task": task, "width": width, "layers": str(layers)})
    return LiveFigure(model, large=large)
