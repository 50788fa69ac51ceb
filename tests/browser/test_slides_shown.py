"""Every slide on a wall of 1280 by 720: it fits, moves, votes, and asks no network."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe

from course_utils import lessons, progress, quiz
from course_utils.voting import kept

STEMS = lessons.stems()[:8]
READY = "document.documentElement.dataset.ready === 'true'"
NOW = ".slides > section.present > section.present"
TO = """selector => { const at = Reveal.getIndices(
  document.querySelector(selector).closest("section")); Reveal.slide(at.h, at.v, -1); }"""
# A step that is still hidden keeps its place: so one look measures all steps of a slide.
TOO_LARGE = """() => {
  document.documentElement.classList.add("measuring");
  const faults = [...document.querySelectorAll(".sheet")].flatMap((sheet) => {
    const box = sheet.getBoundingClientRect();
    const out = [...sheet.querySelectorAll("*")].filter((e) => !e.closest("math, .stage"))
      .map((e) => [e, e.getBoundingClientRect()])
      .filter(([, r]) => r.width && (r.right > box.right + 1 || r.bottom > box.bottom + 1))
      .map(([e]) => e.tagName);
    const small = parseFloat(getComputedStyle(sheet).fontSize) < 22;
    const ok = sheet.clientHeight === 720 && sheet.dataset.fits === "true" && !small
      && [...sheet.querySelectorAll(".plate")].every((plate) => plate.clientHeight > 200);
    return ok && !out.length ? [] : [sheet.textContent.trim().slice(0, 60) + out.join()];
  });
  document.documentElement.classList.remove("measuring");
  return faults;
}"""


@pytest.fixture
def deck(tmp_path):
    """`relu slides` as a teacher starts it; returns the address that it prints."""
    running = []

    def start(lesson, *more):
        command = [
            sys.executable,
            "-m",
            "course_utils.cli",
            "slides",
            lesson,
            "--no-browser",
            *more,
        ]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        running.append(process)
        return re.search(r"http://\S+", process.stdout.readline())[0]

    yield start
    for process in running:
        process.terminate()
        process.wait(20)
        process.stdout.close()


@pytest.fixture
def visit(chromium):
    contexts = []

    def go(address, scheme="light", motion="reduce"):
        context = chromium.new_context(
            viewport={"width": 1280, "height": 720}, color_scheme=scheme, reduced_motion=motion
        )
        contexts.append(context)
        page = context.new_page()
        page.asked, page.faults = [], []
        context.on("request", lambda request: page.asked.append(request.url))
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.goto(address)
        page.wait_for_function(READY)
        return page

    yield go
    for context in contexts:
        context.close()


def outside(page, address):
    return [u for u in page.asked if not u.startswith((address, "data:", "blob:", "about:"))]


@pytest.mark.slow
@pytest.mark.parametrize("stem", STEMS)
def test_every_slide_fits(deck, visit, stem, tmp_path):
    earlier = tmp_path / "votes.json"  # with a bar at every answer, votes are at their widest
    asked = [quiz.find(name) for name in quiz.ids(lessons.lesson_name(stem))]
    counts = dict.fromkeys("abcd", 25)
    votes = [{"question": q.id, "first": {"voters": 100, "counts": counts}} for q in asked]
    earlier.write_text(json.dumps(votes))
    odd = int(stem[:2]) % 2
    address = deck(stem, *(["--votes", str(earlier)] if odd else []))  # else the forecast
    page = visit(address, "dark" if odd else "light", "no-preference")
    assert page.evaluate("document.querySelectorAll('.sheet').length") >= 7
    assert page.evaluate(TOO_LARGE) == []
    for kind in ("number", "several"):
        shown = [q for q in asked if q.kind == kind and page.locator(votes_on(q)).count()]
        for question in shown[:1]:
            count_all(page, question)
            assert page.evaluate(TOO_LARGE) == []
    assert page.faults == [] and outside(page, address) == []


def votes_on(question):
    return f'.votes[data-question="{question.id}"]'


def count_all(page, question):
    """Count one hand for everything that hands are counted for, by keys alone."""
    page.evaluate(TO, votes_on(question))
    page.keyboard.press("h")
    for _ in question.hands_for:
        page.keyboard.type("1")
        page.keyboard.press("Enter")
    people = len(question.hands_for) if question.kind == "number" else 1
    said = "person" if people == 1 else "people"
    told = page.locator(NOW + " .counted")
    told.get_by_text(f"{people} {said} in this room").wait_for()
    bars = page.locator(NOW + " .bar").all_inner_texts()
    assert len(bars) == len(question.hands_for) - (question.kind == "several")
    assert set(bars) == {f"{round(100 / people)} %"}


def count_hands(page, question):
    """Count hands on the slide; the next deck shows them as an earlier room's."""
    page.keyboard.press("h")
    fields = page.locator(NOW + " .hand")
    page.keyboard.type("x")
    fields.first.press("Enter")
    for _ in question.options[1:]:
        page.keyboard.press("Enter")
    said = page.locator(NOW + " .counted")
    said.get_by_text("Hands cannot be counted so").wait_for()
    fields.first.fill("3")
    fields.nth(1).fill("1")
    page.keyboard.press("Escape")
    assert not fields.first.is_visible()
    page.keyboard.press("h")
    fields.nth(len(question.options) - 1).press("Enter")
    said.get_by_text("4 people in this room").wait_for()
    bar = page.locator(NOW + " .bar").first
    assert bar.inner_text() == "75 %"
    assert bar.evaluate("e => getComputedStyle(e).getPropertyValue('--expected')") == "70"
    assert "line: what was expected" in said.inner_text()
    assert page.evaluate(TOO_LARGE) == []
    votes = kept.read(progress.path().with_name("votes.json"))
    assert [v["first"]["voters"] for v in votes if v["question"] == question.id] == [4]


