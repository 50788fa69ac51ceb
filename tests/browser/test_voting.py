"""A vote in a room: the wall, the lectern and a phone, by keys and thumbs, light and dark."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe

from course_utils import quiz

# One with code, and the one whose texts are the longest.
QUESTIONS = {"light": quiz.find("definition.q_shape"), "dark": quiz.find("limitations.q_rate")}
SHORT = {"timeout": 10_000}


@pytest.fixture
def vote(tmp_path, scheme):
    """`relu class` as a teacher starts it: the addresses that it prints, and what it keeps."""
    lesson, _, name = QUESTIONS[scheme].id.partition(".")
    command = [sys.executable, "-m", "course_utils.cli", "class", lesson, "--question",
               name, "--no-browser", "--save", str(tmp_path / "votes.json")]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        told = [process.stdout.readline() for _ in range(4)]
        found = re.findall(r"http://\S+", "".join(told))
        yield found, tmp_path / "votes.json"
        process.terminate()
        assert process.wait(20) == 0
    assert (tmp_path / "votes.json").exists()


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def faults(page) -> list:
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
    found = Axe().run(page, options=rules | {"resultTypes": ["violations"]})
    return [(v["id"], v["nodes"][0]["html"][:200]) for v in found.response["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_vote_talk_vote_again(chromium, vote, scheme):
    (screen_url, presenter_url), _ = vote
    right = QUESTIONS[scheme].right[0].letter
    wrong = next(o.letter for o in QUESTIONS[scheme].options if not o.right)
    wide = {"viewport": {"width": 1280, "height": 720}, "color_scheme": scheme}
    room = chromium.new_context(**wide)
    screen, lectern = room.new_page(), room.new_page()
    screen.goto(screen_url)
    lectern.goto(presenter_url)
    assert "key=" not in screen.url + lectern.url
    hand = chromium.new_context(viewport={"width": 390, "height": 780}, color_scheme=scheme)
    phone = hand.new_page()
    phone.goto(screen_url.partition("/enter")[0])
    phone.locator("#said", has_text="has not begun").wait_for(**SHORT)
    screen.keyboard.press("Space")
    phone.get_by_role("radio").nth(0).wait_for(**SHORT)
    assert faults(phone) == [] and fits(phone)
    phone.locator(f"input[value={wrong}]").check()
    phone.get_by_role("button", name="Vote").click()
    phone.locator("#said", has_text=f"Your vote: {wrong}").wait_for(**SHORT)
    phone.reload()
    phone.locator("#said", has_text=f"Your vote: {wrong}").wait_for(**SHORT)
    assert phone.locator(f"input[value={wrong}]").is_checked()
    screen.locator("#votes", has_text="first vote: 1 vote").wait_for(**SHORT)
    assert screen.locator(".result").count() == 0 and screen.locator("li.right").count() == 0
    lectern.locator("#advice", has_text="0 % are right").wait_for(**SHORT)
    screen.keyboard.press("h")
    screen.get_by_label(right, exact=True).fill("7")
    screen.keyboard.press("Enter")
    screen.locator("#votes", has_text="first vote: 8 votes").wait_for(**SHORT)
    for _ in range(2):
        screen.get_by_role("button", name=re.compile("Close it|Open the")).click()
    phone.locator("#said", has_text="Second vote").wait_for(**SHORT)
    phone.locator(f"input[value={right}]").check()
    phone.get_by_role("button", name="Vote").click()
    screen.locator("#votes", has_text="second vote: 1 vote").wait_for(**SHORT)
    screen.get_by_role("button", name="Close it and show").click()
    shift = "Right: 88 %, then 100 %. By phone 1 came to it, 0 left it."
    screen.locator("#steps", has_text=shift).wait_for(**SHORT)
    assert screen.locator("li.right").count() == 1
    phone.locator(".why.right").wait_for(**SHORT)
    for page in (screen, lectern, phone):
        assert faults(page) == [] and fits(page)
    assert screen.evaluate("document.documentElement.scrollHeight <= innerHeight + 1")
    room.close()
    hand.close()
