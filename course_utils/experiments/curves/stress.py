"""Run the curves of claims on all cores; what is finished stays finished."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

from . import storing
from .catalogue import find_claim
from .measuring import measure
from .record import Comparison, Point

Told = Callable[[int, int], None]
Job = tuple[tuple[str, ...], tuple[str, ...]]


def stress(
    names: Sequence[str],
    *,
    folder: Path | None = None,
    jobs: int | None = None,
    progress: Told | None = None,
) -> list[Path]:
    """Measure claims in every setting of their grids and save their curves.

    Claims that share experiment and grid share the runs. Every finished setting is written to
    disk at once: whoever stops this and starts it again goes on where it was.

    Parameters
    ----------
    names : sequence of str
        As in `claims`.
    folder : pathlib.Path, optional
        Where NAME.json goes; the package's own by default.
    jobs : int, optional
        Processes; as many as cores by default. Each uses one thread.
    progress : callable, optional
        Called as ``progress(done, total)``, in settings.

    Returns
    -------
    list of pathlib.Path
        The saved curves.

    Raises
    ------
    NotThere
        If a name is not known.
    OSError
        If the folder cannot be written; it is tried before the run, not after it.
    """
    claims = [find_claim(name) for name in names]
    folder = storing.FOLDER if folder is None else folder
    folder.mkdir(parents=True, exist_ok=True)
    trial = folder / ".trial"
    trial.write_bytes(b"")
    trial.unlink()
    done = {claim.name: storing.kept(claim, folder) for claim in claims}
    todo = _jobs(claims, done)
    saved = [_save_if_whole(claim, done[claim.name], folder) for claim in claims]
    if progress:
        progress(0, len(todo))
    for count, (shared, points) in enumerate(_results(todo, jobs or os.cpu_count() or 1), start=1):
        for name, point in zip(shared, points, strict=True):
            claim = find_claim(name)
            storing.keep(claim, point, folder)
            done[name][point.at] = point
            saved.append(_save_if_whole(claim, done[name], folder))
        if progress:
            progress(count, len(todo))
    # Only now: a run of several claims that is stopped shall not measure the finished ones again.
    for claim in claims:
        storing.unfinished(claim, folder).unlink(missing_ok=True)
    return [path for path in saved if path]


def _save_if_whole(
    claim: Comparison, points: dict[tuple[str, ...], Point], folder: Path
) -> Path | None:
    whole = len(points) == len(claim.grid)
    return storing.save(claim, points, folder) if whole else None


def _jobs(claims: Sequence[Comparison], done: dict[str, dict]) -> list[Job]:
    """Return (names of claims, setting) for every run that is still to be made."""
    groups: dict[str, list[Comparison]] = {}
    for claim in claims:
        spec = storing.specification(claim) | {"bounds": None}
        groups.setdefault(json.dumps(spec, sort_keys=True), []).append(claim)
    found = []
    for group in groups.values():
        for at in group[0].grid:
            names = tuple(c.name for c in group if at not in done[c.name])
            if names:
                found.append((names, at))
    return found


def _one(job: Job) -> list[Point]:
    names, at = job
    return measure([find_claim(name) for name in names], at)


def _results(todo: list[Job], jobs: int) -> Iterator[tuple[tuple[str, ...], list[Point]]]:
    if jobs == 1 or len(todo) < 2:
        for job in todo:
            yield job[0], _one(job)
        return
    # Fresh processes: forking one that has threads may hang, and Windows has no fork.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        waiting = {pool.submit(_one, job): job for job in todo}
        try:
            for future in as_completed(waiting):
                yield waiting[future][0], future.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
