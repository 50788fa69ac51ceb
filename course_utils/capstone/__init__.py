"""The last task of the course: a deep narrow net that does not learn digits, and its repair.

`task` holds the net, the digits that are given, and the budget; `record` turns a trained net
into plain values (`describe`) and back; `forward` runs such a record in NumPy; `fresh` makes new
versions of images; `evaluation` measures a record. A check evaluates a record with these
functions, and believes nothing else.
"""

from .describing import describe, skip
from .evaluation import Scores, instruments, scores, stumbles, stumbling_rows
from .forward import LEAST_BEND, Run, bends, effects, run, signal_spread, working_depth
from .fresh import fresh_versions
from .record import Layer, RecordError, count_parameters, read
from .task import (
    BUDGET,
    FAILING_PLAN,
    Budget,
    Given,
    failing_net,
    from_pixels,
    given,
    held_back,
    to_pixels,
)

__all__ = [
    "BUDGET",
    "FAILING_PLAN",
    "LEAST_BEND",
    "Budget",
    "Given",
    "Layer",
    "RecordError",
    "Run",
    "Scores",
    "bends",
    "count_parameters",
    "describe",
    "effects",
    "failing_net",
    "fresh_versions",
    "from_pixels",
    "given",
    "held_back",
    "instruments",
    "read",
    "run",
    "scores",
    "signal_spread",
    "skip",
    "stumbles",
    "stumbling_rows",
    "to_pixels",
    "working_depth",
]
