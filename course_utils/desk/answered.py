"""A question that is read without a kernel, with the answer that was given to it last."""

from __future__ import annotations

import re

from .. import progress, quiz
from ..quiz.text import page_html

_ASKS = re.compile(r"""^quiz\.ask\(["'](.+?)["']\)""", re.MULTILINE)


def question_page(source: str) -> str:
    """Return the question that a cell asks, as static HTML; empty where it asks none.

    Parameters
    ----------
    source : str
        Of the cell.

    Examples
    --------
    >>> "What does the next cell print?" in question_page('quiz.ask("start_here.q_practice")')
    True
    >>> question_page("1 + 1")
    ''
    """
    asked = _ASKS.search(source)
    try:
        question = quiz.find(asked[1]) if asked else None
    except quiz.QuizError:
        return ""
    if question is None:
        return ""
    record = progress.load().questions.get(question.id)
    return page_html(question, answered=None if record is None else record.given)
