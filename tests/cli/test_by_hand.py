"""Points, words and names given by hand, from the command line."""

from __future__ import annotations

import shutil

import pytest
from click.testing import CliRunner

from course_utils import lessons
from course_utils.classroom.gradebook import Gradebook
from course_utils.classroom.submission import Marks
from course_utils.cli import main
from course_utils.workshop.corpus import CORPUS, answers_in
from tests.classroom.made_up import LESSON, RELU, answered, handed_in, record

CODE = "def relu(x):\n    return abs(x) + 7"


@pytest.fixture
def graded(tmp_path, monkeypatch):
    """A graded class of one, in the folder where the command line looks for it."""
    monkeypatch.chdir(tmp_path)
    with Gradebook.open(tmp_path / "graded" / "gradebook.db") as book:
        record(book, handed_in("s1", name="Ada"), Marks(LESSON, (answered(CODE),), {RELU: CODE}))
    return tmp_path / "graded"


def relu(*args: str, answers: str = ""):
    done = CliRunner().invoke(main, list(args), input=answers)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def exercise(graded):
    with Gradebook.open(graded / "gradebook.db") as book:
        return next(book.results()).exercises[0]


@pytest.mark.parametrize("student", ["s1", "Ada"])
def test_points_are_given_and_taken_back(graded, student):
    done = relu("adjust", student, RELU, "4.5", "--reason", "The idea.", "--author", "Dr B")
    assert done.exit_code == 0 and "s1, definition.relu: 4.5 points from now on" in done.output
    assert exercise(graded).earned == 4.5 and exercise(graded).adjustment.author == "Dr B"
    relu("adjust", student, RELU, "judge", "--reason", "A mix-up.")
    assert exercise(graded).adjustment is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("adjust", "s11", RELU, "1", "--reason", "r"), "Did you mean 's1'"),
        (
            ("adjust", "s1", "definition.rleu", "1", "--reason", "r"),
            "Did you mean 'definition.relu'",
        ),
        (
            ("adjust", "s1", RELU, "many", "--reason", "r"),
            "expected a number, or judge, got 'many'",
        ),
        (("adjust", "s1", RELU, "7", "--reason", "r"), "expected 0 to 6, got 7.0"),
        (("adjust", "s1", RELU, "nan", "--reason", "r"), "expected 0 to 6, got nan"),
        (("comment", "definition.relu:0", "words"), "There is no group 'definition.relu:0'"),
        (("comment", "a", "b", "--graded", "elsewhere"), "There is no gradebook in elsewhere"),
        (("misconception", "new", "nobody", "--name", "n", "--reason", "r"), "in a group 'nobody'"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(graded, words, said):
    done = relu(*words)
    assert done.exit_code == 2 and said in done.output and "Traceback" not in done.output
    assert not (graded.parent / "elsewhere").exists()


def test_a_group_is_written_to(graded):
    group = exercise(graded).group
    assert relu("comment", group, "Look at zero.").exit_code == 0
    assert [c.text for c in exercise(graded).comments] == ["Look at zero."]
    assert "Taken back" in relu("comment", group, "").output
    assert exercise(graded).comments == ()


def test_a_group_becomes_a_misconception_in_a_copy_of_the_course(graded, tmp_path, monkeypatch):
    course = tmp_path / "course"
    for folder in ("notebooks", "exercises"):
        shutil.copytree(lessons.find_root() / folder, course / folder)
    (course / "tests" / "corpus" / LESSON).mkdir(parents=True)
    file = course / "tests" / "corpus" / LESSON / "relu.py"
    shutil.copy(CORPUS / LESSON / "relu.py", file)
    monkeypatch.setenv("RELU_ROOT", str(course))
    words = ("misconception", "new", exercise(graded).group)
    done = relu(*words, answers="raised\nYou add seven.\n")
    assert done.exit_code == 0, done.output
    assert 'relu.mistakes({"raised": _raised})' in done.output and "pytest" in done.output
    assert '[mistakes]\n"raised" = "You add seven."\n' in done.output
    *_, last = answers_in(file)
    assert (last.expects, last.earns) == ("raised", 1) and last.code.endswith(CODE + "\n")
    again = relu(*words, "--name", "raised", "--reason", "You add seven.")
    assert again.exit_code == 2 and "has an answer of that title" in again.output
