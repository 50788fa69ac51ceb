"""Slides are derived from a lesson: what is shown, what is said, and where it lies."""

from __future__ import annotations

import http.client
import json
import socket
import threading
from collections import Counter

import pytest
from nbformat import v4

from course_utils import checks, lessons, quiz
from course_utils.errors import NoPort
from course_utils.publishing import lectern, plan, slides, slides_server
from course_utils.publishing.key_parts import key_part
from course_utils.publishing.outputs import Gatherer
from course_utils.publishing.shelf import Shelf

MOST = 35  # more is no lesson for one room


def cell(kind, source, slide_type="", **more):
    made = v4.new_markdown_cell if kind == "text" else v4.new_code_cell
    metadata = {"slideshow": {"slide_type": slide_type}} if slide_type else {}
    return made(source, metadata=metadata, **more)


def read(tmp_path, *cells, votes=()):
    gather = Gatherer("#", "1", lambda href: None, Shelf(tmp_path))
    return slides.read_slides(v4.new_notebook(cells=list(cells)), gather, votes)


def test_types_decide_what_stands_on_which_slide(tmp_path):
    printed = v4.new_output("stream", text="3\n")
    deck = read(
        tmp_path,
        cell("text", "# 1 · Title", "slide"),
        cell("text", "## 1 Part\n\n**Question.** Why? " + "Because of that. " * 20, "slide"),
        cell("text", "Said, not shown."),
        cell("code", "hidden()"),
        cell("code", "print(3)", "subslide", outputs=[printed]),
        cell("text", "It is 3.", "fragment"),
        cell("text", "Nowhere.", "skip"),
    )
    assert [(s.heading, s.running, s.opens) for s in deck] == [
        ("1 · Title", False, True), ("1 Part", False, True), ("1 Part", True, False),
    ]  # fmt: skip
    question = deck[1].parts[0]["html"]
    assert "Why?" in question and "Because" not in question
    said = "".join(note.get("html", "") for note in deck[1].notes)
    assert said.count("Because of that.") == 20 and "Said, not shown." in said
    assert [part["kind"] for part in deck[2].parts] == ["code", "printed", "text"]
    assert [part["fragment"] for part in deck[2].parts] == [False, False, True]
    assert "Nowhere" not in str(deck) and "hidden" not in str(deck)


def test_a_vote_bears_what_an_earlier_room_said(tmp_path):
    question = quiz.find("definition.q_shape")
    right = question.right[0].letter
    votes = [{"question": question.id, "first": {"voters": 8, "counts": {right: 2}}}]
    ask = cell("code", f'quiz.ask("{question.id}")', "subslide")
    (slide,) = read(tmp_path, ask, votes=votes)
    vote = slide.parts[0]["vote"]
    assert {a["label"]: a["share"] for a in vote["answers"]}[right] == 25
    assert [a["right"] for a in vote["answers"]] == [o.right for o in question.options]
    assert slide.notes[0]["vote"]["answers"][0]["says"] == question.options[0].feedback
    assert vote["expected"] == "the first vote of 8 people in an earlier room"


def test_before_any_room_a_vote_bears_the_forecast_and_calls_it_one(tmp_path):
    for name in ("definition.q_shape", "role_in_networks.q_moment"):
        question = quiz.find(name)
        (slide,) = read(tmp_path, cell("code", f'quiz.ask("{name}")', "subslide"))
        vote = slide.parts[0]["vote"]
        assert {a["label"]: a["share"] for a in vote["answers"]} == question.forecast
        assert vote["expected"] == "a forecast by the authors; no room has been counted yet"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("One. Two. Three.", "One. Two. Three."),
        ("So. " + "Two more words. " * 20, "So. " + " ".join(["Two more words."] * 5)),
        ("A **bold** one. " + "Another. " * 50, "A **bold** one."),
        ("Words. " * 50 + "\n\n$$x$$", " ".join(["Words."] * 14) + "\n\n$$x$$"),
        ("A **bold** one. " + "So. " * 50 + "It is\n\n$$x$$", "A **bold** one. It is\n\n$$x$$"),
        ("Short.\n\n**[Exercise 1](a.ipynb)**: do it.", "Short."),
    ],
)
def test_the_key_part_of_a_text(source, shown):
    assert key_part(source) == shown


def test_notes_hold_minutes_and_the_exercises_with_their_mistakes(tmp_path):
    sections = lessons.sections_of("01_definition")
    notebook = lessons.read(lessons.path_of("notebooks", "01_definition"))
    deck = slides.read_slides(notebook, Gatherer("#", "1", lambda href: None, Shelf(tmp_path)))
    made = {"definition.relu": Counter({"abs(x)": 1, next(iter(told("definition.relu"))): 3})}
    lectern.add_notes(deck, sections, made)
    kinds = [[note["kind"] for note in slide.notes] for slide in deck]
    minutes = [n["minutes"] for s in deck for n in s.notes if n["kind"] == "minutes"]
    assert minutes == [plan.items()[section.id].minutes for section in sections]
    assert [k[0] for s, k in zip(deck, kinds, strict=True) if s.opens][1:6] == ["minutes"] * 5
    cards = {n["card"].id: n["card"] for s in deck for n in s.notes if n["kind"] == "exercise"}
    assert list(cards) == [name for section in sections for name in section.exercises]
    first = cards["definition.relu"].replies[0]
    assert first.says == told("definition.relu")[first.answer] and first.share == "75 %"
    assert "exercise" not in kinds[-1], "the summary belongs to no section"


def told(name):
    return {mistake: says for mistake, says in checks.find(name).told().items() if says}


def test_every_lesson_is_written_without_a_link_to_elsewhere(tmp_path):
    for stem in lessons.stems()[:8]:
        assert 7 <= slides.write_slides(tmp_path / stem, stem) <= MOST
        page = (tmp_path / stem / "index.html").read_text(encoding="utf-8")
        assert 'src="http' not in page and "<script>" not in page
        assert page.count('class="sheet') == page.count('class="notes"')
    with pytest.raises(slides.NoSlidesError, match="No cell of 08_closing"):
        slides.write_slides(tmp_path / "none", "08_closing")


def test_a_folder_of_somebody_else_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(OSError, match="not made by this command"):
        slides.write_slides(tmp_path, "01_definition")


def test_only_the_slides_themselves_send_hands(tmp_path):
    taken = []
    server = slides_server._Server(0, tmp_path, lambda *sent: taken.append(sent))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    own = f"127.0.0.1:{server.server_port}"
    body = json.dumps({"question": "definition.q_shape", "hands": {"a": 2}})

    def post(path="/hands", body=body, **headers):
        connection = http.client.HTTPConnection(own)
        connection.request("POST", path, body, {"Origin": f"http://{own}"} | headers)
        answer = connection.getresponse()
        connection.close()
        return answer.status

    try:
        assert post(Origin="http://elsewhere.example") == 403
        assert post(Host="elsewhere.example", Origin="http://elsewhere.example") == 403
        assert post("/index.html") == 403
        assert post(body="x" * 5000) == 413
        assert post(body="[1]") == 400 and taken == []
        assert post() == 200 and taken == [("definition.q_shape", {"a": 2})]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_port_that_is_taken_is_named(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
        with pytest.raises(NoPort, match=f"Port {port} .*another --port"):
            slides_server.serve(tmp_path, lambda address: None, port=port)
