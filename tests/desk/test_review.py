"""Review: cards replayed from the journal, what is due, and the conversation in a terminal."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from fsrs import Card, Rating
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import checks, lessons, progress, quiz
from course_utils.cli import main
from course_utils.desk import memory, review, reviewing
from course_utils.progress import journal

NOW = datetime(2026, 6, 1, tzinfo=UTC)
NAN, KINK, GRAD = "definition.q_nan", "graphs.q_kink", "definition.relu_grad"
RATINGS = [Rating.Good] * 6 + [Rating.Again] * 2 + [Rating.Good] * 5


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("RELU_HOME", str(tmp_path))
    monkeypatch.delenv("RELU_GRADING", raising=False)
    return tmp_path


def at(days):
    return (NOW - timedelta(days=days)).isoformat()


def answered(days, key=NAN, right=True, **more):
    return {"when": at(days), "what": "answer", "id": key, "right": right} | more


def checked(days, status="right", key=GRAD, **more):
    return {"when": at(days), "what": "check", "id": key, "status": status} | more


def written(*events):
    journal.append(progress.path().with_name(journal.NAME), events)


def intervals(planner):
    card, when, days = Card(card_id=1), datetime(2022, 11, 29, 12, 30, tzinfo=UTC), []
    for rating in RATINGS:
        card, _ = planner.review_card(card, rating, when)
        days.append((card.due - card.last_review).days)
        when = card.due
    return days


# -- the scheduler ------------------------------------------------------------------------------


def test_the_library_gives_its_own_published_numbers():
    """Those of test_review_card and test_memo_state in the tests of fsrs 6.3.1."""
    from fsrs import Scheduler

    steps = Scheduler(enable_fuzzing=False)
    assert intervals(steps) == [0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]
    card, when = Card(card_id=1), datetime(2022, 11, 29, 12, 30, tzinfo=UTC)
    for rating, days in zip([1, 3, 3, 3, 3, 3], [0, 0, 1, 3, 8, 21], strict=True):
        when += timedelta(days=days)
        card, _ = steps.review_card(card, Rating(rating), when)
    assert card.stability == pytest.approx(53.62691, abs=1e-4)
    assert card.difficulty == pytest.approx(6.3574867, abs=1e-4)


def test_ours_has_no_steps_no_fuzz_and_asks_earlier():
    planner = memory.scheduler()
    assert (planner.desired_retention, planner.enable_fuzzing) == (0.95, False)
    assert planner.learning_steps == planner.relearning_steps == ()
    assert intervals(planner) == intervals(planner) == [1, 3, 8, 19, 43, 89, 2, 1, 1, 1, 2, 2, 3]


def test_a_journal_gives_the_card_that_the_library_gives():
    events, when, card = [], datetime(2025, 11, 29, tzinfo=UTC), Card(card_id=0)
    for rating in RATINGS:
        card, _ = memory.scheduler().review_card(card, rating, when)
        events.append(answered(0, right=rating == Rating.Good) | {"when": when.isoformat()})
        when = card.due
    replayed = memory.replay(events, NOW + timedelta(days=999)).cards["definition#2"]
    assert (replayed.due, replayed.stability, replayed.difficulty) == (
        card.due, card.stability, card.difficulty,
    )  # fmt: skip


# -- from events to cards -----------------------------------------------------------------------


def test_wrong_is_again_right_is_good_and_after_a_hint_hard():
    hint = {"when": at(4), "what": "hint", "id": GRAD, "tier": 1}
    stability = {
        name: memory.replay(events, NOW).cards["definition#3"].stability
        for name, events in {
            "again": [checked(4, "wrong")],
            "hard": [hint, checked(4)],
            "good": [checked(4)],
        }.items()
    }
    w = memory.scheduler().parameters
    assert stability == {"again": w[0], "hard": w[1], "good": w[2]}
    later = memory.replay([hint, checked(4), checked(1)], NOW).cards["definition#3"]
    plain = memory.replay([checked(4), checked(1)], NOW).cards["definition#3"]
    assert later.difficulty > plain.difficulty, "the hint is of the first"


def test_a_day_is_one_review_and_its_worst_rating_counts():
    once = memory.replay([answered(5, right=False)], NOW).cards
    same = memory.replay([answered(5), answered(4.9, right=False), answered(4.8)], NOW).cards
    assert same["definition#2"].stability == once["definition#2"].stability
    assert memory.replay([answered(5), answered(3.9)], NOW).cards["definition#2"].stability > 2.4


def test_one_card_an_objective_and_one_a_misconception():
    cards = memory.replay(
        [answered(5), answered(5, "definition.q_minus_inf"), answered(4, KINK),
         checked(3, "wrong", finding="x times [x > 0]"), checked(2),
         checked(2, "error in your code"),
         checked(2, key="definition.gone"), answered(2, "gone.q_gone"), {"id": 3}, {"when": 7}],
        NOW,
    ).cards  # fmt: skip
    assert set(cards) == {
        "definition#2", "graphs#3", "definition#3", "definition.relu_grad: x times [x > 0]",
    }  # fmt: skip
    assert all(card.last_review for card in cards.values())


def test_every_question_and_exercise_has_an_objective_with_a_title():
    keys = [memory.objective_of_exercise(exercise) for exercise in checks.all_exercises()]
    keys += [memory.objective_of_question(key) for key in quiz.ids()]
    for lesson, _, number in (key.partition("#") for key in keys):
        assert lessons.section_titles(lessons.stem_of(lesson))[int(number)]


# -- clocks, writers, kills ---------------------------------------------------------------------


days = st.floats(0, 300, allow_nan=False)
wild = st.sampled_from(["", "soon", None, 7, "1970-01-01T00:00:00+00:00", "9999-12-31T23:59:59"])
histories = st.lists(st.tuples(days, st.booleans(), st.sampled_from([NAN, KINK])), max_size=12)


@settings(max_examples=60, deadline=None)
@given(histories, st.lists(st.tuples(st.integers(0, 12), wild), max_size=4))
def test_clocks_that_jump_lose_no_card_and_none_waits_for_ever(history, jumps):
    events = [answered(ago, key, right) for ago, right, key in history]
    for place, when in jumps:
        if place < len(events):
            events[place] = events[place] | {"when": when}
    cards = memory.replay(events, NOW).cards
    if any(str(e["when"])[:4] in ("2025", "2026") for e in events):
        assert set(cards) == {memory.objective_of_question(e["id"]) for e in events}
    for card in cards.values():
        assert memory.BEGAN <= card.last_review <= NOW
        assert card.due <= NOW + timedelta(days=5 * 365), "a card that waits for ever"


@settings(max_examples=40, deadline=None)
@given(histories, st.randoms())
def test_the_order_of_the_lines_does_not_matter(history, random):
    """Two machines' journals merged, whichever comes first."""
    events = [answered(ago, key, right) for ago, right, key in history]
    events = list({e["when"]: e for e in events}.values())
    other = random.sample(events, len(events))
    assert memory.replay(events, NOW).cards == memory.replay(other, NOW).cards


