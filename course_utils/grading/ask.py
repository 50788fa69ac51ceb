"""What a behaviour expects of the answers that it asks for, and how it says so."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NoReturn

import numpy as np

from .asking import Asking
from .calls import Stop
from .compare import Match, difference
from .outcome import Finding
from .reading import array_like, arrays_in
from .show import show_value
from .words import CASE


class Ask(Asking):
    """Given to each behaviour: the learner's code behind a few verbs, and what is expected of it.

    Examples
    --------
    >>> from course_utils.grading import Exercise, LocalStudent
    >>> exercise = Exercise("demo.double", title="t", minutes=1, difficulty="easy", hints=("", ""))
    >>> ask = Ask(exercise, LocalStudent({"double": lambda x: 2 * x}), np.random.default_rng(0))
    >>> ask.same(np.array([2.0, 4.0]), np.array([1.0, 2.0]))
    >>> ask.call(5)
    10
    """

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

    def _call_for(self, expected: Any, *args: Any, **kwargs: Any) -> Any:
        """Call; where no value comes back, the finding still says which one was expected."""
        try:
            return self.call(*args, **kwargs)
        except Stop as stop:
            raise Stop(replace(stop.finding, expected=show_value(expected))) from None

    def _input_at(self, index: tuple[int, ...] | None) -> str:
        """Name the input entry that belongs to a differing output entry."""
        first = self.calls[-1].args[0] if self.calls and self.calls[-1].args else None
        if index is None or not isinstance(first, np.ndarray) or first.ndim != len(index):
            return ""
        if any(i >= n for i, n in zip(index, first.shape, strict=True)):
            return ""
        return f"The input there is {show_value(first[index])}."
