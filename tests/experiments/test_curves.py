"""Specification curves: the rule of the verdict, runs that survive a stop, and saved curves."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from itertools import product

import matplotlib.colors
import numpy as np
import pytest
from click.testing import CliRunner

from course_utils import experiments, lessons, plotting
from course_utils.cli import main
from course_utils.experiments import curves
from course_utils.experiments.claims import Ledger
from course_utils.experiments.curves import catalogue, storing
from course_utils.experiments.curves.choices import blocks, values
from course_utils.experiments.curves.measuring import measure
from course_utils.experiments.curves.record import Comparison, Curve, Point
from tests.part import ALL

CLAIMS = list(curves.claims().values())
NAMES = [claim.name for claim in CLAIMS]
# Their cheapest setting takes more than two seconds: measured again by command, RELU_TESTS=all. By
# default their experiments run in the cells of their lessons.
DEAR = {
    "adam_trains_capstone", "gates_lose", "leak_widens", "prelu_overfits", "scale_lets_learn",
    "small_leak_gains", "which_bend", "zero_start",
}  # fmt: skip


def made(effect, bounds=(0.0, np.inf), **axes):
    """A curve whose mean at each setting is `effect(*labels)`, give or take one."""
    axes = {axis: tuple(labels) for axis, labels in axes.items()}
    points = (
        Point(at, m := float(effect(*at)), m - 1, m + 1, 0.1) for at in product(*axes.values())
    )
    return Curve("made", "A beats B.", "points", 20, bounds, axes, tuple(points))


STEPS, BLOCKS = ("0.1", "1", "2", "3"), tuple("abcde")


@pytest.mark.parametrize(
    ("effect", "verdict", "sentence"),
    [
        (lambda s, b: 5, "holds", "holds in 20 of 20 settings"),
        (
            lambda s, b: 0.5 if (s, b) == ("3", "e") else 5,
            "holds",
            "holds in 19 of 20 settings; by block: in part at e (3 of 4)",
        ),
        (
            lambda s, b: -5 if s in "23" else 5,
            "depends on step",
            "depends on step: holds in 10 of 20 settings; by step: always at 0.1 and 1, "
            "never at 2 and 3; the reverse is clear in 10",
        ),
        (
            lambda s, b: 0 if b == "c" or (s, b) == ("1", "d") else 5,
            "depends on block",
            "depends on block: holds in 15 of 20 settings; by block: always at a, b and e, "
            "in part at d (3 of 4), never at c",
        ),
        (
            lambda s, b: 5 if (s, b) == ("1", "a") else 0,
            "does not hold",
            "does not hold: holds in 1 of 20 settings; by block: in part at a (1 of 4)",
        ),
        (lambda s, b: 0.5, "does not hold", "does not hold: holds in 0 of 20 settings"),
    ],
)
def test_the_verdict_follows_from_the_settings_by_one_rule(effect, verdict, sentence):
    curve = made(effect, step=STEPS, block=BLOCKS)
    assert curve.verdict == verdict
    assert curve.sentence == sentence


def test_the_driver_is_what_separates_best():
    # Both settings have a value at which the claim always holds; step decides more.
    curve = made(lambda s, b: 5 if s == "0.1" or b == "a" else 0, step=("0.1", "3"), block=BLOCKS)
    assert curve.shares("step")["0.1"] == curve.shares("block")["a"] == 1
    assert curve.driver == "step"


def test_a_claim_of_equality_needs_the_interval_inside_its_bounds():
    curve = made(lambda s: float(s), (-3, 3), step=("-4", "-1", "0", "2.5"))
    assert curve.holds.tolist() == [False, True, True, False]
    assert curve.reversed.tolist() == [False, False, False, False]
    assert "clear in 1" in made(lambda s: float(s), (-3, 3), step=("-5", "0")).sentence


def test_a_curve_must_be_whole():
    curve = made(lambda s: 1, step=STEPS)
    with pytest.raises(ValueError, match=r"not whole: expected 4 settings, got 3.*--stress made"):
        replace(curve, points=curve.points[:3])
    assert curve.table().column("holds in") == ("0 of 1",) * 4


TINY = Comparison(
    "tiny", "role_in_networks", "Eight units beat two.", "xor",
    {"widths": (2, 8), "nets": 20},
    {"steps": values("steps", 5, 10), "step size": values("rate", 0.1, 0.3), "block": blocks(0, 1)},
    lambda r: r.errors[0] - r.errors[1], "squared error",
)  # fmt: skip
TWIN = replace(TINY, name="twin", effect=lambda r: r.errors[1] - r.errors[0])


@pytest.fixture
def tiny(monkeypatch):
    monkeypatch.setattr(catalogue, "_ALL", (TINY, TWIN))


def test_a_stopped_run_goes_on_where_it_was(tiny, tmp_path):
    class Stopped(Exception):
        pass

    def stop(done, total):
        if done == 3:
            raise Stopped

    with pytest.raises(Stopped):
        curves.stress(["tiny", "twin"], folder=tmp_path, jobs=1, progress=stop)
    assert not list(tmp_path.glob("*.json"))
    under_way = storing.unfinished(TINY, tmp_path)
    with under_way.open("a", encoding="utf-8") as file:
        file.write('\n{"at": ["5", "0.')  # torn by a crash
    assert len(storing.kept(TINY, tmp_path)) == 3
    told = []
    saved = curves.stress(["tiny", "twin"], folder=tmp_path, jobs=1,
                          progress=lambda *p: told.append(p))  # fmt: skip
    # Claims of one experiment and grid share their runs; three of eight were done.
    assert told == [(k, 5) for k in range(6)]
    assert sorted(p.name for p in saved) == sorted(p.name for p in tmp_path.iterdir())
    whole = curves.stress(["tiny"], folder=tmp_path / "again", jobs=1)
    assert [p.name for p in (tmp_path / "again").iterdir()] == ["tiny.json"]
    first, again = (json.loads(p.read_text(encoding="utf-8"))["points"] for p in (
        tmp_path / "tiny.json", whole[0]))  # fmt: skip
    for one, two in zip(first, again, strict=True):
        assert {**one, "seconds": 0} == {**two, "seconds": 0}
    opposite = storing.load(TWIN, tmp_path)
    assert [p.mean for p in opposite.points] == [-p["mean"] for p in first]


def test_a_curve_of_other_settings_is_out_of_date(tiny, tmp_path):
    curves.stress(["tiny"], folder=tmp_path, jobs=1)
    assert len(storing.load(TINY, tmp_path).points) == 8
    for changed in ({"low": 0.1}, {"fixed": {"widths": (2, 9), "nets": 20}}):
        with pytest.raises(LookupError, match=r"out of date.*relu claims --stress tiny"):
            storing.load(replace(TINY, **changed), tmp_path)
    assert storing.defaults(TINY) == {"learned_below": 0.01}
    path = tmp_path / "tiny.json"
    path.write_text(path.read_text(encoding="utf-8").replace("0.01", "0.02", 1), encoding="utf-8")
    with pytest.raises(LookupError, match="out of date"):
        storing.load(TINY, tmp_path)
    with pytest.raises(LookupError, match="no curve of twin"):
        storing.load(TWIN, tmp_path)


@pytest.mark.parametrize(
    "effect", [lambda r: r.errors[0, :19], lambda r: r.errors, lambda r: r.errors[0] * np.nan]
)
def test_an_effect_needs_twenty_numbers(effect):
    with pytest.raises(ValueError, match="at least 20 numbers, one a seed"):
        measure([replace(TINY, effect=effect)], TINY.grid[0])


def test_the_command_lists_and_measures(tiny, tmp_path):
    unknown = CliRunner().invoke(main, ["claims", "--stress", "tinny"])
    assert unknown.exit_code == 2 and "Did you mean 'tiny'?" in unknown.output
    out = ["--out", str(tmp_path), "--jobs", "1"]
    done = CliRunner().invoke(main, ["claims", "--stress", "--all", *out])
    assert done.exit_code == 0, done.output
    assert "tiny.json" in done.output and "twin.json" in done.output
    listed = CliRunner().invoke(main, ["claims"])
    assert "no curve of tiny" in listed.output and "2 claims: 2 not measured" in listed.output


@pytest.mark.parametrize("claim", CLAIMS, ids=NAMES)
def test_every_claim_has_a_curve_of_its_present_grid(claim):
    curve = experiments.curve(claim.name)
    assert [p.at for p in curve.points] == claim.grid
    assert 12 <= len(claim.grid) <= 48
    assert curve.seeds >= 20
    assert all(p.low <= p.mean <= p.high for p in curve.points)
    assert claim.words.endswith(".") and claim.words[0].isupper()
    assert str(curve).endswith(f"{curve.sentence[1:]}.") and curve.count in curve.sentence


@pytest.mark.parametrize("claim", CLAIMS, ids=NAMES)
def test_the_lesson_prints_the_verdict_of_every_claim(claim):
    """As text, beside its own measurement; a drawing bears the verdict in its title and words."""
    stem = next(s for s in lessons.stems() if lessons.lesson_name(s) == claim.lesson)
    book = lessons.read(lessons.find_root() / "notebooks" / f"{stem}.ipynb")
    cells = [c for c in book.cells if c.cell_type == "code" and f'"{claim.name}"' in c.source]
    texts = [o.get("data", {}).get("text/plain", "") for c in cells for o in c.outputs]
    said = " ".join(" ".join(texts).split())
    assert claim.words in said, f"no cell of {stem} shows {claim.name}"
    assert experiments.curve(claim.name).sentence.lower() in said.lower()


def test_the_closing_page_counts_the_verdicts():
    given = Counter(experiments.curve(name).verdict for name in NAMES)
    holds, fails = given[curves.HOLDS], given[curves.FAILS]
    words = dict(zip((2, 12, 18), ("two", "twelve", "eighteen"), strict=True))
    says = (f"our {len(NAMES)} comparisons: {words[holds]} hold, {words[fails]} do not, "
            f"{words[len(NAMES) - holds - fails]} depend on a setting")  # fmt: skip
    book = lessons.read(lessons.find_root() / "notebooks" / "08_closing.ipynb")
    assert any(says in cell.source for cell in book.cells), says


def test_verdicts_are_shown_one_below_the_other():
    shown = repr(experiments.verdicts("which_bend", "gates_lose"))
    assert all(len(line) <= 80 for line in shown.splitlines())
    first, second = shown.split("\n\n")
    assert first.endswith("\n  holds in 15 of 15 settings")
    assert second == repr(experiments.curve("gates_lose"))
    assert "\n  depends on step size: holds in 9 of 12 settings" in second


def test_all_claims_are_listed_with_their_verdicts():
    text = curves.overview()
    assert all(f"  {name} " in text for name in NAMES)
    assert "no curve" not in text
    assert text.splitlines()[-1].startswith(f"{len(NAMES)} claims: ")


def groups():
    """Claims that share experiment and grid, and so their runs."""
    found = {}
    for claim in CLAIMS:
        spec = json.dumps(storing.specification(claim) | {"bounds": None}, sort_keys=True)
        found.setdefault(spec, []).append(claim)
    return list(found.values())


GROUPS = groups()


def test_what_is_left_to_the_command_leads_a_group():
    assert {group[0].name for group in GROUPS} >= DEAR
    assert len(DEAR) < len(GROUPS) / 2


MEASURED = [group for group in GROUPS if ALL or group[0].name not in DEAR]


@pytest.mark.parametrize("claims", MEASURED, ids=lambda group: group[0].name)
def test_a_saved_curve_is_what_the_code_gives(claims):
    at = min(experiments.curve(claims[0].name).points, key=lambda p: p.seconds).at
    for claim, now in zip(claims, measure(claims, at), strict=True):
        saved = next(p for p in experiments.curve(claim.name).points if p.at == at)
        # Another processor moves single nets, not the mean of twenty out of its interval.
        reach = max(0.5 * (saved.high - saved.low), 1e-6)
        assert now.mean == pytest.approx(saved.mean, abs=0.5 * reach)
        assert now.high - now.low == pytest.approx(2 * reach, rel=0.5, abs=1e-6)


def test_the_figure_shows_every_setting_by_a_dot_for_each_choice():
    curve = made(lambda s, b: float(s) - 1.5, step=STEPS, block=BLOCKS)
    fig, ax = plotting.figure(size=(7, 4.5))
    dots = plotting.plot_curve(ax, curve)
    means = np.concatenate(
        [line.get_ydata() for line in ax.get_lines() if line.get_marker() == "o"]
    )
    assert sorted(means) == sorted(p.mean for p in curve.points)
    marked = sum(len(line.get_xdata()) for line in dots.get_lines())
    assert marked == 2 * len(curve.points)
    shown = [label.get_text() for label in dots.get_yticklabels()]
    assert shown == ["step   0.1", "1", "2", "3", "block   a", "b", "c", "d", "e"]
    filled = [line for line in ax.get_lines() if line.get_marker() == "o"]
    faces = [matplotlib.colors.same_color(f.get_markerfacecolor(), "white") for f in filled]
    assert faces == [False, True]  # filled where it holds, hollow where not
    fig.draw_without_rendering()
    alt = plotting.describe_curve(curve)
    assert "A beats B." in alt and "5 of 20" in alt and "step 0.1, 1, 2, 3" in alt


def test_a_claim_of_the_article_takes_its_verdict_from_its_curve():
    holds = made(lambda s: 5, step=STEPS)
    depends = made(lambda s: 2 - float(s), step=STEPS)
    never = made(lambda s: 0, step=STEPS)
    ledger = Ledger()
    for words, tests, verdict in [
        ("a", {"t": holds}, "holds"),
        ("b", {"t": depends, "u": True}, "depends on step"),
        ("c", {"t": never}, "does not hold"),
        ("d", {"t": never, "u": True}, "half"),
        ("e", {"t": holds, "u": True}, "holds"),
    ]:
        note = ledger.note("x", "pro", words, tests, "m", cells=["c-run"])
        assert note.verdict == verdict
    table = ledger.table()
    assert table.counts == {"holds": 2, "depends on step": 1, "half": 1, "does not hold": 1}
    assert "[4 of 4 settings] t" in table.text and "1 of 4 settings: t" in table.html


def test_a_stopped_run_of_several_claims_does_not_measure_the_finished_ones_again(
    monkeypatch, tmp_path
):
    other = replace(TINY, name="other", vary={"steps": values("steps", 5, 6)})
    monkeypatch.setattr(catalogue, "_ALL", (TINY, other))

    def stop(done, total):
        if done == 9:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        curves.stress(["tiny", "other"], folder=tmp_path, jobs=1, progress=stop)
    assert (tmp_path / "tiny.json").exists()  # whole, so already saved
    told = []
    curves.stress(["tiny", "other"], folder=tmp_path, jobs=1,
                  progress=lambda *p: told.append(p))  # fmt: skip
    assert told == [(0, 1), (1, 1)]
