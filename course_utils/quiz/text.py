"""The faces of a question: plain text, static HTML, and what a page may know while it is open.

All three are the same bytes on every machine and whatever the learner has done: they are saved in
notebooks and compared there.
"""

from __future__ import annotations

import html
import re
import textwrap
from typing import Any

from .questions import Question
from .scoring import Mark

__all__ = ["RULE", "inline", "marked_text", "page_html", "page_question", "plain_text"]

WIDTH = 80
TITLE = {True: "Predict, then run", False: "Question"}
RULE = (
    "No points for being right: commit to an answer, then run the next cell. It shows what happens."
)
ASK = {
    "one": "Choose one.",
    "several": "Choose all that apply.",
    "number": "Type a number.",
}
_CODE = re.compile(r"`([^`]*)`")


def inline(text: str) -> str:
    """Return one paragraph as HTML: escaped, with code between backticks.

    Examples
    --------
    >>> inline("is `x > 0` < 1?")
    'is <code>x &gt; 0</code> &lt; 1?'
    """
    return _CODE.sub(r"<code>\1</code>", html.escape(text))


def call(question: Question) -> str:
    """Return the line that answers the question without buttons."""
    # No sample letter: it would look like advice.
    sample = {"one": '"LETTER"', "several": '"LETTERS"', "number": "NUMBER"}[question.kind]
    return f'quiz.answer("{question.id}", {sample})'


def plain_text(question: Question) -> str:
    """Return the question as text, with the line to answer it by."""
    parts = [f"{TITLE[question.predict]} · {question.id}", _fold(question.text)]
    if question.code:
        parts.append(textwrap.indent(question.code, "    "))
    if question.options:
        parts.append("\n".join(_item(o.letter, o.text) for o in question.options))
    closing = _fold(RULE) + "\n" if question.predict else ""
    parts.append(f"{closing}{ASK[question.kind]} Answer with: {call(question)}")
    return "\n\n".join(parts)


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


def page_html(question: Question) -> str:
    """Return the question as static HTML, with every answer and reason folded away.

    It is what GitHub, an export or a viewer without widgets shows, so it leans on no style sheet.
    """
    code = f"<pre><code>{html.escape(question.code)}</code></pre>" if question.code else ""
    options = "".join(_listed(o.letter, o.text) for o in question.options)
    rule = RULE if question.predict else ASK[question.kind]
    return (
        f'<div class="relu-quiz-static"><p><strong>{TITLE[question.predict]}.</strong> '
        f"{inline(question.text)}</p>{code}"
        + (f"<ul>{options}</ul>" if options else "")
        + f"<p><small>{rule} Without buttons: <code>{html.escape(call(question))}</code></small>"
        f"</p><details><summary>Answer and why</summary><ul>{_reasons(question)}</ul></details>"
        "</div>"
    )


def page_question(question: Question) -> dict[str, Any]:
    """Return what the page is told: nothing in it says which option is right."""
    return {
        "id": question.id,
        "title": TITLE[question.predict],
        "input": {"one": "radio", "several": "checkbox", "number": "number"}[question.kind],
        "text": inline(question.text),
        "code": question.code,
        "rule": (RULE + " " if question.predict else "") + ASK[question.kind],
        "options": [{"letter": o.letter, "text": inline(o.text)} for o in question.options],
        "button": "Commit" if question.predict else "Check",
    }


def _reasons(question: Question) -> str:
    if question.kind == "number":
        width = f" (± {question.tolerance:g})" if question.tolerance else ""
        items = [_reason(f"{question.answer:.10g}{width}", True, question.feedback)]
        items += [_reason(f"{slip.value:.10g}", False, slip.feedback) for slip in question.typical]
        return "".join(items)
    return "".join(_reason(o.letter, o.right, o.feedback) for o in question.options)


def _reason(label: str, right: bool, why: str) -> str:
    verdict = "right" if right else "wrong"
    return f"<li><strong>{html.escape(label)}, {verdict}.</strong> {inline(why)}</li>"


def _listed(letter: str, text: str) -> str:
    # The letter is written out: some viewers drop the style or the type of a list.
    return f"<li><strong>{letter}</strong> {inline(text)}</li>"


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
