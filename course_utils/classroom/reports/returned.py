"""A student's own notebook back: every cell as it was, and a note under each answer."""

from __future__ import annotations

import json
import re
from typing import Any

from ... import lessons
from ...grading import Outcome, to_text
from ...lessons.normal import KERNEL
from ..gradebook import ExerciseResult, Result
from .pages_of_people import Policy, ReportError, cut, final, lesson_title, share_of, written

LARGEST = 50_000_000  # bytes; above it a notebook cannot be opened by a browser anyway
LONGEST_NOTE = 8_000  # characters
MARK = "graded"  # in the metadata of the cells that are added, under "course"


def returned_notebook(content: bytes, result: Result, *, policy: Policy | None = None) -> bytes:
    """Return a notebook with the judge's notes in it. Nothing of it is run.

    Under each answer stands a note, and a cell with a live ``check`` where the student has none
    there that could run. What was handed in stays as it was, outputs too; notes of an earlier
    return are replaced, and a notebook that names no kernel of Python gets the usual one: without
    it no check runs. Text of the learner's stands in fenced blocks, where it is neither markup
    nor formula.

    Parameters
    ----------
    content : bytes
        The notebook as it was handed in.
    result : Result
    policy : callable, optional
        What lateness costs, see `Policy`.

    Raises
    ------
    ReportError
        The bytes are no notebook, or too many.
    """
    book = _read(content)
    cells = [cell for cell in book["cells"] if not _is_note(cell)]
    new = _Cells(book, cells)
    # Who lost the cell with the imports has no `check`, whatever stands in the cells below.
    can = any(c["cell_type"] == "code" and "course_utils" in _source(c) for c in cells)
    by_place: dict[int, list[dict[str, Any]]] = {}
    at_the_end: list[dict[str, Any]] = []
    for exercise in result.exercises:
        place = _place(cells, exercise)
        following = cells[place + 1] if place is not None and place + 1 < len(cells) else {}
        added = new.for_exercise(exercise, live=can and _asks(following, exercise.exercise))
        (at_the_end if place is None else by_place.setdefault(place, [])).extend(added)
    book["cells"] = [new.note("graded", _summary(result, policy))]
    for place, cell in enumerate(cells):
        book["cells"] += [cell, *by_place.get(place, [])]
    book["cells"] += at_the_end
    _with_kernel(book)
    try:
        return (json.dumps(book, indent=1, ensure_ascii=False) + "\n").encode("utf-8")
    except UnicodeEncodeError:  # lone surrogates survive as escapes only
        return (json.dumps(book, indent=1) + "\n").encode("ascii")


class _Cells:
    """Makes the cells that are added, valid for the minor format of the notebook."""

    def __init__(self, book: dict[str, Any], cells: list[dict[str, Any]]) -> None:
        self._with_ids = int(book.get("nbformat_minor", 0)) >= 5
        self._taken = {str(cell.get("id")) for cell in cells}

    def for_exercise(self, exercise: ExerciseResult, *, live: bool) -> list[dict[str, Any]]:
        """Return the note of an exercise and, where none is `live` already, its check cell."""
        name = exercise.exercise.partition(".")[2].replace("_", "-") or "exercise"
        cells = [self.note(f"{name}-graded", _note(exercise))]
        if not live:
            source = f'from course_utils import check\n\ncheck("{exercise.exercise}")'
            extra = {"execution_count": None, "outputs": []}
            cells.append(self._cell(f"{name}-check-again", "code", source) | extra)
        return cells

    def note(self, name: str, text: str) -> dict[str, Any]:
        """Return a cell of words."""
        return self._cell(name, "markdown", text)

    def _cell(self, name: str, kind: str, source: str) -> dict[str, Any]:
        cell = {"cell_type": kind, "metadata": {"course": {MARK: True}}, "source": source}
        if self._with_ids:
            stem = re.sub(r"[^A-Za-z0-9_-]", "-", name)[:50]
            number, fresh = 1, stem
            while fresh in self._taken:
                number, fresh = number + 1, f"{stem}-{number + 1}"
            self._taken.add(fresh)
            cell["id"] = fresh
        return cell


