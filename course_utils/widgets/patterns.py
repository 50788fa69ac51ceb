"""Pattern map: the linear regions of a net with two inputs, before, during and after training."""

from __future__ import annotations

from typing import Any

import numpy as np
import traitlets

from ..networks import MLP, cross_entropy
from ..style import INK, REGION
from .controls import Choice, Control, Slider
from .scene import Axes, Image, Points, Scene, number
from .training import Training

SIDE, PIXELS = 1.6, 120
BORDER, DECISION = len(REGION), len(REGION) + 1
PALETTE = (*REGION, INK["grey"]["light"], INK["black"]["light"])


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
    """Each colour is one pattern of units on and off; on it the net is one affine map."""

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

    def codes(self) -> tuple[np.ndarray, np.ndarray]:
        """On/off pattern of every pixel, shape (pixels², units), and the difference of outputs."""
        middle = (np.arange(PIXELS) + 0.5) / PIXELS * 2 * SIDE - SIDE
        grid = np.stack(np.meshgrid(middle, middle), -1).reshape(-1, 2)
        with np.errstate(all="ignore"):
            sums = self.net.forward(grid).sums
        on = np.concatenate([z > 0 for z in sums[:-1]], axis=1)
        return on, sums[-1][:, 1] - sums[-1][:, 0]

    def picture(self) -> tuple[np.ndarray, int]:
        """Palette number of every pixel, shape (pixels, pixels), and how many patterns occur."""
        on, difference = self.codes()
        # Neighbours differ in one unit, and 1 to 7 are never 0 modulo 8: so never one colour.
        mix = 1 + np.arange(on.shape[1]) % (len(REGION) - 1)
        index = ((on @ mix) % len(REGION)).reshape(PIXELS, PIXELS)
        # An exact name of each pattern: its bits packed into bytes.
        packed = np.ascontiguousarray(np.packbits(on, axis=1))
        names = packed.view(f"V{packed.shape[1]}").ravel()
        _, code = np.unique(names, return_inverse=True)
        index[_edges(code.reshape(PIXELS, PIXELS))] = BORDER
        index[_edges(difference.reshape(PIXELS, PIXELS) > 0)] = DECISION
        return index, int(code.max()) + 1

    def scene(self) -> Scene:
        index, count = self.picture()
        x, labels = self.data()
        limits = (-SIDE, SIDE)
        marks = (
            Image(0, index=index, palette=PALETTE, extent=(*limits, *limits)),
            Points(0, "positive", "class 0", x=x[labels == 0, 0], y=x[labels == 0, 1]),
            Points(0, "negative", "class 1", x=x[labels == 1, 0], y=x[labels == 1, 1]),
        )
        title = f"{count} regions in view after {self.steps} steps"
        axes = (Axes(title, limits, limits, "x\u2081", "x\u2082", grid=False),)
        return Scene(axes, marks, self._words(count), height=0.75)

    def _words(self, count: int) -> str:
        x, labels = self.data()
        with np.errstate(all="ignore"):
            right = float(np.mean(self.net.predict(x).argmax(1) == labels))
        units = self.width * int(self.layers)
        state = "training" if self.running else "stopped"
        return (
            f"{units} hidden ReLU units in {self.layers} layer{'s' * (self.layers != '1')}: "
            f"{count} patterns of on and off in view, each an affine piece with straight borders. "
            f"Black: the decision border. Step {self.steps}, {state}; "
            f"{number(100 * right, 0)} % of the points are right."
        )


def _edges(values: np.ndarray) -> np.ndarray:
    """Pixels whose right or upper neighbour is different."""
    found = np.zeros(values.shape, bool)
    found[:, :-1] |= values[:, :-1] != values[:, 1:]
    found[:-1] |= values[:-1] != values[1:]
    return found


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
    >>> model.picture()[1] <= 11  # four lines cut a plane into at most 1 + 4 + 6 pieces
    True
    """
    from .live import LiveFigure

    model = PatternMap()
    model.change({"task": task, "width": width, "layers": str(layers)})
    return LiveFigure(model, large=large)
