"""One wrong answer beside the right one, measured: curves, training, and one sentence of it."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from .. import checks
from ..grading import Exercise, Outcome, Student
from ..student.replies import ReplyKind
from .bends import TASKS, Bend, NotTrainable, Source
from .training import NETS, SETTINGS, Parting, Run, parting, stretches, train

DIGITS = 4


@dataclass(frozen=True)
class Exhibit:
    """What was measured of one wrong answer.

    Parameters
    ----------
    exercise, mistake : str
        Which; `mistake` is empty where the answer has no name.
    parting : Parting
        The two curves.
    right, wrong : Run
        The trainings.
    constants : mapping
        The arguments held fixed.
    whose : str
        ``"yours"``, or ``"this one"``.
    """

    exercise: str
    mistake: str
    parting: Parting
    right: Run
    wrong: Run
    constants: Mapping[str, float]
    whose: str = "yours"

    @property
    def where(self) -> str:
        """For which x the curves part."""
        return stretches(self.parting.apart)

    @property
    def how(self) -> str:
        """What is whose in the training."""
        text = TASKS[self.exercise].how
        return text if self.whose == "yours" else text.replace("your ", "the wrong ")

    @property
    def fixed(self) -> str:
        """The arguments held fixed, in words; empty where there are none."""
        return ", ".join(f"{k} = {v:g}".replace("-", "−") for k, v in self.constants.items())

    def sentence(self) -> str:
        """Return what the training showed, from its numbers alone."""
        return sentence(self.right, self.wrong, self.whose)

    def model(self) -> Any:
        """Return the model of the live figure."""
        from ..widgets import MistakeNet

        name = f": {self.mistake}" if self.mistake else ""
        found = MistakeNet(
            whose=self.whose, part=self.parting.part, where=self.where, said=self.sentence(),
            curves=[_rounded(c[::2]) for c in (self.parting.right, self.parting.wrong)],
            losses=[_rounded(_spread(run.losses[:-1])) for run in (self.right, self.wrong)],
            outputs=[_rounded(_spread(run.outputs[:-1])) for run in (self.right, self.wrong)],
        )  # fmt: skip
        found.heading = f"{self.exercise}{name}"
        found.step = int(self.right.steps[self._most_telling()])
        return found

    def _most_telling(self) -> int:
        """Return the frame at which the median losses are furthest apart, by factors."""
        right, wrong = (np.log10(np.clip(m, 1e-6, 10)) for m in self.medians())
        return int(abs(right - wrong).argmax())

    def medians(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the median losses of the first steps, of the right one and of the wrong one."""
        right, wrong = (_spread(run.losses[:-1])[0] for run in (self.right, self.wrong))
        return right, wrong


def sentence(right: Run, wrong: Run, whose: str = "yours") -> str:
    """Say what two trainings showed.

    Parameters
    ----------
    right, wrong : Run
    whose : str
        What the wrong one is called.

    Returns
    -------
    str
        How many nets learned XOR with each and when half of them had, or else the median of the
        last loss; how many ran away, and in how many the first layer never moved.
    """
    if np.array_equal(right.losses, wrong.losses, equal_nan=True):
        return f"All {NETS} nets lose the same with {whose} as with the right one, step by step."
    told = (
        f"With {whose} {wrong.learned} of {NETS} nets learned XOR (loss below "
        f"{SETTINGS.learned_below:g} after {SETTINGS.steps} steps){_when(wrong)}; with the right "
        f"one {right.learned}{_when(right)}."
    )
    for count, what in (
        (wrong.lost, "the loss ran away and is no finite number any more"),
        (wrong.still, "the first layer never moved: no gradient reached it"),
    ):
        told += f" With {whose}, in {count} of {NETS} {what}." if count else ""
    return told


def _when(run: Run) -> str:
    """Say when half of the nets had learned; where they never had, what the median loss is."""
    if run.half_by is not None:
        return f", half of all by step {run.half_by}"
    last = run.losses[-1]
    value = float(np.median(np.where(np.isfinite(last), last, np.inf)))
    return f", median loss {value:.2g}" if np.isfinite(value) else ""


def _spread(table: np.ndarray) -> np.ndarray:
    """Return median, least and greatest over the nets; a net that ran away is the greatest."""
    whole = np.where(np.isfinite(table), table, np.inf)
    return np.stack([np.median(whole, -1), whole.min(-1), whole.max(-1)])


