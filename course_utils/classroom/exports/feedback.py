"""Feedback as each platform takes it back: one zip, named as the work was named when it came.

What this leaves out: Blackboard and Gradescope, which take no zip of feedback, and nbgrader, which
makes its own.
"""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..csv_bytes import TableError
from ..gradebook import Gradebook
from ..intake import shown
from ..intake.layouts import brightspace, canvas, canvas_anonymous, moodle
from ..reports import file_name
from ..reports.writing import FEEDBACK, NOTEBOOKS

# The same feedback gives the same bytes, whenever the zip is made.
_WHEN = (1980, 1, 1, 0, 0, 0)
# Named after the work: somebody may have handed in two notebooks.
PAGE, NOTEBOOK = "feedback_{stem}.html", "graded_{file}"


@dataclass(frozen=True)
class Returned:
    """What one student gets back.

    Attributes
    ----------
    source : str
        Where the work came from, as `Submission.source` says it.
    notebook, page : bytes or None
        The student's notebook with notes in it, and the feedback page.
    """

    source: str
    notebook: bytes | None = None
    page: bytes | None = None


HOW = {
    "canvas": "Next: SpeedGrader's assignment, Upload Submissions; each file becomes a comment.",
    "moodle": "Next: the assignment's submissions, Upload multiple feedback files in a zip.",
    "brightspace": "Next: the assignment's submissions, Add Feedback Files.",
}


def returned_from(graded: Path) -> Iterator[Returned]:
    """Yield what the students of a graded class get back, one for each notebook.

    Parameters
    ----------
    graded : pathlib.Path
        The folder that ``relu grade`` wrote.

    Raises
    ------
    TableError
        Where no class was graded there.
    """
    graded = Path(graded)
    if not (graded / "gradebook.db").is_file():
        raise TableError(
            f"{graded} holds no graded class",
            expected="the folder that relu grade wrote, with gradebook.db in it",
            next_step="Next: relu grade SUBMISSIONS --out GRADED",
        )
    with Gradebook.open(graded / "gradebook.db") as book:
        for result in book.results():
            name = file_name(result.student)
            page = graded / FEEDBACK / f"{name}.html"
            notebook = graded / NOTEBOOKS / name / f"{file_name(result.lesson)}.ipynb"
            yield Returned(
                result.source,
                notebook.read_bytes() if notebook.is_file() else None,
                page.read_bytes() if page.is_file() else None,
            )


def feedback_zip(out: Path, returned: Iterable[Returned], platform: str) -> list[str]:
    """Write the zip of feedback for a platform: ``canvas``, ``moodle`` or ``brightspace``.

    It is written beside `out` first and renamed: a zip that is there is whole.

    Returns
    -------
    list of str
        A sentence for each student whose work did not come in this platform's download. Canvas
        takes a notebook back and no page, so who handed in none gets nothing there.

    Raises
    ------
    TableError
        Where the platform takes no such zip, or nothing came from it.
    """
    name_of = _NAMES.get(platform.lower())
    if name_of is None:
        raise TableError(
            f"{platform} takes no zip of feedback back",
            expected=", ".join(_NAMES),
            next_step="Next: send the pages from the folder of reports.",
        )
    out = Path(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = out.with_name(f".{out.name}.{os.getpid()}.draft")
    left, taken = [], set()
    try:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as packed:
            for one in returned:
                files = name_of(one)
                if not files and not (platform == "canvas" and one.notebook is None):
                    left.append(f"{shown(one.source)} did not come in a download of {platform}.")
                for name, data in files:
                    if name not in taken:
                        taken.add(name)
                        info = zipfile.ZipInfo(name, _WHEN)
                        info.compress_type = zipfile.ZIP_DEFLATED
                        packed.writestr(info, data)
        if left and not taken:
            raise TableError(
                f"None of the {len(left)} came in a download of {platform}",
                expected="work that was graded from that download",
                got=left[0].partition(" did not")[0],
                next_step="Next: name the platform that the work came from.",
            )
        os.replace(draft, out)
    finally:
        draft.unlink(missing_ok=True)
    return left


Files = list[tuple[str, bytes]]


def _part(source: str, fits: Callable[[str], object]) -> str:
    """Return the part of a path that a platform named, wherever it was unpacked or wrapped."""
    return next((part for part in source.split("/") if fits(part)), "")


def _canvas(one: Returned) -> Files:
    # Canvas finds the student by the two numbers in the name, and shows the file under the name
    # of what was handed in: so a notebook goes back as the notebook that it was.
    name = _part(one.source, lambda part: canvas_anonymous(part) or canvas(part))
    if not name or one.notebook is None:
        return []
    return [(name, one.notebook)]


def _moodle(one: Returned) -> Files:
    part = _part(one.source, moodle)
    flat = re.match(r"(.*_assignsubmission_file)_(.+)", part)
    folder = flat[1] if flat else part
    return _in_folder(folder, one)


def _brightspace(one: Returned) -> Files:
    part = _part(one.source, brightspace)
    flat = re.match(r"(.+ - \w{3} \d{1,2}, \d{4} \d{1,2}:?\d{2} ?[AP]M) - .+", part)
    return _in_folder(flat[1] if flat else part, one)


def _in_folder(folder: str, one: Returned) -> Files:
    if not folder:
        return []
    file = one.source.rpartition("/")[2]
    page = PAGE.format(stem=file.partition(".ipynb")[0])
    pair = ((page, one.page), (NOTEBOOK.format(file=file), one.notebook))
    return [(f"{folder}/{name}", data) for name, data in pair if data is not None]


_NAMES: dict[str, Callable[[Returned], Files]] = {
    "canvas": _canvas,
    "moodle": _moodle,
    "brightspace": _brightspace,
}
