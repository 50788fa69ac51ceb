"""Carry a learner's exercise notebooks over from the names that earlier versions gave them.

``exercises/01_definition.ipynb`` had the name of its lesson, so that two tabs looked alike; it is
``exercises/01_definition_exercises.ipynb`` now. What a learner wrote under the old name goes on
under the new one.
"""

from __future__ import annotations

import os
from pathlib import Path

from .files import Node, NotebookError, find_root, path_of, read, stems
from .starters import starter_notebook


def was_run(nb: Node) -> bool:
    """Tell whether any cell was run: then an exercise notebook is a learner's working copy."""
    code = [cell for cell in nb.cells if cell.cell_type == "code"]
    return any(cell.execution_count is not None or cell.outputs for cell in code)


def worked_in(path: Path, fresh: Node) -> bool:
    """Tell whether replacing an exercise notebook with `fresh` would lose something of a learner's.

    Parameters
    ----------
    path : pathlib.Path
        A notebook that is there. One that cannot be read counts as worked in.
    fresh : Node
        The same exercises, untouched.
    """
    try:
        mine = read(path)
    except NotebookError:
        return True
    return was_run(mine) or bool(_code(mine) - _code(fresh))


def _code(nb: Node) -> set[str]:
    return {cell.source.strip() for cell in nb.cells if cell.cell_type == "code"}


def adopt_old_names(root: Path | None = None) -> list[str]:
    """Move answers from the old name of an exercise notebook to its new one; return what was done.

    An old notebook is moved where the new one is missing or untouched. Where both hold work, both
    stay as they are, and a line says so. An old one without work is left alone, in silence.

    Returns
    -------
    list of str
        One line for each notebook that held answers.
    """
    root = find_root() if root is None else root
    lines = []
    for stem in stems(root):
        old, new = root / "exercises" / f"{stem}.ipynb", path_of("exercises", stem, root)
        if not old.exists():
            continue
        try:
            fresh = starter_notebook(stem, root)
        except NotebookError:
            continue  # without the starter nobody can say what is a learner's
        if not worked_in(old, fresh):
            continue
        if new.exists() and worked_in(new, fresh):
            lines.append(
                f"Answers stand in exercises/{old.name} (the old name) and in {new.name}, which is "
                "the one that counts. Next: copy over what you want to keep, then delete the old."
            )
            continue
        os.replace(old, new)
        lines.append(f"Your answers in exercises/{old.name} are now in {new.name}, its new name.")
    return lines
