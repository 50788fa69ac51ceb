"""What a check says where no value came back: an error, a cell that failed, an older answer."""

from __future__ import annotations

from typing import Any

from ..student.replies import STOPPED, ReplyKind
from .outcome import Finding, FindingKind

_KINDS = {
    ReplyKind.TOO_SLOW: FindingKind.TOO_SLOW,
    ReplyKind.MISSING: FindingKind.MISSING,
    ReplyKind.NOT_PLAIN: FindingKind.VALUE,
}


def unanswered(name: str, reply: dict[str, Any]) -> Finding:
    """Return the finding for a reply about `name` that brought no value.

    Examples
    --------
    >>> unanswered("f", {"kind": ReplyKind.MISSING}).reason
    'There is no `f` here. Run the cell that defines it.'
    """
    kind = reply["kind"]
    if kind is ReplyKind.RAISED:
        return _raised(name, reply["error"])
    if kind is ReplyKind.MISSING and reply.get("failed"):
        return failed_cell(name, reply["failed"])
    reasons = {
        ReplyKind.TOO_SLOW: f"No answer within {reply.get('seconds', 2.0):g} s. Is there a loop "
        "that never ends, or work that is done over and over?",
        ReplyKind.EXIT: "The function ends the whole program (exit or quit). It should return a "
        "value.",
        ReplyKind.DIED: "The process that ran the function died (out of memory, or killed).",
        ReplyKind.MISSING: f"There is no `{name}` here. Run the cell that defines it.",
        ReplyKind.NOT_PLAIN: f"What came back cannot be read: {reply.get('message', '')}.",
    }
    sort = _KINDS.get(kind, FindingKind.ERROR)
    return Finding(reasons[kind], got="nothing", expected="a result", kind=sort)


def _raised(name: str, error: dict[str, Any]) -> Finding:
    text, frames = error_text(error), _frames(error)
    if error["type"] in ("TypeError", "AttributeError") and not frames:  # no line of theirs
        text = _misfit(name, text)
    return Finding(
        text, got=error["type"], expected="a result", frames=frames, kind=FindingKind.ERROR
    )


def _misfit(name: str, text: str) -> str:
    """Say that what a name stands for, or what came back of a call, does not fit the use of it."""
    if "not callable" in text:
        about = f"It is neither a function nor a class ({text}). Write it as its cell began."
    elif "argument" in text:
        about = f"Does it take the arguments that the task names? ({text})"
    else:
        return f"`{name}`, or what it gives, does not fit where it is used ({text})."
    return f"`{name}` cannot be called like this. {about}"


def _frames(error: dict[str, Any]) -> tuple[tuple[int, str, str], ...]:
    return tuple((int(n), str(t), str(f)) for n, t, f in error["frames"])


def failed_cell(name: str, failed: dict[str, Any]) -> Finding:
    """Return the finding for a name that its cell did not come to define.

    Parameters
    ----------
    name : str
        What the learner was to write.
    failed : dict
        The run as ``cell`` and its ``error``, as `course_utils.student.runs.Runs.about` gives them.
    """
    text = f"The cell that defines `{name}` stops{_with(failed['error'], '. ')}"
    return Finding(text, frames=_frames(failed["error"]), kind=FindingKind.ERROR)


def _with(error: dict[str, Any], link: str) -> str:
    return (": " if error["type"] in STOPPED else link) + error_text(error)


def error_text(error: dict[str, Any]) -> str:
    """Return an error of the learner's in a line, and where it comes from.

    Examples
    --------
    >>> error_text({"type": "KeyError", "message": "'a'"}), error_text({"type": "E", "message": ""})
    ("KeyError: 'a'", 'E')
    >>> late = {"cell": "the cell `a`", "error": {"type": "TimeUp", "message": "it ran for 9 s"}}
    >>> error_text({"type": "NameError", "message": "name 'nn' is not defined", "because": late})
    "NameError: name 'nn' is not defined. That comes from the cell `a`: it ran for 9 s"
    """
    if error["type"] in STOPPED:
        text = str(error["message"])
    else:
        text = f"{error['type']}: {error['message']}".rstrip(": ")
    because = error.get("because")
    if because:
        text += f". That comes from {because['cell']}: {error_text(because['error'])}"
    return text


def judged_run(name: str, reply: dict[str, Any]) -> str:
    """Say which run was judged, where a later one that should have defined the name failed.

    Examples
    --------
    >>> error = {"type": "NameError", "message": "name 'a' is not defined"}
    >>> judged_run("f", {"judged": "the run [1]", "failed": {"cell": "[2]", "error": error}})[:53]
    'An older `f` is judged, as of the run [1]: [2], which'
    >>> judged_run("f", {"judged": "the run [1]"})
    ''
    """
    failed = reply.get("failed")
    if not failed:
        return ""
    by = f", as of {reply['judged']}" if reply.get("judged") else ""
    return (
        f"An older `{name}` is judged{by}: {failed['cell']}, which should define it anew, "
        f"stops{_with(failed['error'], ' with ')}."
    )
