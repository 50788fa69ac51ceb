"""Which exercises ask for an activation or its slope, and how a net is to be trained with one.

A `Bend` is what a hidden layer needs: heights for its sums, and the way back of the gradient. It is
made of a source, a function that is called as the task says: the learner's, a catalogued mistake,
or the exercise's oracle. All three are treated alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ..activations import ACTIVATIONS
from ..errors import CourseError
from ..networks import hinge_sum

Source = Callable[..., Any]
Back = Callable[[np.ndarray], np.ndarray]  # gradient at the heights -> gradient at the sums
STEP = 1e-6  # of the differences that measure a slope
CORNER = 1e-3  # slopes on the two sides further apart than this: a corner or a jump
UPSTREAM = 2.0  # the gradient that comes from above, where one has to be drawn


class NotTrainable(CourseError, ValueError):
    """No net can be trained with this answer; the message is for whoever wrote it."""


@dataclass(frozen=True)
class Task:
    """How an exercise's answer becomes a bend.

    Parameters
    ----------
    kind : {"value", "slope", "both", "backward", "hinges"}
        What the answer gives: heights; slopes; a pair of them; the gradient at x and others, from
        ``(x, ..., upstream)``; a constant and hinges, the sum of which are the heights.
    constants : tuple of mapping
        Arguments held fixed, in the order of the task; of several the first at which a wrong
        answer parts from the right one.
    forward : str
        The activation of the forward pass, where the answer gives none.
    forward_constants : mapping
        Its keywords.
    """

    kind: str
    constants: tuple[Mapping[str, float], ...] = ({},)
    forward: str = ""
    forward_constants: Mapping[str, float] = field(default_factory=dict)

    @property
    def how(self) -> str:
        """What is whose in the training, in a sentence."""
        measured = (
            "Forward your function; its slope is measured by differences of 10⁻⁶, at a corner or "
            "a jump on the flatter side."
        )
        right = "Forward the right function; backward your {}."
        return {
            "value": measured,
            "hinges": measured,
            "both": "Forward your values; backward your slopes.",
            "slope": right.format("slopes"),
            "backward": right.format("dx"),
        }[self.kind]


TASKS = {
    "definition.relu": Task("value"),
    "definition.relu_above": Task("value", ({"t": 0.5},)),
    # No value that a wrong answer likes to give at 0: ½, 0 and 1 all part from it.
    "definition.relu_grad": Task("slope", ({"at_zero": 0.3},), "relu"),
    "graphs.clip_hinges": Task("hinges", ({"low": -1.0, "high": 1.0},)),
    "variants.leaky_grads": Task("both", ({"alpha": 0.2}, {"alpha": 2.5}, {"alpha": -0.5})),
    "variants.elu": Task("both", ({"alpha": 1.5},)),
    "variants.gelu": Task("value"),
    "variants.prelu_backward": Task("backward", ({"a": 0.25},), "prelu", {"a": 0.25}),
}


@dataclass(frozen=True)
class Bend:
    """One answer as the activation of a hidden layer."""

    task: Task
    source: Source
    constants: Mapping[str, float]

    def curves(self, x: np.ndarray) -> list[tuple[str, np.ndarray]]:
        """Return what the answer gives along a line of x: the name and the numbers of each part.

        Raises
        ------
        NotTrainable
            It gives anything but a number for each x.
        """
        if self.task.kind == "backward":
            return [("dx", self._dx(x, np.full(x.shape, UPSTREAM)))]
        if self.task.kind == "both":
            return list(zip(("value", "slope"), self._pair(x), strict=True))
        name = "slope" if self.task.kind == "slope" else "value"
        return [(name, self._numbers(x))]

    def layer(self, z: np.ndarray) -> tuple[np.ndarray, Back]:
        """Return the heights at the sums `z`, and how a gradient goes back through them."""
        kind = self.task.kind
        if kind in ("slope", "backward"):
            record = ACTIVATIONS[self.task.forward]
            h = record.f(z, **self.task.forward_constants)
            if kind == "backward":
                return h, lambda up: self._dx(z, up)
            slope = self._numbers(z)
        elif kind == "both":
            h, slope = self._pair(z)
        else:
            # One call for the three of them: a call of a learner's function has a price.
            h, left, right = self._numbers(np.stack([z, z - STEP, z + STEP]))
            slope = _flatter((h - left) / STEP, (right - h) / STEP)
        return h, lambda up: up * slope

    def _numbers(self, x: np.ndarray) -> np.ndarray:
        if self.task.kind == "hinges":
            return _of_hinges(self.source(*self.constants.values()), x)
        return _rows(self.source(x.flatten(), *self.constants.values()), x.shape)

    def _pair(self, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        value, slope = _parts(self.source(x.flatten(), *self.constants.values()))
        return _rows(value, x.shape), _rows(slope, x.shape)

    def _dx(self, x: np.ndarray, up: np.ndarray) -> np.ndarray:
        table = (-1, x.shape[-1])  # copies: a wrong answer may write into what it is given
        given = x.reshape(table).copy(), up.reshape(table).copy()
        got = self.source(given[0], *self.constants.values(), given[1])
        return _rows(_parts(got)[0], x.shape)


def _flatter(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Return the slope between two sides; where they disagree, that of the flatter one."""
    flat = np.where(abs(left) <= abs(right), left, right)
    return np.where(abs(left - right) > CORNER, flat, (left + right) / 2)


def _rows(value: Any, shape: tuple[int, ...]) -> np.ndarray:
    try:
        numbers = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        numbers = np.empty(0)
    size = int(np.prod(shape))
    if numbers.size != size or numbers.shape in ((), (1,)) != (size == 1):
        raise NotTrainable(
            "no net can be trained with this answer", expected="one number for each x",
            got_words=_amount(value, numbers.size, size),
        )  # fmt: skip
    return numbers.reshape(shape)


def _amount(value: Any, count: int, wanted: int) -> str:
    if value is None:
        return "None, as from an answer that is still empty"
    return f"{count} for {wanted}"


def _parts(value: Any) -> tuple[Any, Any]:
    if not isinstance(value, (tuple, list)) or len(value) != 2:
        raise NotTrainable("no net can be trained with this answer", expected="a pair of arrays",
                           got_words=_amount(value, 1, 2))  # fmt: skip
    return value[0], value[1]


def _of_hinges(value: Any, x: np.ndarray) -> np.ndarray:
    offset, hinges = _parts(value)
    try:
        return np.asarray(hinge_sum(x.ravel(), hinges, float(offset))).reshape(x.shape)
    except Exception as error:  # a learner's list may hold anything
        raise NotTrainable(
            "no net can be trained with this answer", expected="a constant and a list of hinges"
        ) from error
