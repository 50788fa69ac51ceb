"""How a behaviour asks the learner's code, and how it says what it expected."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, NoReturn

import numpy as np

from ..student.local import Student
from ..student.replies import ReplyKind
from .calls import Call, Stop
from .compare import Match, difference
from .exercise import Exercise, probe_source
from .outcome import Finding
from .reading import array_like, arrays_in
from .show import show_call, show_value
from .unanswered import unanswered
from .words import CASE


class Ask:
    """Given to each behaviour: the learner's code behind a few verbs.

    Attributes
    ----------
    rng : numpy.random.Generator
        Seeded by the check; inputs drawn from it are the same for the same seed.
    calls : list of Call
        What was asked so far in this behaviour.
    used : list of str
        What ran below the first call that was answered, the first call first.

    Examples
    --------
    >>> from course_utils.grading import Exercise, LocalStudent
    >>> exercise = Exercise("demo.double", title="t", minutes=1, difficulty="easy", hints=("", ""))
    >>> ask = Ask(exercise, LocalStudent({"double": lambda x: 2 * x}), np.random.default_rng(0))
    >>> ask.same(np.array([2.0, 4.0]), np.array([1.0, 2.0]))
    >>> ask.call(5)
    10
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

    # -- asking ---------------------------------------------------------------------------

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
        """Return the plain value the learner gave a name."""
        call = Call((), {})
        self.calls.append(call)
        reply = self._send("value", name)
        self._check_reply(reply, call, name)
        call.got = reply["value"]
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
            source=probe_source(function), function=function.__name__,
        )  # fmt: skip
        self._check_reply(reply, call, name)
        call.got = reply["value"]
        return call.got

    def fact(self, function: Callable[..., Any], *args: Any, once: bool = False) -> Any:
        """Run a probe that asks the learner's environment, not their answer; it leaves no trace.

        With `once` all behaviours of the exercise share the first value.
        """
        if once and function.__name__ in self._facts:
            return self._facts[function.__name__]
        calls = list(self.calls)
        value = self._facts[function.__name__] = self.probe(function, *args)
        self.calls = calls
        return value

    def _send(self, op: str, name: str, **rest: Any) -> dict[str, Any]:
        return self._send_all(op, name, [rest])[0]

    def _send_all(self, op: str, name: str, asked: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Send requests that are alike, up to the first that brings no value."""
        shared = {"op": op, "name": name or self.exercise.name, "seconds": self.exercise.seconds}
        messages = [shared | rest for rest in asked]
        spied = self._spies and op in ("call", "probe")
        if spied:  # one call is watched, and its answer counts: no other is made for it
            messages[0]["spy"] = "calls" if self.exercise.forbids else "peeking"
        replies = self._student.chain(messages)
        self.printed += sum(int(reply.get("printed", 0)) for reply in replies)
        self.warnings = list(replies[-1].get("warnings", []))
        if spied and replies[0]["kind"] is ReplyKind.VALUE:
            self.used, self._spies = list(replies[0].get("used", ())), False
        return replies

    # -- expecting ------------------------------------------------------------------------

    def same(
        self, expected: Any, *args: Any, match: Match | None = None, reason: str = "", **kwargs: Any
    ) -> None:
        """Call the learner's function and compare its answer with `expected`.

        Parameters
        ----------
        expected : plain value
        *args, **kwargs
            For the learner's function.
        match : Match, optional
            Tolerances; dtype and the sign of zeros are ignored unless it says otherwise.
        reason : str
            Said before the difference.
        """
        got = self._call_for(expected, *args, **kwargs)
        self.compare(got, expected, match=match, reason=reason)

    def compare(
        self, got: Any, expected: Any, *, match: Match | None = None, reason: str = ""
    ) -> None:
        """Compare an answer that was asked for before with `expected`."""
        match = replace(match or Match(), array=bool(self.exercise.demands))
        if self.calls:
            self.calls[-1].match = match
        found = difference(got, expected, match)
        if found is None:
            return
        # A part of an answer need not have an entry for each of the input's.
        where = "" if self.exercise.parts else self._input_at(found.index)
        # A list for an array has nothing to do with what this behaviour is about.
        parts = (found.reason,) if found.form else (reason, found.reason, where)
        text = " ".join(part for part in parts if part)
        self.fail(
            text, got=found.got or show_value(got), expected=found.expected or show_value(expected)
        )

    def between(
        self, got: Any, low: Any, high: Any, *, match: Match | None = None, reason: str = ""
    ) -> None:
        """Expect numbers from `low` to `high`, both included; from -inf to inf is anything."""
        nearest, form = low, difference(got, low, match or Match())
        if form is not None and not form.form:
            value = np.asarray(array_like(got)).reshape(np.shape(low))
            value = np.where(np.imag(value) == 0, np.real(value), np.nan)  # no order for others
            anything = np.isneginf(low) & np.isposinf(high)
            # A number inside is its own bound: a finding names the nearest bound of the others.
            nearest = np.where(np.isnan(value) & ~anything, low, np.clip(value, low, high))
            nearest = nearest.astype(np.asarray(low).dtype)
            found = difference(got, nearest, match or Match())
            at = (found and found.index) or ()
            least, most = (np.broadcast_to(end, value.shape)[at] for end in (low, high))
            if found and np.ndim(least) == 0 and least < most:
                reason += f" Any number from {least:g} to {most:g} will do there."
        self.compare(got, nearest, match=match, reason=reason)

    def unchanged(self, reason: str = "") -> None:
        """Expect that the last call left its arrays as they were, those in lists too."""
        call = self.calls[-1]
        before, after = arrays_in(call.args), arrays_in(call.after or call.args)
        if len(before) != len(after):
            reason = "The caller's list was changed by the call."
            self.fail(reason, got=f"{len(after)} arrays left", expected=f"still {len(before)}")
        for old, new in zip(before, after, strict=True):
            found = difference(new, old, Match(dtype=True, signed_zeros=True))
            if found:
                self.fail(
                    reason or "The caller's array was changed by the call.",
                    got=f"after the call the argument is {show_value(new)}",
                    expected=f"still {show_value(old)}",
                )

    def that(
        self, condition: bool, reason: str, *, got: Any = "", expected: Any = "", look: str = ""
    ) -> None:
        """Expect a condition; `reason` says what was learnt when it does not hold."""
        if not condition:
            self.fail(reason, got=got, expected=expected, look=look)

    def fail(
        self, reason: str, *, got: Any = "", expected: Any = "", look: str = "", mistake: str = ""
    ) -> NoReturn:
        """End this behaviour with a finding; `mistake` is its name, if it has one."""
        raise Stop(
            Finding(
                reason,
                called=self._called(),
                got=got if isinstance(got, str) else show_value(got),
                expected=expected if isinstance(expected, str) else show_value(expected),
                look=self.exercise.place(look) or self._look,
                mistake=mistake.partition(CASE)[0],
            )
        )

    def mistaken(
        self,
        mistake: str,
        reason: str = "",
        *,
        got: Any,
        expected: Any,
        look: str = "",
        **fields: Any,
    ) -> NoReturn:
        """End this behaviour with a known mistake, or with none: its words, then the reason.

        `fields` are what stands in braces in the words.
        """
        says = self.exercise.words_of(mistake) if mistake else ""
        says = says.format(**fields) if fields else says
        text = f"{says}\n{reason}".strip()
        self.fail(text, got=got, expected=expected, look=look, mistake=mistake)

    # -- words ----------------------------------------------------------------------------

    def _call_for(self, expected: Any, *args: Any, **kwargs: Any) -> Any:
        """Call; where no value comes back, the finding still says which one was expected."""
        try:
            return self.call(*args, **kwargs)
        except Stop as stop:
            raise Stop(replace(stop.finding, expected=show_value(expected))) from None

    def _called(self) -> str:
        if not self.calls:
            return ""
        call = self.calls[-1]
        if call.shown:
            return call.shown
        if not call.args and not call.kwargs:
            return self.exercise.name
        return show_call(self.exercise.name, call.args, call.kwargs)

    def _input_at(self, index: tuple[int, ...] | None) -> str:
        """Name the input entry that belongs to a differing output entry."""
        first = self.calls[-1].args[0] if self.calls and self.calls[-1].args else None
        if index is None or not isinstance(first, np.ndarray) or first.ndim != len(index):
            return ""
        if any(i >= n for i, n in zip(index, first.shape, strict=True)):
            return ""
        return f"The input there is {show_value(first[index])}."

    def _check_reply(self, reply: dict[str, Any], call: Call, name: str) -> None:
        if reply["kind"] is ReplyKind.VALUE:
            return
        if reply["kind"] is ReplyKind.RAISED:
            call.raised, call.message = reply["error"]["type"], reply["error"]["message"]
        finding = unanswered(name or self.exercise.name, reply)
        raise Stop(replace(finding, called=self._called(), look=self._look))
