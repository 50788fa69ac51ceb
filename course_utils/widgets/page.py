"""A live figure as one HTML page that needs neither kernel nor network nor a second file."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .. import pages
from ..errors import WrongValue
from .assets import script, stylesheet
from .encode import encode
from .live import ahead_state, start_state
from .model import Explorer
from .twin import twin_values


def export_html(
    model: Explorer,
    path: str | Path,
    *,
    sliders: Sequence[str] | None = None,
    steps: int | None = None,
    large: bool = False,
) -> Path:
    """Write a live figure as one self-contained HTML page.

    Parameters
    ----------
    model : Explorer
        The model; all controls but `sliders` keep the values they have now.
    path : str or pathlib.Path
        Where to write.
    sliders : sequence of str, optional
        The sliders that move in the page; by default those of `model.together`. With several,
        the frames of all their combinations are computed (at most 5000).
    steps : int, optional
        Equal steps of each of these sliders, instead of their own.
    large : bool, default False
        Begin with large type.

    Returns
    -------
    pathlib.Path
        The file written.

    Raises
    ------
    ValueError
        If the model has no slider whose frames can be computed ahead, or there are too many.
    """
    state = page_state(model, sliders, steps, large=large)
    page = pages.render(
        "live_page",
        heading=model.heading,
        style=stylesheet(),
        script=script(),
        state=state,
        **twin_values(model, large=large),
    )
    target = Path(path)
    target.write_text(page, encoding="utf-8")
    return target


def page_state(
    model: Explorer,
    sliders: Sequence[str] | None = None,
    steps: int | None = None,
    *,
    large: bool = False,
) -> dict[str, Any]:
    """Return what a page without a kernel has to know of a live figure, ready for JSON.

    `sliders`, `steps` and `large` are those of `export_html`.

    Raises
    ------
    ValueError
        As `export_html` does.
    """
    if sliders is None and steps is None:
        steps = model.together_steps
    names = list(model.together if sliders is None else sliders)
    if not names:
        raise WrongValue(
            f"{model.heading}: nothing would move on a page without a kernel",
            expected="a slider whose frames are computed ahead",
            got_words="none",
            next_step="Name some with sliders=(...).",
        )
    told, frames = ahead_state(model, names, steps)
    start = start_state(model, large=large, ahead=told)
    for control in start["controls"]:
        if control["name"] in names and steps is not None:
            control["steps"] = steps
    start["only"] = names
    return {
        "start": start,
        "numbers": _text(encode([model.scene()]).moving),
        "ahead_fixed": _text(frames.fixed),
        "ahead_moving": _text(frames.moving),
    }


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
