"""The course on one page: prints on one sheet, says what it draws, leads nowhere outside."""

from __future__ import annotations

import re

import lab_harness
import pytest

PAGE = lab_harness.REPOSITORY / "notebooks" / "summary.html"


@pytest.fixture
def page(chromium):
    context = chromium.new_context(viewport={"width": 900, "height": 1200})
    page = context.new_page()
    page.goto(PAGE.as_uri())
    yield page
    context.close()


def test_it_prints_on_one_sheet(page):
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) == 1


def test_nothing_is_cut_on_a_narrow_screen(page):
    page.set_viewport_size({"width": 380, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 380


def test_axe_finds_no_serious_fault(page):
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []


def test_it_needs_nothing_from_elsewhere():
    text = PAGE.read_text(encoding="utf-8")
    assert not re.search(r"(src|href)=", text) and "url(" not in text
    assert text.count("<svg") == text.count('role="img" aria-label="')