def test_two_writers_and_a_kill_leave_what_was_written(home):
    code = (
        "import sys\nfrom course_utils import progress\n"
        "for n in range(20): progress.record_answer(sys.argv[1], n > 9)\n"
        "print('done', flush=True)\n"
        "while True: progress.record_answer('start_here.q_practice', True)"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, key], stdout=subprocess.PIPE)
        for key in (NAN, KINK)
    ]
    for process in running:
        assert process.stdout.readline().strip() == b"done"
        process.kill()
        process.wait()
        process.stdout.close()
    with (home / journal.NAME).open("ab") as file:
        file.write(b'{"id": "definition.q_na')  # torn by the kill
    lines = list(progress.events())
    assert [sum(line["id"] == key for line in lines) for key in (NAN, KINK)] == [20, 20]
    later = datetime.now(UTC) + timedelta(days=2)
    assert {item.id for item in review.due(later)} >= {NAN, KINK}
    assert not list(home.glob("*card*")), "cards are kept nowhere"


# -- what is due, and in which order --------------------------------------------------------------


def test_sure_and_wrong_comes_first():
    written(
        answered(9, KINK, right=False),
        answered(8, right=False, confidence=99),
        answered(8, "graphs.q_hat", right=False, confidence=70),
    )
    first, *others = review.due(NOW)
    assert first == review.Item(
        "question", "All five get x = NaN. What comes back?", 1,
        "../notebooks/01_definition.ipynb#cell-id=q-nan", NAN, "you were 99 % sure, and wrong", 99,
    )  # fmt: skip
    assert {item.id for item in others} == {KINK, "graphs.q_hat"}
    written(answered(7))
    assert all(not item.sure for item in review.due(NOW)), "answered rightly since"


