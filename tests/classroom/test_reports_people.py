"""What a student gets: a page, and the notebook back; nothing in them is more than text."""

from __future__ import annotations

import dataclasses
import json
import re

import nbformat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course_utils import lessons
from course_utils.classroom import reports
from course_utils.classroom.gradebook import Gradebook
from course_utils.classroom.submission import Marks
from tests.classroom.made_up import (
    HOSTILE,
    LESSON,
    RELU,
    answered,
    half_off,
    handed_in,
    marks,
    outcome,
    record,
)

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
    assert "This is not JSON: it ends in line 3." in page and "No points yet" in page
    with pytest.raises(reports.ReportError, match="no result"):
        reports.feedback_page([])


def test_code_in_a_note_is_shown_as_code_and_nothing_else_is_markup(book):
    given = marks(outcome(), notes=("Not run: `%matplotlib inline`, `!echo <b>`.",))
    record(book, handed_in(), given)
    page = reports.feedback_page(book.of_student("ada"))
    assert "<code>%matplotlib inline</code>" in page and "<code>!echo &lt;b&gt;</code>" in page


def test_what_is_huge_is_cut_and_says_so(book):
    given = marks(outcome(got="x" * 100_000, reason="y" * 100_000))
    given.sources[RELU] = "z" * 100_000
    record(book, handed_in(), given)
    page = reports.feedback_page(book.of_student("ada"))
    assert len(page) < 60_000 and "xx…" in page and "yy…" in page and "(80000 more" in page
    note = reports.returned_notebook(exercises(), book.of_student("ada")[0])
    assert len(note) < 60_000 and note.count("…".encode()) == 2


def test_a_page_hides_nothing_and_turns_nothing_around():
    assert reports.page_bytes("a\x00\x1b[2J\u2066\udcff\n") == "a␀␛[2J[U+2066][U+DCFF]\n".encode()


# The notebook back.


def exercises() -> bytes:
    return (lessons.find_root() / "exercises" / f"{LESSON}_exercises.ipynb").read_bytes()


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


@pytest.mark.parametrize(
    "spec, name",
    [
        (None, "python3"),
        ({"display_name": "R", "language": "R", "name": "ir"}, "python3"),
        ({"display_name": "Mine", "language": "python", "name": "mine"}, "mine"),
        ({"display_name": "Mine", "name": "mine"}, "mine"),
    ],
)
def test_the_notebook_comes_back_with_a_kernel_that_can_check(book, spec, name):
    nb = json.loads(exercises())
    nb["metadata"] = {} if spec is None else {"kernelspec": spec}
    _, after = handed_back(book, "relu = 1", json.dumps(nb).encode())
    assert after["metadata"]["kernelspec"]["name"] == name


def test_a_check_that_was_deleted_comes_back_live(book):
    nb = json.loads(exercises())
    nb["cells"] = [c for c in nb["cells"] if c["id"] != "relu-check"]
    _, after = handed_back(book, "relu = 1", json.dumps(nb).encode())
    (live,) = [c for c in added(after) if c["cell_type"] == "code"]
    assert live["source"] == f'from course_utils import check\n\ncheck("{RELU}")'
    assert live["outputs"] == [] and live["execution_count"] is None


def test_a_check_works_for_who_lost_the_imports(book):
    nb = json.loads(exercises())
    nb["cells"] = [c for c in nb["cells"] if "import check" not in "".join(c["source"])]
    content = json.dumps(nb).encode()
    record(book, handed_in(content=content), marks(outcome()))
    after = json.loads(reports.returned_notebook(content, book.of_student("ada")[0]))
    (live,) = [c for c in added(after) if c["cell_type"] == "code"]
    assert live["source"] == 'from course_utils import check\n\ncheck("definition.relu")'


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


