"""Hints that fit: on the mistake that came three times, then the exercise's, then a puzzle."""

from __future__ import annotations

import itertools
import json

import pytest
from click.testing import CliRunner

from course_utils import checks, lessons, progress
from course_utils.cli import main
from course_utils.desk import help, puzzles
from course_utils.desk.puzzle_widget import PuzzleWidget
from course_utils.lessons import puzzles as laid

BACK = "role_in_networks.backprop"
MISTAKE = "the gate is always open"
LAID = {
    key: (stem, found)
    for stem in lessons.stems()
    if laid.puzzles_path(stem).exists()
    for key, found in json.loads(laid.puzzles_path(stem).read_bytes()).items()
}


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("RELU_HOME", str(tmp_path))
    monkeypatch.delenv("RELU_GRADING", raising=False)


def tried(times, finding=MISTAKE, exercise=BACK):
    progress.record_many([(exercise, 0, 6, "wrong", finding)] * times)


def right_order(puzzle):
    """From the solution, which the puzzle itself does not hold."""
    wanted = [line for _, line in laid.logical_lines(lessons.solution_of(puzzle.exercise))]
    return [puzzle.lines.index(line) for line in wanted if line in puzzle.lines]


# -- the hint for a finding -----------------------------------------------------------------------


def test_after_three_checks_with_one_finding_the_hint_is_about_that():
    exercise = checks.find(BACK)
    tried(2)
    assert "Stuck?" in help.stuck(exercise)
    tried(1)
    assert help.stuck(exercise).startswith(f'3 times the same, "{MISTAKE}".')
    given = help.next_help(exercise)
    assert "Ask z > 0." in given.text and "Look at: section 4 of the lesson" in given.text
    (address,) = given.look.values()
    assert address.startswith("../notebooks/03_role_in_networks.ipynb#cell-id=")
    assert "After this comes hint 1 of 4" in given.text
    assert progress.load().exercise(BACK).hints_seen == 0, "it is none of the exercise's own"
    assert help.next_help(exercise).text.startswith("Hint 1 of 4: ")
    tried(1)
    assert "Stuck?" in help.stuck(exercise), "that was told"


@pytest.mark.parametrize("findings", [["a", "b", "a"], ["", "", ""], [MISTAKE, MISTAKE, ""]])
def test_other_findings_get_the_next_hint(findings):
    for finding in findings:
        tried(1, finding)
    assert help.next_help(checks.find(BACK)).text.startswith("Hint 1 of 4: ")


def test_a_finding_of_no_catalogue_leads_to_the_section():
    tried(3, "the other sign")
    assert 'what came 3 times, "the other sign"' in help.next_help(checks.find(BACK)).text


# -- puzzles --------------------------------------------------------------------------------------


def test_the_last_hint_is_a_puzzle_and_then_comes_the_solution(capsys):
    exercise = checks.find(BACK)
    tried(1)
    for number in (1, 2, 3):
        assert f"Hint {number} of 4" in help.next_help(exercise).text
    assert "1 hint: a puzzle" in help.hints_left(exercise)
    given = help.next_help(exercise)
    assert "Hint 4 of 4: a puzzle." in given.text and "That was the last hint" in given.text
    assert "    dz = (d @ W2.T) * (h >= 0)" in given.puzzle.lines, "of the mistake that was made"
    assert help.hints_left(exercise) == ""


def test_an_exercise_without_a_puzzle_counts_its_own_hints():
    exercise = checks.find("definition.relu")
    assert lessons.puzzle_of(exercise.id) is None
    assert [help.next_help(exercise).text.count(" of 3: ") for _ in range(4)] == [1, 2, 3, 3]


@pytest.mark.parametrize("key", LAID)
def test_a_puzzle_shows_the_lines_and_not_their_order(key):
    stem, found = LAID[key]
    solution = [line for _, line in laid.logical_lines(lessons.solution_of(key))]
    assert found["lines"] == sorted(set(found["lines"])), "an order that says nothing"
    for finding in found["choose"]:
        puzzle = lessons.puzzle_of(key, finding, "seed")
        wanted = [puzzle.lines.index(line) for line in solution if line in puzzle.lines]
        assert laid.LEAST <= puzzle.take == len(wanted) <= laid.MOST
        built = puzzle.assembled(wanted)
        assert [line for _, line in laid.logical_lines(built)] == solution
        assert not any("#" in line for line in puzzle.lines), "comments would tell"
    known = {"", *(mistake.name for mistake in checks.find(key).misconceptions)}
    assert set(found["choose"]) <= known and stem in checks.stems()


