"""Colours of the page around the marks (paper, ink, grid), light and dark; marks take `style`'s."""

from __future__ import annotations

PAPER = {
    "light": {"paper": "#FFFFFF", "ink": "#222222", "edge": "#8C8C8C", "grid": "#E4E4E4"},
    "dark": {"paper": "#111111", "ink": "#EEEEEE", "edge": "#9A9A9A", "grid": "#333333"},
}
LARGE = 1.6
WIDTH = 7.2  # inches of the static twin; the page gives the live figure 100 px for each

MARKERS = "os^v<>DdPXph*._"
"""Marker codes that both renderers know."""
