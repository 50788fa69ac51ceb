"""Odd answers: no check breaks, gives points away, or says a word that is not for a learner.

``--fuzz N`` tries N odd answers an exercise, ``--fuzz 0`` all of them; without it eight, others
for each exercise.
"""

from __future__ import annotations

import re
import textwrap

import pytest

from course_utils import checks
from course_utils.grading import FindingKind, LocalStudent, Outcome, judge, to_html, to_text

from .odd_values import FUNCTIONS, VALUES
from .solved import solution_of, some_of

OURS = re.compile(
    r"course_utils|Opaque|0x[0-9a-f]{4,}|\btorch\._|\b_C\.|numpy\._|np\._|inhomogeneous|<probe>"
    r"|from ([\d.]+) to \1\b|<fractions|<decimal|<mpmath\.mpf|<sympy\.(Rational|Float|Int|Half)"
    r"|object at |Traceback|fault of its own|None of None|nan of nan|dimensional arrays can be"
)
# Odd answers that do deserve more than a fifth, and why.
DESERVED = {
    ("definition.relu_above", "is np.maximum"): "max(x, t) keeps the dtype and cannot wrap around",
}
# Functions of NumPy's: what they say of arguments that do not fit is an error of the learner's.
NUMPYS = ("is poly1d", "is polynomial", "is np.")
UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\ud800-\udfff]")


def _class(solution, result):
    """Return a module whose call gives a value; the rest is the solution's."""
    return type(solution.__name__, (solution,), {"forward": lambda self, *a, **k: result()})


def _part(solution, place, result):
    def answer(*args, **kwargs):
        parts = list(solution(*args, **kwargs))
        parts[place] = result()
        return tuple(parts)

    return answer


def _entry(solution, result, keys):
    return lambda: solution | {key: result() for key in keys}


def answers(exercise) -> dict:
    """Return makers of odd answers to an exercise by name; a name in brackets may be half right."""
    solution, made = solution_of(exercise), {}
    for name, value in VALUES.items():
        made[f"is {name}"] = value
        if isinstance(solution, dict):
            made[f"every entry {name}"] = _entry(solution, value, solution)
            made[f"(one entry {name})"] = _entry(solution, value, list(solution)[:1])
        else:
            made[f"returns {name}"] = lambda value=value: lambda *args, **kwargs: value()
        if isinstance(solution, type):
            made[f"(forward gives {name})"] = lambda value=value: _class(solution, value)
        for place in range(len(exercise.parts)):
            made[f"(part {place} is {name})"] = lambda value=value, place=place: _part(
                solution, place, value
            )
    return made | {name: lambda f=function: f for name, function in FUNCTIONS.items()}


def problems(name: str, outcome: Outcome) -> list[str]:
    """Return what is wrong with what a check says of an odd answer."""
    text, found = to_text(outcome), []
    shown = " ".join(text.split())
    if name.startswith(NUMPYS):
        shown = shown.replace("inhomogeneous", "")
    if any(f.kind is FindingKind.FAULT for f in outcome.findings):
        found.append("a fault")
    half_right = name.startswith("(") or (outcome.exercise, name) in DESERVED
    if not half_right and outcome.earned > outcome.points / 5:
        found.append(f"earns {outcome.earned} of {outcome.points}")
    if outcome.earned < outcome.points and not outcome.findings:
        found.append("no reason")
    if any(not f.reason.strip(" .:") for f in outcome.findings):
        found.append("an empty reason")
    for finding in outcome.findings:
        if finding.got and finding.got == finding.expected:
            found.append(f"expected and got {finding.got}")
    ours = OURS.search(shown)
    if ours:
        found.append(f"says {ours[0]!r}")
    if UNSEEN.search(text) or any(len(line) > 80 for line in text.splitlines()):
        found.append("cannot be shown")
    html = to_html(outcome)
    if "<script>alert" in html or html.count("<div") != html.count("</div"):
        found.append("breaks the page")
    return found


@pytest.mark.parametrize("exercise", checks.all_exercises(), ids=lambda e: e.id)
def test_odd_answers(exercise, pytestconfig):
    made = answers(exercise)
    wrong = []
    for name in some_of(sorted(made), exercise, pytestconfig):
        outcome = judge(exercise, LocalStudent({exercise.name: made[name]()}), 1)
        found = problems(name, outcome)
        if found:
            said = textwrap.indent(to_text(outcome), "    ")
            wrong.append(f"{name}: {', '.join(found)}\n{said}")
    assert not wrong, "\n".join([f"{len(wrong)} odd answers to {exercise.id}", *wrong[:20]])
