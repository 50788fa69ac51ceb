"""Reports say what the gradebook holds, and nothing in them is more than text."""

from __future__ import annotations

import copy
import csv
import io
import json
import re
from collections import namedtuple
from datetime import UTC, datetime
from urllib.parse import unquote

import nbformat
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import checks, lessons
from course_utils.classroom import reports
from course_utils.classroom.gradebook import Gradebook
from course_utils.classroom.reports import items as item_numbers
from course_utils.classroom.submission import Marks
from course_utils.grading import LocalStudent, judge
from tests.classroom.made_up import LESSON, a_class, handed_in, marks, outcome, record
from tests.corpus_reader import CORPUS, answers_in

Late = namedtuple("Late", "share reason")
HOSTILE = "<script>alert(1)</script> ```` ![x](http://x) $x$ [a](javascript:b) \u202etxet\x00\udcff"
RELU = "definition.relu"


@pytest.fixture
def book(tmp_path):
    with Gradebook.open(tmp_path / "gradebook.db") as opened:
        yield opened


@pytest.fixture(scope="module")
def whole_class(tmp_path_factory):
    """Sixty made-up students in one lesson, three exercises each; nothing writes to it."""
    with Gradebook.open(tmp_path_factory.mktemp("class") / "gradebook.db") as opened:
        names = (RELU, "definition.value_table", "definition.identities", "definition.relu_above")
        a_class(opened, {LESSON: list(names)})
        yield opened


def rows(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf") and b"\r\n" in data
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def answered(code: str, exercise: str = RELU) -> dict:
    namespace: dict = {"__name__": "__main__"}
    exec(code, namespace)
    return judge(checks.find(exercise), LocalStudent(namespace), 7).to_dict()


def half_off(result):
    return Late(0.5, "1 day late: 50 % off") if result.late else Late(1.0, "")


# Tables.


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1+1", "@a", "\tx", "\rx", "\n=1", "＝1", "=cmd|' /C"]
)
def test_no_cell_is_a_formula(text):
    assert reports.safe_cell(text) == "'" + text


@pytest.mark.parametrize("number", ["0", "-1", "-2.5", "12"])
def test_a_number_stays_one(number):
    assert reports.safe_cell(number) == number


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=12) | st.sampled_from(["=a", "-", "--1", "-1e5", "−1"]))
def test_every_cell_survives_the_way_through_csv(text):
    out = io.StringIO(newline="")
    csv.writer(out).writerow([reports.safe_cell(text)])
    (row,) = (
        csv.reader(io.StringIO(out.getvalue(), newline=""))
        if out.getvalue().strip("\r\n")
        else ([""],)
    )
    assert "".join(row).lstrip("'").replace("\r\n", "\n") or not text.strip("'\r\n")
    assert not re.match(r"[=+@\t\r\n]|-(?!\d+(\.\d+)?$)", row[0] if row else "")


def test_the_wide_table_has_one_row_a_student(book):
    record(
        book,
        handed_in("ada", name="=Ada", late=True),
        marks(outcome(earned=2), outcome("definition.b", 1)),
    )
    record(book, handed_in("bob"), marks(outcome("limits.c", 1), lesson="06_limits"))
    record(book, handed_in("bob", b"x", source="bob/x"), Marks("", problem="This is not JSON."))
    book.adjust("ada", "definition.b", 1.5, "r", "a")
    ada, bob = rows(reports.wide_table(book, policy=half_off))
    assert list(ada) == ["student", "name", LESSON, RELU, "definition.b", "06_limits", "limits.c",
                         "total", "out of", "problems"]  # fmt: skip
    assert (ada["name"], ada[LESSON], ada["definition.b"]) == ("'=Ada", "1.75", "1.5")
    assert (ada["06_limits"], ada["total"], ada["out of"]) == ("", "1.75", "6")
    assert (bob["06_limits"], bob["total"]) == ("1", "1")
    assert bob["problems"] == "bob/x: This is not JSON."


