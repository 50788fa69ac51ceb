"""Where the notebooks lie, and how one is read and written.

Plain JSON on purpose: importing nbformat costs a second here (its JSON schema machinery), which a
learner would wait for before every ``relu`` command. A test proves that `text_of` writes byte for
byte what nbformat writes. What this module leaves out: notebook formats before 4.
"""

from __future__ import annotations

import copy
import json
import os
import re
from pathlib import Path
from typing import Any

from .. import replacing
from ..errors import CourseError, did_you_mean

FOLDERS = ("notebooks", "solutions", "exercises")
_STEM = re.compile(r"\d\d_[a-z][a-z0-9_]*")
# A lesson, its exercises and its solution are told apart by the names on their tabs.
_ENDINGS = {"notebooks": "", "solutions": "_solutions", "exercises": "_exercises"}


class CourseNotFoundError(CourseError, LookupError):
    """No folder with the course's notebooks, or no lesson of that name."""


class NotebookError(CourseError, ValueError):
    """A notebook cannot be used as it is; the text says which, where and what to do."""


class Node(dict[str, Any]):
    """A dictionary whose keys are attributes too, as nbformat's notebooks have it.

    Examples
    --------
    >>> Node(cell_type="code").cell_type
    'code'
    """

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name: str, value: Any) -> None:
        self[name] = value

    def __deepcopy__(self, memo: dict[int, Any]) -> Node:
        return Node({key: copy.deepcopy(value, memo) for key, value in self.items()})


def is_course(folder: Path) -> bool:
    """Tell whether `folder` holds the course: numbered lessons beside solutions or exercises."""
    lessons = folder / "notebooks"
    beside = (folder / "solutions").is_dir() or (folder / "exercises").is_dir()
    return beside and lessons.is_dir() and bool(stems(folder))


def find_root(start: Path | str | None = None) -> Path:
    """Return the folder that holds notebooks/, exercises/ and solutions/.

    Looked for in this order: the folder named by the environment variable ``RELU_ROOT``; `start`
    (default: the current folder) and the folders above it; the checkout this package runs from.

    Raises
    ------
    CourseNotFoundError
        With the folders that were tried.
    """
    named = os.environ.get("RELU_ROOT")
    if named and start is None:
        if is_course(Path(named)):
            return Path(named).resolve()
        raise CourseNotFoundError(
            f"RELU_ROOT names {named}, which does not hold the course",
            expected="a folder with notebooks/ and exercises/ in it",
            next_step="Next: correct RELU_ROOT, or unset it.",
        )
    here = Path(start or Path.cwd()).resolve()
    checkout = Path(__file__).resolve().parents[2]
    for folder in (here, *here.parents, checkout):
        if is_course(folder):
            return folder
    raise CourseNotFoundError(
        f"The course's notebooks were not found in {here}, above it, or in {checkout}",
        expected="a folder with notebooks/ and exercises/",
        next_step="Next: change into the course's folder, or set RELU_ROOT to it.",
    )


def stems(root: Path | None = None, folder: str = "notebooks") -> list[str]:
    """Return the stems of the lessons in order, found by the file names in one folder."""
    root = find_root() if root is None else root
    ending = _ENDINGS[folder]
    names = (path.stem for path in (root / folder).glob("*.ipynb") if path.stem.endswith(ending))
    return sorted(filter(_STEM.fullmatch, (name.removesuffix(ending) for name in names)))


def path_of(folder: str, stem: str, root: Path | None = None) -> Path:
    """Return where a lesson, its solution or its exercises lie, whether or not they are there.

    Examples
    --------
    >>> path_of("exercises", "01_definition", Path("course")).as_posix()
    'course/exercises/01_definition_exercises.ipynb'
    """
    root = find_root() if root is None else root
    return root / folder / f"{stem}{_ENDINGS[folder]}.ipynb"


def stem_in(path: Path) -> str:
    """Return the stem of the lesson that a notebook belongs to, by its file name.

    Examples
    --------
    >>> stem_in(Path("01_definition_exercises.ipynb")), stem_in(Path("01_definition.ipynb"))
    ('01_definition', '01_definition')
    """
    return path.stem.removesuffix(_ENDINGS["exercises"]).removesuffix(_ENDINGS["solutions"])