def _rounded(table: np.ndarray) -> Any:
    """Return a table as lists for JSON, four digits each, None for what is no finite number."""
    if table.ndim > 1:
        return [_rounded(row) for row in table]
    return [float(f"{v:.{DIGITS}g}") if np.isfinite(v) else None for v in table.tolist()]


# -- what is offered ------------------------------------------------------------------------------


def offered(outcome: Outcome) -> str:
    """Return the first named mistake of an outcome that a net can be trained with, or ``""``."""
    names = trainable(outcome.exercise)
    return next((f.mistake for f in outcome.findings if f.mistake in names), "")


@functools.cache
def trainable(exercise_id: str) -> tuple[str, ...]:
    """Return the mistakes of an exercise that part from the right answer along a line of x.

    What is wrong at NaN or for whole numbers alone trains no other net, and is not among them.
    """
    if exercise_id not in TASKS:
        return ()
    exercise, found = checks.find(exercise_id), list[str]()
    for known in exercise.misconceptions:
        if callable(known.answer) and known.name not in found:
            try:
                apart = _parted(exercise, known.answer)
            except Exception:  # a wrong answer may end in any way: then it is no curve
                apart = None
            found += [known.name] if apart else []
    return tuple(found)


def of_reference(exercise_id: str, mistake: str) -> Exhibit:
    """Train with the wrong answer of the catalogue.

    Raises
    ------
    NotTrainable
        It is none of `trainable`.
    """
    if mistake not in trainable(exercise_id):
        raise NotTrainable(
            f"{exercise_id} has no such mistake to train with", got=mistake,
            expected=f"one of {', '.join(trainable(exercise_id)) or 'none: it asks for no curve'}",
        )  # fmt: skip
    exercise = checks.find(exercise_id)
    answers = (m.answer for m in exercise.misconceptions if m.name == mistake)
    # Of several forms of one mistake some may be right where the net looks.
    shown = (_exhibit(exercise, form, mistake, "this one") for form in filter(callable, answers))
    return next(exhibit for exhibit in shown if exhibit is not None)


def of_learner(exercise: Exercise, student: Student, mistake: str = "") -> Exhibit | None:
    """Train with the learner's answer as it is now; None where it is one line with the right one.

    Raises
    ------
    NotTrainable
        There is no answer, it raises, it is too slow, or it gives no numbers.
    """
    return _exhibit(exercise, _asked(exercise, student), mistake, "yours")


def _exhibit(exercise: Exercise, source: Source, mistake: str, whose: str) -> Exhibit | None:
    parted = _parted(exercise, source)
    if parted is None:
        return None
    apart, constants = parted
    wrong = train(Bend(TASKS[exercise.id], source, constants))
    right = _right(exercise.id, tuple(constants.items()))
    return Exhibit(exercise.id, mistake, apart, right, wrong, constants, whose)


def _parted(exercise: Exercise, source: Source) -> tuple[Parting, Mapping[str, float]] | None:
    task, oracle = TASKS[exercise.id], exercise.oracle
    assert oracle is not None, f"{exercise.id} is among TASKS without an oracle"
    for constants in task.constants:
        apart = parting(Bend(task, oracle, constants), Bend(task, source, constants))
        if apart:
            return apart, constants
    return None


@functools.lru_cache(maxsize=16)
def _right(exercise_id: str, constants: tuple[tuple[str, float], ...]) -> Run:
    oracle = checks.find(exercise_id).oracle
    assert oracle is not None
    return train(Bend(TASKS[exercise_id], oracle, dict(constants)))


def _asked(exercise: Exercise, student: Student) -> Source:
    """Return the learner's function, called behind the guards of a check."""

    def call(*args: Any) -> Any:
        reply = student.request(
            {"op": "call", "name": exercise.name, "args": args, "seconds": exercise.seconds}
        )
        if reply["kind"] is not ReplyKind.VALUE:
            raise NotTrainable(
                f"`{exercise.name}` gave no numbers while a net was trained with it",
                expected="one number for each x", got_words=_ended(reply),
                next_step=f'Next: check("{exercise.id}") says more.',
            )  # fmt: skip
        return reply["value"]

    return call


def _ended(reply: Mapping[str, Any]) -> str:
    if reply["kind"] is ReplyKind.RAISED:
        return f"{reply['error']['type']}: {reply['error']['message']}"[:200]
    return str(reply["kind"])
