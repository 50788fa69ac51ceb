"""Words and mistakes have the same names, words and reasons too: none without the other."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

from course_utils import checks, lessons
from course_utils.grading import Rows
from course_utils.grading.words import CASE, SHARED
from course_utils.workshop.corpus import answers_to

HERE = Path(checks.__file__).parent
EXERCISES = checks.all_exercises()


def texts_in(path: Path) -> list[str]:
    """Return what the strings of a module may be, as patterns: an f-string's gaps are anything."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.append(re.escape(node.value))
        elif isinstance(node, ast.JoinedStr):
            parts = [p.value if isinstance(p, ast.Constant) else None for p in node.values]
            found.append("".join(".+" if p is None else re.escape(p) for p in parts))
    return found


def tools_of(stem: str) -> list[str]:
    return [text for path in sorted((HERE / stem).glob("_*.py")) for text in texts_in(path)]


def names_in(path: Path, table: str = "mistakes") -> set[str]:
    return set(tomllib.loads(path.read_text(encoding="utf-8")).get(table, {}))


def unsaid(names: set[str], texts: list[str]) -> set[str]:
    """Return the names that no string is; one and its case may be put together of two."""
    either = re.compile("|".join(f"(?:{text})" for text in texts if text))
    pieces = {name: [name, *re.split(r"(?= \| )", name)] for name in names}
    return {
        name
        for name, (whole, *parts) in pieces.items()
        if not either.fullmatch(whole) and not all(map(either.fullmatch, parts))
    }


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.id)
def test_no_words_without_a_mistake(exercise):
    check = HERE / lessons.stem_of(exercise.lesson) / f"{exercise.name}.py"
    named = texts_in(check) + tools_of(check.parent.name)
    for table in ("mistakes", "reasons"):
        assert unsaid(names_in(check.with_suffix(".toml"), table), named) == set()
    keys = {key for b in exercise.behaviours if isinstance(b, Rows) for key in b.keys}
    assert set(exercise.entries) <= keys and set(exercise.look) <= set(exercise.says)


# How far training comes hangs on the machine.
UNMET = {"not trained long enough", "not enough on held-back digits"}


def met_in(exercise) -> set[str]:
    return {answer.expects for answer in answers_to(exercise.id) if answer.kind == "wrong"}


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.id)
def test_a_wrong_answer_of_the_corpus_shows_every_mistake(exercise):
    words = HERE / lessons.stem_of(exercise.lesson) / f"{exercise.name}.toml"
    names = {name.partition(CASE)[0] for name in names_in(words)}
    assert names - UNMET <= met_in(exercise)


@pytest.mark.parametrize("shared", sorted(HERE.glob(f"*/{SHARED}")), ids=lambda p: p.parent.name)
def test_no_shared_words_without_a_mistake(shared):
    for table in ("mistakes", "reasons"):
        assert unsaid(names_in(shared, table), tools_of(shared.parent.name)) == set()
    met = set().union(*map(met_in, checks.exercises_of(shared.parent.name)))
    assert names_in(shared) <= met


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.id)
def test_no_mistake_without_words(exercise):
    """Those of the catalogue are looked up when it is read; these are named while it is judged."""
    check = HERE / lessons.stem_of(exercise.lesson) / f"{exercise.name}.py"
    for path in (check, *sorted(check.parent.glob("_*.py"))):
        if path != check and f"from .{path.stem} " not in check.read_text(encoding="utf-8"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            if node.func.attr == "reason" and isinstance(node.args[0], ast.Constant):
                assert node.args[0].value in exercise.reasons, f"{path.name}:{node.lineno}"
            given = node.args[:1] if node.func.attr == "mistaken" else []
            given += [k.value for k in node.keywords if k.arg == "mistake"]
            for name in given:
                if isinstance(name, ast.Constant):
                    assert name.value in exercise.says, f"{path.name}:{node.lineno}"
