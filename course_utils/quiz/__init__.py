"""Questions in a lesson: predict-then-run, choices with feedback per option, numbers.

Their texts lie in TOML files beside the checks (`course_utils.quiz.questions` says how they are
written). No question gives points; that you answered, and whether your first answer was right, is
kept in your own progress file.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import Any

from . import calibrating
from .calibrating import show as calibration
from .confidence import read as read_confidence
from .question import Question, QuizError
from .questions import find, ids
from .scoring import score
from .text import marked_text, plain_text

__all__ = ["Question", "QuizError", "answer", "ask", "ask_again", "calibration", "find", "ids"]


def ask(question_id: str) -> None:
    """Show a question: with buttons in a notebook, as text where there is none.

    Parameters
    ----------
    question_id : str
        Such as ``"definition.q_nan"``.

    Raises
    ------
    QuizError
        There is no such question, or its file cannot be read.

    Examples
    --------
    >>> ask("start_here.q_practice")
    Predict, then run · start_here.q_practice...quiz.answer("start_here.q_practice", "LETTER")
    """
    if os.environ.get("RELU_GRADING"):
        return  # a grader runs this notebook: nobody is there to answer
    question = find(question_id)
    if "IPython" not in sys.modules or sys.modules["IPython"].get_ipython() is None:
        print(plain_text(question))
        return
    # Here, not at the top: ipywidgets takes longer to load than everything else in this package.
    from IPython.display import display

    from .. import progress
    from .widget import QuizWidget

    known = progress.load().questions.get(question_id)
    seed = progress.learner_seed() if question.options else ""
    display(QuizWidget(question, before=known.given if known else None, seed=seed))


def ask_again(question_id: str) -> None:
    """Show a question for review, in a notebook: the feedback comes at once, and tries are free."""
    from IPython.display import display

    from .. import progress
    from .widget import QuizWidget

    question = replace(find(question_id), predict=False)
    display(QuizWidget(question, seed=progress.learner_seed()))


def answer(question_id: str, given: Any, sure: Any = None) -> None:
    """Answer a question without buttons, and print the feedback.

    Parameters
    ----------
    question_id : str
    given : str, number or list of str
        A letter as in the text of the question, a number, or letters where several apply. A slip
        here is answered in words, and nothing is recorded.
    sure : int, optional
        How sure you are of a prediction, in per cent: 50, 70, 90 or 99. See `calibration`.

    Examples
    --------
    >>> answer("start_here.q_practice", "z")
    start_here.q_practice has no option 'z'. Its options: a, b, c.
    """
    if os.environ.get("RELU_GRADING"):
        return
    try:
        mark = score(find(question_id), given)
        confidence = read_confidence(sure)
    except QuizError as error:
        print(error)
        return
    _, ends = calibrating.keep(mark, confidence)
    print("\n".join(filter(None, [marked_text(mark), calibrating.first_again(mark, confidence)])))
    levels = calibrating.curve(question_id.partition(".")[0]) if ends else []
    if levels:
        print(calibrating.text(levels))