def test_there_are_puzzles_in_seven_lessons():
    assert len(LAID) >= 25 and len({stem for stem, _ in LAID.values()}) == 7


def test_two_learners_see_two_orders_and_one_sees_one():
    orders = {lessons.puzzle_of(BACK, "", str(seed)).lines for seed in range(20)}
    assert len(orders) > 10
    assert lessons.puzzle_of(BACK, "", "7") == lessons.puzzle_of(BACK, "", "7")


def test_the_check_judges_an_order():
    tried(1)
    puzzle = puzzles.puzzle_named(BACK)
    order = right_order(puzzle)
    assert puzzles.try_order(puzzle, order).right
    wrong = next(n for n, line in enumerate(puzzle.lines) if "h >= 0" in line)
    slip = [wrong if "z > 0" in puzzle.lines[place] else place for place in order]
    said = puzzles.try_order(puzzle, slip)
    assert not said.right and "Every gradient passes" in said.text
    assert not puzzles.try_order(puzzle, order[::-1]).right
    assert progress.load().exercise(BACK).status == "wrong", "a puzzle earns nothing"


def test_lines_that_are_no_python_together_are_told_without_a_check():
    puzzle = lessons.puzzle_of("definition.is_subgradient")
    loose = next(n for n, line in enumerate(puzzle.lines) if line.startswith("    "))
    odd = lessons.Puzzle(puzzle.exercise, puzzle.before, "", (*puzzle.lines, "        x = 1"))
    said = puzzles.try_order(odd, [loose, len(puzzle.lines)])
    assert not said.right and "it is no Python" in said.text


@pytest.mark.parametrize("order", ["0", "1 1", "99", "a b", "1,2,x", "²", ""])
def test_what_is_no_order_is_said_in_words(order):
    with pytest.raises(puzzles.CourseError, match="numbers from 1 to 7, each once"):
        puzzles.read_order(puzzles.puzzle_named(BACK), order)


def test_the_puzzle_in_a_terminal():
    def run(*arguments):
        return CliRunner().invoke(main, ["puzzle", BACK, *map(str, arguments)])

    shown = run()
    assert shown.exit_code == 0 and "5 of these 7 lines" in shown.output
    order = [place + 1 for place in right_order(puzzles.puzzle_named(BACK))]
    done = run(*order)
    assert done.exit_code == 0 and "Right. Now write it in your own cell" in done.output
    assert run(*order[::-1]).exit_code == 1 and run(9).exit_code == 2
    none = CliRunner().invoke(main, ["puzzle", "definition.relu"])
    assert none.exit_code == 2 and "has no puzzle" in none.output


def test_the_page_of_a_puzzle_is_told_no_order():
    puzzle = puzzles.puzzle_named(BACK)
    widget = PuzzleWidget(puzzle)
    assert set(widget.puzzle) == {"before", "after", "lines", "rule", "title"}
    for message in (None, 3, {}, {"order": 3}, {"order": [99]}, {"order": ["a", None, True]}):
        widget._handle_custom_msg(message, [])
        assert not widget.result.get("right")
    widget._handle_custom_msg({"order": right_order(puzzle)}, [])
    assert widget.result["right"] and widget.result["text"].startswith("Right.")
    data, _ = widget._repr_mimebundle_()
    assert "Answer with their numbers" in data["text/plain"] and "<pre" in data["text/html"]


def test_nothing_breaks_where_no_puzzles_lie(monkeypatch):
    monkeypatch.setattr(laid, "_laid_down", lambda lesson: {})
    assert puzzles.puzzle_for(checks.find(BACK)) is None
    texts = [help.next_help(checks.find(BACK)).text for _ in range(4)]
    assert "Hint 3 of 3" in texts[-1] and not any("puzzle" in text for text in texts)


def test_a_line_of_code_is_a_logical_one():
    code = "def f(x):\n    y = [\n        1,  # one\n        2,\n    ]\n\n    return y  # so\n"
    lines = [line for _, line in laid.logical_lines(code)]
    assert lines == ["def f(x):", "    y = [\n        1,\n        2,\n    ]", "    return y"]
    assert list(itertools.chain(*(line.split("\n") for line in lines)))[-1] == "    return y"
