"""What the commands share: how one stops, and how paths and data are printed."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, NoReturn

import click

FAILED, USAGE = 1, 2


def stop(message: str, code: int = USAGE) -> NoReturn:
    """Say why on the error stream, and end with an exit code."""
    click.echo(message, err=True)
    sys.exit(code)


def exercise_named(exercise_id: str) -> Any:
    """Return an exercise, or end with the nearest id there is."""
    from .. import checks

    try:
        return checks.find(exercise_id)
    except checks.UnknownExercise as error:
        stop(str(error))


def print_json(data: Any) -> None:
    """Print data as JSON, keys sorted."""
    click.echo(json.dumps(data, indent=2, sort_keys=True, ensure_ascii=False))


def near(path: Path) -> Path:
    """Return a path as it is seen from here, where it lies below."""
    try:
        return path.resolve().relative_to(Path.cwd())
    except ValueError:
        return path
