"""Fixtures: a real JupyterLab, a real Chromium, and pages of it."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import lab_harness
from lab_page import KeptPage, NotebookPage

SCREEN = {"width": 1280, "height": 900}
NO_CHROMIUM = "no Chromium found: install it (apt: chromium) or run `playwright install chromium`"


def pytest_configure(config):
    config.addinivalue_line("markers", "browser: needs a real Chromium and starts JupyterLab")


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    """A running Chromium; skips with one line where there is none, fails under CI."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        executable = lab_harness.find_chromium(playwright)
        if executable is None:
            if os.environ.get("CI", "").lower() in ("1", "true"):
                pytest.fail(NO_CHROMIUM, pytrace=False)
            pytest.skip(NO_CHROMIUM)
        browser = lab_harness.launch(playwright, executable)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def served_folder(tmp_path_factory) -> Path:
    """A temporary copy of the three notebook folders; tests may write more notebooks into it."""
    root = tmp_path_factory.mktemp("served")
    for name in ("notebooks", "exercises", "solutions"):
        source = lab_harness.REPOSITORY / name
        if source.is_dir():
            ignore = shutil.ignore_patterns(".ipynb_checkpoints", "__pycache__")
            shutil.copytree(source, root / name, ignore=ignore)
    return root


@pytest.fixture(scope="session")
def lab_server(chromium, served_folder, tmp_path_factory):
    """The course's JupyterLab, serving `served_folder`. (Chromium first: no server to skip.)"""
    server = lab_harness.LabServer(served_folder, tmp_path_factory.mktemp("home"))
    yield server
    server.close()


@pytest.fixture
def fresh_lab(chromium, lab_server):
    """A fresh page on the running server: `fresh_lab.open_notebook("review.ipynb")`."""
    context = chromium.new_context(viewport=SCREEN)
    yield NotebookPage(lab_server, context.new_page())
    context.close()


@pytest.fixture(scope="session")
def kept(chromium, lab_server):
    """JupyterLab in a page, loaded once for all tests that only open notebooks in it."""
    kept = KeptPage(chromium, lab_server)
    yield kept
    kept.forget()


@pytest.fixture
def lab(request, kept):
    """The page that the tests before have left: `lab.turn_to("notebooks/01_definition.ipynb")`."""
    page, failed = kept.page(), request.session.testsfailed
    page.page.set_viewport_size(SCREEN)
    page.console.clear()
    yield page
    if request.session.testsfailed > failed or not page.is_tidy():
        kept.forget()


@pytest.fixture
def write_notebook(served_folder):
    """Write a scratch notebook into the served folder; returns the name to open."""

    def write(name: str, cells) -> str:
        lab_harness.write_notebook(served_folder / name, cells)
        return name

    return write