def test_the_long_table_has_one_row_an_exercise(book):
    moment = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
    record(
        book,
        handed_in("ada", received=moment, late=True),
        marks(outcome(earned=2), outcome("definition.b")),
    )
    record(book, handed_in("bob", b"", problem="This is not JSON."), Marks(""))
    book.adjust("ada", "definition.b", 1, "+1 for the idea", "Dr B")
    one, two, three = rows(reports.long_table(book, policy=half_off))
    assert (one["exercise"], one["points"], one["out of"], one["status"]) == (
        RELU,
        "2",
        "2",
        "right",
    )
    assert (one["share kept"], one["late"], one["received"]) == (
        "0.5",
        "yes",
        "2026-11-01 09:30:00+00:00",
    )
    assert (two["points"], two["by the judge"]) == ("1", "0")
    assert (two["changed because"], two["changed by"]) == ("'+1 for the idea", "Dr B")
    assert (three["student"], three["status"], three["problem"]) == (
        "bob",
        "not judged",
        "This is not JSON.",
    )


def test_hostile_text_stays_in_its_cell(book):
    record(book, handed_in("x", name=HOSTILE, source=HOSTILE), marks(outcome(), notes=(HOSTILE,)))
    (row,) = rows(reports.long_table(book))
    assert (
        row["name"].startswith("<script>") and "[U+202E]" in row["name"] and "\0" not in row["name"]
    )
    assert len(rows(reports.wide_table(book))) == 1


# Names of files.


@pytest.mark.parametrize(
    "student",
    [
        "../../x",
        "",
        ".",
        "..",
        "con",
        "nul.txt",
        "a/b",
        "a\\b",
        "a\0b",
        "Ada",
        "x" * 999,
        "\udcff",
        "-rf",
        "a.",
    ],
)
def test_a_name_of_a_file_stays_in_its_folder(student):
    name = reports.file_name(student)
    assert re.fullmatch(r"[\w-]{1,64}", name) and not name.startswith("-") and name.lower() != "con"


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=6), unique=True, max_size=8))
def test_two_students_never_share_a_file(students):
    names = {reports.file_name(student).casefold() for student in [*students, "ada", "Ada", "ADA"]}
    assert len(names) == len({*students, "ada", "Ada", "ADA"})


# The page of a student.


def test_the_page_says_what_was_tried_and_what_came_back(book):
    code = "import numpy as np\ndef relu(x):\n    return np.abs(x)"
    given = Marks(LESSON, (answered(code),), {RELU: code}, protection="Landlock", seed=99)
    record(book, handed_in(name="Ada"), given)
    page = reports.feedback_page(book.of_student("ada"))
    said = (
        "Ada", "1 of 6 points", "This is |x|", "got: ", "expected: ", "section 1 of the lesson",
        "return np.abs(x)", "Landlock", "<code>99</code>", "numpy ",
    )  # fmt: skip
    assert [words for words in said if words not in page] == []


def test_the_page_shows_what_people_said_and_what_lateness_cost(book):
    record(book, handed_in(late=True), marks(outcome(), outcome("definition.b", 2)))
    book.adjust("ada", RELU, 1.5, "The idea is right.", "Dr B")
    book.comment(book.of_student("ada")[0].exercises[0].group, "Look at three numbers.", "Dr C")
    page = reports.feedback_page(book.of_student("ada"), policy=half_off)
    said = re.sub(r"<[^>]+>", "", page)
    assert "Changed by hand from 0 to 1.5 of 2 points: The idea is right. (Dr B)" in said
    assert "From your teacher: Look at three numbers. (Dr C)" in said
    assert "1.75 of 4 points (the work earned 3.5; 1 day late: 50 % off)" in said


def test_a_notebook_that_could_not_be_read_has_a_page_too(book):
    record(book, handed_in(problem="This is not JSON: it ends in line 3."), Marks(""))
    page = reports.feedback_page(book.of_student("ada"))
    assert "This is not JSON: it ends in line 3." in page and "0 of 0 points" in page
    with pytest.raises(reports.ReportError, match="no result"):
        reports.feedback_page([])


