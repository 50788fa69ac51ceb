"""The website: whole, light, its links lead somewhere, and it asks the network for nothing."""

from __future__ import annotations

import html
import json
import re

import pytest

from course_utils import checks, lessons, quiz
from course_utils.museum.bends import TASKS
from course_utils.museum.exhibits import trainable
from course_utils.publishing.derived import OccupiedError
from course_utils.publishing.links import faults
from course_utils.publishing.site import build_site

MOST_BYTES = 1_000_000


@pytest.fixture(scope="module")
def pages(built_site):
    """The text of every page by its name."""
    return {p.name: p.read_text(encoding="utf-8") for p in built_site.folder.glob("*.html")}


def figures_saved():
    """Yield stem and cell id of every output of the lessons that is a picture."""
    root = lessons.find_root()
    for stem in lessons.stems(root):
        for cell in lessons.read(lessons.path_of("notebooks", stem, root)).cells:
            for output in cell.get("outputs", []):
                if "<img " in output.get("data", {}).get("text/html", ""):
                    yield stem, cell["id"]


def test_every_link_leads_somewhere_and_every_page_is_light(built_site, pages):
    assert built_site.faults == []
    assert {name: len(text) for name, text in pages.items() if len(text) > MOST_BYTES} == {}
    assert all(f"{stem}.html" in pages for stem in lessons.stems())


def test_nothing_is_fetched_from_elsewhere(built_site):
    looks = "".join(p.read_text(encoding="utf-8") for p in built_site.folder.glob("*.css"))
    assert re.findall(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//", looks) == []
    own = [
        p
        for p in built_site.folder.glob("*.js")
        if p.name not in ("lunr.min.js", "search-index.js")
    ]
    namespace = "http://www.w3.org/2000/svg"  # a name, which no browser asks for
    texts = {p.name: p.read_text(encoding="utf-8").replace(namespace, "") for p in own}
    assert [name for name, text in texts.items() if "http" in text] == []


def test_a_page_with_a_broken_link_is_found_out(tmp_path):
    (tmp_path / "a.html").write_text(
        '<p id="x"><p id="x"><a href="b.html">b</a><a href="#y">y</a><a href="#x">x</a>'
        '<img src="https://example.org/p.png"><a href="https://example.org">fine</a>'
    )
    assert faults(tmp_path) == [
        "a.html: #y: no such place on that page",
        "a.html: b.html: no such file",
        "a.html: https://example.org/p.png: asks the network",
        "a.html: the id x stands twice",
    ]


def test_every_figure_has_an_address_and_is_kept_once(built_site, pages):
    saved = list(figures_saved())
    assert saved
    for stem, cell_id in saved:
        assert f'id="fig-{cell_id}"' in pages[f"{stem}.html"]
        assert f'href="{stem}.html#fig-{cell_id}"' in pages["figures.html"]
    pictures = [p.read_bytes() for p in (built_site.folder / "figures").iterdir()]
    assert len(pictures) == len(set(pictures)) >= len(saved)


def test_every_mistake_has_an_address(pages):
    known = [(e.id, m) for e in checks.all_exercises() for m in e.misconceptions]
    addresses = re.findall(r'<dt id="([^"]+)"', pages["mistakes.html"])
    assert len(addresses) == len(set(addresses)) == len(known)
    drawn = re.findall(r'<article id="([^"]+)"', pages["museum.html"])
    assert set(drawn) <= set(addresses)
    assert "definition-relu--absolute-value" in drawn
    nets = [key for key in TASKS for _ in trainable(key)]
    assert pages["museum.html"].count("Median loss by training step") == len(nets)
    assert len(pages["museum.html"].encode()) < 1_000_000


def test_every_question_can_be_answered_and_tells_what_to_expect(pages):
    asked = 0
    for stem in lessons.stems():
        for question_id in quiz.ids(lessons.lesson_name(stem)):
            question = quiz.find(question_id)
            asked += 1
            assert f'id="{question_id.replace(".", "-")}"' in pages["ask.html"]
            for option in question.options:
                words = html.escape(option.feedback.split("`")[0])
                assert words in pages["ask.html"].replace("&#x27;", "&#x27;")
    assert pages["ask.html"].count("<article") == asked
    live = "".join(pages[f"{stem}.html"] for stem in lessons.stems())
    assert live.count("data-question=") == asked


def test_formulas_are_mathml(pages):
    for stem in lessons.stems():
        text = re.sub(
            r"<(pre|code|annotation)\b.*?</\1>", "", pages[f"{stem}.html"], flags=re.DOTALL
        )
        text = re.sub(r"data-question='[^']*'", "", text)
        assert re.findall(r"\\[a-z]+|\$\$", text) == [], stem


def test_whatever_is_found_has_a_place(built_site, pages):
    script = (built_site.folder / "search-index.js").read_text(encoding="utf-8")
    index = json.loads(script.removeprefix("const reluIndex = ").removesuffix(";\n"))
    places = {name: set(re.findall(r'id="([^"]+)"', text)) for name, text in pages.items()}
    for document in index["documents"]:
        page, _, anchor = document["link"].partition("#")
        assert anchor in places[page], document["link"]
    assert any(d["link"].startswith("mistakes.html#") for d in index["documents"])


def test_what_others_have_in_a_folder_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(OccupiedError, match="name another folder"):
        build_site(tmp_path)
    assert (tmp_path / "thesis.txt").read_text() == "years of work"
