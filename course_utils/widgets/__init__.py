"""Live figures: models apart from views, and a static twin of each.

`curve_explorer`, `one_neuron` and the others return a figure for a notebook; `export_html` writes
one as a page that moves without a kernel; `static_figure` draws it with Matplotlib. Names are
imported on first use, so that a model can be tested without a widget library.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_WHERE = {
    "CurveExplorer": "curves",
    "DeadUnitLab": "dead_units",
    "DepthExplorer": "depth",
    "Explorer": "model",
    "HingeWorkbench": "hinges",
    "LiveFigure": "live",
    "MistakeNet": "mistake",
    "OneNeuron": "neuron",
    "PatternMap": "patterns",
    "curve_explorer": "curves",
    "dead_unit_lab": "dead_units",
    "depth_explorer": "depth",
    "export_html": "page",
    "hinge_workbench": "hinges",
    "one_neuron": "neuron",
    "pattern_map": "patterns",
    "static_figure": "twin",
}

__all__ = sorted(_WHERE)


def __getattr__(name: str) -> Any:
    """Import the part that defines `name` on first use (PEP 562)."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_WHERE[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_WHERE})
