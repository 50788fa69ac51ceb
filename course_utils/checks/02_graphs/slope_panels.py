"""Match each graph with its slope."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise, Rows, Table, Unreadable
from ...grading.reading import real_number
from ...theory.gallery import GRID, SLOPED, difference_quotient, slopes

# Away from 0, where some have a corner; on the grid of the panels.
PLACES = np.array([-3.0, -2.0, -1.0, -0.5, 0.5, 1.0, 2.0, 3.0])

slope_panels = Exercise(
    "graphs.slope_panels",
    title="Match each graph with its slope",
    minutes=6,
    difficulty="medium",
    hints=(
        "The panel of f′ shows how steep f is: 0 where f is flat, 1 where it climbs like y = x, "
        "below 0 where it falls. Where f has a corner, f′ jumps.",
        "Take one place, x = −2, and ask of every function: flat, climbing or falling, and how "
        "much? |x| falls by 1, Leaky ReLU climbs by 0.1, ReLU is flat.",
        "tanh is steepest at 0, with slope 1. The slope of softplus grows from 0 to 1 without a "
        "jump. GELU falls somewhere, so its slope dips below 0. Two panels are left over.",
    ),
    covers=("A05",),
)


_SHOWN = slopes()
WANTED = "a panel, 1 to 9"


def _panel(entry):
    number = real_number(entry)
    if number not in _SHOWN:
        raise Unreadable("the panels have the numbers 1 to 9.", WANTED)
    return int(number)


def _values(number):
    """Return the panel's slope at the places; on a jump it has none."""
    kept = np.isfinite(_SHOWN[number])
    return np.interp(PLACES, GRID[kept], _SHOWN[number][kept])


def _measured(name):
    return difference_quotient(SLOPED[name][1], PLACES)


def _where_apart(name, number):
    panel, measured = _values(number), _measured(name)
    at = int(np.argmax(np.abs(measured - panel)))
    title, x, slope = SLOPED[name][0], PLACES[at], float(measured[at])
    does = f"climbs by {slope:.2f}" if slope > 0 else f"falls by {-slope:.2f}"
    does = "is flat" if abs(slope) <= 0.005 else f"{does} for each step of 1"
    return f"At x = {x:g} {title} {does}; panel {number} is at {panel[at]:.2f} there."


_RIGHT = {
    name: next(n for n in _SHOWN if np.allclose(_measured(name), _values(n), atol=1e-4))
    for name in SLOPED
}
TASK = "Which panel shows the slope of which function?"
slope_panels.table = Table(_RIGHT, WANTED, says=_where_apart, tidy=_panel)
slope_panels.marks(
    Rows("straight pieces", 2, ("relu", "leaky_relu", "absolute"), 1, TASK),
    Rows("softplus and tanh", 2, ("softplus", "tanh"), 1, TASK),
    Rows("ELU and GELU", 1, ("elu", "gelu"), 1, TASK),
)

_STEP = _RIGHT["relu"]
_RAMP = next(n for n in _SHOWN if np.allclose(_values(n), np.maximum(PLACES, 0)))
_BUMP = next(n for n in _SHOWN if n != _RAMP and n not in _RIGHT.values())
_NEVER_NEGATIVE = [n for n in _SHOWN if np.all(_values(n) >= 0) and n != _RAMP]

slope_panels.mistakes(
    (
        "the slope of ReLU as a ramp",
        dict.fromkeys(SLOPED, _RAMP),
        "This panel is the ramp, ReLU itself: it shows how high ReLU is. The slope of a straight "
        "line is the same number all along it.",
    ),
    (
        "a leak with slope 0",
        {"leaky_relu": _STEP},
        "This panel is 0 on the left. A leak is a line that climbs a little there: its slope is "
        "small, and not 0.",
    ),
    *(
        (
            "|x| never falls",
            {"absolute": n},
            "|x| is never negative, but left of 0 it falls, and where a graph falls its slope is "
            "below 0.",
        )
        for n in _NEVER_NEGATIVE
    ),
    (
        "a bump of the wrong height",
        {"tanh": _BUMP},
        "The shape is right and the height is not: tanh runs through the origin at the steep "
        "angle of y = x.",
    ),
    (
        "a jump without a corner",
        {"softplus": _STEP, "elu": _STEP},
        "This panel jumps at 0. A slope jumps where the graph has a corner, and here the graph is "
        "round.",
    ),
    *(
        (
            "a dip without a falling side",
            {"gelu": n},
            "GELU comes down to −0.17 left of 0 before it climbs. On the way down its slope is "
            "below 0.",
        )
        for n in _NEVER_NEGATIVE
    ),
)
