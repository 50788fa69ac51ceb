"""Name the mistake behind a wrong answer, and only where the name is earned.

A known mistake is named when its own reference answer gives the learner's values on every input
that the failed behaviour asked, and differs from the right answer there. Where several fit, further
inputs are asked until one is left; with none or several left, nobody is named: a general reason is
better than a wrong one.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable
from typing import Any

import numpy as np

from ..student.values import pack, unpack
from .ask import Ask
from .calls import Call, Stop
from .compare import Match, difference
from .declare import Cases
from .general import general_mistakes
from .misconception import Misconception
from .outcome import Finding, FindingKind
from .reading import array_like

_STRICT = Match(dtype=True, signed_zeros=True)


Again = Callable[[], tuple[Ask, Finding | None]]


def recognise(ask: Ask, finding: Finding, again: Again) -> Finding:
    """Return the finding with the name and the words of the mistake, if there is one.

    `again` tries the behaviour with other inputs: the mistake has to show in those, too.
    """
    if (
        finding.mistake
        or not ask.calls
        or finding.kind not in (FindingKind.VALUE, FindingKind.ERROR)
    ):
        return finding
    known, calls = ask.exercise.misconceptions, list(ask.calls)
    truth = Misconception("", "", answer=ask.exercise.oracle)
    right = _fits(truth, ask.calls, finding)
    if right:  # no mistake in the values, but in their form perhaps
        known = [m for m in known if m.symptom]
    fitting = [m for m in known if _fits(m, ask.calls, finding)]
    if not fitting:
        fitting = [m for m in known if _fits_in_part(m, ask.calls, finding)]
    if not fitting and not right:
        fitting = _general(ask, finding)
    if len({m.name for m in fitting}) > 1:
        fitting = _told_apart(ask, fitting)
    if len({m.name for m in fitting}) != 1:
        return finding
    found = fitting[0]
    second, outcome = again()
    if not _shows_again(found, calls, second, outcome):
        return finding
    if found in known:
        earned = _more_than_a_number(ask, found, calls)
    else:  # what any exercise may meet is never named on one number throughout
        whole = all(_same_answer(found, call) for call in calls)
        answers = [call.got if whole else _marked(call) for call in (*calls, *second.calls)]
        earned = _number_throughout(answers) is None
    if not earned:
        return finding
    reason = f"{found.says}\n{finding.reason}"
    look = ask.exercise.place(found.look) or finding.look
    return dataclasses.replace(finding, reason=reason, mistake=found.name, look=look)


def _general(ask: Ask, finding: Finding) -> list[Misconception]:
    """Return what fits of the mistakes that any exercise may meet."""
    if not any(isinstance(behaviour, Cases) for behaviour in ask.exercise.behaviours):
        return []
    known = general_mistakes(ask.exercise)
    return [m for m in known if _fits(m, ask.calls, finding)] or [
        m for m in known if _fits_in_part(m, ask.calls, finding)
    ]


def _shows_again(
    mistake: Misconception, calls: list[Call], ask: Ask, finding: Finding | None
) -> bool:
    """Tell whether other inputs show the mistake too, and not the same answer to everything.

    What passes the second time, or ends in another way, says nothing against the first.
    """
    if finding is None or finding.kind is not FindingKind.VALUE or mistake.clues:
        return True
    if not (_fits(mistake, ask.calls, finding) or _fits_in_part(mistake, ask.calls, finding)):
        return False
    first, second = calls[-1], ask.calls[-1]
    if mistake.symptom is None or mistake.constant or not first.args:
        return True
    asked_alike = all(map(_alike, first.args, second.args))
    return asked_alike or not _alike(first.got, second.got)


def _more_than_a_number(ask: Ask, mistake: Misconception, calls: list[Call]) -> bool:
    """Tell whether a mistake is more than the one number that all answers were, or is that number.

    Zeros everywhere agree with many a mistake; a case where it gives other numbers decides.
    """
    number = _number_throughout([call.got for call in calls])
    if number is None or not callable(mistake.answer):
        return True
    for cases in (b for b in ask.exercise.behaviours if isinstance(b, Cases)):
        for args in (*cases.draw(ask.rng), *cases.also(ask.rng)):
            sent = unpack(pack(list(args)))
            try:
                with np.errstate(all="ignore"):
                    if _number_throughout([mistake.answer(*sent)]) == number:
                        continue
                (call,) = cases.asked(ask, args)
            except Exception:
                return False
            return _same_answer(mistake, call)
    return True


def _marked(call: Call) -> Any:
    """Return the part of an answer that is marked, where it is one of several."""
    if call.part is None or not isinstance(call.got, tuple) or call.part >= len(call.got):
        return call.got
    return call.got[call.part]


def _number_throughout(answers: list[Any]) -> float | None:
    """Return the one number that all answers consist of, or None."""
    numbers = [array_like(answer) for answer in answers]
    if not all(isinstance(n, (np.ndarray, np.number, int, float)) for n in numbers):
        return None
    entries = np.concatenate([np.ravel(n) for n in numbers])
    alike = entries.dtype.kind in "biuf" and entries.size and (entries == entries[0]).all()
    return float(entries[0]) if alike else None


def _alike(one: Any, other: Any) -> bool:
    return difference(one, other, Match()) is None


def _fits(mistake: Misconception, calls: list[Call], finding: Finding) -> bool:
    if mistake.clues:
        return finding.kind is FindingKind.ERROR and any(c in finding.reason for c in mistake.clues)
    if mistake.symptom is not None:
        got, args = calls[-1].got, calls[-1].args
        return finding.kind is FindingKind.VALUE and mistake.shows_in(got, *args)
    return all(_same_answer(mistake, call) for call in calls)


def _fits_in_part(mistake: Misconception, calls: list[Call], finding: Finding) -> bool:
    """Tell whether the marked part of every answer is the mistake's, whatever the others are."""
    if finding.kind is not FindingKind.VALUE or not callable(mistake.answer):
        return False
    marked = [(call, call.part) for call in calls if call.part is not None]
    formed = all(isinstance(call.got, tuple) and part < len(call.got) for call, part in marked)
    # A few words or truth values agree by chance with many a mistake.
    if not marked or not formed or any(isinstance(c.got[p], (bool, str)) for c, p in marked):
        return False
    return all(_same_answer(mistake, call, part=part) for call, part in marked)


