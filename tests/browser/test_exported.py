"""Lessons exported by nbconvert: every output is accessible, every picture has its words."""

from __future__ import annotations

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from nbconvert import HTMLExporter

from course_utils import lessons

OUTPUT = ".jp-OutputArea-output"


@pytest.fixture(scope="module")
def page(chromium):
    context = chromium.new_context(viewport={"width": 1100, "height": 900})
    context.set_offline(True)  # MathJax stays away; the outputs need nothing from elsewhere
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("stem", lessons.stems())
def test_outputs_of_an_exported_lesson_are_accessible(page, tmp_path, stem):
    book = nbformat.read(lessons.find_root() / "notebooks" / f"{stem}.ipynb", as_version=4)
    text, _ = HTMLExporter().from_notebook_node(book)
    file = tmp_path / f"{stem}.html"
    file.write_text(text, encoding="utf-8")
    page.goto(file.as_uri(), wait_until="domcontentloaded")
    assert page.locator(OUTPUT).count() > 0
    # The colours of a traceback are the exporter's own.
    context = {"include": [[OUTPUT]], "exclude": [['[class*="ansi-"]']]}
    found = Axe().run(page, context=context).response["violations"]
    faults = [(v["id"], v["nodes"][0]["html"][:200]) for v in found
              if v["impact"] in ("serious", "critical")]  # fmt: skip
    assert faults == []
    images = page.locator(f"{OUTPUT} img").evaluate_all("all => all.map(i => i.alt)")
    assert all(len(alt) > 20 for alt in images)
