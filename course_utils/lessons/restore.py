"""Put an exercise back as it was, in a learner's own copy of the notebook."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from .files import Node, NotebookError, find_root, path_of, read, stem_of, write
from .markers import cell_ids
from .starters import FOLDER, starter_notebook, starter_path


@dataclass(frozen=True)
class Reset:
    """What a reset did: `backup` is None where there was no file; `whole` if all of it is new."""

    backup: Path | None
    whole: bool


def reset_exercise(path: Path, exercise_id: str, root: Path | None = None) -> Reset:
    """Put the starter of an exercise back into the notebook `path`.

    The file as it was is kept first, beside it in ``.backups/``. Every other cell stays as it is.
    Task, answer and check cells that were deleted come back. A notebook that is missing, or that
    cannot be read as one, comes back whole.

    Raises
    ------
    OSError, NotebookError, CourseNotFoundError
        When a file cannot be written or the exercise is not in the course; nothing is lost.
    """
    path = Path(path)
    root = find_root() if root is None else root
    stem = stem_of(exercise_id.partition(".")[0], root)
    fresh = starter_notebook(stem, root)
    derived = {cell.get("id"): cell for cell in fresh.cells}
    wanted = cell_ids(exercise_id)
    missing = [cell_id for cell_id in wanted if cell_id not in derived]
    if missing:
        name = starter_path(stem, root).name
        raise NotebookError(
            f"exercises/{FOLDER}/{name} has no cell `{missing[0]}`, so {exercise_id} cannot "
            "be put back. Next: check the exercise's name."
        )
    try:
        nb = read(path)
    except FileNotFoundError:
        write(path, fresh)
        return Reset(None, whole=True)
    except NotebookError:  # the bytes are kept as they are; what they held, a person may find
        kept = backup(path)
        write(path, fresh)
        return Reset(kept, whole=True)
    _put_back(nb["cells"], *(derived[cell_id] for cell_id in wanted))
    kept = backup(path)
    write(path, nb)
    return Reset(kept, whole=False)


def reset_lesson(stem: str, root: Path | None = None) -> Reset:
    """Put all starters of a lesson back: its exercise notebook is new, the old one is kept.

    Raises
    ------
    OSError, NotebookError, CourseNotFoundError
        When a file cannot be written or there is no such lesson; nothing is lost.
    """
    root = find_root() if root is None else root
    path, fresh = path_of("exercises", stem, root), starter_notebook(stem, root)
    kept = backup(path) if path.exists() else None
    write(path, fresh)
    return Reset(kept, whole=True)


def backup(path: Path) -> Path:
    """Copy `path` into ``.backups/`` beside it, under a name with the time; return the copy."""
    folder = path.parent / ".backups"
    folder.mkdir(exist_ok=True)
    name = f"{path.stem}.backup-{datetime.now():%Y%m%d-%H%M%S}"
    target, n = folder / f"{name}.ipynb", 1
    while target.exists():
        n += 1
        target = folder / f"{name}-{n}.ipynb"
    shutil.copy2(path, target)
    return target


def _put_back(cells: list[Node], task: Node, answer: Node, check: Node) -> None:
    if _find(cells, task) is None:
        others = (_find(cells, c) for c in (answer, check))
        cells.insert(next((i for i in others if i is not None), len(cells)), task)
    last = _find(cells, check)
    if last is None:
        after = _find(cells, answer)
        after = _find(cells, task) if after is None else after
        last = len(cells) if after is None else after + 1
        cells.insert(last, check)
    for cell in cells:  # the old card spoke of the old answer
        if cell.get("id") == check.id:
            cell["outputs"], cell["execution_count"] = [], None
    # The id alone: whatever the learner made of the cell, it is replaced.
    at = next((i for i, c in enumerate(cells) if c.get("id") == answer.id), None)
    if at is None:
        # Just before the check, so that it comes after any answer left under another id.
        cells.insert(last, answer)
    else:
        cells[at] = answer


def _find(cells: list[Node], wanted: Node) -> int | None:
    """Return the index of a cell by id, or by its text where an editor has renamed the ids."""
    ids = [cell.get("id") for cell in cells]
    texts = [cell.source for cell in cells]
    if wanted.id in ids:
        return ids.index(wanted.id)
    return texts.index(wanted.source) if wanted.source in texts else None
