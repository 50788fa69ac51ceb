"""Counted hands are kept for the next room, and only where they still mean what they meant."""

from __future__ import annotations

import json

import pytest

from course_utils import quiz
from course_utils.errors import CourseError
from course_utils.voting import kept

ONE = "definition.q_shape"
OTHER = "start_here.q_practice"
NUMBER = "graphs.q_kink"
SEVERAL = "definition.q_dtype"


def test_the_last_room_is_kept(tmp_path):
    path = tmp_path / "new" / "votes.json"
    assert kept.read(path) == []
    kept.keep(path, ONE, {"a": 9, "b": 1})
    kept.keep(path, OTHER, {"b": 3})
    kept.keep(path, ONE, {"a": 2, "c": 5})
    votes = {vote["question"]: vote["first"] for vote in kept.read(path)}
    assert votes[ONE]["counts"] == {"a": 2, "c": 5} and votes[ONE]["voters"] == 7
    assert votes[OTHER]["counts"] == {"b": 3}
    assert votes[ONE]["right"] == sum(
        votes[ONE]["counts"].get(o.letter, 0) for o in quiz.find(ONE).right
    )


def test_numbers_and_several_options_are_kept_beside_the_rest(tmp_path):
    path = tmp_path / "votes.json"
    kept.keep(path, ONE, {"a": 1})
    kept.keep(path, NUMBER, {"2": 3, "other": 1})
    kept.keep(path, SEVERAL, {"a": 4, "b": 5, "all": 6})
    votes = {vote["question"]: vote["first"] for vote in kept.read(path)}
    assert list(votes) == [ONE, NUMBER, SEVERAL]
    assert votes[NUMBER]["voters"] == 4 and votes[NUMBER]["right"] == 3
    assert votes[SEVERAL]["voters"] == 6 and votes[SEVERAL]["counts"] == {"a": 4, "b": 5}


@pytest.mark.parametrize("hands", [{}, {"a": 0}, {"z": 1}, {"a": -1}, {"a": 1.5}, {"a": 10**6}])
def test_what_is_no_count_changes_nothing(tmp_path, hands):
    path = tmp_path / "votes.json"
    with pytest.raises(CourseError):
        kept.keep(path, ONE, hands)
    assert not path.exists()


def test_a_vote_on_a_question_that_has_changed_is_left_out(tmp_path):
    path = tmp_path / "votes.json"
    kept.keep(path, OTHER, {"a": 1})
    vote = kept.keep(path, ONE, {"a": 1})
    swapped = dict(zip(vote["options"], reversed(vote["options"].values()), strict=True))
    changed = vote | {"options": swapped}
    gone = vote | {"question": "definition.q_gone"}
    path.write_text(json.dumps([*kept.read(path)[:1], changed, gone]), encoding="utf-8")
    assert [vote["question"] for vote in kept.read(path)] == [OTHER]


@pytest.mark.parametrize("text", ["{", "[1]", '{"a": 1}', '[{"question": "definition.q_shape"}]'])
def test_a_damaged_file_is_named_and_left(tmp_path, text):
    path = tmp_path / "votes.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match=r"votes.json cannot be read"):
        kept.keep(path, ONE, {"a": 1})
    assert path.read_text(encoding="utf-8") == text
