"""A live figure as one HTML page that needs neither kernel nor network nor a second file."""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Sequence
from pathlib import Path

from .assets import script, stylesheet
from .encode import encode
from .live import ahead_state, start_state
from .model import Explorer
from .twin import static_html

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{heading}</title>
<style>
body {{ margin: 1rem auto; max-width: 62rem; padding: 0 1rem; background: #fff; color: #222;
  font-family: "DejaVu Sans", Verdana, sans-serif; }}
@media (prefers-color-scheme: dark) {{ body {{ background: #111; color: #eee; }} }}
{style}
</style>
</head>
<body>
<main>
<h1>{heading}</h1>
<div id="figure"></div>
<noscript>{twin}</noscript>
</main>
<script type="application/json" id="state">{state}</script>
<script type="module">
{script}
const state = JSON.parse(document.getElementById("state").textContent);
const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
const model = {{
  get: (key) => (key === "start" ? state.start : bytes(state[key])),
  on() {{}}, off() {{}}, send() {{}},
}};
render({{ model, el: document.getElementById("figure") }});
</script>
</body>
</html>
"""


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
        The sliders that move in the page; by default the first of `model.ahead`. With several,
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
    names = list(model.ahead[:1] if sliders is None else sliders)
    if not names:
        raise ValueError(
            f"{model.heading}: a page without a kernel needs a slider whose frames are computed "
            "ahead. Got: none. Name some with sliders=(...)."
        )
    told, frames = ahead_state(model, names, steps)
    start = start_state(model, large=large, ahead=told)
    for control in start["controls"]:
        if control["name"] in names and steps is not None:
            control["steps"] = steps
    start["only"] = names
    state = {
        "start": start,
        "numbers": _text(encode([model.scene()]).moving),
        "ahead_fixed": _text(frames.fixed),
        "ahead_moving": _text(frames.moving),
    }
    # "</script>" inside a string would end the element.
    data = json.dumps(state, ensure_ascii=False).replace("<", "\\u003c")
    page = _PAGE.format(
        heading=html.escape(model.heading),
        style=stylesheet(),
        script=script(),
        state=data,
        twin=static_html(model, large=large),
    )
    target = Path(path)
    target.write_text(page, encoding="utf-8")
    return target


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
