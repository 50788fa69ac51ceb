"""Colours by meaning: one look a role and one look an activation, the same in every lesson.

A look is a plain dictionary, so that figures (Matplotlib) and live figures (JavaScript) share it:

===========  ===================================================================================
``light``    hex colour on a white page, contrast at least 3:1
``dark``     its counterpart on a dark page, contrast at least 4.5:1
``dash``     on/off lengths in line widths; ``[]`` is solid, ``None`` is points without a line
``marker``   Matplotlib's one-letter code
``width``    line width relative to an ordinary line
===========  ===================================================================================

The seven inks start from the palette of Okabe and Ito (https://jfly.uni-koeln.de/color/): blue,
vermillion, bluish green, black and reddish purple as published, brown and grey added. Its orange,
sky blue and yellow are too pale for a line on white, so they only fill areas. The dark counterparts
were searched for near the same hues for the largest smallest distance. Tests hold every pair of
inks apart under normal vision and under complete protan, deutan and tritan deficiency, and every
pair of activations apart by ink or by dash.

What this module leaves out: drawing. Importing it does not import Matplotlib.
"""

from __future__ import annotations

from .looks import ACTIVATION, FILL, INK, REGION, ROLE, SEQUENTIAL, SIGNED, color, look, tints
from .settings import context, line, points, rc, use

__all__ = [
    "ACTIVATION",
    "FILL",
    "INK",
    "REGION",
    "ROLE",
    "SEQUENTIAL",
    "SIGNED",
    "color",
    "context",
    "line",
    "look",
    "points",
    "rc",
    "tints",
    "use",
]
