"""Every slide on a wall of 1280 by 720: it fits, moves, votes, and asks no network."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe

from course_utils import lessons, quiz

STEMS = lessons.stems()[:8]
READY = "document.documentElement.dataset.ready === 'true'"
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
    const ok = sheet.clientHeight === 720 && sheet.dataset.fits === "true" && !small;
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
def test_every_slide_fits(deck, visit, stem):
    address = deck(stem)
    page = visit(address, "dark" if int(stem[:2]) % 2 else "light", "no-preference")
    assert page.evaluate("document.querySelectorAll('.sheet').length") >= 8
    assert page.evaluate(TOO_LARGE) == []
    assert page.faults == [] and outside(page, address) == []


@pytest.mark.slow
def test_a_talk(deck, visit, tmp_path):
    question = next(quiz.find(n) for n in quiz.ids("definition") if quiz.find(n).options)
    first = {"voters": 10, "counts": {question.options[0].letter: 7}}
    kept = tmp_path / "votes.json"
    kept.write_text(json.dumps([{"question": question.id, "first": first}]))
    address = deck("definition", "--votes", str(kept))
    page = visit(address)

    to = """selector => { const at = Reveal.getIndices(
      document.querySelector(selector).closest("section")); Reveal.slide(at.h, at.v, -1); }"""
    page.evaluate(to, ".votes .bar")
    bar = page.locator("section.present .bar").first
    mark = page.locator("section.present .mark")
    assert not bar.evaluate("e => e.classList.contains('visible')")
    page.keyboard.press("Space")
    assert bar.evaluate("e => e.classList.contains('visible')") and "%" in bar.inner_text()
    assert not mark.evaluate("e => e.classList.contains('visible')")
    page.keyboard.press("Space")
    assert mark.evaluate("e => e.classList.contains('visible')")
    assert "What to say to each answer" in page.evaluate("Reveal.getSlideNotes()")
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
    found = Axe().run(page, options=rules).response["violations"]

    page.evaluate(to, ".stage")
    place = page.url
    live = page.locator("section.present .stage")
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
