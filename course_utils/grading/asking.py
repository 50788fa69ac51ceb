"""How a behaviour asks the learner's code: calls, values, and probes beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from ..student.local import Student
from ..student.replies import ReplyKind
from .calls import Call, Stop
from .compare import Match
from .exercise import Exercise, probe_code
from .show import show_call, show_value
from .unanswered import unanswered


class Asking:
    """The learner's code behind a few verbs; what comes back is kept as calls.

    Attributes
    ----------
    rng : numpy.random.Generator
        Seeded by the check; inputs drawn from it are the same for the same seed.
    calls : list of Call
        What was asked so far in this behaviour.
    used : list of str
        What ran below the first call that was answered, the first call first.
    """

    def __init__(
        self,
        exercise: Exercise,
        student: Student,
        rng: np.random.Generator,
        look: int | str = "",
        *,
        spies: bool = True,
        facts: dict[str, Any] | None = None,
    ) -> None:
        self.exercise = exercise
        self.rng = rng
        self.calls: list[Call] = []
        self.printed = 0
        self.warnings: list[str] = []
        self.used: list[str] = []
        self._spies = spies
        self._facts = {} if facts is None else facts
        self._student = student
        self._look = exercise.place(look)

    def call(self, *args: Any, name: str = "", **kwargs: Any) -> Any:
        """Call the learner's function with plain values; return its plain answer."""
        call = Call(args, kwargs)
        self.calls.append(call)
        reply = self._send("call", name, args=args, kwargs=kwargs, watch=True)
        self._check_reply(reply, call, name)
        call.got, call.after = reply["value"], reply.get("after")
        return call.got

    def case(self, args: tuple[Any, ...], *, match: Match, part: int | None = None) -> Call:
        """Call with the arguments of one case and return the record of it.

        Where no value comes back, the finding says which one was expected; it is computed then.
        """
        return next(self.cases([args], match=match, part=part))

    def cases(
        self, cases: Sequence[tuple[Any, ...]], *, match: Match, part: int | None = None
    ) -> Iterator[Call]:
        """Call with the arguments of each case, one right after the other; yield the records.

        As in `case`, the first call without a value ends the behaviour; none follows it.
        """
        match = replace(match, array=bool(self.exercise.demands))
        asked = [{"args": args, "kwargs": {}, "watch": True} for args in cases]
        for args, reply in zip(cases, self._send_all("call", "", asked), strict=False):
            call = Call(args, {}, match=match, part=part, tidied=self.exercise.tidied)
            self.calls.append(call)
            try:
                self._check_reply(reply, call, "")
            except Stop as stop:
                wanted = show_value(self.exercise.expected(*args))
                raise Stop(replace(stop.finding, expected=wanted)) from None
            call.got, call.after = reply["value"], reply.get("after")
            yield call

    @property
    def latest(self) -> Call:
        """The call that was asked last."""
        return self.calls[-1]

    def about(self, call: Call | str) -> None:
        """Let what follows be about an earlier call: findings and symptoms look at it.

        Of words only findings speak: a call as a learner would type it.
        """
        if isinstance(call, str):
            self.calls[-1].shown = call
            return
        self.calls = [c for c in self.calls if c is not call] + [call]

    def forget(self) -> None:
        """Let mistakes be recognised by what is asked from here on alone."""
        self.calls.clear()

    def value(self, name: str = "") -> Any:
        """Return the plain value the learner gave a name; all behaviours share the first look."""
        call = Call((), {})
        self.calls.append(call)
        known = f"the value of {name or self.exercise.name}"
        if known not in self._facts:
            reply = self._send("value", name)
            self._check_reply(reply, call, name)
            self._facts[known] = reply["value"]
        call.got = self._facts[known]
        return call.got

    def probe(
        self, function: Callable[..., Any], *args: Any, name: str = "", shown: str = "", **kw: Any
    ) -> Any:
        """Run a small self-contained function next to the learner's object; return its value.

        `function` receives the learner's object and `args`. It must import what it uses. `shown`
        is the call as a learner would type it, for findings.
        """
        call = Call(args, kw, shown=shown)
        self.calls.append(call)
        reply = self._send(
            "probe", name, args=args, kwargs=kw,
            code=probe_code(function), function=function.__name__,
        )  # fmt: skip
        self._check_reply(reply, call, name)
        call.got = reply["value"]
        return call.got

    def aside(self, function: Callable[..., Any], *args: Any) -> None:
        """Run a probe more, only to tell mistakes apart; where no value comes it leaves no trace.

        Findings stay about the last call before it.
        """
        calls = list(self.calls)
        try:
            self.probe(function, *args)
        except Stop:
            self.calls = calls
        else:
            self.about(calls[-1])

    def probes(
        self, function: Callable[..., Any], cases: Sequence[tuple[Any, ...]], shown: str
    ) -> Iterator[Any]:
        """Run a probe with the arguments of each case, one right after the other; yield the values.

        `shown` is the call with the first argument in braces, such as ``"f({:g})(x)"``.
        """
        probe = {"code": probe_code(function), "function": function.__name__, "kwargs": {}}
        asked = [{"args": args, **probe} for args in cases]
        for args, reply in zip(cases, self._send_all("probe", "", asked), strict=False):
            call = Call(args, {}, shown=shown.format(*args))
            self.calls.append(call)
            self._check_reply(reply, call, "")
            call.got = reply["value"]
            yield call.got

    def fact(self, function: Callable[..., Any], *args: Any, once: bool = False) -> Any:
        """Run a probe that asks the learner's environment, not their answer; it leaves no trace.

        With `once` all behaviours of the exercise share the first value.
        """
        if once and function.__name__ in self._facts:
            return self._facts[function.__name__]
        calls, spies = list(self.calls), self._spies
        self._spies = False  # what is watched is a call of the answer
        value = self._facts[function.__name__] = self.probe(function, *args)
        self.calls, self._spies = calls, spies
        return value

    def _send(self, op: str, name: str, **rest: Any) -> dict[str, Any]:
        return self._send_all(op, name, [rest])[0]

    def _send_all(self, op: str, name: str, asked: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Send requests that are alike, up to the first that brings no value."""
        shared = {"op": op, "name": name or self.exercise.name, "seconds": self.exercise.seconds}
        spied = self._spies and op in ("call", "probe")
        if spied:  # one call is watched, and its answer counts: no other is made for it
            asked[0]["spy"] = "calls" if self.exercise.forbids else "peeking"
        if len(asked) == 1:
            replies = [self._student.request(shared | asked[0])]
        else:
            replies = self._student.chain(shared, asked)
        self.printed += sum(int(reply.get("printed", 0)) for reply in replies)
        self.warnings = list(replies[-1].get("warnings", []))
        if spied and replies[0]["kind"] is ReplyKind.VALUE:
            self.used, self._spies = list(replies[0].get("used", ())), False
        return replies

    def _called(self) -> str:
        if not self.calls:
            return ""
        call = self.calls[-1]
        if call.shown:
            return call.shown
        if not call.args and not call.kwargs:
            return self.exercise.name
        return show_call(self.exercise.name, call.args, call.kwargs)

    def _check_reply(self, reply: dict[str, Any], call: Call, name: str) -> None:
        if reply["kind"] is ReplyKind.VALUE:
            return
        if reply["kind"] is ReplyKind.RAISED:
            call.raised, call.message = reply["error"]["type"], reply["error"]["message"]
        finding = unanswered(name or self.exercise.name, reply)
        raise Stop(replace(finding, called=self._called(), look=self._look))