def test_what_is_huge_is_cut_and_says_so(book):
    given = marks(outcome(got="x" * 100_000, reason="y" * 100_000))
    given.sources[RELU] = "z" * 100_000
    record(book, handed_in(), given)
    page = reports.feedback_page(book.of_student("ada"))
    assert len(page) < 60_000 and "(98000 more characters)" in page and "(80000 more" in page
    note = reports.returned_notebook(exercises(), book.of_student("ada")[0])
    assert len(note) < 60_000 and b"more characters)" in note


def test_a_page_hides_nothing_and_turns_nothing_around():
    assert reports.page_bytes("a\x00\x1b[2J\u2066\udcff\n") == "a␀␛[2J[U+2066][U+DCFF]\n".encode()


# The notebook back.


def exercises() -> bytes:
    return (lessons.find_root() / "exercises" / f"{LESSON}.ipynb").read_bytes()


def with_answer(code: str, content: bytes | None = None) -> bytes:
    nb = json.loads(content or exercises())
    (cell,) = [c for c in nb["cells"] if c["id"] == "relu-answer"]
    cell["source"] = code.splitlines(keepends=True)
    cell["outputs"] = [{"name": "stdout", "output_type": "stream", "text": [HOSTILE]}]
    return json.dumps(nb).encode()


def handed_back(book, code: str, content: bytes | None = None, **said) -> tuple[dict, dict]:
    content = with_answer(code, content)
    record(book, handed_in(content=content), Marks(LESSON, (outcome(**said),), {RELU: code}))
    returned = reports.returned_notebook(content, book.of_student("ada")[0])
    return json.loads(content), nbformat.reads(returned.decode(), 4)


def added(nb) -> list:
    return [c for c in nb["cells"] if c["metadata"].get("course", {}).get("graded")]


def test_the_notebook_comes_back_valid_with_a_note_under_the_answer(book):
    before, after = handed_back(book, "def relu(x):\n    return 1", reason="Always one.")
    nbformat.validate(after)
    kept = [c for c in after["cells"] if c not in added(after)]
    assert kept == nbformat.from_dict(before)["cells"] or [c["id"] for c in kept] == [
        c["id"] for c in before["cells"]]  # fmt: skip
    originals = nbformat.reads(json.dumps(before), 4)["cells"]
    assert kept == originals
    ids = [c["id"] for c in after["cells"]]
    place = ids.index("relu-answer")
    assert ids[place + 1 : place + 3] == ["relu-graded", "relu-check"], "its own live check follows"
    note = after["cells"][place + 1]["source"]
    assert note.startswith("### Graded: 0 of 2 points\n") and "Always one." in note
    assert after["cells"][0]["source"].startswith("# Graded: 0 of 2 points")


def test_a_check_that_was_deleted_comes_back_live(book):
    nb = json.loads(exercises())
    nb["cells"] = [c for c in nb["cells"] if c["id"] != "relu-check"]
    _, after = handed_back(book, "relu = 1", json.dumps(nb).encode())
    (live,) = [c for c in added(after) if c["cell_type"] == "code"]
    assert live["source"] == f'from course_utils import check\n\ncheck("{RELU}")'
    assert live["outputs"] == [] and live["execution_count"] is None


def test_a_renamed_answer_is_found_by_its_code_and_a_lost_one_at_the_end(book):
    nb = json.loads(exercises())
    for cell in nb["cells"]:
        cell["id"] = f"c{nb['cells'].index(cell)}"
    nb["cells"][3]["source"] = "relu = 2"
    content = json.dumps(nb).encode()
    given = Marks(LESSON, (outcome(), outcome("definition.gone")), {RELU: "relu = 2"})
    record(book, handed_in(content=content), given)
    after = json.loads(reports.returned_notebook(content, book.of_student("ada")[0]))
    ids = [c["id"] for c in after["cells"]]
    assert ids[ids.index("c3") + 1] == "relu-graded" and ids[-2:] == [
        "gone-graded",
        "gone-check-again",
    ]


