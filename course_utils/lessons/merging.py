"""Bring a learner's exercise notebook to a new version of the course, and lose nothing of it.

Three notebooks meet: the learner's, the untouched one that it began as, and the new untouched one.
Exercises are matched by name, which is in the ids of their cells.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field

from .files import Node
from .markers import ANSWER, CHECK, TASK

NEWS = "what-changed"  # the id of the cell that says what an update changed
GONE = "no-longer-asked"


@dataclass(frozen=True)
class Merged:
    """A merged notebook, and the exercises by what became of them."""

    notebook: Node
    changed: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    def told(self) -> list[str]:
        """Return one line for each kind of change.

        Examples
        --------
        >>> Merged(Node(), new=["relu"]).told()
        ['New: relu.']
        """
        kinds = (
            ("Changed since you answered (both texts stand there)", self.changed),
            ("New", self.new),
            ("No longer asked (your answer stands at the end)", self.gone),
        )
        return [f"{kind}: {', '.join(names)}." for kind, names in kinds if names]


def merge(mine: Node, base: Node, new: Node, versions: tuple[str, str] = ("", "")) -> Merged:
    """Return `new` with everything in it that `mine` has and `base` has not.

    Parameters
    ----------
    mine, base, new : Node
        The learner's notebook; the untouched one it began as; the new untouched one.
    versions : tuple of str
        Of `base` and of `new`, for the cell that tells what changed.
    """
    own, old, fresh = _by_id(mine), _by_id(base), _by_id(new)
    names, before = _exercises(new), _exercises(base)
    answered = [n for n in before if _edited(own.get(n + ANSWER), old[n + ANSWER])]
    changed = [n for n in names if n in answered and _text(old, n) != _text(fresh, n)]
    cells: list[Node] = []
    for cell in new.cells:
        asked = cell.id.endswith(TASK) and cell.id.removesuffix(TASK) in changed
        shown = _both_texts(cell, old[cell.id]) if asked else cell
        cells += _kept(shown, own.get(cell.id), old.get(cell.id))
    gone = [n for n in answered if n not in names]
    at_the_end = {name + end for name in gone for end in (TASK, ANSWER, CHECK)}
    left = {key for key in old if not _edited(own.get(key), old[key])}
    _put_in(cells, mine, set(fresh) | left | at_the_end)
    cells += _ending(gone, own)
    merged = Merged(
        copy.deepcopy(new), _names(changed), _names([n for n in names if n not in before]),
        _names(gone),
    )  # fmt: skip
    merged.notebook.cells = _told_apart(cells)
    if merged.told():
        merged.notebook.cells.insert(1, _news(merged, versions))
    return merged


def _by_id(nb: Node) -> dict[str, Node]:
    return {cell.get("id", f"number-{at}"): cell for at, cell in enumerate(nb.cells)}


def _exercises(nb: Node) -> list[str]:
    ids = (cell.get("id", "") for cell in nb.cells)
    return [cell_id.removesuffix(ANSWER) for cell_id in ids if cell_id.endswith(ANSWER)]


def _names(cells: list[str]) -> list[str]:
    return [name.replace("-", "_") for name in cells]


def _text(cells: dict[str, Node], name: str) -> str:
    return cells[name + TASK].source if name + TASK in cells else ""


def _edited(mine: Node | None, base: Node | None) -> bool:
    return mine is not None and (base is None or mine.source.strip() != base.source.strip())


def _kept(new: Node, mine: Node | None, base: Node | None) -> list[Node]:
    """Return what stands in the place of a new cell: it, the learner's, or both."""
    if mine is None or mine.cell_type != new.cell_type:
        return [new] if mine is None else [new, _renamed(mine)]
    if not _edited(mine, base):
        same = mine.source.strip() == new.source.strip()
        return [mine if same else new]
    if new.id.endswith(ANSWER) or (base is not None and base.source == new.source):
        return [mine]
    return [new] if mine.source.strip() == new.source.strip() else [new, _renamed(mine)]


def _renamed(cell: Node) -> Node:
    return Node(copy.deepcopy(cell) | {"id": f"{cell.id}-yours"})


def _both_texts(new: Node, old: Node) -> Node:
    quoted = "\n".join(f"> {line}".rstrip() for line in old.source.splitlines())
    said = "**This task has changed since you answered it. It was:**"
    return Node(copy.deepcopy(new) | {"source": f"{new.source}\n\n{said}\n\n{quoted}"})


def _put_in(cells: list[Node], mine: Node, known: set[str]) -> None:
    """Put the learner's own cells behind those that they stood behind."""
    behind = ""
    for cell in mine.cells:
        if cell.get("id", "") not in known and cell.get("id") != NEWS:
            ids = [c.id for c in cells]
            at = ids.index(behind) + 1 if behind in ids else len(cells)
            cells.insert(at, cell)
        behind = cell.get("id", "")


def _told_apart(cells: list[Node]) -> list[Node]:
    """Return the cells with ids of their own: what a second update keeps may have been kept."""
    taken: set[str] = set()
    for cell in cells:
        name, number = cell.id, 1
        while cell.id in taken:
            number += 1
            cell.id = f"{name}-{number}"
        taken.add(cell.id)
    return cells


def _ending(gone: list[str], own: dict[str, Node]) -> list[Node]:
    if not gone:
        return []
    text = "## No longer asked\n\nThese exercises left the course. Your answers stay here."
    head = Node(cell_type="markdown", id=GONE, metadata=Node(), source=text)
    rest = (own.get(name + end) for name in gone for end in (TASK, ANSWER, CHECK))
    return [head, *(cell for cell in rest if cell is not None)]


def _news(merged: Merged, versions: tuple[str, str]) -> Node:
    was, now = versions
    step = f" from version {was} to {now}" if was != now else ""
    lines = [f"**This notebook was updated{step}.** Your answers are where they were.", ""]
    lines += [f"- {line}" for line in merged.told()]
    return Node(cell_type="markdown", id=NEWS, metadata=Node(), source="\n".join(lines))
