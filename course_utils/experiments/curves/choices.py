"""Short ways to write the settings that a reader may change."""

from __future__ import annotations

from typing import Any

from .record import Axis


def values(field: str, *options: Any) -> Axis:
    """Return an axis of one setting: its values, each under its own name.

    Examples
    --------
    >>> values("widths", (64, 64))
    {'64-64': {'widths': (64, 64)}}
    """
    return {_label(value): {field: value} for value in options}


def layers(*options: tuple[int, int]) -> Axis:
    """Return an axis of hidden layers, each (number, width): ``3 × 16`` is three of 16 units.

    Examples
    --------
    >>> layers((3, 16))
    {'3 × 16': {'widths': (16, 16, 16)}}
    """
    return {f"{n} × {width}": {"widths": (width,) * n} for n, width in options}


def blocks(*seeds: int) -> Axis:
    """Return an axis of seed blocks: fresh weights, splits and orders for each."""
    return {str(k): {"seed": seed} for k, seed in enumerate(seeds, start=1)}


def _label(value: Any) -> str:
    if isinstance(value, tuple):
        return "-".join(_label(v) for v in value)
    return f"{value:g}" if isinstance(value, float) else str(value)
