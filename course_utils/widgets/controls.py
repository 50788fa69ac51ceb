"""What a hand may change: sliders, choices, switches, buttons and typed text, as plain data."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Control:
    """What all controls share: the model's trait (or method) and the visible, accessible name."""

    kind = ""
    name: str
    label: str

    def describe(self, value: Any) -> dict[str, Any]:
        """The control and its present value, ready for JSON."""
        return {"kind": self.kind, **asdict(self), "value": value}


@dataclass(frozen=True)
class Slider(Control):
    """A number from `low` to `high` in `steps` equal steps.

    `pointer` is the index of the axes over which the pointer's x moves this slider, or -1.
    """

    kind = "slider"
    low: float = 0.0
    high: float = 1.0
    steps: int = 100
    digits: int = 2
    pointer: int = -1

    @property
    def values(self) -> np.ndarray:
        """The values the slider can take, lowest first."""
        return np.round(np.linspace(self.low, self.high, self.steps + 1), 9)

    def position(self, value: float) -> int:
        """The index of the slider's value that is nearest to `value`."""
        share = (float(value) - self.low) / (self.high - self.low)
        return int(np.clip(round(share * self.steps), 0, self.steps))


@dataclass(frozen=True)
class Choice(Control):
    """One of several named options: pairs of value and text."""

    kind = "choice"
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Several(Control):
    """Any of several named options, each switched on or off."""

    kind = "several"
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Toggle(Control):
    """On or off."""

    kind = "toggle"


@dataclass(frozen=True)
class Button(Control):
    """Calls the model's method `name`."""

    kind = "button"

    enabled: bool = True


@dataclass(frozen=True)
class Text(Control):
    """A line that is typed, and taken when Enter is pressed or the field is left."""

    kind = "text"
    hint: str = ""