def test_an_exercise_comes_back_once_with_the_mistake_it_was_made_for():
    written(checked(9, "wrong", finding="x times [x > 0]"), checked(9))
    (item,) = review.due(NOW)
    assert (item.kind, item.id, item.minutes) == ("exercise", GRAD, 5)
    assert item.why == "your answer was once: x times [x > 0]"
    assert item.link == "../exercises/01_definition_exercises.ipynb#cell-id=relu-grad-task"
    assert item.place == "exercises/01_definition_exercises.ipynb, cell relu-grad-task"
    assert review.due(NOW - timedelta(days=8.5)) == []


def test_a_card_takes_what_was_done_least_recently():
    written(answered(30), answered(20, "definition.q_minus_inf"))
    assert [item.id for item in review.due(NOW)] == [NAN]
    written(answered(10))
    later = NOW + timedelta(days=60)
    assert [item.id for item in review.due(later)] == ["definition.q_minus_inf"]


made_up = st.builds(
    lambda lesson, minutes, sure: review.Item("exercise", "", minutes, "", f"{lesson}.q", "", sure),
    st.sampled_from("abc"), st.integers(1, 15), st.sampled_from([0, 0, 99]),
)  # fmt: skip


@given(st.lists(made_up, max_size=8), st.integers(1, 20))
def test_a_sitting_fits_mixes_and_starts_with_what_was_sure_and_wrong(items, minutes):
    chosen = review.sitting(items, minutes)
    assert bool(chosen) == bool(items)
    assert len(chosen) == 1 or sum(item.minutes for item in chosen) <= minutes
    assert [bool(i.sure) for i in chosen] == sorted((bool(i.sure) for i in chosen), reverse=True)
    for sure in (True, False):
        part = [item.lesson for item in chosen if bool(item.sure) == sure]
        for place, (one, after) in enumerate(itertools.pairwise(part)):
            assert one != after or set(part[place:]) == {one}, "two in a row where one could mix"


# -- in a terminal, in a notebook -----------------------------------------------------------------


def run(*arguments, said=""):
    return CliRunner().invoke(main, ["review", *arguments], input=said)


def test_a_review_in_the_terminal_asks_marks_and_records():
    right = quiz.find(NAN).right[0].letter
    written(answered(40, right=False, confidence=90), answered(30, KINK), checked(30))
    listed = run("--list").output
    assert "3 of the 3 that are due, about 7 minutes" in listed and "relu-grad-task" in listed
    assert {item["kind"] for item in json.loads(run("--json").output)} == {"question", "exercise"}
    done = run(said=f"z\n{right}\n1/0\n4/2\n")
    assert done.exit_code == 0 and "Traceback" not in done.output
    assert "has no option 'z'" in done.output and "Type a number first" in done.output
    assert f"relu reset {GRAD}" in done.output
    assert "2 answered, 2 right. Still due: 1." in done.output
    assert [e["id"] for e in progress.events()][-2:] == [NAN, KINK]


@pytest.mark.parametrize(("said", "answers"), [("", 0), ("q\n", 0), ("\n\n", 0)])
def test_a_review_can_be_left_and_skipped(said, answers):
    written(answered(40), answered(30, KINK))
    done = run(said=said)
    assert done.exit_code == 0 and f"{answers} answered" in done.output
    assert len(list(progress.events())) == 2


def test_nothing_due_is_said_in_words(capsys):
    assert "Nothing is due" in run().output and run("--json").output.strip() == "[]"
    reviewing.review()
    assert "Nothing is due" in capsys.readouterr().out


def test_a_review_in_a_plain_interpreter_is_a_list(capsys, monkeypatch):
    written(answered(40), checked(30))
    reviewing.review(3)
    said = capsys.readouterr().out
    assert "1 of the 2" in said or "2 of the 2" in said
    assert "cell" in said
    monkeypatch.setenv("RELU_GRADING", "1")
    reviewing.review()
    assert capsys.readouterr().out == ""
