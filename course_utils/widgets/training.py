"""What the explorers that train a net share: train, stop, start again, a few steps at a time."""

from __future__ import annotations

import numpy as np
import traitlets

from ..networks import MLP, Plan, fit
from ..networks.training import Loss
from .controls import Button, Control
from .model import Explorer

STEPS = 10  # a tick: short enough for a stop button to be obeyed at once


class Training(Explorer):
    """An explorer that trains a net while `running`; the page asks for one tick after another.

    A subclass defines `create()`, `data()`, `loss` and `rate`; it calls `restart()` when the net
    has to be drawn anew.
    """

    running = traitlets.Bool(False)
    steps = traitlets.Int(0)
    seed = traitlets.Int(0)
    most_steps = 4000

    def __init__(self, **values):
        super().__init__(**values)
        self.restart()

    def create(self, rng: np.random.Generator) -> MLP:
        """A net as it is before training."""
        raise NotImplementedError

    def data(self) -> tuple[np.ndarray, np.ndarray]:
        """Inputs and targets."""
        raise NotImplementedError

    @property
    def loss(self) -> Loss:
        """The loss that training lowers."""
        raise NotImplementedError

    @property
    def rate(self) -> float:
        """The learning rate."""
        raise NotImplementedError

    def buttons(self) -> tuple[Control, ...]:
        """Train, stop, start again from the same weights, draw other weights."""
        return (
            Button("train", "Train", enabled=not self.running and not self.finished),
            Button("stop", "Stop", enabled=self.running),
            Button("restart", "Start again"),
            Button("redraw", "Other weights"),
        )

    @property
    def finished(self) -> bool:
        """Whether training has diverged or reached its last step."""
        known = all(np.isfinite(W).all() for W in self.net.weights)
        return not known or self.steps >= self.most_steps

    def train(self) -> None:
        """Begin, or go on."""
        self.running = not self.finished

    def stop(self) -> None:
        """Stop after the steps that have been taken."""
        self.running = False

    def restart(self) -> None:
        """Go back to the weights before training."""
        self.rng = np.random.default_rng(self.seed)
        self.net = self.create(self.rng)
        self.history: list[tuple[float, ...]] = []
        with self.hold_trait_notifications():
            self.running, self.steps = False, 0

    def redraw(self) -> None:
        """Draw other weights."""
        self.seed += 1
        self.restart()

    def tick(self) -> None:
        """Take ten steps of gradient descent on all the data."""
        if not self.running:
            return
        plan = Plan(rate=self.rate, epochs=STEPS, batch=None)
        with np.errstate(all="ignore"):  # divergence is a result here, not an accident
            losses = fit(self.net, self.data(), self.loss, plan, self.rng)
        self.note(float(losses[-1]))
        self.steps += STEPS
        if self.finished:
            self.running = False

    def note(self, loss: float) -> None:
        """Keep what the picture shows of the past."""
        self.history.append((loss,))
