"""Eight turns of a knob."""

from __future__ import annotations

from ...grading import Exercise, Rows, Table, Unreadable, show_value

PARTS = ("kink", "side", "slope", "level")
WANTED = "a list of words out of kink, side, slope, level; [] for none"

START = {"w": 1.5, "a": 2.0, "b": -1.0, "c": 0.5}

CHANGES = {
    "b = -3": {"b": -3.0},
    "c = 2": {"c": 2.0},
    "w = 3": {"w": 3.0},
    "w = -1.5": {"w": -1.5},
    "a = 4": {"a": 4.0},
    "a = -2": {"a": -2.0},
    "a = -2, b = 1": {"a": -2.0, "b": 1.0},
    "w = 0.75, a = 4, b = -2": {"w": 0.75, "a": 4.0, "b": -2.0},
}

what_changes = Exercise.of(__file__)


def facts(w, a, b, c):
    """Return the four parts of the graph of w·relu(a·x + b) + c, for a other than 0.

    Examples
    --------
    >>> facts(1.5, 2.0, -1.0, 0.5)
    {'kink': 0.5, 'side': 'right', 'slope': 3.0, 'level': 0.5}
    """
    return {"kink": -b / a, "side": "right" if a > 0 else "left", "slope": w * a, "level": c}


def _changed(key):
    before, after = facts(**START), facts(**(START | CHANGES[key]))
    return frozenset(part for part in PARTS if before[part] != after[part])


def _words(given):
    """Return the learner's words for one change as a set."""
    words = [given] if isinstance(given, str) else given
    if words is Ellipsis or not isinstance(words, (list, tuple, set, frozenset)):
        raise Unreadable("give a list of words.", WANTED)
    if any(word is Ellipsis for word in words):
        return Ellipsis
    said = frozenset(str(word).strip().lower() for word in words)
    if not said <= set(PARTS):
        raise Unreadable(f"{min(said - set(PARTS))!r} is not one of the four words.", WANTED)
    return said


def _both(key, said):
    """Say what of the first part that differs is before and after."""
    changed, before, after = _changed(key), facts(**START), facts(**(START | CHANGES[key]))
    part = next(p for p in PARTS if (p in said) != (p in changed))
    now = f"is {show_value(after[part])}" if part in changed else "still is"
    claim = "changes" if part in said else "stays"
    return f"you say that the {part} {claim}; it was {show_value(before[part])} and {now}."


what_changes.table = Table({key: _changed(key) for key in CHANGES}, WANTED, says=_both, tidy=_words)
what_changes.marks(
    Rows("outside the ReLU: w and c", 2, ("c = 2", "w = 3", "w = -1.5")),
    Rows("inside the ReLU: a and b", 2, ("b = -3", "a = 4", "a = -2")),
    Rows("several at once", 2, ("a = -2, b = 1", "w = 0.75, a = 4, b = -2")),
)


def _each(key, *answers):
    """Return one wrong entry for each of these answers to one change."""
    return [{key: words.split()} for words in answers]


what_changes.mistakes(
    {
        "other numbers, so another graph": _each(
            "w = 0.75, a = 4, b = -2",
            *("kink slope", "slope", "kink", "kink side slope", "kink side slope level"),
        ),
        "the mirror image of the whole graph": _each(
            "a = -2, b = 1", *("kink side slope", "kink side", "kink slope", "kink", "slope", "")
        ),
        "the slope of the mirror image": _each("a = -2, b = 1", "side"),
        "a moves only the slope": [
            *_each("a = 4", "slope"),
            *_each("a = -2", "slope", "side slope"),
        ],
        "w works inside": [
            *_each("w = 3", "kink", "kink slope"),
            *_each("w = -1.5", "side", "side slope", "kink slope", "kink side slope"),
        ],
        "w lifts the level part": [
            *_each("w = 3", "slope level"),
            *_each("w = -1.5", "slope level"),
        ],
        "b lifts or tilts the graph": _each("b = -3", "level", "kink level", "kink slope", "slope"),
        "c moves the graph sideways": _each("c = 2", "kink", "kink level"),
    }
)
