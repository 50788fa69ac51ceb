"""Read a notebook as it was handed in: whatever the bytes are, cells or a sentence come out.

`lessons.files` reads the course's own notebooks and may refuse; this reads what sixty people have
saved with a dozen programs. Nothing of a notebook is run here.
"""

from __future__ import annotations

import codecs
import json
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from .. import lessons

LARGEST = 256 * 2**20  # bytes: a notebook with 200 MB of output is still read
MOST_CELLS = 2_000
LONGEST_CELL = 1_000_000  # characters of one cell
# And of all: a whole lesson has 60,000, and whoever marks reads a cell more than once.
MOST_CODE = 2_000_000
# Marks on one letter. Python puts them in order when it reads a name, and ten times as many take a
# hundred times as long: a million, hours. No script has more than a handful.
MOST_MARKS = 100


@dataclass
class Notebook:
    """What a submission holds.

    Attributes
    ----------
    cells : list of (id, source)
        Code cells as plain Python, each id once.
    lesson : str
        What its metadata name as the lesson, or empty.
    problem : str
        Why there are no cells, in a sentence for the teacher, or empty.
    notes : list of str
        What was noticed and mended.
    """

    cells: list[tuple[str, str]] = field(default_factory=list)
    lesson: str = ""
    problem: str = ""
    notes: list[str] = field(default_factory=list)


def read_notebook(content: bytes) -> Notebook:
    """Read a notebook of format 3 or 4, or say why it is none.

    Examples
    --------
    >>> read_notebook(b'{"nbformat": 4, "cells": [').problem
    'The file is cut off: it ends in the middle of the notebook (line 1). Ask for it again.'
    >>> read_notebook(b"").problem
    'The file is empty. Ask for it again.'
    """
    found = Notebook()
    try:
        data = _data_of(content, found)
        if data is not None:
            _read_cells(data, found)
    except RecursionError:
        found.problem = "It is not a notebook: lists in lists without end. Ask for it again."
    except MemoryError:
        found.problem = "It is too large to be read. Ask for it without outputs."
    if found.problem:
        found.cells = []
    return found


def _data_of(content: bytes, found: Notebook) -> dict[str, Any] | None:
    if len(content) > LARGEST:
        found.problem = (
            f"The file has {len(content) / 2**20:,.0f} MB; {LARGEST / 2**20:.0f} at most. "
            "Ask for it without outputs."
        )
        return None
    text = _text_of(content, found)
    if not text.strip():
        found.problem = "The file is empty. Ask for it again."
        return None
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        cut = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")
        if cut and text.lstrip().startswith("{"):
            found.problem = (
                "The file is cut off: it ends in the middle of the notebook "
                f"(line {error.lineno}). Ask for it again."
            )
        else:
            found.problem = (
                f"It is not a notebook: not JSON (line {error.lineno}). Ask for the .ipynb file."
            )
        return None
    except ValueError:  # a number with thousands of digits
        found.problem = "It is not a notebook: not JSON. Ask for the .ipynb file."
        return None
    if not isinstance(data, dict):
        found.problem = "It is not a notebook: JSON, but no notebook. Ask for the .ipynb file."
        return None
    return data


def _text_of(content: bytes, found: Notebook) -> str:
    marks = (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    )
    for mark, encoding in marks:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        found.notes.append("Not UTF-8: characters that could not be read were replaced.")
        return content.decode("utf-8", errors="replace")


def _read_cells(data: dict[str, Any], found: Notebook) -> None:
    version, metadata = data.get("nbformat"), _dict(data.get("metadata"))
    cells = data.get("cells")
    if version == 3 or (cells is None and isinstance(data.get("worksheets"), list)):
        found.notes.append("Saved in the old notebook format 3.")
        cells = [c for sheet in data.get("worksheets") or () for c in _dict(sheet).get("cells", ())]
    elif version != 4:
        found.notes.append(f"Its notebook format is {str(version)[:20]}; it was read as format 4.")
    if not isinstance(cells, list):
        found.problem = "It is not a notebook: it holds no cells. Ask for the .ipynb file."
        return
    lesson = _dict(metadata.get("course")).get("lesson")
    found.lesson = lesson if isinstance(lesson, str) else ""
    _note_kernel(metadata, found)
    if len(cells) > MOST_CELLS:
        found.notes.append(f"It has {len(cells):,} cells; the first {MOST_CELLS:,} were read.")
    room = MOST_CODE
    for cell in cells[:MOST_CELLS]:
        source = _source_of(cell, found)
        room -= len(source or "")
        if room < 0:
            found.notes.append(
                f"It has more than {MOST_CODE:,} characters of code: what follows was left out."
            )
            break
        if source is not None:
            _keep_cell(cell, source, found)
    if not found.cells:
        found.problem = "It holds no code. Ask for it again."


def _note_kernel(metadata: dict[str, Any], found: Notebook) -> None:
    said = _dict(metadata.get("kernelspec")).get("language")
    said = said or _dict(metadata.get("language_info")).get("name") or "python"
    if str(said).lower() not in ("python", "ipython", "python3"):
        found.notes.append(f"Written for {clean(str(said))[:40]}; it was run as Python.")


def _source_of(cell: Any, found: Notebook) -> str | None:
    """Return the text of a cell of code, None where there is none to be read."""
    about = _dict(cell)
    if about.get("cell_type") != "code":
        if not isinstance(about.get("cell_type"), str):
            found.notes.append("A cell that is none was left out.")
        return None
    source = about.get("source", about.get("input", ""))  # format 3 says input
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    if not isinstance(source, str):
        found.notes.append("A cell whose text is no text was left out.")
        return None
    if len(source) > LONGEST_CELL:
        found.notes.append(f"A cell of {len(source):,} characters was left out.")
        return None
    if not source.isascii() and _has_too_many_marks(source):
        found.notes.append("A cell with a letter under hundreds of accents was left out.")
        return None
    return source


def _keep_cell(cell: Any, source: str, found: Notebook) -> None:
    name = _id_for(_dict(cell), found)
    source = clean(source.replace("\r\n", "\n").replace("\r", "\n"))
    source, left_out = lessons.plain_python(source)
    if left_out:
        some = ", ".join(f"`{line[:40]}`" for line in left_out[:3])
        found.notes.append(f"Cell {name}: lines for the notebook's shell were not run: {some}.")
    found.cells.append((name, source))


def _has_too_many_marks(source: str) -> bool:
    marks = [
        letter
        for letter in set(source)
        if not letter.isascii()
        and all(map(unicodedata.combining, unicodedata.normalize("NFKD", letter)))
    ]
    run = f"[{''.join(map(re.escape, marks))}]{{{MOST_MARKS + 1}}}"
    return bool(marks) and re.search(run, source) is not None


def _id_for(cell: dict[str, Any], found: Notebook) -> str:
    name = cell.get("id")
    if not isinstance(name, str) or not name:
        name = f"cell-{len(found.cells) + 1}"
    name = clean(name)[:80]
    taken = {known for known, _ in found.cells}
    if name not in taken:
        return name
    found.notes.append(f"Cell {name} is there twice; the later one counts.")
    number = 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def clean(value: Any) -> Any:
    """Return text, or what holds text, without what cannot be stored: lone surrogates, NUL.

    Examples
    --------
    >>> clean({"a": ("x\\x00y", 1)})
    {'a': ('x�y', 1)}
    """
    if isinstance(value, str):
        return (
            value.encode("utf-8", "replace").decode().replace("\x00", "\N{REPLACEMENT CHARACTER}")
        )
    if isinstance(value, dict):
        return {clean(key): clean(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(clean(item) for item in value)
    return value