def test_given_back_twice_it_has_one_set_of_notes(book):
    content = with_answer("relu = 3")
    record(book, handed_in(content=content), Marks(LESSON, (outcome(),), {RELU: "relu = 3"}))
    (result,) = book.of_student("ada")
    once = reports.returned_notebook(content, result)
    assert reports.returned_notebook(once, result) == once


def test_an_old_notebook_stays_valid(book):
    nb = json.loads(exercises()) | {"nbformat_minor": 2}
    for cell in nb["cells"]:
        del cell["id"]
    content = json.dumps(nb).encode()
    record(book, handed_in(content=content), marks(outcome()))
    after = json.loads(reports.returned_notebook(content, book.of_student("ada")[0]))
    nbformat.validate(after)
    assert len(after["cells"]) > len(nb["cells"]) and not any("id" in c for c in after["cells"])


def test_a_learners_text_is_no_markup_in_a_note(book):
    from markdown_it import MarkdownIt

    hostile = HOSTILE + "\n\n```\n# out\n<img src=x onerror=alert(1)>\n~~~\n"
    _, after = handed_back(book, hostile, reason=hostile, got=hostile)
    book.adjust("ada", RELU, 1, hostile, hostile)
    (result,) = book.of_student("ada")
    again = json.loads(reports.returned_notebook(with_answer(hostile), result))
    for cell in [*added(after), *added(again)]:
        html = MarkdownIt("commonmark", {"html": True}).render(cell["source"])
        assert not re.search(r"<(script|img|a)\b", html), html


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"nbformat": 3, "worksheets": []}',
        b"[" * 10**5,
        b"\xff\xfe",
        b'{"nbformat": 4, "cells": [1]}',
        b'{"nbformat": 4, "cells": [{"cell_type": 1, "source": ""}]}',
        b'{"nbformat": 4, "nbformat_minor": "x", "cells": []}',
    ],
)
def test_what_is_no_notebook_is_refused_in_words(book, content):
    record(book, handed_in(), marks(outcome()))
    with pytest.raises(reports.ReportError, match="a notebook of format 4"):
        reports.returned_notebook(content, book.of_student("ada")[0])


def test_a_huge_notebook_is_refused_in_words(book):
    record(book, handed_in(), marks(outcome()))
    with pytest.raises(reports.ReportError, match="at most 50 MB, got '60 MB'"):
        reports.returned_notebook(b" " * 60_000_000, book.of_student("ada")[0])


# Exercises in numbers.


def a_line(n: int, noise: float = 0.0, sign: int = 1):
    dice = np.random.default_rng(1)
    x = np.arange(n, dtype=float)
    return x, sign * x + noise * dice.normal(size=n)


def test_discrimination_knows_a_good_an_odd_and_an_idle_exercise():
    value, low, high = item_numbers.discrimination(*a_line(60, noise=5))
    assert low <= value <= high and low > 0.8
    value, low, high = item_numbers.discrimination(*a_line(60, noise=5, sign=-1))
    assert high < -0.8
    assert item_numbers.discrimination(np.ones(60), np.arange(60.0)) is None
    assert item_numbers.discrimination(*a_line(14)) is None
    assert item_numbers.discrimination(*a_line(15)) is not None


def test_the_interval_holds_the_true_correlation_about_as_often_as_it_says():
    dice = np.random.default_rng(3)
    hits = 0
    for _ in range(40):
        x = dice.normal(size=60)
        _, low, high = item_numbers.discrimination(
            x, 0.5 * x + np.sqrt(0.75) * dice.normal(size=60)
        )
        hits += low <= 0.5 <= high
    assert 33 <= hits <= 40  # 38 expected of 40 at 95 %


