"""Match each graph with its slope."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise, Rows, Table, Unreadable
from ...grading.reading import real_number
from ...theory.gallery import GRID, SLOPED, difference_quotient, slopes

# Away from 0, where some have a corner; on the grid of the panels.
PLACES = np.array([-3.0, -2.0, -1.0, -0.5, 0.5, 1.0, 2.0, 3.0])

slope_panels = Exercise.of(__file__)


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
slope_panels.table = Table(_RIGHT, WANTED, says=_where_apart, tidy=_panel)
slope_panels.marks(
    Rows("straight pieces", 2, ("relu", "leaky_relu", "absolute")),
    Rows("softplus and tanh", 2, ("softplus", "tanh")),
    Rows("ELU and GELU", 1, ("elu", "gelu")),
)

_STEP = _RIGHT["relu"]
_RAMP = next(n for n in _SHOWN if np.allclose(_values(n), np.maximum(PLACES, 0)))
_BUMP = next(n for n in _SHOWN if n != _RAMP and n not in _RIGHT.values())
_LEVEL_OUT = [_RIGHT["tanh"], _BUMP]
_JUMP = [_RIGHT[name] for name in ("relu", "leaky_relu", "absolute")]
_NEVER_NEGATIVE = [n for n in _SHOWN if np.all(_values(n) >= 0) and n != _RAMP]

slope_panels.symptoms(
    {"counted from 0": lambda table: all(table[n] == _RIGHT[n] - 1 for n in _RIGHT)}
)
slope_panels.mistakes(
    {
        "the slope of ReLU as a ramp": dict.fromkeys(("relu", "leaky_relu", "absolute"), _RAMP),
        "the slope of ReLU as a ramp | round": dict.fromkeys(SLOPED, _RAMP),
        "a leak with slope 0": {"leaky_relu": _STEP},
        "|x| never falls": [{"absolute": n} for n in _NEVER_NEGATIVE],
        "a bump of the wrong height": {"tanh": _BUMP},
        "a jump without a corner": [
            dict.fromkeys(("softplus", "tanh", "elu", "gelu"), n) for n in _JUMP
        ],
        "GELU levels out": [{"gelu": n} for n in _LEVEL_OUT],
        "a dip without a falling side": [{"gelu": n} for n in _NEVER_NEGATIVE],
        "softplus and ELU exchanged": {"softplus": _RIGHT["elu"], "elu": _RIGHT["softplus"]},
        "a leak that falls": {"leaky_relu": _RIGHT["absolute"]},
        "a leak for ReLU": {"relu": _RIGHT["leaky_relu"]},
        "softplus levels out": [{"softplus": n} for n in _LEVEL_OUT],
        "tanh climbs on": [{"tanh": _RIGHT[name]} for name in ("softplus", "elu", "gelu")],
        "softplus with a falling side": {"softplus": _RIGHT["gelu"]},
        "ELU with a falling side": {"elu": _RIGHT["gelu"]},
        "a level end for a graph that climbs": [
            dict.fromkeys(("relu", "leaky_relu", "elu"), n) for n in _LEVEL_OUT
        ],
        "ReLU with a falling side": {"relu": _RIGHT["absolute"]},
        "no jump for a corner": [
            dict.fromkeys(("relu", "leaky_relu", "absolute"), _RIGHT[name])
            for name in ("softplus", "elu", "gelu")
        ],
    }
)
