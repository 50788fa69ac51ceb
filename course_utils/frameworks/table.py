"""A table of what each library answers: measured where it is installed, recorded elsewhere."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

LIBRARIES = ("PyTorch", "Keras", "JAX", "TensorFlow")
RECORDED_WITH = MappingProxyType({"JAX": "0.10.2", "TensorFlow": "2.21"})
NOTHING = "–"
_MODULES = {"JAX": "jax", "TensorFlow": "tensorflow"}

# Row -> how to measure it. Building the mapping imports the library, so it is called, not kept.
Probes = Callable[[], Mapping[str, Callable[[], str]]]


@dataclass(frozen=True)
class Table:
    """Text in rows and columns.

    Examples
    --------
    >>> table = Table("slope", ("here", "there"), {"relu": ("0", "1*")}, "* from a book")
    >>> table["relu", "there"]
    '1*'
    >>> print(table)
    slope  here  there
    relu      0     1*
    * from a book
    """

    corner: str
    columns: tuple[str, ...]
    rows: Mapping[str, tuple[str, ...]]
    note: str = ""

    def __getitem__(self, at: tuple[str, str]) -> str:
        row, column = at
        return self.rows[row][self.columns.index(column)]

    def __str__(self) -> str:
        names = max(map(len, (self.corner, *self.rows)))
        widths = [max(map(len, c)) for c in zip(self.columns, *self.rows.values(), strict=True)]
        lines = [
            "  ".join([name.ljust(names), *map(str.rjust, row, widths)])
            for name, row in [(self.corner, self.columns), *self.rows.items()]
        ]
        return "\n".join([*lines, self.note] if self.note else lines)


def compare(
    corner: str,
    rows: tuple[str, ...],
    probes: Mapping[str, Probes],
    recorded: Mapping[str, Mapping[str, str]],
) -> Table:
    """Ask every library of `LIBRARIES` for every row.

    Parameters
    ----------
    corner : str
        What the values are.
    rows : tuple of str
    probes : mapping
        Library -> a function that imports it and returns row -> probe. A row may be missing.
    recorded : mapping
        Library -> row -> what to show, with a star, where the library cannot be asked.
    """
    answers = {name: _answers(name, probes[name], recorded.get(name, {})) for name in LIBRARIES}
    shown = {row: tuple(answers[name].get(row, NOTHING) for name in LIBRARIES) for row in rows}
    starred = [name for name in LIBRARIES if any("*" in a for a in answers[name].values())]
    versions = " and ".join(f"{name} {RECORDED_WITH[name]}" for name in starred)
    note = f"* not measured here: recorded with {versions}" if starred else ""
    return Table(corner, LIBRARIES, MappingProxyType(shown), note)


def _answers(library: str, probes: Probes, recorded: Mapping[str, str]) -> dict[str, str]:
    if library not in RECORDED_WITH:  # comes with the course: a failure is ours, and is shown
        return {row: probe() for row, probe in probes().items()}
    stars = {row: f"{value}*" for row, value in recorded.items()}
    if importlib.util.find_spec(_MODULES[library]) is None:
        return stars
    # The course did not install it: it may be old, or broken, and then the record holds.
    try:
        asked = probes()
    except Exception:
        return stars
    return stars | {row: answer for row in asked if (answer := _try(asked[row])) is not None}


def _try(probe: Callable[[], str]) -> str | None:
    try:
        return probe()
    except Exception:
        return None