def lesson_name(stem: str) -> str:
    """Return the lesson's name, as it stands in exercise ids.

    Examples
    --------
    >>> lesson_name("01_definition")
    'definition'
    """
    return stem.partition("_")[2]


def stem_of(lesson: str, root: Path | None = None) -> str:
    """Return the file stem of a lesson: ``"definition"``, ``"01_definition"``, ``"01"`` or ``"1"``.

    Raises
    ------
    CourseNotFoundError
        With the nearest lesson there is.
    """
    known = stems(root)
    for stem in known:
        if lesson in (stem, lesson_name(stem), stem[:2], str(int(stem[:2]))):
            return stem
    names = [lesson_name(stem) for stem in known]
    raise CourseNotFoundError(f"There is no lesson {lesson!r}.{did_you_mean(lesson, names)}")


def about(stem: str, root: Path | None = None) -> dict[str, Any]:
    """Return ``{"lesson", "title", "minutes"}``, which the lesson's metadata hold under "course".

    Raises
    ------
    NotebookError
        When they are missing.
    """
    path = path_of("notebooks", stem, root)
    found = read(path)["metadata"].get("course", {})
    missing = [key for key in ("title", "minutes") if key not in found]
    if missing:
        raise NotebookError(
            f"notebooks/{path.name}: the notebook's metadata say nothing of {missing[0]!r}",
            expected='"course": {"lesson": ..., "title": ..., "minutes": ...}',
            next_step="Next: add it.",
        )
    return {"lesson": lesson_name(stem), "title": found["title"], "minutes": found["minutes"]}


def read(path: Path | str) -> Node:
    """Return the notebook in `path`, lines joined, as a `Node`.

    Raises
    ------
    NotebookError
        For a file that is not a notebook of format 4.
    FileNotFoundError
        When there is none.
    """
    path = Path(path)
    if not path.exists():
        raise FileNotFoundError(f"There is no notebook {path}. Next: check the name.")
    return parsed(path.read_bytes(), path)


def parsed(data: bytes, path: Path) -> Node:
    """Return the notebook in a file's bytes, as `read` does; `path` is for the error's words."""
    try:
        nb = json.loads(data, object_pairs_hook=Node)
        return joined(nb)
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
        raise NotebookError(
            f"{path} is not a notebook that can be read ({type(error).__name__}: {error})",
            expected="JSON of notebook format 4",
            next_step="Next: take the file from a backup or from git.",
        ) from None


def joined(nb: Node) -> Node:
    """Return `nb` with every text as one string and no key missing that code may ask for."""
    if nb["nbformat"] != 4:
        raise NotebookError(f"notebook format 4 was expected, got {nb['nbformat']}")
    nb.setdefault("metadata", Node())
    for cell in nb["cells"]:
        cell["source"] = _join(cell["source"])
        cell.setdefault("metadata", Node())
        if cell["cell_type"] != "code":
            continue
        cell.setdefault("execution_count", None)
        for output in cell.setdefault("outputs", []):
            if "text" in output:
                output["text"] = _join(output["text"])
            for mime, value in output.get("data", {}).items():
                if not _is_json(mime):
                    output["data"][mime] = _join(value)
    return nb


def _join(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "".join(value)


def _is_json(mime: str) -> bool:
    return mime == "application/json" or (mime.startswith("application/") and "+json" in mime)


def text_of(nb: dict[str, Any]) -> str:
    """Return the notebook as it is written: the bytes nbformat would write, and a last newline."""
    nb = copy.deepcopy(nb)
    for cell in nb["cells"]:
        cell["source"] = cell["source"].splitlines(True)
        bundles = list(cell.get("attachments", {}).values())
        for output in cell.get("outputs", []):
            if output["output_type"] == "stream":
                output["text"] = output["text"].splitlines(True)
            bundles.append(output.get("data", {}))
        for data in bundles:
            for mime, value in data.items():
                text = mime.startswith("text/") or mime in _SPLIT
                data[mime] = value.splitlines(True) if text and isinstance(value, str) else value
    return json.dumps(nb, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


_SPLIT = ("application/javascript", "image/svg+xml")


def write(path: Path, nb: dict[str, Any]) -> None:
    """Replace the notebook in `path` in one step: a kill leaves the old file or the new one."""
    replacing.write_text(path, text_of(nb))
