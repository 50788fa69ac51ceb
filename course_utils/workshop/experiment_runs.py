"""Run an experiment with care and keep what came out: its numbers and its table."""

from __future__ import annotations

import csv
import io
import json
import platform
import re
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from .. import experiments, lessons, replacing
from ..experiments import Progress

PACKAGES = ("numpy", "scipy", "torch", "scikit-learn")


@dataclass(frozen=True)
class Saved:
    """Where a run was saved, and its table as text.

    Parameters
    ----------
    data, table : pathlib.Path
        JSON with settings, seed, versions and all numbers; CSV.
    text : str
        The table in aligned columns.
    seconds : float
        Wall time of the run.
    """

    data: Path
    table: Path
    text: str
    seconds: float

    @property
    def files(self) -> tuple[Path, ...]:
        """All that was written."""
        return self.data, self.table


def overview() -> str:
    """Return the list of all experiments: name, title, the claims each bears on.

    Examples
    --------
    >>> overview().splitlines()[0]
    'role_in_networks'
    """
    lines, lesson = [], ""
    for name, experiment in experiments.experiments().items():
        if experiment.lesson != lesson:
            lesson = experiment.lesson
            lines += ["", lesson]
        lines += [f"  {name:<22}{experiment.title}", f"  {'':<22}{', '.join(experiment.claims)}"]
    return "\n".join(lines[1:])


def run_and_save(
    name: str,
    folder: Path,
    *,
    full: bool = True,
    seed: int = 0,
    progress: Progress | None = None,
) -> Saved:
    """Run one experiment and write NAME.json and NAME.csv into `folder`.

    Parameters
    ----------
    name : str
        As in `course_utils.experiments.experiments`.
    folder : pathlib.Path
        Made if missing. Files of an earlier run of the same experiment are replaced, each at once.
    full : bool, default True
        The careful version; else the lesson's own settings.
    seed : int, default 0
        Same seed, same numbers (times excepted).
    progress : callable, optional
        Called as ``progress(done, total)``.

    Returns
    -------
    Saved

    Raises
    ------
    LookupError
        If there is no such experiment.
    OSError
        If the folder cannot be written; it is tried before the run, not after it.
    """
    experiment = experiments.find(name)
    folder.mkdir(parents=True, exist_ok=True)
    trial = folder / f".{name}.trial"
    trial.write_bytes(b"")
    trial.unlink()
    start = time.perf_counter()
    result = experiments.run(name, full=full, seed=seed, progress=progress)
    seconds = time.perf_counter() - start
    data, sheet = folder / f"{name}.json", folder / f"{name}.csv"
    about = {
        "experiment": name, "title": experiment.title, "claims": experiment.claims,
        "full": full, "seed": seed, "seconds": round(seconds, 1),
        "versions": {"python": platform.python_version()} | {p: version(p) for p in PACKAGES},
        "result": experiments.as_data(result),
    }  # fmt: skip
    table, rows = result.table(), io.StringIO(newline="")
    csv.writer(rows).writerows([table.columns, *table.rows])
    replacing.write_text(data, json.dumps(about, indent=1, ensure_ascii=False, allow_nan=False))
    replacing.write_text(sheet, rows.getvalue())
    return Saved(data, sheet, text=table.text(), seconds=seconds)


def drawn_in(name: str) -> list[str]:
    """Return the cells that run an experiment for a lesson, which draws it there or right below.

    Examples
    --------
    >>> drawn_in("minima")
    ['notebooks/04_variants.ipynb#minima-run']
    """
    root = lessons.find_root()
    call = re.compile(rf"experiments\.run\(\s*[\"']{re.escape(name)}[\"']")
    return [
        f"notebooks/{stem}.ipynb#{cell['id']}"
        for stem in lessons.stems(root)
        for cell in lessons.read(lessons.path_of("notebooks", stem, root))["cells"]
        if call.search(cell["source"])
    ]
