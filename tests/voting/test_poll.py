"""A poll: rounds, votes, hands, what may be seen when."""

from __future__ import annotations

import json

import pytest

from course_utils import quiz
from course_utils.errors import CourseError
from course_utils.voting.poll import Phase, Poll, VoteError
from course_utils.voting.room import Room, questions_of
from course_utils.voting.serving import save

ONE = "definition.q_shape"
SEVERAL = "definition.q_dtype"
NUMBER = "graphs.q_kink"


def letters(question: quiz.Question) -> tuple[str, str]:
    """A right letter and a wrong one."""
    return question.right[0].letter, next(o.letter for o in question.options if not o.right)


def test_every_lesson_with_questions_can_be_voted_on():
    lessons = dict.fromkeys(name.partition(".")[0] for name in quiz.ids())
    asked = [q.id for lesson in lessons for q in questions_of(lesson)]
    assert set(asked) == {name for name in quiz.ids() if quiz.find(name).predict}
    with pytest.raises(VoteError, match="Did you mean 'graphs'"):
        questions_of("grafs")


def test_two_rounds_show_the_shift():
    poll = Poll(quiz.find(ONE))
    right, wrong = letters(poll.question)
    with pytest.raises(VoteError, match="No vote is open"):
        poll.vote("a", right)
    poll.step()
    for device in "abcd":
        poll.vote(device, wrong)
    poll.vote("d", right)  # replaces
    assert (poll.first.total, poll.first.right(poll.question)) == (4, 1)
    assert poll.advice().startswith("25 %")
    assert poll.step() is Phase.TALK
    with pytest.raises(VoteError):
        poll.vote("a", right)
    poll.step()
    for device, given in zip("abde", (right, wrong, wrong, right), strict=True):
        poll.vote(device, given)
    assert poll.step() is Phase.SHOWN is poll.step()
    assert poll.moved() == {"to": 1, "away": 1, "stayed right": 0, "stayed wrong": 1}
    assert poll.given_by("e") == {"second": (right,)}
    poll.begin_again()
    assert (poll.phase, poll.first.total) == (Phase.READY, 0)


@pytest.mark.parametrize("given", ["z", "", "ab", ["a", "b"], [], "a, c and b"])
def test_what_is_no_answer_is_not_counted(given):
    poll = Poll(quiz.find(ONE))
    poll.step()
    with pytest.raises(CourseError):
        poll.vote("a", given)
    assert poll.first.total == 0


def test_several_letters_and_numbers_are_voted_on_too():
    several = Poll(quiz.find(SEVERAL))
    several.step()
    right = "".join(o.letter for o in several.question.right)
    several.vote("a", list(right))
    several.vote("b", right[0])
    assert several.first.right(several.question) == 1
    assert several.first.counts()[right[0]] == 2
    room = Room([quiz.find(NUMBER)])
    room.act("step")
    for device, given in enumerate(["2", "4/2", "2,0", "-4", "7", *"35689"]):
        room.poll.vote(str(device), given)
    rows = {row["label"]: row for row in room.for_presenter()["results"]}
    assert rows["2"]["right"] and rows["2"]["counts"] == [3, 0]
    assert sum(row["counts"][0] for row in rows.values()) == 10


def test_hands_are_counted_for_several_options_and_for_numbers():
    """Who raised which hands together is not known, so no share of right answers is made up."""
    poll = Poll(quiz.find(SEVERAL))
    poll.step()
    *options, everybody = poll.question.hands_for
    right = [o.letter for o in poll.question.right]
    poll.count_hands(dict.fromkeys(options, 3) | {everybody: 7})
    assert (poll.first.total, poll.first.judged(poll.question)) == (7, 0) and poll.advice() == ""
    poll.vote("a", right)
    assert (poll.first.total, poll.first.judged(poll.question)) == (8, 1)
    assert poll.first.right(poll.question) == 1 and poll.first.counts()[right[0]] == 4
    with pytest.raises(VoteError, match="More hands than people"):
        poll.count_hands({options[0]: 3, everybody: 2})

    room = Room([quiz.find(NUMBER)])
    room.act("step")
    labels = room.for_screen()["hands_for"]
    assert labels[-1] == "other" and "2" in labels and len(labels) > 2
    room.act("hands", dict.fromkeys(labels, 2))
    room.poll.vote("a", "2")
    assert room.poll.first.right(room.poll.question) == 3
    assert room.poll.first.total == 2 * len(labels) + 1
    assert dict.fromkeys(labels, 2).items() <= room.for_screen()["hands"].items()
    rows = {row["label"]: row for row in room.for_presenter()["results"]}
    assert rows["2"]["counts"] == [3, 0] and rows["other"]["counts"] == [2, 0]
    with pytest.raises(VoteError, match="cannot be counted"):
        room.act("hands", {"3.7": 1})


def test_hands_are_votes():
    poll = Poll(quiz.find(ONE))
    right, wrong = letters(poll.question)
    poll.step()
    poll.vote("a", right)
    poll.count_hands({right: 9, wrong: 10})
    assert (poll.first.total, poll.first.right(poll.question)) == (20, 10)
    assert (
        poll.advice() == "50 % are right. Between 35 and 70 %: let them talk, two or three minutes."
    )
    for bad in ({right: -1}, {right: 1.5}, {right: True}, {"z": 1}, {right: "1"}, {right: 10**9}):
        with pytest.raises(VoteError):
            poll.count_hands(bad)
    assert poll.first.total == 20


def test_nothing_is_seen_before_its_time():
    room = Room([quiz.find(ONE)])
    right, _ = letters(room.poll.question)
    why = room.poll.question.right[0].feedback
    room.act("step")
    room.poll.vote("a", right)
    for view in (room.for_screen(), room.for_phone("b")):
        assert not view["results"] and why not in json.dumps(view, ensure_ascii=False)
        assert '"right": true' not in json.dumps(view)
    assert room.for_phone("a")["mine"] == {"first": (right,)} and room.for_phone("b")["mine"] == {}
    room.act("show")
    assert {r["label"] for r in room.for_phone("b")["results"] if r["right"]} == {right}


def test_counts_are_kept_without_devices(tmp_path):
    room = Room(questions_of("definition"), "q_shape")
    assert room.poll.question.id == ONE
    right, _ = letters(room.poll.question)
    room.act("step")
    room.poll.vote("a-very-secret-device", right)
    assert save(room, tmp_path / "votes.json") == 1
    text = (tmp_path / "votes.json").read_text(encoding="utf-8")
    assert "a-very-secret-device" not in text
    first = {"voters": 1, "right": 1, "judged": 1, "counts": {right: 1}}
    assert json.loads(text)[0]["first"] == first
    with pytest.raises(VoteError, match="Did you mean"):
        Room(questions_of("definition"), "definition.q_shap")
    with pytest.raises(VoteError, match="no action"):
        room.act("quit")
