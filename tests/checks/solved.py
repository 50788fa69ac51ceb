"""The learner's names after a solved notebook: answers to be bent, wrapped or timed."""

from __future__ import annotations

import contextlib
import functools
import io
import random
import re
import zlib
from collections.abc import Iterable
from typing import Any

from course_utils import lessons


@functools.cache
def names_after(lesson: str) -> dict[str, Any]:
    """Run the code of a solved notebook, without its checks; return the names it leaves."""
    path = lessons.find_root() / "solutions" / f"{lessons.stem_of(lesson)}_solutions.ipynb"
    scope: dict[str, Any] = {"__name__": "__main__"}
    with contextlib.redirect_stdout(io.StringIO()):
        for cell in lessons.read(path).cells:
            if cell.cell_type == "code" and not cell.id.endswith("-check"):
                exec(compile(cell.source, f"<{cell.id}>", "exec"), scope)
    return scope


def solution_of(exercise) -> Any:
    """Return the solved answer of an exercise: a function, a dictionary, a class."""
    return names_after(exercise.lesson)[exercise.name]


def is_a_class(exercise) -> bool:
    """Tell from the text whether a class answers an exercise: nothing runs to find tests."""
    path = lessons.find_root() / "solutions" / f"{lessons.stem_of(exercise.lesson)}_solutions.ipynb"
    sources = (cell.source for cell in lessons.read(path).cells if cell.cell_type == "code")
    return any(re.search(rf"^class {exercise.name}\b", s, flags=re.MULTILINE) for s in sources)


def some_of(names: Iterable[str], exercise, config, few: int = 8) -> list[str]:
    """Return a fixed draw of what to try on an exercise, another for each; all for ``--fuzz 0``."""
    many = getattr(config.option, "fuzz", None)
    drawn = list(names)
    random.Random(zlib.crc32(exercise.id.encode())).shuffle(drawn)
    return drawn[: few if many is None else many or None]


def task_of(exercise) -> str:
    """Return the text of the task as it stands in the notebook, in one line."""
    path = lessons.find_root() / "solutions" / f"{lessons.stem_of(exercise.lesson)}_solutions.ipynb"
    cell = lessons.answer_cell_id(exercise.id).replace("-answer", "-task")
    source = next(c.source for c in lessons.read(path).cells if c.id == cell)
    return " ".join(source.split())
