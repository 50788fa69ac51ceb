"""The view's source, put together from the files in `js/`: no build step, no network."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

PARTS = ("canvas.js", "legend.js", "controls.js", "pointer.js", "fit.js", "view.js")
RENDER = """
function render({ model, el }) {
  const figure = new Figure(model, el);
  return () => figure.remove();
}
"""


def _read(name: str) -> str:
    return files(__package__).joinpath("js", name).read_text(encoding="utf-8")


@cache
def script() -> str:
    """The view as one script that defines `render`."""
    return "\n".join([_read(part) for part in PARTS] + [RENDER])


@cache
def module() -> str:
    """The view as an ES module, as anywidget takes it."""
    return script() + "\nexport default { render };\n"


@cache
def stylesheet() -> str:
    """The view's style sheet."""
    return _read("view.css")
