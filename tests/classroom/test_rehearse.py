"""A class that is made up goes through intake as its answer key says."""

from __future__ import annotations

import json
import zipfile
from collections import Counter

import pytest
from click.testing import CliRunner

from course_utils import checks, cli, lessons
from course_utils.classroom import exports, intake, rehearsal
from course_utils.classroom.rehearsal import corpus as corpora
from course_utils.classroom.rehearsal.corpus import answers_of, choose, names_of
from course_utils.errors import CourseError
from course_utils.grading import LocalStudent, judge
from course_utils.workshop.corpus import answers_in
from tests.classroom import oracles

ROSTERS = {"brightspace": "grades.csv", "folders": "roster.csv"}


@pytest.mark.parametrize("platform", sorted(rehearsal.PLATFORMS))
def test_every_student_of_the_key_has_the_rows_that_it_says(platform, tmp_path):
    made = rehearsal.rehearse(tmp_path / "out", students=45, platform=platform, seed=3)
    roster = tmp_path / "out" / ROSTERS[platform] if platform in ROSTERS else None
    rows = list(intake.read(made.submissions, roster=roster))
    count = Counter(row.student for row in rows if row.problem != "Nothing was handed in.")
    twice = {e.name for e in made.expected if [x.name for x in made.expected].count(e.name) > 1}
    assert twice
    for one in made.expected:
        if platform == "brightspace" and one.name in twice:
            mine = [r for r in rows if r.name == one.name]
            assert len(mine) == 4 and len({r.student for r in mine}) == 4
            assert sum("Several people have this name" in r.problem for r in mine) == 2
            continue
        mine = [row for row in rows if row.student == one.student]
        if one.kind == "nothing":
            assert all(row.problem for row in mine)
            continue
        assert count[one.student] == one.files
        if platform == "canvas":
            assert mine[0].late is one.late and max(r.attempt for r in mine) >= one.attempt
        if one.kind == "marked":
            assert all(not row.problem for row in mine)
            assert b"cells" in mine[0].load()
    names = {e.name for e in made.expected}
    assert {row.name for row in rows if platform == "moodle"} <= names


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    made = [rehearsal.rehearse(tmp_path / name, students=12, seed=7) for name in "ab"]
    other = rehearsal.rehearse(tmp_path / "c", students=12, seed=8)
    one, two = (m.submissions.read_bytes() for m in made)
    assert one == two != other.submissions.read_bytes()
    assert made[0].key.read_bytes() == made[1].key.read_bytes()


def test_answers_in_one_notebook_are_worth_what_they_are_worth_alone(tmp_path):
    """The key's points are those of the check, run over the whole notebook."""
    made = rehearsal.rehearse(tmp_path / "out", students=8, platform="folders", seed=5)
    tried = 0
    for one in made.expected:
        told = one.answers.values()
        if one.earned is None or one.says or any(a["kind"] == "stops" for a in told):
            continue
        notebook = made.submissions / one.student / "01_definition_exercises.ipynb"
        namespace = {"__name__": "__main__"}
        for cell in lessons.read(notebook).cells:
            if cell.cell_type == "code" and not cell.id.endswith("-check"):
                exec(compile(cell.source, "<cell>", "exec"), namespace)
        got = {
            e.id: judge(e, LocalStudent(namespace), 1).earned
            for e in checks.exercises_of("01_definition")
        }
        assert got == {exercise: answer["earns"] for exercise, answer in one.answers.items()}
        tried += 1
    assert tried >= 2


def test_the_corpus_is_read_as_the_tests_read_it():
    for exercise, answers in answers_of("01_definition").items():
        name = exercise.partition(".")[2]
        theirs = answers_in(
            lessons.find_root() / "tests" / "corpus" / "01_definition" / f"{name}.py"
        )
        by_title = {a.title: a for a in theirs}
        assert {a.title for a in answers} == {
            a.title for a in theirs if names_of(a.code) is not None
        }
        for answer in answers:
            there = by_title[answer.title]
            assert (answer.expects, answer.earns) == (there.expects, there.earns)
            assert "# expects" not in answer.code and "# earns" not in answer.code


def test_no_name_is_defined_twice_in_one_notebook():
    import numpy as np

    found = answers_of("04_variants")
    for seed in range(20):
        chosen = choose(found, np.random.default_rng(seed), 0.5)
        defined = Counter(name for a in chosen.values() for name in names_of(a.code))
        assert max(defined.values()) == 1


def test_without_a_checkout_it_says_so(tmp_path, monkeypatch):
    for folder in ("notebooks", "exercises"):
        (tmp_path / "course" / folder).mkdir(parents=True)
    (tmp_path / "course" / "notebooks" / "01_definition.ipynb").write_text("{}", encoding="utf-8")
    monkeypatch.setenv("RELU_ROOT", str(tmp_path / "course"))
    monkeypatch.setattr(corpora, "__file__", str(tmp_path / "site/a/b/c/corpus.py"))
    with pytest.raises(CourseError, match=r"needs the answers in tests/corpus.*checkout"):
        rehearsal.rehearse(tmp_path / "out", lesson="definition")