def test_odd_is_said_only_below_the_threshold(book):
    dice = np.random.default_rng(5)
    for n in range(40):
        good = int(n >= 20)
        often = int(dice.random() < 0.9)
        points = {"a": 2 * good, "b": 2 * good, "c": 2 * often * good, "d": 2 * (1 - good)}
        record(
            book,
            handed_in(f"s{n}"),
            marks(*[outcome(f"definition.{e}", p) for e, p in points.items()]),
        )
    found = {item.exercise[-1]: item for item in reports.item_statistics(book.results())}
    assert {name: item.odd for name, item in found.items()} == {
        "a": False,
        "b": False,
        "c": False,
        "d": True,
    }
    assert (found["d"].reached, found["d"].full, found["d"].students) == (0.5, 20, 40)
    page = reports.class_page(book)
    first = page[page.index("Look at these first") : page.index("Wrong answers")]
    assert first.count('class="tag bad">odd<') == 2 and first.index("definition.d") < first.index(
        "definition.c"
    )


def test_under_fifteen_students_there_is_not_enough_information(book):
    for n in range(14):
        record(
            book, handed_in(f"s{n}"), marks(outcome(earned=n % 3), outcome("definition.b", n % 2))
        )
    assert all(item.discrimination is None for item in reports.item_statistics(book.results()))
    page = reports.class_page(book)
    assert "Not enough information: at most 14 students" in page and "tag bad" not in page
    assert "not enough information: 14 of 15 students" in page


def test_an_exercise_that_few_were_asked_counts_those_alone(book):
    for n in range(4):
        more = [outcome("definition.new", 2)] if n == 3 else []
        record(book, handed_in(f"s{n}"), marks(outcome(earned=2 * (n % 2)), *more))
    found = {item.exercise: item for item in reports.item_statistics(book.results())}
    assert (found[RELU].students, found[RELU].reached) == (4, 0.5)
    assert (found["definition.new"].students, found["definition.new"].reached) == (1, 1.0)


# Groups of wrong answers.


def test_groups_are_counted_with_samples(book):
    for n, got in enumerate(["4", "4", "5", "4"]):
        given = marks(outcome(got=got))
        given.sources[RELU] = f"answer {n % 2}"
        record(book, handed_in(f"s{n}", name=f"N{n}"), given)
    record(book, handed_in("t"), marks(outcome(got="9", mistake="nine")))
    first, *others = reports.wrong_answers(book.results())
    assert (first.students, first.who, first.samples) == (
        3,
        ["N0", "N1", "N3"],
        ["answer 0", "answer 1"],
    )
    assert first.finding["got"] == "4" and not first.named
    assert sorted(g.mistakes for g in others) == [(), ("nine",)]
    assert reports.group_named(book, first.group).students == 3
    with pytest.raises(reports.ReportError, match="Did you mean"):
        reports.group_named(book, first.group[:-1])


def test_corpus_answers_with_one_misconception_fall_into_one_group(book):
    for answer in answers_in(CORPUS / LESSON / "relu.py"):
        if answer.expects in ("absolute value", "sign flipped"):
            given = Marks(LESSON, (answered(answer.code),), {RELU: answer.code})
            record(book, handed_in(answer.title), given)
    found = [(g.students, g.mistakes) for g in reports.wrong_answers(book.results())]
    # np.minimum keeps NaN and np.where loses it: one misconception, two groups.
    assert sorted(count for count, _ in found) == [1, 1, 2]
    assert (2, ("absolute value",)) in found


def a_group(book, code: str, exercise: str = RELU):
    record(book, handed_in(), Marks(LESSON, (answered(code, exercise),), {exercise: code}))
    (group,) = reports.wrong_answers(book.results())
    return group


def with_catalogue(new, exercise: str) -> object:
    """The exercise with the snippet added, as if it stood at the end of its module."""
    fresh = copy.copy(checks.find(exercise))
    fresh.misconceptions = list(fresh.misconceptions)
    exec(new.catalogue, {fresh.name: fresh, "np": np})
    return fresh


