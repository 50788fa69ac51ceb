"""What people see of a graded class: a page and a notebook for each student, tables, one report.

Everything is read from the gradebook, never from a grading that is under way, so a report can be
made again at any time, under another policy, and says the same of the same marks. Text of a
learner's is data everywhere: escaped in a page, fenced in a notebook, no formula in a table.

What it leaves out: a web server. Each page is one file that needs no other and runs no script.
"""

from .class_report import class_page
from .feedback import feedback_page
from .groups import Group, group_named, wrong_answers
from .items import Item, item_statistics
from .misconceptions import NewMisconception, new_misconception
from .pages_of_people import ReportError, file_name, page_bytes
from .returned import returned_notebook
from .similar import Likeness, alike
from .tables import long_table, safe_cell, wide_table
from .writing import Written, write_reports

__all__ = [
    "Group",
    "Item",
    "Likeness",
    "NewMisconception",
    "ReportError",
    "Written",
    "alike",
    "class_page",
    "feedback_page",
    "file_name",
    "group_named",
    "item_statistics",
    "long_table",
    "new_misconception",
    "page_bytes",
    "returned_notebook",
    "safe_cell",
    "wide_table",
    "write_reports",
    "wrong_answers",
]
