"""Bring the notebooks up to date, or say which are not.

What proves what: `build` without ``check`` runs every notebook. With ``check`` it reads only: each
notebook is in normal form, each of its cells was run in order, each exercise notebook is the one
its solution gives. That the saved outputs are those the cells give *now* is nbval's part, which
runs every notebook in the same test run; ``execute`` adds that comparison here too. There is no
stored hash of sources: it would go stale when the package changes under a notebook.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ..lessons.files import (
    CourseNotFoundError,
    Node,
    NotebookError,
    find_root,
    lesson_name,
    path_of,
    read,
    stem_in,
    stems,
    text_of,
    write,
)
from ..lessons.markers import ANSWER, derive
from ..lessons.normal import normalise, without_outputs
from ..lessons.renaming import was_run, worked_in
from ..lessons.restore import backup
from ..lessons.starters import starter_path
from .comparison import differing_cells, keep_saved
from .puzzles import faults as puzzle_faults
from .puzzles import lay_down
from .running import execute as run
from .task_lines import stale_task_lines, with_task_lines

_JOBS = 2  # kernels side by side: each is a process with NumPy or torch in memory


def build(
    root: Path | None = None,
    *,
    check: bool = False,
    execute: bool = False,
    only: Iterable[str] | None = None,
    refresh: bool = False,
) -> list[str]:
    """Run notebooks/ and solutions/, save their outputs, derive exercises/; return what changed.

    A saved output that still holds is kept (see `comparison.keep_saved`), so a second build changes
    nothing. An exercise notebook that a learner has worked in is copied to ``.backups/`` before it
    is replaced.

    Parameters
    ----------
    root : pathlib.Path, optional
        The course's folder; found by `find_root`.
    check : bool
        Write nothing; return what is out of date.
    execute : bool
        With `check`: run every notebook too and compare its outputs.
    only : iterable of str, optional
        Lessons: ``"01_definition"``, ``"definition"`` or ``"01"``.
    refresh : bool
        Keep no saved output, however alike.

    Returns
    -------
    list of str
        One line for each notebook written or, with `check`, for each thing out of date.

    Raises
    ------
    NotebookError
        When notebooks fail, or a question marks an answer that is not what is measured; the others
        have been built.
    CourseNotFoundError
        For an unknown lesson.
    """
    root = find_root() if root is None else root
    wanted = _wanted(root, only)
    paths = [
        path
        for folder in ("notebooks", "solutions")
        for stem in wanted
        if (path := path_of(folder, stem, root)).exists()
    ]
    if check:
        lines = [line for path in paths for line in _faults_at_rest(path)]
        lines += _each(paths, _faults_when_run) + _false_answers(wanted) if execute else []
        return lines + [line for stem in wanted for line in _exercise_faults(root, stem)]
    lines = _each(paths, lambda path: _rebuild(path, refresh))
    if wrong := _false_answers(wanted):
        raise NotebookError("\n".join([*wrong, "Next: mend questions.toml"]))
    return lines + [line for stem in wanted for line in _rebuild_exercise(root, stem)]


def _wanted(root: Path, only: Iterable[str] | None) -> list[str]:
    known = sorted({s for folder in ("notebooks", "solutions") for s in stems(root, folder)})
    if only is None:
        return known
    chosen = []
    for name in only:
        stem = next((s for s in known if name in (s, lesson_name(s), s[:2])), None)
        if stem is None:
            raise CourseNotFoundError(
                f"There is no lesson {name!r}. There are: {', '.join(known)}."
            )
        chosen.append(stem)
    return chosen


def _each(paths: list[Path], work) -> list[str]:
    """Do `work` on every path, two at a time, and only then report what failed."""

    def attempt(path: Path) -> tuple[list[str], str]:
        try:
            return work(path), ""
        except NotebookError as error:
            return [], str(error)

    with ThreadPoolExecutor(_JOBS) as pool:
        done = list(pool.map(attempt, paths))
    failures = [failure for _, failure in done if failure]
    if failures:
        raise NotebookError("\n\n".join(failures))
    return [line for lines, _ in done for line in lines]


def _false_answers(wanted: list[str]) -> list[str]:
    """Measure what the questions of these lessons ask, and return which answers are false."""
    # Here, not at the top: it loads torch, and only where something was run.
    from .facts import false_answers

    return [line for stem in wanted for line in false_answers(lesson_name(stem))]


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _rebuild(path: Path, refresh: bool) -> list[str]:
    saved = normalise(_told(path))
    fresh = normalise(run(without_outputs(saved), path.parent, name=_name(path)))
    return _write(path, fresh if refresh else keep_saved(saved, fresh))


def _told(path: Path) -> Node:
    """Read a notebook; a task of solutions/ says what does not count as its check has it."""
    nb = read(path)
    solved = path.parent.name == "solutions"
    return with_task_lines(nb, lesson_name(stem_in(path))) if solved else nb


def _write(path: Path, nb: Node) -> list[str]:
    if _is_written(path, nb):
        return []
    write(path, nb)
    return [f"{_name(path)}: written"]


def _rebuild_exercise(root: Path, stem: str) -> list[str]:
    source, target = path_of("solutions", stem, root), path_of("exercises", stem, root)
    if not source.exists():
        return []
    derived = derive(read(source), _name(source))
    laid = _write(starter_path(stem, root), derived) + lay_down(root, stem)
    kept = backup(target) if target.exists() and worked_in(target, derived) else None
    lines = _write(target, derived)
    if kept:
        lines[0] += f"; the copy that was worked in is now exercises/.backups/{kept.name}"
    return laid + lines


def _faults_at_rest(path: Path) -> list[str]:
    nb = read(path)
    unrun = never_run(nb)
    faults = []
    if unrun:
        shown = ", ".join(f"`{cell_id}`" for cell_id in unrun[:5])
        faults.append(f"{_name(path)}: not run from first cell to last in order: {shown}")
    if path.read_bytes() != text_of(normalise(nb)).encode():
        faults.append(f"{_name(path)}: not in normal form")
    if path.parent.name == "solutions":
        stale = stale_task_lines(nb, lesson_name(stem_in(path)))
        faults += [f"{_name(path)}, {fault}" for fault in stale]
    return faults


def _faults_when_run(path: Path) -> list[str]:
    saved = normalise(read(path))
    fresh = normalise(run(without_outputs(saved), path.parent, name=_name(path)))
    return [
        f"{_name(path)}, cell `{cell_id}`: the saved output is not what the cell gives now"
        for cell_id in differing_cells(saved, fresh)
    ]


def never_run(nb: Node) -> list[str]:
    """Return the ids of code cells whose execution count is not their place: 1, 2, 3 ..."""
    code = [cell for cell in nb.cells if cell.cell_type == "code"]
    return [c.get("id", "?") for n, c in enumerate(code, start=1) if c.execution_count != n]


def in_ci() -> bool:
    """Tell whether a continuous integration service runs this, by the variable they all set."""
    return os.environ.get("CI", "").lower() in ("1", "true")


def _exercise_faults(root: Path, stem: str) -> list[str]:
    source, target = path_of("solutions", stem, root), path_of("exercises", stem, root)
    if not source.exists():
        return []
    derived = derive(read(source), _name(source))
    laid = starter_path(stem, root)
    stale = [] if _is_written(laid, derived) else [f"exercises/{_name(laid)}"]
    if not target.exists():
        return [f"{_name(target)}: missing"]
    if not (_is_written(target, derived) or (not in_ci() and _is_working_copy(target, derived))):
        stale.append(_name(target))
    faults = [f"{name}: not what {_name(source)} gives" for name in stale]
    return faults + puzzle_faults(root, stem)


def _is_written(path: Path, nb: Node) -> bool:
    return path.exists() and path.read_bytes() == text_of(nb).encode()


def _is_working_copy(path: Path, derived: Node) -> bool:
    """Tell whether a learner has worked in it, which must break nobody's tests."""
    mine = read(path)
    return was_run(mine) or _asked(mine, derived) == _asked(derived, derived)


def _asked(nb: Node, derived: Node) -> list[tuple[str, str]]:
    """Return what the course wrote of a copy never run: no answers, no cells of the learner's."""
    known = {cell.get("id") for cell in derived.cells}
    return [
        (cell.id, "" if cell.id.endswith(ANSWER) else cell.source)
        for cell in nb.cells
        if cell.get("id") in known
    ]