def test_an_unnamed_group_becomes_a_misconception_that_is_recognised(book, tmp_path):
    code = "# expects: trouble\ndef relu(x):\n    return abs(x) + x + 7"
    group = a_group(book, code)
    assert not group.named
    new = reports.new_misconception(
        group, 'doubled "and" raised', "You double it and add seven. " * 9
    )
    assert "TODO" not in new.entry + new.catalogue and "..." not in new.catalogue
    fresh = with_catalogue(new, RELU)
    namespace: dict = {}
    exec(code, namespace)
    again = judge(fresh, LocalStudent(namespace), 8)
    assert {f.mistake for f in again.findings} == {'doubled "and" raised'}
    file = tmp_path / new.corpus
    file.parent.mkdir(parents=True)
    file.write_text(
        "import numpy as np\n\n# %% right: one\ndef relu(x):\n    return np.maximum(x, 0)\n"
    )
    assert new.write(tmp_path) == file
    *_, last = answers_in(file)
    assert (last.kind, last.expects, last.earns) == ("wrong", 'doubled "and" raised', group.earned)
    with pytest.raises(reports.ReportError, match="has an answer of that title"):
        new.write(tmp_path)


def test_an_error_and_a_table_become_misconceptions_too(tmp_path):
    with Gradebook.open(tmp_path / "1.db") as book:
        new = reports.new_misconception(
            a_group(book, "def relu(x):\n    return x.maxi()"), "maxi", "No."
        )
        assert (
            new.catalogue.startswith("relu.errors(") and "has no attribute 'maxi'" in new.catalogue
        )
        assert with_catalogue(new, RELU).misconceptions[-1].name == "maxi"
    keys = ("maximum", "where", "clip", "mask", "half sum")
    table = f"spellings = {{k: [1.0, 1.0, 1.0, 1.0] for k in {keys}}}"
    with Gradebook.open(tmp_path / "2.db") as book:
        group = a_group(book, table, "definition.spellings")
        new = reports.new_misconception(group, "all ones", "One is not the answer.")
        assert "spellings.mistakes(" in new.catalogue and "for k in" in new.catalogue


def test_a_misconception_without_words_or_answer_is_refused(book):
    group = a_group(book, "def relu(x):\n    return 3")
    with pytest.raises(reports.ReportError, match="needs words"):
        reports.new_misconception(group, " ", "reason")
    group.samples.clear()
    with pytest.raises(reports.ReportError, match="Nobody in definition"):
        reports.new_misconception(group, "name", "reason")


# The class report.


def test_the_class_report_names_who_is_behind_every_figure(whole_class):
    page = reports.class_page(whole_class)
    figures = re.findall(r"<figure>.*?</figure>", page, re.DOTALL)
    assert len(figures) == 3 and all("60 students</figcaption>" in f for f in figures)
    alts = re.findall(r'<img alt="([^"]+)"', page)
    assert len(alts) == 3 and all("60 students" in a for a in alts[:2]) and "Write ReLU" in alts[1]
    assert page.count('prefers-color-scheme: dark)" srcset') == 3
    assert len(page) < 500_000


def test_the_class_report_counts_what_the_gradebook_holds(whole_class):
    (item,) = [i for i in reports.item_statistics(whole_class.results()) if i.exercise == RELU]
    full = sum(r.exercises[0].earned == 6 for r in whole_class.results())
    assert (item.full, item.students) == (full, 60)
    groups = reports.wrong_answers(whole_class.results())
    wrong = sum(bool(e.group) for r in whole_class.results() for e in r.exercises)
    assert sum(g.students for g in groups) == wrong
    page = reports.class_page(whole_class)
    assert f"{groups[0].students} students" in page and groups[0].group in page


def test_same_marks_same_report(whole_class):
    assert reports.class_page(whole_class) == reports.class_page(whole_class)


def test_an_empty_gradebook_has_a_report(book):
    page = reports.class_page(book)
    assert "0 students, 0 notebooks that count" in page and "No notebook could be graded" in page
    assert len(rows(reports.wide_table(book))) == 0


