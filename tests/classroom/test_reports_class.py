"""What a teacher gets: exercises in numbers, groups of wrong answers, one report."""

from __future__ import annotations

import copy
import csv
import io
import re
import tomllib

import numpy as np
import pytest

from course_utils import checks
from course_utils.classroom import reports
from course_utils.classroom.gradebook import Gradebook
from course_utils.classroom.reports import items as item_numbers
from course_utils.classroom.submission import Marks
from course_utils.grading import LocalStudent, judge
from course_utils.workshop.corpus import CORPUS, answers_in
from tests.classroom.made_up import (
    LESSON,
    RELU,
    Late,
    a_class,
    answered,
    half_off,
    handed_in,
    marks,
    outcome,
    record,
)


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


def test_an_exercise_that_nearly_all_solve_is_not_called_odd_for_one_who_slipped(book):
    for n in range(30):
        slipped, skill = 0 if n == 17 else 2, 2 * (n % 2)
        points = {"easy": slipped, "a": skill, "b": skill}
        done = marks(*[outcome(f"definition.{e}", p) for e, p in points.items()])
        record(book, handed_in(f"s{n:02}"), done)
    found = {item.exercise: item for item in reports.item_statistics(book.results())}
    easy = found["definition.easy"]
    assert (easy.differ, easy.discrimination, easy.odd) == (1, None, False)
    assert found["definition.a"].discrimination is not None
    page = reports.class_page(book)
    assert "not enough information: all but 1 have the same points" in page


def test_an_exercise_alone_in_its_lesson_is_not_said_to_have_no_differences(book):
    for n in range(20):
        record(book, handed_in(f"s{n:02}"), marks(outcome(earned=2 * (n % 2))))
    page = reports.class_page(book)
    assert "everybody has the same points" not in page
    assert "nearly no differences in the rest of the lesson" in page


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
    fresh.says = fresh.says | tomllib.loads(new.says)
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


def test_who_handed_in_another_lesson_is_listed_and_makes_no_figures(book):
    for n in range(12):
        record(book, handed_in(f"s{n:02}", f"{n}".encode()), marks(outcome(earned=n % 3)))
    other = outcome("graphs.abs_hinges", reason="Another lesson's reason.")
    source = "class.zip/zed/02.ipynb"
    record(book, handed_in("zed", b"z", source=source), marks(other, lesson="02_graphs"))
    page = reports.class_page(book)
    asked = "This is 02_graphs; the class handed in 01_definition. Next: ask for that notebook."
    assert asked in page and source in page and "13 notebooks graded" in page
    assert "1 to look at" in page
    assert "What the graph tells you" not in page
    assert "Another lesson&#39;s reason" not in page


def test_nothing_handed_in_is_no_notebook_and_names_stay_apart(book):
    for student in ("20066", "20378", "20001"):
        name = "Lindqvist, Ada" if student == "20001" else "Kim, Minjun"
        record(book, handed_in(student, student.encode(), name=name), marks(outcome()))
    gone = handed_in("20404", b"", name="Quetzalli", problem="Nothing was handed in.")
    record(book, gone, Marks(""))
    page = reports.class_page(book)
    assert "4 students, 3 notebooks graded" in page and "1 to look at" in page
    people = page[page.index('<h2 id="students">') :]
    assert "20066" in people and "20378" in people and "20001" not in people
    group = page[page.index("<dt>who</dt>") :]
    assert "<bdi>Kim, Minjun</bdi>; <bdi>Kim, Minjun</bdi>" in group


def test_the_class_report_says_which_figures_lateness_changed(book):
    record(book, handed_in("s1", late=True), marks(outcome(earned=2)))
    assert "1 notebook lost points for being late" in reports.class_page(book, policy=half_off)
    assert "lost points" not in reports.class_page(book)


@pytest.mark.parametrize(("late", "shown"), [(None, "not known"), (False, "0"), (True, "1")])
def test_late_is_no_zero_where_nothing_tells(book, late, shown):
    record(book, handed_in("s1", late=late), marks(outcome(earned=2)))
    assert f"<dt>late</dt><dd>{shown}</dd>" in reports.class_page(book)


def test_late_counts_whom_the_policy_finds_late(book):
    record(book, handed_in("s1"), marks(outcome(earned=2)))
    page = reports.class_page(book, policy=lambda result: Late(0.9, "1 day late: 10 % off"))
    assert "<dt>late</dt><dd>1</dd>" in page
    page = reports.class_page(book, policy=lambda result: Late(1.0, "", known=False))
    assert "<dt>late</dt><dd>not known</dd>" in page


def test_a_class_too_large_to_list_is_told_where_its_marks_are(book, monkeypatch):
    monkeypatch.setattr("course_utils.classroom.reports.class_report.PEOPLE", 1)
    for n in range(2):
        record(book, handed_in(f"s{n}"), marks(outcome()))
    page = reports.class_page(book, feedback="feedback")
    assert "2 students are too many for a list here: grades.csv has their marks" in page


def test_same_marks_same_report(whole_class):
    assert reports.class_page(whole_class) == reports.class_page(whole_class)


def test_an_empty_gradebook_has_a_report(book):
    page = reports.class_page(book)
    assert "0 students, 0 notebooks graded" in page and "No notebook could be graded" in page
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


def test_likeness_names_the_two_as_a_teacher_knows_them(book):
    one = LONG_ANSWER.format(limit=0, factor=0)
    for student, name in (("20001", "Lindqvist, Ada"), ("20014", "")):
        given = marks(outcome("definition.relu_rows"))
        given.sources["definition.relu_rows"] = one
        record(book, handed_in(student, student.encode(), name=name), given)
    page = reports.class_page(book, similar=True)
    listed = page[page.index("Written alike") :]
    assert "Lindqvist, Ada" in listed and "20001" in listed and listed.count("20014") == 1