@pytest.mark.slow
def test_a_talk(deck, visit, tmp_path):
    question = next(quiz.find(n) for n in quiz.ids("definition") if quiz.find(n).options)
    first = {"voters": 10, "counts": {question.options[0].letter: 7}}
    votes = tmp_path / "votes.json"
    votes.write_text(json.dumps([{"question": question.id, "first": first}]))
    address = deck("definition", "--votes", str(votes))
    page = visit(address)

    page.evaluate(TO, ".votes .bar")
    bar = page.locator(NOW + " .bar").first
    mark = page.locator(NOW + " .mark")
    assert not bar.evaluate("e => e.classList.contains('visible')")
    page.keyboard.press("Space")
    assert bar.evaluate("e => e.classList.contains('visible')") and "%" in bar.inner_text()
    assert not mark.evaluate("e => e.classList.contains('visible')")
    page.keyboard.press("Space")
    assert mark.evaluate("e => e.classList.contains('visible')")
    assert "What to say to each answer" in page.evaluate("Reveal.getSlideNotes()")
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
    rules["resultTypes"] = ["violations"]
    found = Axe().run(page, options=rules).response["violations"]

    count_hands(page, question)
    found += Axe().run(page, options=rules).response["violations"]

    page.evaluate(TO, ".stage")
    place = page.url
    live = page.locator(NOW + " .stage")
    before = live.inner_text()
    live.get_by_role("slider").first.focus()
    page.keyboard.press("Home")
    page.wait_for_function(
        "t => document.querySelector('.present .stage').innerText !== t", arg=before
    )
    page.keyboard.press("ArrowRight")
    assert page.url == place, "the slider has the arrows"
    page.keyboard.press("Escape")
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.keyboard.press("d")
    assert page.evaluate(paper) != light
    found += Axe().run(page, options=rules).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:160]) for v in found] == []

    with page.expect_popup() as opened:
        page.keyboard.press("s")
    lectern = opened.value
    said = page.evaluate("Reveal.getSlideNotes()")
    assert "The figure: Curve explorer" in said
    lectern.get_by_text("The figure: Curve explorer").first.wait_for()
    assert page.faults == [] and outside(page, address) == []
