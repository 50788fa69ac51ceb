"""The saved figures of the lessons. nbval compares their alternative text; here: that they drew.

Title and axis labels are demanded by `plotting.show`, and lint refuses a figure shown without it.
"""

from __future__ import annotations

import base64
import html
import io
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from course_utils import lessons
from course_utils.lessons.rules import DATA_URI

ROOT = Path(__file__).parents[2]
ALT = re.compile(r'alt="([^"]*)"')


def saved_figures():
    """Yield ``(notebook, cell id, html)`` of every output with a picture."""
    for folder in ("notebooks", "solutions"):
        for path in sorted((ROOT / folder).glob("*.ipynb")):
            for cell in lessons.read(path).cells:
                for output in cell.get("outputs", []):
                    text = output.get("data", {}).get("text/html", "")
                    if DATA_URI.search(text):
                        yield pytest.param(text, id=f"{folder}/{path.stem}:{cell.id}")


FIGURES = list(saved_figures())


def test_there_are_figures():
    assert FIGURES


@pytest.mark.parametrize("text", FIGURES)
def test_a_figure_has_ink_and_says_what_it_shows(text):
    for data in DATA_URI.findall(text):
        pixels = np.asarray(Image.open(io.BytesIO(base64.b64decode(data))).convert("RGB"))
        assert pixels.shape[0] >= 100 and pixels.shape[1] >= 200
        paper = pixels[0, 0]
        ink = (np.abs(pixels.astype(int) - paper).max(axis=-1) > 32).mean()
        assert 0.005 < ink < 0.9, f"{ink:.1%} of the figure is drawn on"
        # Ink in the inner part: more than a frame and its tick labels.
        height, width = pixels.shape[:2]
        inner = pixels[height // 4 : -height // 4, width // 4 : -width // 4]
        assert (np.abs(inner.astype(int) - inner[0, 0]).max(axis=-1) > 32).any()
    for alt in ALT.findall(text):
        assert len(html.unescape(alt).split()) >= 5


def test_no_two_figures_have_the_same_text():
    said = [tuple(ALT.findall(figure.values[0])) for figure in FIGURES]
    assert len(said) == len(set(said))
