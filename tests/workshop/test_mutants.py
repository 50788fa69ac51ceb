"""First-order mutants: which slips are made, and which are not worth a try."""

from __future__ import annotations

import pytest

from course_utils.workshop.corpus import solution_to
from course_utils.workshop.mutants import mutants_of

SLIPS = [
    ("a < b", {"a <= b", "a > b"}),
    ("a == b", {"a != b", "a <= b", "a >= b"}),
    ("a == 'gelu'", {"a != 'gelu'"}),
    ("a - b", {"a + b", "b - a"}),
    ("-a", {"a"}),
    ("not a", {"a"}),
    ("a and b", {"a or b"}),
    ("f(a)", {"a"}),
    ("np.exp(a)", {"np.expm1(a)", "a"}),
    ("a.mean()", {"a", "a.sum()", "a.median()"}),
    ("np.max(a)", {"np.min(a)", "a"}),
    ("f(a, b)", {"f(b, a)", "a"}),
    ("maximum(a, b)", {"minimum(a, b)", "a"}),
    ("a.all(axis=0)", {"a.any(axis=0)", "a.all()", "a.all(axis=1)", "a"}),
    ("b if a else c", {"c if a else b"}),
    ("0.5", {"0", "1", "1.5", "-0.5", "0.25"}),
    ("True", {"False"}),
    ("zip(a, strict=True)", {"a"}),
    ("float(a)", set()),
    ("math.sqrt(a)", {"a", "math.square(a)"}),
]


@pytest.mark.parametrize(("text", "expected"), SLIPS, ids=[text for text, _ in SLIPS])
def test_slips_in_an_expression(text, expected):
    made = {mutant.now.removeprefix("y = ") for mutant in mutants_of(f"y = {text}")}
    assert made - {"pass"} == expected


def test_slips_in_statements():
    code = (
        "def f(x, low):\n"
        "    '''Text for a reader.'''\n"
        "    if x < low:\n"
        "        return low, 'left'\n"
        "    for _ in range(3):\n"
        "        print(x)\n"
        "    while x:\n"
        "        x -= low\n"
        "        break\n"
        "    return x, 'right'"
    )
    made = {(mutant.kind, mutant.now) for mutant in mutants_of(code)}
    assert ("dropped case", "pass") in made
    assert ("swapped results", "return ('left', low)") in made
    assert ("other word", "return (x, 'left')") in made
    assert ("operator", "x += low") in made
    assert ("break or continue", "continue") in made
    assert ("dropped line", "pass") in made
    assert not any("Text" in now or "range" in now for _, now in made)


def test_only_the_lines_that_a_learner_writes_are_changed():
    code = "k = 1\ndef f(x):\n    return x + k"
    assert {m.now for m in mutants_of(code, own={3})} == {"return x - k", "pass"}


def test_the_tree_is_left_as_it_was_and_no_mutant_comes_twice():
    answer = solution_to("limitations.stuck_units")
    first, again = (mutants_of(answer.code, answer.own) for _ in range(2))
    assert first == again
    assert len({mutant.source for mutant in first}) == len(first) > 40


def test_a_long_line_is_cut_around_the_change():
    names = ", ".join(f"a{i}" for i in range(60))
    mutant = next(m for m in mutants_of(f"f({names}, 7 < b)") if m.kind == "comparison")
    assert len(mutant.was) < 80
    assert "7 < b" in mutant.was and "7 <= b" in mutant.now
