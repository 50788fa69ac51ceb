"""Plans fit their minutes, stand on what they need, and INSTRUCTORS.md prints them as they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from course_utils import checks, lessons, quiz
from course_utils.classroom.rehearsal import shares
from course_utils.cli import main
from course_utils.publishing import cues, plan

ROOT = Path(__file__).parents[2]


def test_every_section_and_exercise_is_known_with_its_needs():
    items = plan.items()
    assert set(checks.all_ids()) <= set(items)
    needs = plan._data()["needs"]
    assert set(needs) | {n for needed in needs.values() for n in needed} <= set(items)
    taught = {s.id for stem in checks.stems() for s in lessons.sections_of(stem)}
    assert taught - set(needs) == {i for i in taught if i.startswith("start_here")}
    place = {name: at for at, name in enumerate(items)}
    assert all(place[n] < place[name] for name, item in items.items() for n in item.needs)
    for item in items.values():
        assert item.minutes > 0 and all(quiz.find(name) for name in item.questions)


@pytest.mark.parametrize("name", plan.names())
def test_a_plan_fits_and_stands_on_its_own(name):
    found = plan.find(name)
    for meeting in found.meetings:
        assert 0.6 * found.limit < meeting.minutes <= found.limit
        # Who works alone has read what a meeting stands on; in a course of meetings nobody has.
        assert found.alone or not meeting.known
        assert not {i.id for i in meeting.home} & {i.id for m in found.meetings for i in m.items}
    assert len({i.id for m in found.meetings for i in m.items}) == sum(
        len(m.items) for m in found.meetings
    )


@pytest.mark.parametrize("start", ["01", "graphs", "03_role_in_networks", "variants#3", "8"])
@pytest.mark.parametrize("minutes", [20, 45, 90, 300])
def test_what_fits_is_closed_under_needs(minutes, start):
    found = plan.fitting(minutes, start)
    (meeting,) = found.meetings
    assert meeting.minutes <= minutes
    have = {item.id for item in (*meeting.items, *meeting.known)}
    assert all(set(item.needs) <= have for item in meeting.items)
    order = list(plan.items())
    places = [order.index(item.id) for item in meeting.items]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["one-sesion"], "Did you mean 'one-session'?"),
        (["--minutes", "5"], "at least 10"),
        (["--minutes", "11", "--from", "03"], "role_in_networks#1"),
        (["--minutes", "90", "--from", "graph"], "Did you mean 'graphs'?"),
    ],
)
def test_what_cannot_be_planned_is_said(words, says):
    run = CliRunner().invoke(main, ["plan", *words])
    assert (run.exit_code, "Traceback" in run.output) == (2, False)
    assert says in run.output


def test_instructors_md_prints_the_plans():
    text = (ROOT / "INSTRUCTORS.md").read_text(encoding="utf-8")
    for name in plan.names():
        assert f"```text\n{plan.to_text(plan.find(name))}\n```" in text, (
            f"INSTRUCTORS.md is older than the course: paste what `relu plan {name}` prints"
        )


def test_a_card_says_what_the_course_says(tmp_path):
    found = plan.find("one-session")
    made = shares.mistakes_in("01_definition", students=200)
    votes = [{"question": "definition.q_shape", "first": {"voters": 8, "counts": {"a": 2}}}]
    cards = {card.id: card for card in cues.cues(found, shares=made, votes=votes)}
    asked = [q for m in found.meetings for i in m.items for q in i.questions]
    assert set(asked) < set(cards) and "definition.relu" in cards
    question = quiz.find("definition.q_shape")
    assert [r.says for r in cards[question.id].replies] == [o.feedback for o in question.options]
    assert cards[question.id].replies[0].share == "25 % of 8"
    other = next(quiz.find(name) for name in asked if name != question.id)
    told = {reply.label: reply.share for reply in cards[other.id].replies}
    assert told == {label: f"forecast {n} %" for label, n in other.forecast.items()}
    known = {m.name: m.says for m in checks.find("definition.relu").misconceptions}
    for reply in cards["definition.relu"].replies:
        assert known[reply.answer] == reply.says and reply.share.endswith(" %")
    page = cues.to_html(found, cards.values())
    assert page.count('<article class="card">') == len(cards)
    assert "http" not in page.replace("http-equiv", "")


def test_cards_are_written_and_bad_votes_are_refused(tmp_path):
    out = tmp_path / "cards.html"
    run = CliRunner().invoke(main, ["plan", "--minutes", "30", "--cards", str(out)])
    assert run.exit_code == 0 and out.stat().st_size > 5000, run.output
    bad = tmp_path / "votes.json"
    bad.write_text("[1]", encoding="utf-8")
    words = ["plan", "week", "--cards", str(out), "--votes", str(bad)]
    run = CliRunner().invoke(main, words)
    assert run.exit_code == 2 and "what `relu class --save` wrote" in run.output
