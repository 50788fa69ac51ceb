"""The base of every explorer: parameters as traits, a scene computed from them, controls.

A model holds all mathematics and knows no page: it is set, asked and tested like any object.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from typing import Any

import traitlets

from ..errors import CourseError, WrongValue
from .controls import Button, Choice, Control, Several, Slider, Toggle
from .encode import Frames, encode
from .scene import Scene

MOST_FRAMES = 5000


class Problem(CourseError, traitlets.TraitError, ValueError):
    """What a person entered cannot be used; the message is for them.

    A `TraitError`, because traitlets rolls back several changes at once for that class alone.
    """


class Explorer(traitlets.HasTraits):
    """A figure with parameters.

    A subclass defines traits, `heading`, `controls()`, `scene()`, and `ahead`: the sliders whose
    frames the page may hold computed ahead, one at a time, for the values the others have now.
    All of a model's state is traits, so that `type(model)(**model.trait_values())` copies it.
    """

    heading = "Explorer"
    ahead: tuple[str, ...] = ()
    together_steps: int | None = None  # of each slider in `together`; None: its own
    running: bool = False  # while true, the page asks for one `tick` after the other

    def controls(self) -> tuple[Control, ...]:
        """The controls as they are now."""
        raise NotImplementedError

    def scene(self) -> Scene:
        """What is to be seen now."""
        raise NotImplementedError

    def summary(self) -> str:
        """The scene in words."""
        return self.scene().summary

    def control(self, name: str) -> Control:
        """Return the control of that name.

        Raises
        ------
        Problem
            If there is none.
        """
        for control in self.controls():
            if control.name == name:
                return control
        names = [c.name for c in self.controls()]
        raise Problem(
            "there is no such control here",
            expected=f"one of {', '.join(names)}",
            got=name,
            next_step="Check the spelling.",
        )

    @property
    def together(self) -> tuple[str, ...]:
        """The sliders that move in a page without a kernel, in all their combinations."""
        return self.ahead[:1]

    def values(self) -> dict[str, Any]:
        """The present value of every control that has one."""
        return {c.name: getattr(self, c.name) for c in self.controls() if not isinstance(c, Button)}

    def describe(self) -> list[dict[str, Any]]:
        """All controls with their present values, ready for JSON."""
        return [
            c.describe(None if isinstance(c, Button) else getattr(self, c.name))
            for c in self.controls()
        ]

    def change(self, values: Mapping[str, Any]) -> None:
        """Set controls by name, as the page does; values outside a control's range are refused.

        Raises
        ------
        Problem
            With a message for the person. Nothing has changed then.
        """
        checked = {name: self._checked(self.control(name), v) for name, v in values.items()}
        try:
            with self.hold_trait_notifications():
                for name, value in checked.items():
                    setattr(self, name, value)
        except Problem:
            raise
        except traitlets.TraitError as error:
            raise Problem(str(error)) from error

    def _checked(self, control: Control, value: Any) -> Any:
        if isinstance(control, Slider):
            real = isinstance(value, int | float) and not isinstance(value, bool)
            if not (real and control.low <= value <= control.high):
                raise Problem(
                    f"{control.label} is out of range",
                    expected=f"a number from {control.low:g} to {control.high:g}",
                    got=value,
                    next_step="Choose a value in the range.",
                )
            whole = isinstance(getattr(self, control.name), int)
            return round(value) if whole else float(value)
        if isinstance(control, Choice | Several):
            known = [v for v, _ in control.options]
            asked = value if isinstance(control, Several) else [value]
            if any(v not in known for v in asked):
                raise Problem(
                    f"{control.label}",
                    expected=f"{', '.join(map(str, known))}",
                    got=value,
                    next_step="Choose one of them.",
                )
            return tuple(v for v in known if v in value) if isinstance(control, Several) else value
        if isinstance(control, Toggle):
            return bool(value)
        if isinstance(control, Button):
            raise Problem(
                f"{control.label!r} is a button", next_step="Press it instead of setting it."
            )
        return str(value)[:500]

    def press(self, name: str) -> None:
        """Press the button of that name."""
        control = self.control(name)
        if not isinstance(control, Button):
            raise Problem(
                f"{control.label!r} is no button", next_step="Set it instead of pressing it."
            )
        if control.enabled:
            getattr(self, name)()

    def drag(self, name: str, index: int, x: float, y: float) -> None:
        """Move point `index` of the draggable mark `name` to (x, y). Nothing to drag here."""
        raise Problem(
            f"nothing named {name!r} can be dragged here", next_step="Use the controls instead."
        )

    def tick(self) -> None:
        """Take the next steps of what is running; here, nothing is."""

    def frames(self, names: Sequence[str], steps: int | None = None) -> Frames:
        """Return the frames of all positions of one or more sliders, others as they are.

        Parameters
        ----------
        names : sequence of str
            Sliders; the last moves fastest.
        steps : int, optional
            Use this many equal steps instead of the slider's own.

        Raises
        ------
        ValueError
            If that makes more than 5000 frames, or frames that differ in structure.
        """
        grids = [self.slider(name, steps).values.tolist() for name in names]
        count = math.prod(map(len, grids))
        if count > MOST_FRAMES:
            raise WrongValue(
                "too many frames ahead",
                expected=f"at most {MOST_FRAMES}",
                got_words=f"{count} for {', '.join(names)}",
                next_step="Use fewer sliders or fewer steps.",
            )
        # On a copy: nobody is to hear of values that no hand has chosen.
        copy = type(self)(**self.trait_values())
        scenes = []
        for point in itertools.product(*grids):
            for name, value in zip(names, point, strict=True):
                setattr(copy, name, type(getattr(copy, name))(value))
            scenes.append(copy.scene())
        return encode(scenes)

    def slider(self, name: str, steps: int | None = None) -> Slider:
        """Return the slider of that name, with another number of steps if one is given."""
        control = self.control(name)
        if not isinstance(control, Slider):
            raise Problem(
                "only sliders have frames ahead", expected="the name of a slider", got=name
            )
        if steps is None:
            return control
        told = {f: getattr(control, f) for f in control.__dataclass_fields__}
        return Slider(**{**told, "steps": steps})