def _same_answer(mistake: Misconception, call: Call, part: int | None = None) -> bool:
    wrong = mistake.answer
    if not callable(wrong):
        return False
    args, kwargs = unpack(pack((list(call.args), call.kwargs)))
    try:
        with np.errstate(all="ignore"):
            value = call.tidied(unpack(pack(wrong(*args, **kwargs))))
    except Exception as error:
        # The type alone would name a mistake for any other TypeError, too.
        return (type(error).__name__, str(error)[:500]) == (call.raised, call.message)
    if call.raised:
        return False
    got = call.got
    if part is not None:
        if len(got) != len(value):
            return False
        value, got = value[part], got[part]
    if difference(got, value, call.match) is not None:
        return False
    pairs = itertools.zip_longest(call.after or (), unpack(pack(args)))
    return all(
        difference(mine, theirs, _STRICT) is None
        for mine, theirs in pairs
        if isinstance(mine, np.ndarray) and isinstance(theirs, np.ndarray)
    )


def _told_apart(ask: Ask, fitting: list[Misconception]) -> list[Misconception]:
    """Ask the cases of all behaviours until at most one of the mistakes fits."""
    judged = [m for m in fitting if callable(m.answer)]
    further = [b for b in ask.exercise.behaviours if isinstance(b, Cases)]
    if len(judged) < len(fitting) or not further:  # nothing to ask: the first in order stands
        return fitting[:1]
    for cases in further:
        for args in (*cases.draw(ask.rng), *cases.also(ask.rng)):
            try:
                (call,) = cases.asked(ask, args)
            except Stop:
                call = ask.calls[-1]
            left = [m for m in judged if _same_answer(m, call)]
            judged = left or judged
            if len({m.name for m in judged}) == 1:
                return judged
    return judged
