"""A student: whoever answers a check's requests, in this process or in another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from .plain import NotPlain
from .replies import ReplyKind
from .runner import serve, serve_each
from .runs import Runs
from .values import Parcel, pack, unpack


class Student(Protocol):
    """Anything that answers requests of `course_utils.student.runner.serve`."""

    def request(self, message: dict[str, Any]) -> dict[str, Any]:
        """Send plain values, get plain values."""

    def chain(self, shared: dict[str, Any], each: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Send requests that share a part, up to the first that brings no value; get the replies.

        They go in one message, so that nobody waits between two of them.
        """


def packed_answer(
    message: dict[str, Any], namespace: dict[str, Any], runs: Runs | None = None
) -> bytes:
    """Serve a request, or a chain of them, and pack the reply; what cannot be packed says so.

    Where the runs are known, a look at a name and a missing name tell of them: see `Runs.about`;
    and an error tells of the one it comes from: see `Runs.traced`.
    """
    if "each" in message:
        return _packed_chain(message, namespace, runs)
    reply = _told(message, serve(message, namespace), runs)
    try:
        return pack(reply)
    except Exception as error:
        return pack(_not_plain(error))


def _packed_chain(message: dict[str, Any], namespace: dict[str, Any], runs: Runs | None) -> bytes:
    """Pack each reply before the next call, which may change what this one returned."""
    shared = {key: value for key, value in message.items() if key != "each"}
    asked = [shared | one for one in message["each"]]
    parcel = Parcel()
    for served, request in zip(serve_each(asked, namespace), asked, strict=False):
        reply = _told(request, served, runs)
        try:
            parcel.add(reply)
        except Exception as error:
            if _is_plain(reply):  # alone: together they are too large, and each is to be asked for
                return pack(None)
            parcel.add(_not_plain(error))
            break
    try:
        return parcel.packed()
    except NotPlain:
        return pack(None)


def _is_plain(reply: dict[str, Any]) -> bool:
    try:
        pack(reply)
    except Exception:
        return False
    return True


def _not_plain(error: Exception) -> dict[str, Any]:
    # An object of the learner's may fail in any way when it is read.
    known = isinstance(error, NotPlain)
    said = str(error) if known else f"reading it raises {type(error).__name__}"
    return {"kind": ReplyKind.NOT_PLAIN, "message": said}


def until_no_value(
    reply_to: Callable[[Any], dict[str, Any]], asked: Iterable[Any]
) -> list[dict[str, Any]]:
    """Return the replies to what is asked, up to the first that brings no value."""
    replies = []
    for one in asked:
        replies.append(reply_to(one))
        if replies[-1]["kind"] is not ReplyKind.VALUE:
            break
    return replies


def _told(message: dict[str, Any], reply: dict[str, Any], runs: Runs | None) -> dict[str, Any]:
    if runs is not None and (message["op"] == "describe" or reply["kind"] is ReplyKind.MISSING):
        reply |= runs.about(message["name"])
    if runs is not None and reply["kind"] is ReplyKind.RAISED:
        reply["error"] = runs.traced(reply["error"])
    return reply


def round_trip(
    message: dict[str, Any], namespace: dict[str, Any], runs: Runs | None = None
) -> dict[str, Any]:
    """Serve a request and make the reply plain, as it would be at the other end of a pipe."""
    try:
        return checked(unpack(packed_answer(message, namespace, runs)))
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


def checked_each(replies: list[dict[str, Any]] | None, asked: int) -> list[dict[str, Any]] | None:
    """Return the replies to a chain of so many requests; None where each is to be asked for.

    Raises
    ------
    ValueError
        For another form, or replies missing after one that brought a value.
    """
    if replies is None:
        return None
    if type(replies) is not list:
        raise ValueError("the replies have another form")
    found = [checked(reply) for reply in replies]
    ended = [reply["kind"] is not ReplyKind.VALUE for reply in found]
    if any(ended[:-1]) or not (len(found) == asked or (any(ended) and len(found) < asked)):
        raise ValueError("there are too many replies, or too few")
    return found


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

    def chain(self, shared: dict[str, Any], each: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        """Answer requests that share a part, up to the first that brings no value."""
        message = unpack(pack(shared | {"each": list(each)}))
        answer = packed_answer(message, self._namespace, self._runs)
        try:
            replies = checked_each(unpack(answer, within=True), len(each))
        except NotPlain:  # which of them it is, is seen where each is asked for
            replies = None
        return replies or until_no_value(self.request, [shared | one for one in each])