def _read(content: bytes) -> dict[str, Any]:
    if len(content) > LARGEST:
        raise ReportError(
            "This notebook is too large to be given back",
            expected=f"at most {LARGEST // 1_000_000} MB", got=f"{len(content) // 1_000_000} MB",
            next_step="The page says everything that the notes would.",
        )  # fmt: skip
    try:
        book = json.loads(content)  # UTF-16 and byte order marks too, as intake reads them
        if book["nbformat"] == 3:
            book = _of_format_4(book)
        whole = book["nbformat"] == 4 and all(
            isinstance(cell["cell_type"], str) and isinstance(cell["source"], str | list)
            for cell in book["cells"]
        )
        int(book.get("nbformat_minor", 0))
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError):
        whole = False
    if not whole:
        raise ReportError(
            "This file cannot be given back with notes", expected="a notebook of format 3 or 4",
            next_step="The page says everything that the notes would.",
        )  # fmt: skip
    return book


def _of_format_4(book: dict[str, Any]) -> dict[str, Any]:
    """Return a notebook of the old format in today's; ids would be drawn anew in every run."""
    from nbformat import from_dict
    from nbformat.v4.convert import upgrade

    new: dict[str, Any] = upgrade(from_dict(book))
    for cell in new["cells"]:
        cell.pop("id", None)
    return {**new, "nbformat_minor": 4}


def _with_kernel(book: dict[str, Any]) -> None:
    metadata = book.get("metadata")
    if not isinstance(metadata, dict):
        metadata = book["metadata"] = {}
    named = metadata.get("kernelspec")
    named = named if isinstance(named, dict) else {}
    # A student's own environment may have any name; only another language's is of no use.
    language = named.get("language") or "python"
    if str(language).lower() != "python" or not named.get("name"):
        metadata["kernelspec"] = dict(KERNEL)


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(map(str, source))


def _is_note(cell: dict[str, Any]) -> bool:
    metadata = cell.get("metadata")
    course = metadata.get("course") if isinstance(metadata, dict) else None
    return isinstance(course, dict) and course.get(MARK) is True


def _place(cells: list[dict[str, Any]], exercise: ExerciseResult) -> int | None:
    """Return where the answer stands: the cell that was judged, else the one meant for it."""
    code = [(n, cell) for n, cell in enumerate(cells) if cell["cell_type"] == "code"]
    meant = lessons.answer_cell_id(exercise.exercise)
    same = [n for n, cell in code if exercise.source and _source(cell) == exercise.source]
    named = [n for n, cell in code if cell.get("id") == meant]
    both = [n for n in same if n in named]
    return (both or same or named or [None])[-1]


def _asks(cell: dict[str, Any], exercise: str) -> bool:
    wanted = re.compile(rf"^check\(\s*[\"']{re.escape(exercise)}[\"']", re.MULTILINE)
    return cell.get("cell_type") == "code" and bool(wanted.search(_source(cell)))


def _note(exercise: ExerciseResult) -> str:
    """Return the note of one exercise; the judge's words as `relu check` prints them."""
    lines = [f"### Graded: {written(exercise.earned)} of {exercise.points} points"]
    if exercise.adjustment:
        change = exercise.adjustment
        lines.append(
            f"Changed by hand; the check gave {exercise.judged} of {exercise.points} points."
        )
        lines.append(_quoted(f"{change.reason}\n({change.author})"))
    if exercise.outcome:
        said = to_text(Outcome.from_dict(exercise.outcome))
        lines.append(_quoted(cut(said, LONGEST_NOTE)))
    for comment in exercise.comments:
        lines += ["From your teacher:", _quoted(f"{comment.text}\n({comment.author})")]
    if exercise.earned < exercise.points:
        lines.append("Change your answer above, run it, then run the check below: it is live.")
    return "\n\n".join(lines)


def _summary(result: Result, policy: Policy | None) -> str:
    share, reason = share_of(result, policy)
    lines = [
        f"# Graded: {written(final(result, policy))} of {result.points} points",
        f"{lesson_title(result.lesson)}. Your cells are as you handed them in; a note stands "
        "under each answer.",
    ]
    if share < 1:
        lines.append(f"The work earned {written(result.earned)} points.")
    said = [reason, result.problem, *result.notes]
    lines += [_quoted("\n".join(filter(None, said)))] if any(said) else []
    lines.append(f"Seed of the inputs: `{result.seed}` (SHA-256 `{result.seed_hash}`).")
    return "\n\n".join(lines)


def _quoted(text: str) -> str:
    """Fence text so that nothing in it is read as Markdown, HTML or a formula."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text}\n{fence}"
