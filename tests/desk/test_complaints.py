"""A report of a wrong check: its fields are the form's, it is filled, and it fits an address."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import yaml
from click.testing import CliRunner

from course_utils import checks, lessons, pages
from course_utils.cli import main
from course_utils.desk import complaints
from course_utils.grading import LocalStudent, Outcome, judge
from course_utils.grading.report import card

FORM = Path(__file__).parents[2] / ".github" / "ISSUE_TEMPLATE" / complaints.TEMPLATE


def outcome_of(code: str) -> Outcome:
    namespace: dict = {}
    exec("import numpy as np\n" + code, namespace)
    return judge(checks.find("definition.relu"), LocalStudent(namespace), 7)


def test_the_fields_are_those_of_the_form():
    form = yaml.safe_load(FORM.read_text(encoding="utf-8"))
    labels = {part["id"]: part["attributes"]["label"] for part in form["body"]}
    assert labels == complaints.HEADS
    kinds = next(p for p in form["body"] if p["id"] == "kind")["attributes"]["options"]
    assert {complaints.REFUSED, complaints.ACCEPTED} <= set(kinds)


def test_a_card_offers_a_report_and_a_long_answer_fits_the_address():
    wrong = outcome_of("relu = lambda x: x")
    fields = complaints.of(wrong, "relu = lambda x: x  # " + "é" * 9_000)
    form = complaints.address(fields, "https://example.org/c/issues")
    filled = {key: values[0] for key, values in parse_qs(urlsplit(form).query).items()}
    assert len(form) < 7_000 and set(filled) == {"template", *complaints.HEADS}
    assert filled["seed"] == "7" and filled["kind"] == complaints.REFUSED
    assert filled["answer"].endswith(complaints.CUT)
    assert complaints.of(outcome_of("relu = lambda x: np.maximum(x, 0)"), "")["kind"] == (
        complaints.ACCEPTED
    )
    right = complaints.of(outcome_of("relu = lambda x: np.maximum(x, 0)"), "relu = ...")
    assert complaints.offered(right) == {}
    assert complaints.offered(fields)["command"] == "relu report definition.relu --seed 7"
    html = pages.render(
        "check", **card(wrong) | {"report": {"command": "relu report a.b", "address": ""}}
    )
    assert "Think this is wrong?" in html and "Report it</a>" not in html
    linked = {"command": "relu report a.b", "address": form}
    assert "Report it</a>" in pages.render("check", **card(wrong) | {"report": linked})


def test_the_command_prints_the_report_and_touches_no_progress(tmp_path, monkeypatch):
    monkeypatch.setenv("RELU_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(complaints, "issues_address", lambda: "")
    book = lessons.read(lessons.path_of("exercises", "01_definition"))
    answer = next(c for c in book.cells if c.get("id") == lessons.answer_cell_id("definition.relu"))
    answer.source = "def relu(x):\n    return x"
    path = tmp_path / "mine.ipynb"
    lessons.write(path, book)
    monkeypatch.setattr(lessons, "path_of", lambda *_: path)
    done = CliRunner().invoke(main, ["report", "definition.relu", "--seed", "7"])
    assert done.exit_code == 0, done.output
    assert "### Seed\n\n7" in done.output and "```python\ndef relu(x):" in done.output
    assert "Nothing was sent" in done.output and not (tmp_path / "home").exists()