def test_the_command(tmp_path):
    run = CliRunner().invoke(
        cli.main, ["rehearse", "--students", "8", "--format", "moodle", str(tmp_path / "out")]
    )
    assert run.exit_code == 0, run.output
    assert run.output.startswith("8 students: ") and "Next: relu grade" in run.output
    key = json.loads((tmp_path / "out" / "answer_key.json").read_text(encoding="utf-8"))
    assert len(key["students"]) == 8 and key["lesson"] == "01_definition"
    # Again into the same folder: an earlier rehearsal may be replaced.
    again = CliRunner().invoke(cli.main, ["rehearse", "--students", "3", str(tmp_path / "out")])
    assert again.exit_code == 0
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("x", encoding="utf-8")
    refused = CliRunner().invoke(cli.main, ["rehearse", str(tmp_path / "mine")])
    assert refused.exit_code == 2 and "holds something already" in refused.output
    assert (tmp_path / "mine" / "thesis.txt").exists()


@pytest.mark.parametrize("platform", ["canvas", "moodle", "brightspace", "blackboard"])
def test_the_gradebook_takes_the_marks_of_the_class(platform, tmp_path):
    made = rehearsal.rehearse(tmp_path / "out", students=40, platform=platform, seed=2)
    roster = made.gradebook if platform == "brightspace" else None
    rows = {r.student: r for r in intake.read(made.submissions, roster=roster) if not r.problem}
    marks = [exports.Mark(s, 30, 45, r.name, r.identity) for s, r in rows.items()]
    filled = exports.fill(made.gradebook, marks)
    # Two have one name: where the download has nothing but names, nobody can place them.
    assert len(filled.not_placed) == (2 if platform == "brightspace" else 0)
    assert filled.written == len(marks) - len(filled.not_placed)
    assert filled.written + len(filled.without) == 40 + (platform == "canvas")


def test_a_returned_notebook_goes_back_under_the_downloaded_name(tmp_path):
    from course_utils.classroom.exports.feedback import Returned, feedback_zip

    for platform in ("canvas", "moodle", "brightspace"):
        made = rehearsal.rehearse(tmp_path / platform, students=9, platform=platform, seed=1)
        rows = [r for r in intake.read(made.submissions) if not r.problem]
        sent = [Returned(r.source, b"{}", b"<p>") for r in rows]
        assert feedback_zip(tmp_path / "f.zip", sent, platform) == []
        with zipfile.ZipFile(made.submissions) as came, zipfile.ZipFile(tmp_path / "f.zip") as back:
            there = {name.split("/")[0] for name in came.namelist()}
            assert {name.split("/")[0] for name in back.namelist()} <= there
            assert len(back.namelist()) == len(rows) * (1 if platform == "canvas" else 2)
        other = Returned("class/ada/x.ipynb", b"{}")
        with pytest.raises(CourseError, match="None of the 1 came in a download"):
            feedback_zip(tmp_path / "g.zip", [other], platform)
        assert not (tmp_path / "g.zip").exists()
        left = feedback_zip(tmp_path / "f.zip", [*sent, other], platform)
        assert left == [f"class/ada/x.ipynb did not come in a download of {platform}."]
    with pytest.raises(CourseError, match="takes no zip of feedback"):
        feedback_zip(tmp_path / "f.zip", [], "blackboard")


def test_a_graded_class_is_what_the_key_says_and_fills_the_gradebook(tmp_path):
    """From rehearsal to upload: every mark of the key, in the platform's own file."""
    from course_utils.classroom.gradebook import Gradebook

    made = rehearsal.rehearse(tmp_path / "out", students=7, platform="canvas", seed=4)
    graded = tmp_path / "graded"
    run = CliRunner().invoke(
        cli.main, ["grade", str(made.submissions), "--out", str(graded), "--workers", "2"]
    )
    assert run.exit_code == 0, run.output
    with Gradebook.open(graded / "gradebook.db") as book:
        results = {r.student: r for r in book.results()}
        marks = exports.marks_of(results.values(), late=lambda r: intake.Lateness(0, 0.5))
    filled = exports.fill(made.gradebook, marks)
    compared = 0
    for one in made.expected:
        result = results.get(one.student)
        assert bool(result and result.exercises) == (one.kind == "marked"), one
        judged = {e.exercise: e.judged for e in result.exercises} if result else {}
        for exercise, answer in one.answers.items():
            if answer["earns"] is not None and answer["kind"] != "stops":
                assert judged[exercise] == answer["earns"], (one.name, exercise, answer)
                compared += 1
    assert compared > 20
    halves = {m.student: m.earned for m in marks}
    assert oracles.canvas(filled.data) == pytest.approx(halves)
    assert halves == {s: r.earned / 2 for s, r in results.items() if r.exercises}
    # The command writes the same copy, marks without the lateness.
    from course_utils.cli.rehearse import fill_gradebook

    whole = exports.marks_of(results.values())
    twin = made.gradebook.rename(made.gradebook.with_name("grades.csv"))
    mine = (graded / "grades.csv").read_bytes()
    fill_gradebook(twin, whole, graded, column=None, scale=False)
    written = oracles.canvas((graded / "filled" / "grades.csv").read_bytes())
    assert written == pytest.approx({m.student: m.earned for m in whole})
    assert (graded / "grades.csv").read_bytes() == mine != twin.read_bytes()
    packed = tmp_path / "feedback.zip"
    run = CliRunner().invoke(cli.main, ["feedback", str(graded), str(packed), "--format", "canvas"])
    assert run.exit_code == 0 and "did not come" not in run.output, run.output
    with zipfile.ZipFile(packed) as back, zipfile.ZipFile(made.submissions) as came:
        assert {*back.namelist()} <= {*came.namelist()}
        assert len(back.namelist()) == len(halves)
