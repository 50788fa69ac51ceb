"""Every row of the source article is measured by a cell that ran."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from course_utils import checks, lessons

TABLE = tomllib.loads(Path(__file__).with_name("coverage.toml").read_text(encoding="utf-8"))
CELLS = [(row, c) for row, about in TABLE.items() for c in about["cells"]]


def find(address: str):
    stem, _, cell_id = address.partition("#")
    book = lessons.read(lessons.find_root() / "notebooks" / f"{stem}.ipynb")
    return next((c for c in book.cells if c.id == cell_id), None)


def shown(cell) -> str:
    if cell.cell_type == "markdown":
        return cell.source
    return "".join(o.get("text", "") or o.get("data", {}).get("text/plain", "")
                   for o in cell.outputs)  # fmt: skip


@pytest.mark.parametrize(("row", "claim"), CELLS, ids=lambda v: v if isinstance(v, str) else "")
def test_the_cell_exists_ran_and_shows_the_claim(row, claim):
    cell = find(claim["cell"])
    assert cell is not None, f"{row}: no cell {claim['cell']}"
    assert re.search(claim["shows"], shown(cell)), f"{row}: {claim['cell']} shows {shown(cell)!r}"


@pytest.mark.parametrize("row", TABLE)
def test_every_lesson_that_teaches_a_row_has_a_cell(row):
    there = set(lessons.stems())
    covered = {c["cell"].partition("#")[0] for c in TABLE[row]["cells"]}
    assert {lesson for lesson in TABLE[row]["lessons"] if lesson in there} <= covered


def test_rows_that_exercises_name_are_in_the_table():
    named = {row for exercise in checks.all_exercises() for row in exercise.covers}
    assert named <= TABLE.keys(), sorted(named - TABLE.keys())


@pytest.mark.parametrize("stem", lessons.stems())
def test_links_in_outputs_lead_to_a_cell(stem):
    book = lessons.read(lessons.find_root() / "notebooks" / f"{stem}.ipynb")
    ids = {cell.id for cell in book.cells}
    for cell in book.cells:
        for output in cell.get("outputs", ()):
            text = output.get("data", {}).get("text/markdown", "")
            assert set(re.findall(r"\]\(#cell-id=([^)]*)\)", text)) <= ids, cell.id
