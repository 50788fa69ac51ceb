"""A student: whoever answers a check's requests, in this process or in another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from .plain import NotPlain
from .replies import ReplyKind
from .runner import serve
from .runs import Runs
from .values import pack, unpack


class Student(Protocol):
    """Anything that answers requests of `course_utils.student.runner.serve`."""

    def request(self, message: dict[str, Any]) -> dict[str, Any]:
        """Send plain values, get plain values."""

    def chain(self, messages: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Send one request after another, up to the first that brings no value; get the replies."""


def answered(
    message: dict[str, Any], namespace: dict[str, Any], runs: Runs | None = None
) -> tuple[ReplyKind, bytes]:
    """Serve a request; return how it ended, and the packed reply, which says so too.

    Where the runs are known, a look at a name and a missing name tell of them: see `Runs.about`;
    and an error tells of the one it comes from: see `Runs.traced`.
    """
    reply = serve(message, namespace)
    if runs is not None and (message["op"] == "describe" or reply["kind"] is ReplyKind.MISSING):
        reply |= runs.about(message["name"])
    if runs is not None and reply["kind"] is ReplyKind.RAISED:
        reply["error"] = runs.traced(reply["error"])
    try:
        return reply["kind"], pack(reply)
    except NotPlain as error:
        said = str(error)
    except Exception as error:  # an object of the learner's may fail in any way when read
        said = f"reading it raises {type(error).__name__}"
    return ReplyKind.NOT_PLAIN, pack({"kind": ReplyKind.NOT_PLAIN, "message": said})


def round_trip(
    message: dict[str, Any], namespace: dict[str, Any], runs: Runs | None = None
) -> dict[str, Any]:
    """Serve a request and make the reply plain, as it would be at the other end of a pipe."""
    try:
        return checked(unpack(answered(message, namespace, runs)[1]))
    except NotPlain as error:
        return {"kind": ReplyKind.NOT_PLAIN, "message": str(error)}


def checked(reply: dict[str, Any]) -> dict[str, Any]:
    """Return a reply that came as plain values with its kind as a `ReplyKind`.

    Raises
    ------
    ValueError
        For a kind that does not exist.
    """
    return reply | {"kind": ReplyKind(reply["kind"])}


class LocalStudent:
    """The learner's functions in this process, by the names in a namespace.

    Parameters
    ----------
    namespace : mapping
        Usually the globals of the notebook.
    runs : Runs, optional
        Which cells were run, so that an answer can say which one it comes from.

    Examples
    --------
    >>> student = LocalStudent({"double": lambda x: 2 * x})
    >>> student.request({"op": "call", "name": "double", "args": (4,)})["value"]
    8
    """

    def __init__(self, namespace: Mapping[str, Any], runs: Runs | None = None) -> None:
        self._namespace = namespace if isinstance(namespace, dict) else dict(namespace)
        self._runs = runs

    def request(self, message: dict[str, Any]) -> dict[str, Any]:
        """Answer with copies, exactly as another process would."""
        return round_trip(unpack(pack(message)), self._namespace, self._runs)

    def chain(self, messages: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Answer one request after another, up to the first that brings no value."""
        replies = []
        for message in messages:
            replies.append(self.request(message))
            if replies[-1]["kind"] is not ReplyKind.VALUE:
                break
        return replies
