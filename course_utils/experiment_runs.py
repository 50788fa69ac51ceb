"""Run an experiment with care and keep what came out: numbers, a table, a figure."""

from __future__ import annotations

import csv
import io
import json
import os
import platform
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from . import experiments
from .experiments import Progress

PACKAGES = ("numpy", "scipy", "torch", "scikit-learn")


@dataclass(frozen=True)
class Saved:
    """Where a run was saved, and its table as text.

    Parameters
    ----------
    data, table, figure : pathlib.Path
        JSON with settings, seed, versions and all numbers; CSV; PNG.
    text : str
        The table in aligned columns.
    seconds : float
        Wall time of the run.
    """

    data: Path
    table: Path
    figure: Path
    text: str
    seconds: float

    @property
    def files(self) -> tuple[Path, ...]:
        """All that was written."""
        return self.data, self.table, self.figure


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
        lines += [f"  {name:<18}{experiment.title}", f"  {'':<18}{', '.join(experiment.claims)}"]
    return "\n".join(lines[1:])


def run_and_save(
    name: str,
    folder: Path,
    *,
    full: bool = True,
    seed: int = 0,
    progress: Progress | None = None,
) -> Saved:
    """Run one experiment and write NAME.json, NAME.csv and NAME.png into `folder`.

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
    paths = [folder / f"{name}.{kind}" for kind in ("json", "csv", "png")]
    about = {
        "experiment": name, "title": experiment.title, "claims": experiment.claims,
        "full": full, "seed": seed, "seconds": round(seconds, 1),
        "versions": {"python": platform.python_version()} | {p: version(p) for p in PACKAGES},
        "result": experiments.as_data(result),
    }  # fmt: skip
    table, sheet = result.table(), io.StringIO(newline="")
    csv.writer(sheet).writerows([table.columns, *table.rows])
    _write(paths[0], json.dumps(about, indent=1, ensure_ascii=False, allow_nan=False))
    _write(paths[1], sheet.getvalue())
    _draw(result.chart(), paths[2])
    return Saved(*paths, text=table.text(), seconds=seconds)


def _write(path: Path, text: str) -> None:
    """Replace a file at once: whoever stops the run in between keeps the earlier one."""
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(text.encode())
    os.replace(part, path)


def _draw(chart: experiments.Chart, path: Path) -> None:
    from . import plotting

    fig, ax = plotting.figure(size=(8, 4.8))
    plotting.plot_chart(ax, chart)
    if chart.spread:
        fig.text(0.99, 0.005, f"Bands and bars: {chart.spread}", ha="right", fontsize="x-small")
    plotting.save_png(fig, path, alt=plotting.describe_chart(chart))
