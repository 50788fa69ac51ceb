"""A report that a check was wrong: filled in, shown, and sent by nobody but the learner."""

from __future__ import annotations

import functools
import re
import subprocess
import tomllib
from pathlib import Path
from urllib.parse import urlencode

from .. import lessons
from ..errors import CourseError
from ..grading import Exercise, Outcome, Status, to_text

TEMPLATE = "check.yml"  # of .github/ISSUE_TEMPLATE, whose fields have the ids below
HEADS = {
    "exercise": "Exercise",
    "kind": "What went wrong",
    "answer": "Your answer",
    "said": "What the check said",
    "seed": "Seed",
    "version": "Version of the course",
}
REFUSED, ACCEPTED = "a right answer was refused", "a wrong answer was accepted"
FENCES = {"answer": "python", "said": "text"}
LONGEST = 6_000  # characters of an address: browsers and forges take 8,000
CUT = "\n… (the rest did not fit: relu report prints it)"
# The forge whose hosted forms can be filled from an address, by field id.
_FORGE = re.compile(
    r"^(?:https://|ssh://git@|git@)github\.com[/:](?P<path>[^/]+/[^/]+?)(?:\.git)?/?$"
)


def of(outcome: Outcome, answer: str) -> dict[str, str]:
    """Return the fields of a report of one check, by their ids in the form.

    Examples
    --------
    >>> from course_utils import checks
    >>> from course_utils.grading import LocalStudent, judge
    >>> outcome = judge(checks.find("definition.relu"), LocalStudent({"relu": abs}), 7)
    >>> of(outcome, "relu = abs")["seed"]
    '7'
    """
    from .. import __version__

    return {
        "exercise": outcome.exercise,
        "kind": ACCEPTED if outcome.status is Status.RIGHT else REFUSED,
        "answer": answer.strip(),
        "said": to_text(outcome).strip(),
        "seed": str(outcome.seed),
        "version": __version__,
    }


def of_exercise(exercise: Exercise, *, seed: int | None = None) -> dict[str, str]:
    """Check an answer in exercises/ anew, keep no result, and return the fields of its report.

    Raises
    ------
    CourseError
        When there is no answer yet, or no notebook that can be read.
    """
    from . import checking, styles

    path = lessons.path_of("exercises", lessons.stem_of(exercise.lesson))
    checked = checking.check_notebook(path, exercise.id, seed=seed)
    if checked.problems:
        raise CourseError(checked.problems[0])
    (outcome,) = checked.outcomes
    if outcome.status is Status.NOT_STARTED:
        raise CourseError(
            f"{exercise.id} has no answer yet",
            next_step=f"Write one, save the notebook, and: relu check {exercise.id}",
        )
    return of(outcome, styles.source_on_disk(exercise))


def to_markdown(fields: dict[str, str]) -> str:
    r"""Return a report as Markdown, one heading a field.

    Examples
    --------
    >>> to_markdown({"seed": "7"})
    '### Seed\n\n7\n'
    """
    return "\n".join(f"### {HEADS[key]}\n\n{_fenced(key, text)}\n" for key, text in fields.items())


def _fenced(key: str, text: str) -> str:
    if key not in FENCES:
        return text
    longest = max((len(run) for run in re.findall("`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{FENCES[key]}\n{text}\n{fence}"


def address(fields: dict[str, str], issues: str) -> str:
    """Return the address of the hosted form with its fields filled; empty without a host.

    Examples
    --------
    >>> address({"seed": "7"}, "https://example.org/c/issues")
    'https://example.org/c/issues/new?template=check.yml&seed=7'
    >>> address({"seed": "7"}, "")
    ''
    """
    if not issues:
        return ""
    filled = {"template": TEMPLATE, **fields}
    for key in ("said", "answer"):
        over = len(urlencode(filled)) - LONGEST
        if over > 0 and key in filled:
            filled[key] = _cut(filled[key], over)
    return f"{issues.rstrip('/')}/new?{urlencode(filled)}"


def _cut(text: str, over: int) -> str:
    """Return a text shortened until its encoded form has lost `over` characters."""
    wanted = len(urlencode({"": text})) - over - len(urlencode({"": CUT}))
    while text and len(urlencode({"": text})) > wanted:
        text = text[: min(len(text) - 1, len(text) * 9 // 10)]
    return text + CUT


def offered(fields: dict[str, str]) -> dict[str, str]:
    """Return what a card says: the command, and the address where there is one.

    The card of a right answer says nothing of it: whoever knows better has ``relu report``.
    """
    if fields["kind"] == ACCEPTED or not fields["answer"]:
        return {}
    command = f"relu report {fields['exercise']} --seed {fields['seed']}"
    return {"command": command, "address": address(fields, issues_address())}


@functools.cache
def issues_address() -> str:
    """Return where problems of this course are reported; empty where nothing says so.

    `Issues` under ``[project.urls]`` in pyproject.toml is believed first, then the checkout's
    remote `origin`, where its host has such forms.
    """
    try:
        root = lessons.find_root()
        about = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError, CourseError):
        return ""
    named = about.get("project", {}).get("urls", {}).get("Issues", "")
    return named or from_remote(_origin(root))


def from_remote(remote: str) -> str:
    """Return the issues' address of a git remote; empty for an unknown host.

    Examples
    --------
    >>> from_remote("git@github.com:someone/course.git")
    'https://github.com/someone/course/issues'
    >>> from_remote("/srv/git/course")
    ''
    """
    found = _FORGE.match(remote.strip())
    return f"https://github.com/{found['path']}/issues" if found else ""


def _origin(root: Path) -> str:
    if not (root / ".git").exists():
        return ""
    asked = ["git", "-C", str(root), "remote", "get-url", "origin"]
    try:
        return subprocess.run(asked, capture_output=True, text=True, timeout=5, check=False).stdout
    except (OSError, subprocess.SubprocessError):
        return ""
