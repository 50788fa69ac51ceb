"""A student: whoever answers a check's requests, in this process or in another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from .runner import serve
from .values import NotPlain, pack, unpack


class Student(Protocol):
    """Anything that answers requests of `course_utils.student.runner.serve`."""

    def request(self, message: dict[str, Any]) -> dict[str, Any]:
        """Send plain values, get plain values."""


def round_trip(message: dict[str, Any], namespace: dict[str, Any]) -> dict[str, Any]:
    """Serve a request and make the reply plain; what cannot be packed says so itself."""
    reply = serve(message, namespace)
    try:
        return unpack(pack(reply))
    except NotPlain as error:
        return {"kind": "not plain", "message": str(error)}
    except Exception as error:  # an object of the learner's may fail in any way when read
        return {"kind": "not plain", "message": f"it could not be read ({type(error).__name__})"}


class LocalStudent:
    """The learner's functions in this process, by the names in a namespace.

    Parameters
    ----------
    namespace : mapping
        Usually the globals of the notebook.

    Examples
    --------
    >>> student = LocalStudent({"double": lambda x: 2 * x})
    >>> student.request({"op": "call", "name": "double", "args": (4,)})["value"]
    8
    """

    def __init__(self, namespace: Mapping[str, Any]) -> None:
        self._namespace = namespace if isinstance(namespace, dict) else dict(namespace)

    def request(self, message: dict[str, Any]) -> dict[str, Any]:
        """Answer with copies, exactly as another process would."""
        return round_trip(unpack(pack(message)), self._namespace)
