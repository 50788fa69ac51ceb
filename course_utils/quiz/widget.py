"""The live question: a view with native inputs, marked in Python.

The page is told the question and its options (`page_question`) and, after an answer, the feedback
on that answer; which option is right never leaves Python before.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from .. import pages
from . import calibrating, confidence
from .question import Question, QuizError
from .scoring import Mark, read_as, score
from .text import inline, page_html, page_question, plain_text

__all__ = ["QuizWidget"]

_HERE = Path(__file__).parent
AGAIN = "Whether your first answer was right is what your progress keeps."


class QuizWidget(anywidget.AnyWidget):
    """One question on the page.

    Parameters
    ----------
    question : Question
    before : str or None
        The last answer in words, where the progress file has one; None if it was never answered.
    seed : str
        The learner's, for the order of the options; without one, the order of static pages.
    """

    _esm = _HERE / "quiz.js"
    _css = _HERE / "quiz.css"
    question = traitlets.Dict().tag(sync=True)
    result = traitlets.Dict().tag(sync=True)
    reading = traitlets.Unicode().tag(sync=True)

    def __init__(self, question: Question, *, before: str | None = None, seed: str = "") -> None:
        self._question = question
        self._mark: Mark | None = None
        self._sure: int | None = None
        self._ends = False  # whether this answer was the lesson's last open prediction
        self._turn = 0
        sure = list(confidence.levels(question))
        super().__init__(question=page_question(question, seed) | {"sure": sure})
        note = "" if before is None else f"Answered before{before and f': {before}'}. {AGAIN}"
        self._say("open", note=note)
        self.on_msg(self._hear)

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = super()._repr_mimebundle_(**kwargs)
        data |= pages.bundle(plain_text(self._question), page_html(self._question))
        return data, metadata

    def _hear(self, _: Any, message: Any, __: Any) -> None:
        """Take a message of the page: an answer, or the wish to see the reason."""
        wish = message.get("do") if isinstance(message, dict) else None
        if wish == "answer":
            self._take(message.get("given"), message.get("sure"))
        elif wish == "reason" and self._mark:
            self._show(self._mark)
        elif wish == "read" and self.result["stage"] == "open":
            self.reading = read_as(self._question, str(message.get("given", ""))[:200])

    def _take(self, given: Any, sure: Any = None) -> None:
        if self._question.predict and self._mark:
            return  # a prediction is made once; run the cell again for another
        try:
            mark, self._sure = score(self._question, given), confidence.read(sure)
        except QuizError as error:
            # Its text names letters, which this page does not show.
            several = self._question.kind == "several"
            choose = "Choose one answer or more first." if several else "Choose an answer first."
            headline = choose if self._question.options else inline(str(error))
            self._say("open", tone="note", headline=headline)
            return
        self._mark = mark
        note, self._ends = calibrating.keep(mark, self._sure)
        if self._question.predict:
            given = "; ".join(self._name(part) for part in mark.given)
            sure = f", {self._sure} % sure" if self._sure else ""
            headline = f"Your prediction: {given}{sure}. Now run the next cell."
            self._say("committed", tone="note", headline=headline, note=note)
        else:
            self._show(mark, note)

    def _show(self, mark: Mark, note: str = "") -> None:
        notes = [
            {
                "label": f"{self._name(part.label)}: {'right' if part.right else 'wrong'}.",
                "text": inline(part.text),
            }
            for part in mark.notes
        ]
        tone = "right" if mark.right else "wrong"
        note = f"{calibrating.first_again(mark, self._sure)} {note}".strip()
        levels = calibrating.curve(self._question.id.partition(".")[0]) if self._ends else []
        after = calibrating.in_html(levels) if levels else ""
        headline = inline(mark.headline)
        self._say("shown", tone=tone, headline=headline, notes=notes, note=note, after=after)

    def _name(self, label: str) -> str:
        """Return as HTML what was answered: the option's text, or the number."""
        found = self._question.options and self._question.option(label).text
        return inline(found or label)

    def _say(self, stage: str, **said: Any) -> None:
        # The turn makes every reply differ from the last: a trait that does not change is not sent.
        self._turn += 1
        said["note"] = inline(said.get("note", ""))
        given = list(self._mark.given) if self._mark else []
        empty = {"tone": "", "headline": "", "notes": [], "note": "", "after": ""}
        self.result = {**empty, "stage": stage, "turn": self._turn, "given": given, **said}
