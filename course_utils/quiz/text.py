"""The faces of a question: plain text, static HTML, and what a page may know while it is open.

All three are the same bytes on every machine and whatever the learner has done: they are saved in
notebooks and compared there.
"""

from __future__ import annotations

import textwrap
from typing import Any

from .. import pages
from .order import own
from .question import Question
from .scoring import Mark

__all__ = [
    "ASK",
    "RULE",
    "body_text",
    "inline",
    "marked_text",
    "page_html",
    "page_question",
    "plain_text",
    "reviewed_text",
]

WIDTH = 80
TITLE = {True: "Predict, then run", False: "Question"}
RULE = (
    "No points for being right: commit to an answer, then run the next cell. It shows what happens."
)
FORMS = " 0.5, 0,5, 1/2 and ½ are read alike."
ASK = {
    "one": "Choose one.",
    "several": "Choose all that apply.",
    "number": "Type a number.",
}


def inline(text: str) -> str:
    """Return one paragraph as HTML: escaped, with code between backticks.

    Examples
    --------
    >>> inline("is `x > 0` < 1?")
    'is <code>x &gt; 0</code> &lt; 1?'
    """
    return pages.render("words", text=text)


def call(question: Question) -> str:
    """Return the line that answers the question without buttons."""
    # No sample letter: it would look like advice.
    sample = {"one": '"LETTER"', "several": '"LETTERS"', "number": "NUMBER"}[question.kind]
    return f'quiz.answer("{question.id}", {sample})'


def plain_text(question: Question) -> str:
    """Return the question as text, with the line to answer it by."""
    parts = [f"{TITLE[question.predict]} · {question.id}", body_text(question)]
    closing = _fold(RULE) + "\n" if question.predict else ""
    parts.append(f"{closing}{ASK[question.kind]} Answer with: {call(question)}")
    return "\n\n".join(parts)


def body_text(question: Question) -> str:
    """Return what is asked, with the code and the options that belong to it."""
    parts = [_fold(question.text)]
    if question.code:
        parts.append(textwrap.indent(question.code, "    "))
    if question.options:
        parts.append("\n".join(_item(o.letter, o.text) for o in question.options))
    return "\n\n".join(parts)


def reviewed_text(mark: Mark) -> str:
    """Return the feedback where a question comes again, and nothing is run after it."""
    notes = [_item(f"{n.label}, {'right' if n.right else 'wrong'}:", n.text) for n in mark.notes]
    return "\n".join(["Right." if mark.right else "Not right.", *notes])


def marked_text(mark: Mark) -> str:
    """Return the feedback as text."""
    lines = [mark.headline]
    if mark.question.predict:
        lines = [f"Your prediction: {', '.join(mark.given)}. {mark.headline}"]
    for note in mark.notes:
        lines.append(_item(f"{note.label}, {'right' if note.right else 'wrong'}:", note.text))
    if mark.question.predict:
        lines.append("Committing is what counts. Now run the next cell and look.")
    elif not mark.right:
        lines.append("Answer again as often as you like.")
    return "\n".join(lines)


def page_html(question: Question, *, answered: str | None = None) -> str:
    """Return the question as static HTML, with every answer and reason folded away.

    It is what GitHub, an export or a viewer without widgets shows, so it leans on no style sheet.

    Parameters
    ----------
    question : Question
    answered : str, optional
        What was answered to it last, in words; empty where nobody knows the words any more.
    """
    return pages.render(
        "question",
        title=TITLE[question.predict],
        text=question.text,
        code=question.code,
        options=question.options,
        rule=RULE if question.predict else ASK[question.kind],
        call=call(question),
        answered=answered,
        reasons=_reasons(question),
    )


def page_question(question: Question, seed: str = "") -> dict[str, Any]:
    """Return what the page is told: nothing in it says which option is right.

    The options come in the order of the learner with this seed. The page gives them back by letter
    and does not show it: on paper the same letter stands in another place.
    """
    return {
        "id": question.id,
        "title": TITLE[question.predict],
        "input": {"one": "radio", "several": "checkbox", "number": "text"}[question.kind],
        "text": inline(question.text),
        "code": question.code,
        "rule": (RULE + " " if question.predict else "")
        + ASK[question.kind]
        + FORMS * (question.kind == "number"),
        "options": [{"letter": o.letter, "text": inline(o.text)} for o in own(question, seed)],
        "button": "Commit" if question.predict else "Check",
    }


def _reasons(question: Question) -> list[tuple[str, bool, str]]:
    """List label, whether it is right, and why, of every answer there is."""
    if question.kind == "number":
        width = f" (± {question.tolerance:g})" if question.tolerance else ""
        right = (f"{question.answer:.10g}{width}", True, question.feedback)
        return [right, *((f"{s.value:.10g}", False, s.feedback) for s in question.typical)]
    return [(o.letter, o.right, o.feedback) for o in question.options]


def _fold(text: str) -> str:
    return textwrap.fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _item(label: str, text: str) -> str:
    first = f"  {label}  "
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=" " * min(len(first), 5),
        break_long_words=False,
        break_on_hyphens=False,
    )
