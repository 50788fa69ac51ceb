"""Eight turns of a knob."""

from __future__ import annotations

from ...grading import Exercise, show_value
from ...grading.tables import filled_in, table_of

LOOK = 4
PARTS = ("kink", "side", "slope", "level")

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


@what_changes.behaviour("outside the ReLU: w and c", points=2, look=LOOK)
def _outside(ask):
    _compare(ask, "c = 2", "w = 3", "w = -1.5")


@what_changes.behaviour("inside the ReLU: a and b", points=2, look=LOOK)
def _inside(ask):
    _compare(ask, "b = -3", "a = 4", "a = -2")


@what_changes.behaviour("several at once", points=2, look=LOOK)
def _several(ask):
    _compare(ask, "a = -2, b = 1", "w = 0.75, a = 4, b = -2")


def _compare(ask, *keys):
    """Compare what the learner says will change with both graphs."""
    table = table_of(ask, CHANGES, "a list of words")
    before = facts(**START)
    for key in keys:
        said = _words(ask, table, key)
        after = facts(**(START | CHANGES[key]))
        changed = {part for part in PARTS if before[part] != after[part]}
        if said == changed:
            continue
        part = next(p for p in PARTS if (p in said) != (p in changed))
        mistake, says = _mistake(key, said, part, changed)
        now = (
            f"it was {show_value(before[part])} and is {show_value(after[part])}."
            if part in changed
            else f"it was {show_value(before[part])} and still is."
        )
        claim = "changes" if part in said else "stays"
        ask.fail(
            f"{says}\n{key}: you say that the {part} {claim}; {now}".lstrip(),
            got=sorted(said, key=PARTS.index), expected=f"the parts that change at {key}",
            mistake=mistake,
        )  # fmt: skip


def _words(ask, table, key):
    """Return the learner's words for one change as a set."""
    wanted = "a list of words out of " + ", ".join(PARTS) + "; [] for none"
    given = filled_in(ask, table, key, wanted)
    words = [given] if isinstance(given, str) else given
    if not isinstance(words, (list, tuple, set, frozenset)):
        ask.fail(f"{key!r}: give a list of words.", got=given, expected=wanted)
    if len(words) == 1 and next(iter(words)) is Ellipsis:
        ask.fail(f"{key!r} is still `...`.", got="...", expected=wanted)
    plain = {str(word).strip().lower() for word in words}
    if not plain <= set(PARTS):
        ask.fail(f"{key!r}: {sorted(plain - set(PARTS))[0]!r} is not one of the four words.",
                 got=given, expected=wanted)  # fmt: skip
    return plain


def _mistake(key, said, part, changed):
    """Name the belief behind a wrong prediction."""
    if not changed:
        return "other numbers, so another graph", (
            "What is doubled inside the ReLU comes out doubled, and half the w takes it back: "
            "relu(s·z) = s·relu(z) for s > 0."
        )
    if key == "a = -2, b = 1":
        return "the mirror image of the whole graph", (
            "Here the inside as a whole changes its sign. It is 0 at the same x as before, and "
            "above 0 on the other side."
        )
    if key.startswith("a") and part == "kink":
        return "a moves only the slope", (
            "a stands in −b/a as well: stretching the inside also moves the place where it is 0."
        )
    if key.startswith("w") and part in ("kink", "side"):
        return "w works inside", (
            "w multiplies after the ReLU. It makes the branch steeper or turns it upside down, "
            "and cannot move the place where the ReLU switches."
        )
    if key.startswith("w") and part == "level":
        return "w lifts the level part", (
            "On the level part the ReLU gives 0, and w·0 is 0: what is left is c."
        )
    if key.startswith("b") and part in ("slope", "level"):
        return "b lifts or tilts the graph", (
            "b is added before the ReLU: it shifts the graph sideways. Height is c's part, slope "
            "w·a."
        )
    if key.startswith("c"):
        return "c moves the graph sideways", (
            "c is added after the ReLU: every point goes up by the same amount, and nothing moves "
            "sideways."
        )
    return "", ""
