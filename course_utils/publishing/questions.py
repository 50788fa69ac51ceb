"""Questions that a page asks and answers by itself: what `quiz` keeps in Python goes along."""

from __future__ import annotations

import re
from typing import Any

from ..quiz import Question, find
from ..quiz.text import inline, page_html, page_question

READ_ON = "No points for being right: commit to an answer, then read on. What follows shows it."
_ASKS = re.compile(r"""^quiz\.ask\(["']([\w.]+)["']\)$""")


def asked_in(source: str) -> Question | None:
    """Return the question that a cell asks and does nothing else; None where it does otherwise.

    Examples
    --------
    >>> asked_in('quiz.ask("definition.q_nan")').id
    'definition.q_nan'
    """
    asks = _ASKS.match(source.strip())
    return find(asks[1]) if asks else None


def answerable(question: Question) -> dict[str, Any]:
    """Return what a page needs to ask a question and to answer it, ready for JSON."""
    # How sure one is counts over a whole lesson, and a page keeps nothing: it does not ask.
    page = page_question(question) | {"sure": []}
    if question.predict:
        page["rule"] = page["rule"].replace(_rule_in(page["rule"]), READ_ON)
    if question.kind == "number":
        known = [(question.answer, question.tolerance, True, question.feedback)]
        known += [(t.value, t.tolerance, False, t.feedback) for t in question.typical]
        numbers = [
            {"value": value, "tolerance": width, "right": right, "why": inline(why)}
            for value, width, right, why in known
        ]
        return {"page": page, "numbers": numbers, "otherwise": inline(question.otherwise)}
    options = {
        option.letter: {
            "text": inline(option.text),
            "right": option.right,
            "why": inline(option.feedback),
        }
        for option in question.options
    }
    return {"page": page, "options": options}


def part(question: Question, cell_id: str) -> dict[str, Any]:
    """Return a question as a part of a page: live, and as it is without a script."""
    data, still = answerable(question), page_html(question)
    return {"kind": "question", "id": cell_id, "data": data, "html": still}


def _rule_in(rule: str) -> str:
    from ..quiz.text import RULE

    return RULE if RULE in rule else rule
