"""What people read of an exercise: a file of words beside its check, in TOML.

``checks/03_role_in_networks/he_std.py`` has its words in ``he_std.toml``:

``title``, ``minutes``, ``difficulty``, ``covers``
    As `Exercise` has them.
``hints``
    A list, from nudge to near-answer.
``[behaviours]``
    Of each behaviour, by its name: ``task``, the sentence of the task that it tests, as it stands
    there; ``look``, the section of the lesson to read; ``reason``, said before a difference, of
    `Cases` alone. What stands in the table itself holds for those that have none of their own.
``[entries]``
    For a table that the learner fills in: what speaks for the right entry, by key.
``[look]``
    Where a mistake sends the reader, if elsewhere than its behaviour does: a section, by name.
``[mistakes]``
    What the learner reads of each known mistake, by its name. One that reads differently from case
    to case stands there once for each, as ``"name | case"``; braces are filled in by the check.
``[reasons]``
    What a behaviour says where no mistake is known, by a short name; braces as in mistakes.

A line break in a text counts as a space. What the exercises of a lesson have in common stands in
the lesson's ``_words.toml``, in the same form, but for ``[behaviours]``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ..errors import CourseError

SHARED = "_words.toml"
CASE = " | "
_TABLES = {"entries", "look", "mistakes", "reasons"}
OF_BEHAVIOURS = {"look": int, "reason": str, "task": str}
_NEEDED = {"title", "minutes", "difficulty", "hints"}


class WordsError(CourseError, ValueError):
    """A file of words that cannot be used, or a mistake without words; the text names the file."""


def words_beside(check: Path) -> dict[str, Any]:
    """Return what stands in the file of words of a check, as arguments of `Exercise`.

    Raises
    ------
    WordsError
        There is no such file, it is not TOML, or a key in it is unknown.

    Examples
    --------
    >>> from course_utils import checks
    >>> check = Path(checks.__file__).parent / "03_role_in_networks" / "he_std.py"
    >>> words_beside(check)["mistakes"]["the variance"]
    'This is the variance. A standard deviation is its square root.'
    """
    own = _read(check.with_suffix(".toml"))
    shared = check.with_name(SHARED)
    if shared.exists():
        for key, table in _read(shared).items():
            mine = own.get(key, {})
            own[key] = {**mine, **table, **mine}  # its own come first, and hold
    return own


def _read(path: Path) -> dict[str, Any]:
    name = f"{path.parent.name}/{path.name}"
    try:
        words = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise WordsError(
            f"There is no {name}", expected="the words of the exercise beside its check"
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WordsError(f"{name} is not TOML: {error}") from None
    needed = set() if path.name == SHARED else _NEEDED
    known = _TABLES | (needed | {"behaviours", "covers"} if needed else set())
    if missing := sorted(needed - set(words)):
        raise WordsError(f"{name} has no {missing[0]}", expected=", ".join(sorted(known)))
    _refuse_others(name, words, known)
    _check_behaviours(name, words.get("behaviours", {}))
    return {key: _folded(value) for key, value in words.items()}


def _refuse_others(where: str, given: Mapping[str, Any], known: Iterable[str]) -> None:
    if unknown := sorted(set(given) - set(known)):
        wanted = ", ".join(sorted(known))
        raise WordsError(f"{where} has an unknown key", expected=wanted, got=unknown[0])


def _check_behaviours(file: str, table: Mapping[str, Any]) -> None:
    """Refuse what cannot be said of a behaviour, or of them all."""
    own = {name: said for name, said in table.items() if isinstance(said, Mapping)}
    shared = {key: said for key, said in table.items() if key not in own}
    for name, said in {"": shared, **own}.items():
        where = f"{file}: [behaviours{name and f'.{name!r}'}]"
        _refuse_others(where, said, OF_BEHAVIOURS)
        for key, value in said.items():
            if not isinstance(value, OF_BEHAVIOURS[key]):
                wanted = "a number" if key == "look" else "a text"
                raise WordsError(f"{where}: {key}", expected=wanted, got=value)


def _folded(value: Any) -> Any:
    """Return a value with every text in it on one line."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return tuple(map(_folded, value))
    if isinstance(value, Mapping):
        return {key: _folded(item) for key, item in value.items()}
    return value