def test_pages_need_nothing_from_elsewhere_and_run_nothing(whole_class):
    for page in (
        reports.class_page(whole_class),
        reports.feedback_page(whole_class.of_student("s0007")),
    ):
        assert not re.search(r'(src|href|srcset)="(?!data:image/png|#)', page)
        assert "<script" not in page and "url(" not in page and " on" + "click" not in page
        assert "default-src 'none'" in page


# Answers that are written alike.

LONG_ANSWER = """
def relu_rows(x, rows):
    result = x.copy()
    for row in rows:
        total = 0
        for column in range(x.shape[1]):
            value = x[row, column]
            if value < {limit}:
                result[row, column] = 0
                total += 1
            elif value > 100:
                result[row, column] = value - total * {factor}
            else:
                result[row, column] = value + 0
    return result
"""


def alike(book, *codes: str):
    for n, code in enumerate(codes):
        given = marks(outcome("definition.relu_rows"))
        given.sources["definition.relu_rows"] = code
        record(book, handed_in(f"s{n}", content=code.encode()), given)
    return reports.alike(book.results())


def test_renamed_code_is_alike_and_short_or_common_code_is_not(book, tmp_path):
    one = LONG_ANSWER.format(limit=0, factor=0)
    renamed = one.replace("value", "v").replace("total", "n").replace("result", "out  ")
    other = "def relu_rows(x, rows):\n    y = x.copy()\n    y[rows] = y[rows].clip(0)\n    return y"
    (pair,) = alike(book, one, renamed, other, other)
    assert pair.students == ("s0", "s1") and pair.share == 1.0
    with Gradebook.open(tmp_path / "common.db") as shared:
        assert alike(shared, *[one] * 5) == [], "what many write says nothing"
    with Gradebook.open(tmp_path / "broken.db") as broken:
        assert alike(broken, "def relu_rows(:", "(" * 10_000, "%magic", "") == []


def test_likeness_is_shown_only_where_it_is_asked_for(book):
    one = LONG_ANSWER.format(limit=0, factor=0)
    alike(book, one, one + "# mine")
    assert "Written alike" not in reports.class_page(book)
    page = reports.class_page(book, similar=True)
    assert "Written alike" in page and "never a reason to judge" in page
    assert not re.search(r"cheat|plagiar|copied|suspect|fraud", page, re.IGNORECASE)


# All of it in a folder.


def test_a_folder_holds_everything_and_changes_only_where_marks_changed(book, tmp_path):
    content = with_answer("relu = 1")
    record(book, handed_in(HOSTILE, content), Marks(LESSON, (outcome(),), {RELU: "relu = 1"}))
    record(book, handed_in("bob", b"{", problem="This is not JSON."), Marks(""))
    record(book, handed_in("cem", b"{"), marks(outcome()))

    def load(result):
        return content if result.student == HOSTILE else b"{"

    def write():
        return list(reports.write_reports(book, tmp_path / "out", load=load, policy=half_off))

    first = write()
    assert [w.problem[:30] for w in first if w.path is None] == ["This file cannot be given back"]
    files = {p: p.stat().st_mtime_ns for p in (tmp_path / "out").rglob("*.*")}
    odd = reports.file_name(HOSTILE)
    assert {p.relative_to(tmp_path / "out").as_posix() for p in files} == {
        "grades.csv", "grades-long.csv", "class.html", f"feedback/{odd}.html", "feedback/bob.html",
        "feedback/cem.html", f"notebooks/{odd}/{LESSON}.ipynb",
    }  # fmt: skip
    page = (tmp_path / "out" / "class.html").read_text(encoding="utf-8")
    for href in re.findall(r'href="(feedback/[^"]+)"', page):
        assert (tmp_path / "out" / unquote(href)).is_file()
    assert page.count('href="feedback/') == 3
    book.adjust("cem", RELU, 1, "r", "a")
    write()
    changed = {p.name for p, when in files.items() if p.stat().st_mtime_ns != when}
    assert changed == {"grades.csv", "grades-long.csv", "class.html", "cem.html"}
