"""The judge: what a check is, how an answer is compared and recognised, how a result reads.

This package knows no lesson. A check asks a `Student` for plain values and compares them with an
independent reference; the same check runs in the learner's notebook (`LocalStudent`) and against
another process (`RemoteStudent`).
"""

from ..student.local import LocalStudent, Student
from ..student.plain import Opaque, Tensor
from ..student.remote import RemoteStudent
from .ask import Ask
from .calls import Stop
from .compare import Match, difference
from .declare import Cases, Rows, Table, Unreadable
from .exercise import Behaviour, Exercise, probe_code
from .judge import first_question, judge
from .misconception import Misconception
from .outcome import BehaviourResult, Finding, FindingKind, Outcome, Status
from .report import headline, show_card, to_html, to_json, to_text
from .show import show_call, show_value

__all__ = [
    "Ask",
    "Behaviour",
    "BehaviourResult",
    "Cases",
    "Exercise",
    "Finding",
    "FindingKind",
    "LocalStudent",
    "Match",
    "Misconception",
    "Opaque",
    "Outcome",
    "RemoteStudent",
    "Rows",
    "Status",
    "Stop",
    "Student",
    "Table",
    "Tensor",
    "Unreadable",
    "difference",
    "first_question",
    "headline",
    "judge",
    "probe_code",
    "show_call",
    "show_card",
    "show_value",
    "to_html",
    "to_json",
    "to_text",
]
