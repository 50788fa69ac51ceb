"""The live figure: carries scenes of a model to the page, and the hand's wishes back.

The page asks, one request at a time; each request gets exactly one answer (a frame, frames ahead,
or a problem), so that nothing can queue up on either side.
"""

from __future__ import annotations

from typing import Any

import anywidget
import numpy as np
import traitlets

from .. import pages
from ..errors import WrongType
from .assets import module, stylesheet
from .encode import Frames, encode
from .look import LARGE, PAPER
from .model import Explorer, Problem

WIDGET_MIME = "application/vnd.jupyter.widget-view+json"


def start_state(model: Explorer, *, large: bool, ahead: dict[str, Any] | None) -> dict[str, Any]:
    """What a view needs to begin, apart from the bytes."""
    frame = encode([model.scene()])
    return {
        "heading": model.heading,
        "structure": frame.structure,
        "texts": frame.texts[0],
        "controls": model.describe(),
        "ahead": ahead,
        "aheadable": list(model.ahead),
        "running": model.running,
        "paper": PAPER,
        "large": large,
        "large_scale": LARGE,
    }


def ahead_state(
    model: Explorer, names: list[str], steps: int | None = None
) -> tuple[dict[str, Any], Frames]:
    """Frames of the named sliders, and the values of all others for which they hold."""
    frames = model.frames(names, steps)
    others = {k: v for k, v in model.values().items() if k not in names}
    counts = [model.slider(name, steps).steps for name in names]
    told = {"names": names, "steps": counts, "others": others}
    return told | {"structure": frames.structure, "texts": frames.texts}, frames


def spans_changed(structure: dict[str, Any], old: bytes, new: bytes) -> list[list[int]]:
    """Where one frame's numbers differ from another's: ``[offset, count]`` for each changed array.

    Examples
    --------
    >>> places = [{"x": [1, 0, 2], "y": [1, 2, 1]}]
    >>> old, new = np.float32([1, 2, 3]), np.float32([1, 2, 4])
    >>> spans_changed({"places": places}, old.tobytes(), new.tobytes())
    [[2, 1]]
    """
    before, after = np.frombuffer(old, np.int32), np.frombuffer(new, np.int32)
    arrays = (place for marks in structure["places"] for place in marks.values())
    return [
        [offset, count]
        for moves, offset, count in arrays
        if moves
        and not np.array_equal(before[offset : offset + count], after[offset : offset + count])
    ]


def _refuse_what_is_no_figure(model: Any, large: Any) -> None:
    if not isinstance(model, Explorer):
        raise WrongType(
            "this is no model of a live figure", expected="such as widgets.OneNeuron()",
            got=model, next_step="Make a model first.",
        )  # fmt: skip
    if not isinstance(large, bool):
        raise WrongType(
            "large is no yes or no", expected="True or False", got=large,
            next_step="Leave it out for ordinary type.",
        )  # fmt: skip


class LiveFigure(anywidget.AnyWidget):
    """A figure that follows the hand.

    Parameters
    ----------
    model : Explorer
        Holds the parameters and all mathematics; `figure.model.w = 2` moves the figure, too.
    large : bool, default False
        Begin with large type.
    """

    _esm = module()
    _css = stylesheet()
    start = traitlets.Dict().tag(sync=True)
    numbers = traitlets.Bytes().tag(sync=True)
    ahead_fixed = traitlets.Bytes().tag(sync=True)
    ahead_moving = traitlets.Bytes().tag(sync=True)

    def __init__(self, model: Explorer, *, large: bool = False):
        _refuse_what_is_no_figure(model, large)
        self.model, self._large, self._answering = model, large, False
        told, frames = (None, None) if not model.ahead else ahead_state(model, [model.ahead[0]])
        start = start_state(model, large=large, ahead=told)
        self._structure: dict[str, Any] | None = start["structure"]
        self._sent, self._number = b"", 0  # the numbers the page has, and the count of frames
        super().__init__(
            start=start,
            numbers=encode([model.scene()]).moving,
            ahead_fixed=frames.fixed if frames else b"",
            ahead_moving=frames.moving if frames else b"",
        )
        self.on_msg(self._heard)
        model.observe(self._set_from_python)

    def __repr__(self) -> str:
        return f"{self.model.heading}. {self.model.summary()}"

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict, dict]:
        from .twin import static_html

        data = pages.bundle(repr(self), static_html(self.model, large=self._large))
        view = {"version_major": 2, "version_minor": 0, "model_id": self.model_id}
        return data | {WIDGET_MIME: view}, {}

    def close(self) -> None:
        """End the figure: the model is let go."""
        model: Any = getattr(self, "model", None)  # none where a wrong call ended the making
        told = model._trait_notifiers.get(traitlets.All, {}) if model is not None else {}
        if self._set_from_python in told.get("change", []):
            model.unobserve(self._set_from_python)
        super().close()

    def _set_from_python(self, change: Any) -> None:
        if not self._answering:
            self._send_frame({})

    def _heard(self, _widget: Any, content: dict[str, Any], _buffers: Any) -> None:
        address = {"view": content.get("view"), "asked": content.get("asked")}
        self._answering = True
        try:
            self._act(content, address)
        except Problem as problem:
            values = content.get("values") or {}
            name = next(iter(values), content.get("name", ""))
            self.send({"type": "problem", **address, "name": name, "text": str(problem)})
        finally:
            self._answering = False

    def _act(self, content: dict[str, Any], address: dict[str, Any]) -> None:
        kind = content.get("type")
        if kind == "want":
            told, frames = ahead_state(self.model, [content["name"]])
            self.send({"type": "ahead", **address, "ahead": told}, [frames.fixed, frames.moving])
            return
        if kind == "change":
            self.model.change(content["values"])
            if content.get("quiet"):  # the page has drawn it already
                self.send({"type": "done", **address})
                return
        elif kind == "press":
            self.model.press(content["name"])
        elif kind == "drag":
            place = (float(content["x"]), float(content["y"]))
            self.model.drag(content["name"], int(content["index"]), *place)
        elif kind == "tick":
            self.model.tick()
        elif kind == "hello":
            self._structure = None
        self._send_frame(address)

    def _send_frame(self, address: dict[str, Any]) -> None:
        frame = encode([self.model.scene()])
        self._number += 1
        message = {"type": "frame", **address, "texts": frame.texts[0], "number": self._number}
        message |= {"controls": self.model.describe(), "running": self.model.running}
        message["aheadable"] = list(self.model.ahead)
        body = frame.moving
        if frame.structure != self._structure:
            message["structure"] = self._structure = frame.structure
        elif self._sent:
            # Most curves stay as they are while one thing moves: send what the page lacks.
            spans = message["spans"] = spans_changed(frame.structure, self._sent, body)
            body = b"".join(body[4 * at : 4 * (at + count)] for at, count in spans)
        self._sent = frame.moving
        self.send(message, [body])