def test_a_notebook_of_format_3_comes_back_in_todays_format(book):
    cells = [
        {"cell_type": "heading", "level": 2, "source": "Mine", "metadata": {}},
        {"cell_type": "code", "language": "python", "input": "relu = 3", "metadata": {},
         "collapsed": False, "prompt_number": 1, "outputs": [
             {"output_type": "stream", "stream": "stdout", "text": "kept"}]},
    ]  # fmt: skip
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""},
           "worksheets": [{"cells": cells, "metadata": {}}]}  # fmt: skip
    content = json.dumps(old).encode()
    record(book, handed_in(content=content), Marks(LESSON, (outcome(),), {RELU: "relu = 3"}))
    (result,) = book.of_student("ada")
    returned = reports.returned_notebook(content, result)
    assert reports.returned_notebook(content, result) == returned
    after = json.loads(returned)
    nbformat.validate(after)
    _, heading, answer, note, check = after["cells"]
    assert heading["source"] == "## Mine" and answer["source"] == "relu = 3"
    assert answer["outputs"][0]["text"] == "kept"
    assert note["source"].startswith("### Graded") and "check(" in check["source"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_what_intake_could_read_comes_back(book, encoding):
    content = with_answer("relu = 3").decode().encode(encoding)
    record(book, handed_in(content=content), Marks(LESSON, (outcome(),), {RELU: "relu = 3"}))
    nbformat.validate(json.loads(reports.returned_notebook(content, *book.of_student("ada"))))


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
        b'{"nbformat": 3, "worksheets": 1}',
        b'{"nbformat": 3, "worksheets": [{"cells": [1]}]}',
        b'{"nbformat": 4, "nbformat_minor": Infinity, "cells": []}',
        b"[" * 10**5,
        b"\xff\xfe",
        b'{"nbformat": 4, "cells": [1]}',
        b'{"nbformat": 4, "cells": [{"cell_type": 1, "source": ""}]}',
        b'{"nbformat": 4, "nbformat_minor": "x", "cells": []}',
    ],
)
def test_what_is_no_notebook_is_refused_in_words(book, content):
    record(book, handed_in(), marks(outcome()))
    with pytest.raises(reports.ReportError, match="a notebook of format 3 or 4"):
        reports.returned_notebook(content, book.of_student("ada")[0])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=5,
)
NOTED = {"course": {"graded": True}}
CELL = st.fixed_dictionaries(
    {"cell_type": st.sampled_from(["code", "markdown"]) | JSON, "source": JSON},
    optional={"id": JSON, "metadata": JSON | st.just(NOTED), "outputs": JSON},
)  # fmt: skip
BOOK = st.fixed_dictionaries(
    {"nbformat": st.just(4), "cells": st.lists(CELL, max_size=4) | JSON},
    optional={"nbformat_minor": st.just(5) | JSON, "metadata": JSON},
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(book=BOOK | JSON, code=st.text(max_size=6))
def test_any_json_comes_back_or_is_refused_in_words(one_result, book, code):
    exercise = dataclasses.replace(one_result.exercises[0], source=code)
    result = dataclasses.replace(one_result, exercises=(exercise,))
    try:
        returned = json.loads(reports.returned_notebook(json.dumps(book).encode(), result))
    except reports.ReportError:
        return
    assert returned["nbformat"] == 4
    # Compared as text: NaN is not equal to itself.
    theirs = [json.dumps(cell) for cell in book["cells"] if cell.get("metadata") != NOTED]
    kept = [json.dumps(cell) for cell in returned["cells"]]
    assert [cell for cell in kept if cell in theirs] == theirs


@pytest.fixture(scope="module")
def one_result(tmp_path_factory):
    with Gradebook.open(tmp_path_factory.mktemp("one") / "gradebook.db") as book:
        record(book, handed_in(), marks(outcome()))
        return next(book.results())


def test_a_huge_notebook_is_refused_in_words(book):
    record(book, handed_in(), marks(outcome()))
    with pytest.raises(reports.ReportError, match="at most 50 MB, got '60 MB'"):
        reports.returned_notebook(b" " * 60_000_000, book.of_student("ada")[0])
