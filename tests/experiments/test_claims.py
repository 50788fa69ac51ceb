"""Claims and verdicts: one rule, and a table that says where each number comes from."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.experiments import mean_interval
from course_utils.experiments.claims import VERDICTS, Claim, Ledger, clearly_above


@pytest.mark.parametrize("passed", list(product([True, False], repeat=3)))
def test_the_verdict_follows_the_rule(passed):
    tests = {f"test {i}": np.bool_(p) for i, p in enumerate(passed)}
    expected = {3: "holds", 0: "does not hold"}.get(sum(passed), "half")
    assert Claim("x", "pro", "good", tests, "1", ("a",)).verdict == expected


@settings(deadline=None)  # the first interval imports SciPy
@given(st.lists(st.floats(-10, 10), min_size=5, max_size=12), st.floats(-5, 5))
def test_clearly_above_is_the_whole_interval(values, than):
    assert clearly_above(values, than) == bool(mean_interval(values).low > than)
    assert not (clearly_above(values) and clearly_above([-v for v in values]))


def test_four_seeds_do_not_make_a_better():
    with pytest.raises(ValueError, match="at least 5 values, got 4"):
        clearly_above([1, 1, 1, 1])


@pytest.mark.parametrize(("side", "tests"), [("pros", {"a": True}), ("con", {})])
def test_a_claim_that_cannot_be_judged_is_refused(side, tests):
    with pytest.raises(ValueError, match="cannot be judged"):
        Claim("x", side, "good", tests, "1", ("a",))


def ledger():
    notes = Ledger()
    notes.note("two", "con", "slow", {"late": False}, "3 s", cells=["b-run"])
    notes.note("two", "pro", "fits |x|", {"it fits": True}, "-1 on |x|", cells=["a-run", "b-run"])
    notes.note("one", "pro", "small", {"one": True, "two": False}, "1", cells=["a-run"])
    return notes


def test_a_cell_that_runs_again_replaces_its_claim():
    notes = ledger()
    notes.note("one", "pro", "small", {"one": True}, "1", cells=["a-run"])
    assert len(notes.claims) == 3
    assert notes.claims["one", "pro", "small"].verdict == "holds"


def test_the_table_is_grouped_with_pros_first_and_leads_to_the_cells():
    table = ledger().table(formulas={"one": "x", "two": "x^2"})
    assert [(c.about, c.side) for c in table.claims] == [
        ("one", "pro"), ("two", "pro"), ("two", "con"),
    ]  # fmt: skip
    assert table.counts == dict(zip(VERDICTS, (1, 1, 1), strict=True))
    shown = table._repr_mimebundle_()
    rows = shown["text/html"].split("<tr>")[2:]
    assert len(rows) == 3 and shown["text/html"].count("<tbody>") == 2
    assert '<th scope="rowgroup" rowspan="2"' in rows[1] and "<th" not in rows[2]
    assert all(f'<a href="#cell-id={cell}">{cell}</a>' in rows[1] for cell in ("a-run", "b-run"))
    assert "$x^2$" in rows[1] and "fits |x|" in rows[1]
    assert str(table) == shown["text/plain"]
    assert "  con: slow: DOES NOT HOLD" in shown["text/plain"]


def test_only_and_without_choose_by_cell():
    notes = ledger()
    assert [c.words for c in notes.table(only=["b-run"]).claims] == ["fits |x|", "slow"]
    assert [c.words for c in notes.table(without=["b-run"]).claims] == ["small"]
