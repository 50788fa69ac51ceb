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

what_changes = Exercise(
    "graphs.what_changes",
    title="Eight turns of a knob",
    minutes=7,
    difficulty="medium",
    hints=(
        "Take one change at a time and ask four questions: where is a·x + b zero now, on which "
        "side is it above 0, how steep is the branch, how high is the level part?",
        "kink = −b/a, side = sign of a, slope = w·a, level = c. Which of these four hold the "
        "letter that changed?",
        "`a` stands in kink, side and slope; a change of size leaves the side. When several "
        "letters change at once, work out −b/a and w·a before and after: some cancel.",
    ),
    covers=("A05",),
)


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


TASK = "Which of these four things change?"
what_changes.table = Table({key: _changed(key) for key in CHANGES}, WANTED, says=_both, tidy=_words)
what_changes.marks(
    Rows("outside the ReLU: w and c", 2, ("c = 2", "w = 3", "w = -1.5")),
    Rows("inside the ReLU: a and b", 2, ("b = -3", "a = 4", "a = -2")),
    Rows("several at once", 2, ("a = -2, b = 1", "w = 0.75, a = 4, b = -2")),
    look=4,
    task=TASK,
)


def _believed(name, says, *wrong):
    """Give one mistake for each ``(key, words)`` that this belief leads to."""
    return ((name, {key: words.split()}, says) for key, words in wrong)


what_changes.mistakes(
    *_believed(
        "other numbers, so another graph",
        "What is doubled inside the ReLU comes out doubled, and half the w takes it back: "
        "relu(s·z) = s·relu(z) for s > 0.",
        *(
            ("w = 0.75, a = 4, b = -2", words)
            for words in ("kink slope", "slope", "kink", "kink side slope", "kink side slope level")
        ),
    ),
    *_believed(
        "the mirror image of the whole graph",
        "Here the inside as a whole changes its sign. It is 0 at the same x as before, and above "
        "0 on the other side.",
        *(("a = -2, b = 1", words) for words in ("kink side slope", "kink side", "side", "slope")),
    ),
    *_believed(
        "a moves only the slope",
        "a stands in −b/a as well: stretching the inside also moves the place where it is 0.",
        ("a = 4", "slope"),
        ("a = -2", "slope"),
        ("a = -2", "side slope"),
    ),
    *_believed(
        "w works inside",
        "w multiplies after the ReLU. It makes the branch steeper or turns it upside down, and "
        "cannot move the place where the ReLU switches.",
        ("w = 3", "kink"),
        ("w = 3", "kink slope"),
        ("w = -1.5", "side"),
        ("w = -1.5", "side slope"),
        ("w = -1.5", "kink slope"),
        ("w = -1.5", "kink side slope"),
    ),
    *_believed(
        "w lifts the level part",
        "On the level part the ReLU gives 0, and w·0 is 0: what is left is c.",
        ("w = 3", "slope level"),
        ("w = -1.5", "slope level"),
    ),
    *_believed(
        "b lifts or tilts the graph",
        "b is added before the ReLU: it shifts the graph sideways. Height is c's part, slope w·a.",
        *(("b = -3", words) for words in ("level", "kink level", "kink slope", "slope")),
    ),
    *_believed(
        "c moves the graph sideways",
        "c is added after the ReLU: every point goes up by the same amount, and nothing moves "
        "sideways.",
        *(("c = 2", words) for words in ("kink", "kink level")),
    ),
)
