"""Dead-unit lab: train with a learning rate of your choice; watch units die, and revive them."""

from __future__ import annotations

from typing import Any

import numpy as np
import traitlets

from ..errors import WrongValue
from ..networks import MLP, draw_layer, squared_error
from .controls import Button, Choice, Control, Slider
from .scene import Axes, Bars, Line, Points, Scene, number
from .training import STEPS, Training

UNITS = 32
X = np.linspace(-1, 1, 96)
TARGET = np.sin(6 * X)
KEPT = 400


class DeadUnitLab(Training):
    """A net 1-32-1 learns a sine; a unit is dead when it is off on every point of the data."""

    heading = "Dead-unit lab"
    activation = traitlets.Unicode("relu")
    log_rate = traitlets.Float(-0.75)
    loss = staticmethod(squared_error)
    most_steps = KEPT * STEPS

    @property
    def rate(self) -> float:
        """10 to the power `log_rate`."""
        return 10.0**self.log_rate

    @traitlets.observe("activation")
    def _other_net(self, change: Any) -> None:
        if hasattr(self, "net"):
            self.restart()

    def create(self, rng: np.random.Generator) -> MLP:
        net = MLP.create((1, UNITS, 1), rng, activation=self.activation)
        # Kinks spread over the data: relu(w·x + b) with b = −w·kink.
        net.biases[0] = -net.weights[0] * rng.uniform(-1, 1, (1, UNITS))
        # A small start: the rate at which units die then lies well below that of divergence.
        net.weights[1] *= 0.3
        return net

    def data(self) -> tuple[np.ndarray, np.ndarray]:
        return X[:, None], TARGET[:, None]

    def controls(self) -> tuple[Control, ...]:
        names = (("relu", "ReLU"), ("leaky_relu", "Leaky ReLU"), ("elu", "ELU"))
        return (
            *self.buttons(),
            Button("revive", "Revive the dead", enabled=bool(self.dead.any())),
            Slider("log_rate", "Learning rate, 10 to the power", -2.5, 0.25, 55),
            Choice("activation", "Activation", names),
        )

    @property
    def on_share(self) -> np.ndarray:
        """Share of the data on which each unit's pre-activation is above 0, shape (32,).

        NaN where training has diverged: such a unit is neither on nor off.
        """
        with np.errstate(all="ignore"):
            sums = self.net.forward(X[:, None]).sums[0]
        return np.where(np.isfinite(sums).all(0), (sums > 0).mean(0), np.nan)

    @property
    def dead(self) -> np.ndarray:
        """Units that are off on all the data. (With leaky ReLU and ELU they still learn.)"""
        return self.on_share == 0

    def revive(self) -> None:
        """Draw the weights of the dead units anew, with output weight 0: the net says the same."""
        gone = self.dead
        fresh, _ = draw_layer(self.rng, (1, UNITS), scheme="he")
        kinks = self.rng.uniform(-1, 1, (1, UNITS))
        self.net.weights[0] = np.where(gone, fresh, self.net.weights[0])
        self.net.biases[0] = np.where(gone, -fresh * kinks, self.net.biases[0])
        self.net.weights[1] = np.where(gone[:, None], 0.0, self.net.weights[1])

    def note(self, loss: float) -> None:
        self.history.append((loss, float(self.dead.mean())))

    def scene(self) -> Scene:
        share, dead = self.on_share, self.dead
        units = np.arange(1, UNITS + 1)
        with np.errstate(all="ignore"):
            said = self.net.predict(X[:, None])[:, 0]
        past = np.full((KEPT, 2), np.nan)
        if self.history:
            past[: len(self.history)] = self.history[:KEPT]
        when = STEPS * np.arange(1, KEPT + 1)
        marks = (
            Line(0, "target", "target", x=X, y=TARGET),
            Line(0, "fit", "net", x=X, y=said),
            Bars(1, "alive", "on", x=units, height=share),
            Points(1, "dead", "dead", x=units[dead], y=np.full(dead.sum(), 0.04), size=1.2),
            Line(2, "dead", "dead units", x=when, y=past[:, 1]),
            Line(2, "train", "error", x=when, y=np.sqrt(past[:, 0])),
        )
        axes = (
            Axes("The net", (-1, 1), (-2, 2), "x", "y"),
            Axes("Units", (0, UNITS + 1), (0, 1.05), "unit", "share of data on"),
            # The axis doubles as training goes on, so that the curve is never a corner of it.
            Axes("Training", (0, _room(self.steps)), (0, 1.05), "step", "share; RMS error"),
        )
        return Scene(axes, marks, self._words(int(dead.sum())))

    def _words(self, dead: int) -> str:
        with np.errstate(all="ignore"):
            gap = self.net.predict(X[:, None])[:, 0] - TARGET
            error = float(np.sqrt(np.mean(gap**2)))
        told = f"error {number(error)}" if error < 1e3 else "the training has diverged"
        if error >= 1e3 and dead == UNITS and self.activation == "relu":
            # What the dead no longer stop: the output's bias, the only number that still moves.
            told = "at this rate the output's bias alone still diverges"
        state = "training" if self.running else "stopped"
        word = "dead" if self.activation == "relu" else "off, though they still learn"
        return (
            f"Learning rate {self.rate:.3g}, step {self.steps}, {state}: {dead} of {UNITS} units "
            f"{word} (off on all the data), {told}."
        )


def _room(steps: int) -> int:
    """The end of the step axis: 500, or the next doubling that holds `steps`."""
    end = 500
    while end < min(steps, KEPT * STEPS):
        end *= 2
    return end


def dead_unit_lab(rate: float = 0.18, *, activation: str = "relu", large: bool = False) -> Any:
    """Train a small net with a learning rate of your choice and watch units die.

    Parameters
    ----------
    rate : float, default 0.18
        Learning rate, from 0.0032 to 1.78 (10 to the power −2.5 to 0.25).
    activation : {"relu", "leaky_relu", "elu"}
        Of the 32 hidden units.
    large : bool, default False
        Begin with large type.

    Returns
    -------
    LiveFigure
        Its `model` is a `DeadUnitLab`.

    Raises
    ------
    ValueError
        If the rate is out of range or the activation not known.

    References
    ----------
    L. Lu et al., "Dying ReLU and Initialization", 2020, arXiv:1903.06733.

    Examples
    --------
    >>> lab = dead_unit_lab(rate=0.5).model
    >>> lab.train()
    >>> for _ in range(20):
    ...     lab.tick()
    >>> lab.steps, bool(lab.dead.sum() > 10)
    (200, True)
    """
    from .live import LiveFigure

    if not rate > 0:
        raise WrongValue(
            "nothing would be learned", expected="a rate above 0", got=rate, next_step="Try 0.1."
        )
    model = DeadUnitLab()
    model.change({"log_rate": float(np.log10(rate)), "activation": activation})
    return LiveFigure(model, large=large)
