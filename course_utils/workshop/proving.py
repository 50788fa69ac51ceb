"""Prove checks by mutants: who judges a right answer must refuse it with a slip in it.

A mutant that still gets full points is a *survivor*: either the check has a hole, or the slip makes
no difference that the task speaks of. Those are listed with a reason in
``tests/corpus/equivalent.toml``.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import os
import warnings
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from .. import checks
from ..frameworks import load_keras
from ..grading import LocalStudent, Outcome, Status, judge
from ..student.guards import ExitCalled, TimeUp, captured_output, no_exit, time_limit
from . import corpus
from .corpus import Answer
from .mutants import mutants_of
from .survivors import Proof, Verdict, key_of, left_alone, listed

DEFINING = 5.0  # seconds: a slip may make a loop endless
AS_IT_STANDS = 60.0  # seconds for an answer of the corpus: some train a net, on a busy machine


def right_answers(exercise_id: str) -> list[Answer]:
    """Return the solution of an exercise and the right answers of its corpus."""
    own = [answer for answer in corpus.answers_to(exercise_id) if answer.kind == "right"]
    return [corpus.solution_to(exercise_id), *own]


def verdicts_on_mutants(
    answers: Iterable[Answer], seeds: Sequence[int], most: int = 0
) -> Iterator[Verdict]:
    """Judge right answers and their mutants, without those that come to the same value.

    All mutants, or about `most` an answer, the listed ones among them.
    """
    for answer in answers:
        before = _run(answer.before, {"__name__": "__main__"})
        unchanged = _defined(answer.code, before, AS_IT_STANDS)
        marks = _marks(answer.exercise, unchanged, seeds)
        yield Verdict(answer.exercise, answer.title, None, marks, right=True)
        known = listed().get(answer.exercise, {})
        mutants = mutants_of(answer.code, answer.own or None)
        step = -(-len(mutants) // most) if most else 1
        for number, mutant in enumerate(mutants):
            if number % step and key_of(answer.title, mutant) not in known:
                continue
            changed = _defined(mutant.source, before)
            if not _same_value(answer.exercise, unchanged, changed):
                marks = _marks(answer.exercise, changed, seeds)
                yield Verdict(answer.exercise, answer.title, mutant, marks)


def verdicts_on_wrong(exercise_id: str, seeds: Sequence[int]) -> Iterator[Verdict]:
    """Judge the wrong answers of the corpus, as they stand."""
    for answer in corpus.answers_to(exercise_id):
        if answer.kind == "wrong":
            namespace = _defined(answer.code, {"__name__": "__main__"}, AS_IT_STANDS)
            marks = _marks(exercise_id, namespace, seeds)
            yield Verdict(exercise_id, answer.title, None, marks)


def _load_libraries(answers: Iterable[Answer]) -> None:
    """Import what answers import, before the clock runs: half an import of PyTorch is a crash."""
    code = "".join(answer.before + answer.code for answer in answers)
    if "torch" in code or "keras" in code:
        importlib.import_module("torch")
    if "keras" in code:
        load_keras()


def _run(source: str, namespace: dict[str, Any]) -> dict[str, Any]:
    exec(compile(source, "<answer>", "exec", dont_inherit=True), namespace)
    return namespace


def _defined(
    source: str, before: dict[str, Any], seconds: float = DEFINING
) -> dict[str, Any] | None:
    """Return the names behind an answer; None where it ends in an error or in no time."""
    namespace = dict(before)
    try:
        with _guarded(namespace, seconds):
            return _run(source, namespace)
    except (Exception, TimeUp, ExitCalled):
        return None


def _same_value(
    exercise_id: str, unchanged: dict[str, Any] | None, changed: dict[str, Any] | None
) -> bool:
    """Tell whether an answer that is a value, and no function, came out the same."""
    name = exercise_id.partition(".")[2]
    if not unchanged or not changed or name not in changed or callable(unchanged[name]):
        return False
    return repr(unchanged[name]) == repr(changed[name])


def _marks(
    exercise_id: str, namespace: dict[str, Any] | None, seeds: Sequence[int]
) -> tuple[tuple[Status, int], ...]:
    if namespace is None:
        return ((Status.ERROR, 0),)
    exercise = checks.find(exercise_id)
    student, marks = LocalStudent(namespace), []
    for seed in seeds:
        outcome: Outcome = judge(exercise, student, seed, naming=False)
        marks.append((outcome.status, outcome.earned))
        if outcome.status is Status.TOO_SLOW:
            break  # it would be so with the other seeds
    return tuple(marks)


@contextlib.contextmanager
def _guarded(namespace: dict[str, Any], seconds: float) -> Iterator[None]:
    with captured_output(), warnings.catch_warnings(), time_limit(seconds), no_exit(namespace):
        warnings.simplefilter("ignore")
        yield


def prove(
    exercise_id: str, seeds: Sequence[int] = (0, 1), *, most: int = 0, solution_only: bool = False
) -> Proof:
    """Judge slips in an exercise's right answers, and its wrong answers.

    Parameters
    ----------
    exercise_id : str
    seeds : sequence of int
        Each draws other inputs.
    most : int
        About how many mutants an answer; 0 for all.
    solution_only : bool
        Leave the corpus alone.
    """
    answers = right_answers(exercise_id)
    _load_libraries([*answers, *corpus.answers_to(exercise_id)])
    answers = [answer for answer in answers if not left_alone(exercise_id, answer.title)]
    found = list(verdicts_on_mutants(answers[:1] if solution_only else answers, seeds, most))
    if not solution_only:
        found += verdicts_on_wrong(exercise_id, seeds)
    return Proof(exercise_id, tuple(found))


def prove_all(exercise_ids: Sequence[str], seeds: Sequence[int] = (0, 1)) -> Iterator[Proof]:
    """Prove several exercises, as many at a time as there are processors; in order."""
    one = functools.partial(prove, seeds=seeds)
    workers = min(len(exercise_ids), os.cpu_count() or 1)
    if workers < 2:
        yield from map(one, exercise_ids)
        return
    # Fresh processes: a fork of one that runs threads of PyTorch may hang.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(one, exercise_ids)
