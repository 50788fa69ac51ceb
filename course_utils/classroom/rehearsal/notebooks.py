"""Notebooks as students hand them in: answers in their cells, and everything that goes wrong."""

from __future__ import annotations

import copy
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ... import lessons
from ...lessons.files import Node
from .corpus import Answer

Files = tuple[tuple[str, bytes], ...]


@dataclass(frozen=True)
class Oddity:
    """Something that goes wrong with a submission.

    Attributes
    ----------
    says : str
        What it is, for the answer key.
    files : callable
        From the notebook and its file name to the files that are handed in.
    marked : bool
        True where it can be marked all the same, with the same points.
    other_lesson : bool
        True where what is marked is another lesson, of which nothing is answered.
    """

    says: str
    files: Callable[[Node, str], Files]
    marked: bool = False
    other_lesson: bool = False


def filled(stem: str, answers: dict[str, Answer]) -> Node:
    """Return a lesson's exercise notebook with answers in their cells, run once."""
    nb = lessons.starter_notebook(stem)
    by_cell = {lessons.answer_cell_id(exercise): a.code for exercise, a in answers.items()}
    for number, cell in enumerate((c for c in nb.cells if c.cell_type == "code"), 1):
        cell["source"] = by_cell.get(cell.get("id"), cell["source"])
        cell["execution_count"] = number
    return nb


def data_of(nb: Node) -> bytes:
    """Return a notebook's bytes."""
    return lessons.text_of(nb).encode()


def _one(change: Callable[[Node], bytes]) -> Callable[[Node, str], Files]:
    return lambda nb, file: ((file, change(copy.deepcopy(nb))),)


def _format_3(nb: Node) -> bytes:
    cells = []
    for cell in nb.cells:
        new = {"cell_type": cell.cell_type, "metadata": {}}
        if cell.cell_type == "code":
            new |= {"language": "python", "input": cell.source, "outputs": [], "collapsed": False}
        else:
            new |= {"source": cell.source}
        cells.append(new)
    sheet = {"worksheets": [{"cells": cells, "metadata": {}}], "metadata": {"name": ""}}
    return json.dumps(sheet | {"nbformat": 3, "nbformat_minor": 0}).encode()


def _reordered(nb: Node) -> bytes:
    first, *rest = nb.cells
    setup, *others = rest
    nb["cells"] = [first, setup, *reversed(others)]
    return data_of(nb)


def _without_ids(nb: Node) -> bytes:
    for cell in nb.cells:
        cell.pop("id", None)
    nb["nbformat_minor"] = 4
    return data_of(nb)


def _with_shell(nb: Node) -> bytes:
    cell = next(c for c in nb.cells if c.cell_type == "code")
    cell["source"] += "\n%matplotlib inline\n!pip install numpy\n?np.maximum"
    return data_of(nb)


def _with_output(nb: Node) -> bytes:
    cell = next(c for c in nb.cells if c.cell_type == "code")
    text = "".join(f"step {n}: loss 0.{n % 997:03d}\n" for n in range(100_000))
    cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": text}]
    return data_of(nb)


def _with_markup(nb: Node) -> bytes:
    cell = next(c for c in nb.cells if c.cell_type == "code")
    page = "<script>document.title = 'run'</script><img src=x onerror=\"document.title='run'\">"
    cell["source"] += f"\nprint({page!r})  # \x1b[31m"
    cell["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": {"text/html": page}}]
    return data_of(nb)


def _with_kernel(nb: Node) -> bytes:
    nb["metadata"]["kernelspec"] = {"display_name": "R", "language": "R", "name": "ir"}
    return data_of(nb)


def _without_metadata(nb: Node) -> bytes:
    nb["metadata"] = Node()
    return data_of(nb)


def _zipped(nb: Node, file: str) -> Files:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in ((f"work/{file}", data_of(nb)), ("__MACOSX/work/._x", b"\0")):
            packed.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
    return (("work.zip", out.getvalue()),)


def _copy_beside(nb: Node, file: str) -> Files:
    stem = file.rpartition(".")[0]
    return ((file, data_of(nb)), (f"{stem} (1).ipynb", data_of(nb)))


def _lesson_2(nb: Node, file: str) -> Files:
    other = next(s for s in lessons.stems() if s != lessons.stem_in(Path(file)) and s[:2] != "00")
    return ((lessons.path_of("exercises", other).name, data_of(lessons.starter_notebook(other))),)


# First those that can be marked, with the same points.
ODDITIES: tuple[Oddity, ...] = (
    Oddity("cells in another order", _one(_reordered), marked=True),
    Oddity("another file name", lambda nb, file: (("final FINAL (2).ipynb", data_of(nb)),), True),
    Oddity("handed in as a zip", _zipped, marked=True),
    Oddity("two copies", _copy_beside, marked=True),
    Oddity("a byte order mark", _one(lambda nb: b"\xef\xbb\xbf" + data_of(nb)), marked=True),
    Oddity("Windows line ends", _one(lambda nb: data_of(nb).replace(b"\n", b"\r\n")), marked=True),
    Oddity("saved as .txt", lambda nb, file: ((f"{file}.txt", data_of(nb)),), marked=True),
    Oddity("notebook format 3", _one(_format_3), marked=True),
    Oddity("no cell ids", _one(_without_ids), marked=True),
    Oddity("no metadata", _one(_without_metadata), marked=True),
    Oddity("shell commands in a cell", _one(_with_shell), marked=True),
    Oddity("3 MB of output", _one(_with_output), marked=True),
    Oddity("markup in an output", _one(_with_markup), marked=True),
    Oddity("the kernel of another language", _one(_with_kernel), marked=True),
    Oddity("an empty file", _one(lambda nb: b"")),
    Oddity("cut off in the middle", _one(lambda nb: data_of(nb)[: len(data_of(nb)) // 2])),
    Oddity("no JSON", _one(lambda nb: b"def relu(x):\n    return max(0, x)\n")),
    Oddity("a PDF", lambda nb, file: (("answers.pdf", b"%PDF-1.7\n"),)),
    Oddity("a list instead of a notebook", _one(lambda nb: b"[1, 2, 3]\n")),
    Oddity("another lesson", _lesson_2, marked=True, other_lesson=True),
)
