"""Match each graph with its slope."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise
from ...grading.tables import filled_in, is_number, table_of
from ...theory.gallery import GRID, SLOPED, difference_quotient, slopes

LOOK = 1
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


@slope_panels.behaviour("straight pieces", points=2, look=LOOK)
def _straight(ask):
    _matched(ask, "relu", "leaky_relu", "absolute")


@slope_panels.behaviour("softplus and tanh", points=2, look=LOOK)
def _smooth(ask):
    _matched(ask, "softplus", "tanh")


@slope_panels.behaviour("ELU and GELU", points=1, look=LOOK)
def _others(ask):
    _matched(ask, "elu", "gelu")


def _matched(ask, *names):
    """Compare the measured slope of each function with the panel it was given."""
    shown = slopes()
    table = table_of(ask, SLOPED, "the number of a panel")
    for name in names:
        number = filled_in(ask, table, name, "a panel, 1 to 9")
        if not is_number(number) or float(number) not in shown:
            ask.fail(f"{name!r}: the panels have the numbers 1 to 9.", got=number,
                     expected="a panel, 1 to 9")  # fmt: skip
        number = int(number)
        measured = difference_quotient(SLOPED[name][1], PLACES)
        panel = np.interp(PLACES, *_finite(shown[number]))
        if not np.allclose(measured, panel, atol=1e-4):
            mistake, says = _mistake(name, panel)
            ask.fail(
                f"{says}\n{_where_apart(name, number, measured, panel)}".lstrip(),
                got=f"panel {number} for {name!r}", expected="the panel of its slope",
                mistake=mistake,
            )  # fmt: skip


def _finite(values):
    kept = np.isfinite(values)
    return GRID[kept], values[kept]


def _where_apart(name, number, measured, panel):
    at = int(np.argmax(np.abs(measured - panel)))
    title, x, slope = SLOPED[name][0], PLACES[at], float(measured[at])
    does = f"climbs by {slope:.2f}" if slope > 0.005 else f"falls by {-slope:.2f}"
    does = "is flat" if abs(slope) <= 0.005 else does
    per_step = "" if abs(slope) <= 0.005 else " for each step of 1"
    return f"At x = {x:g} {title} {does}{per_step}; panel {number} is at {panel[at]:.2f} there."


def _mistake(name, panel):
    """Name what this panel is instead, by its values."""
    is_step = np.allclose(panel, PLACES > 0)
    if np.allclose(panel, np.maximum(PLACES, 0)):
        return "the slope of ReLU as a ramp", (
            "This panel is the ramp, ReLU itself: it shows how high ReLU is. The slope of a "
            "straight line is the same number all along it."
        )
    if name == "leaky_relu" and is_step:
        return "a leak with slope 0", (
            "This panel is 0 on the left. A leak is a line that climbs a little there: its slope "
            "is small, and not 0."
        )
    if name == "absolute" and np.all(panel >= 0):
        return "|x| never falls", (
            "|x| is never negative, but left of 0 it falls, and where a graph falls its slope is "
            "below 0."
        )
    if name == "tanh" and np.all(panel >= 0) and panel.max() < 0.25:
        return "a bump of the wrong height", (
            "The shape is right and the height is not: tanh runs through the origin at the steep "
            "angle of y = x."
        )
    if name in ("softplus", "elu") and is_step:
        return "a jump without a corner", (
            "This panel jumps at 0. A slope jumps where the graph has a corner, and here the "
            "graph is round."
        )
    if name == "gelu" and np.all(panel >= 0):
        return "a dip without a falling side", (
            "GELU comes down to −0.17 left of 0 before it climbs. On the way down its slope is "
            "below 0."
        )
    return "", ""
