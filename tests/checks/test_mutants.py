"""Right answers with a slip in them get no full points: a part of `relu dev prove`."""

from __future__ import annotations

import pytest

from course_utils import checks
from course_utils.workshop import corpus, proving, survivors

EXERCISES = checks.all_exercises()
# About so many slips of each solution; the rest, and those of the corpus, by command.
MOST = 20


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.id)
def test_slips_in_the_solution_are_refused(exercise):
    proof = proving.prove(exercise.id, seeds=(0,), most=MOST, solution_only=True)
    assert proof.mutants or survivors.left_alone(exercise.id, corpus.SOLUTION)
    assert proof.holds, "\n".join(survivors.report(proof))


def test_what_is_listed_as_equivalent_belongs_to_answers():
    assert set(survivors.listed()) <= {exercise.id for exercise in EXERCISES}
    for exercise, known in survivors.listed().items():
        titles = tuple(f"{answer.title}: " for answer in proving.right_answers(exercise))
        assert [key for key in known if not key.startswith(titles)] == []
        assert all(len(reason) > 20 for reason in known.values()), exercise


def test_a_hole_in_a_check_shows(monkeypatch):
    """A check that asks nothing lets every slip pass, and says so."""
    loose = checks.find("definition.relu")
    monkeypatch.setattr(loose, "behaviours", loose.behaviours[:1])
    answer = corpus.Answer(loose.id, "right", "mine", "def relu(x):\n    return x * (x > 0)")
    found = survivors.Proof(loose.id, tuple(proving.verdicts_on_mutants([answer], (0,))))
    assert "return x * (x >= 0)" in {verdict.mutant.now for verdict in found.holes}
    assert "return x * (x < 0)" not in {verdict.mutant.now for verdict in found.holes}
    assert not found.holds
    assert any("+ return x * (x >= 0)" in line for line in survivors.report(found))


def test_a_loop_without_end_is_stopped():
    code = "def relu(x):\n    while not isinstance(x, str):\n        pass\n    return x"
    answer = corpus.Answer("definition.relu", "right", "mine", code)
    verdicts = list(proving.verdicts_on_mutants([answer], (0, 1)))
    assert sum(verdict.too_slow for verdict in verdicts) > 1
    assert not any(verdict.survived for verdict in verdicts)
