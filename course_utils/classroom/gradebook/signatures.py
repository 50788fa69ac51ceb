"""Which wrong answers are one and the same: by what they return, not by how they are written."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

_NUMBERS = re.compile(r"-?\d+(?:\.\d+)?(?:e[-+]?\d+)?")
_ADDRESS = re.compile(r"\b0x[0-9a-fA-F]+")


def signature(outcome: dict[str, Any]) -> str:
    """Return the name of the group of an answer that is not right; empty for one that is.

    Two answers are in one group if they miss the same behaviours and give the same back there:
    the same recognised misconception, else the same value on the same call, else the same kind of
    error. Names, spacing and style of the code play no part.

    Parameters
    ----------
    outcome : dict
        As ``Outcome.to_dict()`` gives it, fresh or read back.

    Examples
    --------
    >>> wrong = {"name": "all", "points": 1, "earned": 0, "finding": {"mistake": "a step"}}
    >>> signature({"exercise": "a.b", "earned": 0, "points": 1, "status": "wrong",
    ...            "behaviours": [wrong]})
    'a.b:c53808c4'
    >>> signature({"exercise": "a.b", "earned": 1, "points": 1, "behaviours": []})
    ''
    """
    if outcome["earned"] >= outcome["points"] or outcome.get("status") == "not started":
        return ""
    said = [_said(behaviour) for behaviour in outcome["behaviours"]]
    digest = hashlib.sha256(json.dumps(said).encode("ascii")).hexdigest()
    return f"{outcome['exercise']}:{digest[:8]}"


def _said(behaviour: dict[str, Any]) -> list[str]:
    finding = behaviour["finding"]
    if finding is None:
        return [behaviour["name"], "met" if behaviour["earned"] else "nothing"]
    if finding["mistake"]:
        return [behaviour["name"], finding["mistake"]]
    kind = str(finding["kind"])
    if kind == "value":
        # An address or a counter in a repr is another one in each process.
        return [behaviour["name"], kind, finding["called"], _ADDRESS.sub("0x", finding["got"])]
    return [behaviour["name"], kind, _NUMBERS.sub("#", finding["reason"])]
