"""Curves on disk: whole ones as JSON beside the code, unfinished ones line by line."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, fields
from hashlib import sha256
from math import inf
from pathlib import Path
from typing import Any

from ...errors import NotThere
from ..registry import find
from ..results import as_data
from .record import Comparison, Curve, Point

FOLDER = Path(__file__).with_name("data")


def specification(claim: Comparison) -> dict[str, Any]:
    """Return all that decides a curve, as plain data: where it differs, a saved curve is stale."""
    return {
        "experiment": claim.experiment,
        "fixed": as_data(dict(claim.fixed)),
        "vary": as_data({k: dict(v) for k, v in claim.vary.items()}),
        "bounds": [claim.low, None if claim.high == inf else claim.high],
    }


def defaults(claim: Comparison) -> dict[str, Any]:
    """Return the settings of the experiment that the claim leaves as they are."""
    config = find(claim.experiment).config()
    chosen = {*claim.fixed, *(s for axis in claim.vary.values() for v in axis.values() for s in v)}
    return as_data({f.name: getattr(config, f.name) for f in fields(config)
                    if f.name not in chosen})  # fmt: skip


def save(claim: Comparison, points: dict[tuple[str, ...], Point], folder: Path) -> Path:
    """Write a whole curve, all at once."""
    about = {"name": claim.name, "seeds": claim.seeds, **specification(claim),
             "defaults": defaults(claim)}  # fmt: skip
    lines = [json.dumps(asdict(points[at]), ensure_ascii=False) for at in claim.grid]
    head = json.dumps(about, indent=1, ensure_ascii=False)
    text = head[:-2] + ',\n "points": [\n  ' + ",\n  ".join(lines) + "\n ]\n}\n"
    path = folder / f"{claim.name}.json"
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, encoding="utf-8")
    os.replace(part, path)
    return path


def load(claim: Comparison, folder: Path = FOLDER) -> Curve:
    """Return the saved curve of a claim.

    Raises
    ------
    NotThere
        If there is none, or if it was measured in other settings than the claim, or with other
        defaults than the experiment, has now.
    """
    path = folder / f"{claim.name}.json"
    again = f"Next: relu claims --stress {claim.name}"
    if not path.exists():
        raise NotThere(
            f"no curve of {claim.name}", expected=path.name, got_words="nothing", next_step=again
        )
    saved = json.loads(path.read_text(encoding="utf-8"))
    now = specification(claim) | {"defaults": defaults(claim)}
    # A setting that the experiment has gained since then is no fault: its default is the old way.
    now["defaults"] = {k: v for k, v in now["defaults"].items() if k in saved["defaults"]}
    if {k: saved[k] for k in now} != now:
        raise NotThere(
            f"the curve of {claim.name} is out of date", expected="the settings of the claim",
            got_words="those of an earlier version", next_step=again,
        )  # fmt: skip
    points = tuple(Point(tuple(p.pop("at")), **p) for p in saved["points"])
    axes = {axis: tuple(labels) for axis, labels in claim.vary.items()}
    return Curve(claim.name, claim.words, claim.unit, saved["seeds"], (claim.low, claim.high),
                 axes, points)  # fmt: skip


def unfinished(claim: Comparison, folder: Path) -> Path:
    """Return the file of a run that is under way; its name changes with the specification."""
    text = json.dumps(specification(claim), sort_keys=True, ensure_ascii=False)
    return folder / f".{claim.name}.{sha256(text.encode()).hexdigest()[:8]}.jsonl"


def keep(claim: Comparison, point: Point, folder: Path) -> None:
    """Add one finished setting; it is on the disk when this returns."""
    with unfinished(claim, folder).open("a", encoding="utf-8") as file:
        # The break comes first, so that a line torn by a crash spoils no other.
        file.write("\n" + json.dumps(asdict(point), ensure_ascii=False))
        file.flush()
        os.fsync(file.fileno())


def kept(claim: Comparison, folder: Path) -> dict[tuple[str, ...], Point]:
    """Return the settings that an interrupted run has finished; a torn last line is left out."""
    path, found = unfinished(claim, folder), {}
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    for line in lines:
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        at = tuple(entry.pop("at"))
        found[at] = Point(at, **entry)
    return found
