"""All HTML of the course: escaped, readable in both themes, and written in one room only."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import jinja2
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from course_utils import pages
from course_utils.desk.map import LessonRow
from course_utils.desk.review import Item
from course_utils.desk.styles import Version
from course_utils.experiments.claims import Claim
from course_utils.pages.rendering import FOLDER
from course_utils.quiz.calibrating import Level
from course_utils.quiz.question import Option
from course_utils.search import Answer, Found

PACKAGE = FOLDER.parents[1]
HOSTILE = {
    "a script": "<script>alert(1)</script>",
    "quotation marks": "\"'><img src=x onerror=alert(1)>\"'",
    "ends of things": "]]> --> <!-- </pre></td></table></details></script></style> &lt; &amp;",
    "a very long word": "x" * 5000,
    "from right to left": "\u202eשלום <b>مرحبا</b>",
    "template": "{{ 7 * 7 }} {% raw %}",
}
PNG = b"\x89PNG"


def row(text):
    return LessonRow(text, text, 5, 2, 1, 3, 6)


def step(text):
    return SimpleNamespace(
        words=text, link=text, title=text, time=text, stem=text, id=text, kind="exercise", done=True
    )


def feedback(text):
    by = SimpleNamespace(text=text, author=text, reason=text)
    exercise = {
        "name": text, "title": text, "earned": text, "points": 2, "percent": 50, "full": False,
        "card": VALUES["check"](text), "judged": 1, "change": by, "comments": [by], "code": text,
    }  # fmt: skip
    said = ("title", "source", "received", "late", "earned", "final", "problem", "protection",
            "seed", "seed_hash", "graded", "versions")  # fmt: skip
    lesson = dict.fromkeys(said, text) | {
        "attempt": 2, "reduced": True, "points": 2, "notes": [text], "exercises": [exercise] * 4
    }  # fmt: skip
    return {"student": text, "person": text, "lessons": [lesson] * 2, "earned": text, "points": 2}


def class_report(text):
    by = SimpleNamespace(text=text, author=text, reason=text)
    item = {
        "exercise": text, "title": text, "points": 2, "students": 20, "full": 1, "none": 1,
        "untouched": 1, "odd": True,
    }  # fmt: skip
    row = {"item": item, **dict.fromkeys(("lesson", "reached", "value", "interval", "why"), text)}
    picture = {"light": PNG, "dark": PNG, "width": 10, "height": 9, "alt": text, "students": text}
    group = {
        "group": text, "title": text, "mistakes": [text], "named": True, "students": 2, "earned": 1,
        "points": 2, "comments": [by],
    }  # fmt: skip
    entry = {
        "group": group, "who": [text], "more": 1, "samples": [text],
        "finding": dict.fromkeys(("called", "got", "expected", "reason"), text),
    }  # fmt: skip
    facts = dict.fromkeys(("title", "short", "mean", "median"), text)
    facts |= {"students": 2, "points": 2, "full": 1, "late": 1}
    found = {
        "students": 2, "marked": 2, "reduced": 1, "unjudged": 300, "last": text, "seeds": {text},
        "problems": [{"name": text, "source": text, "problem": text}],
        "protections": Counter({text: 2}),
        "changes": [{"name": text, "counts": text,
                     "exercise": {"exercise": text, "judged": 1, "adjustment": by}}],
    }  # fmt: skip
    lesson = {
        "title": text, "distribution": picture, "pictures": [picture], "facts": facts,
        "items": [row], "students": 2, "kinds": 2, "groups": [entry], "more_groups": 1,
        "more_students": 1,
    }  # fmt: skip
    mistake = {"mistake": text, "title": text, "exercise": text, "count": 1, "students": 2}
    pair = dict.fromkeys(("exercise", "share", "size"), text) | {"who": [(text, text + "2")] * 2}
    return {
        "title": text, "found": found, "overview": [facts], "first": [row], "enough": 15,
        "differ": 6, "feedback": text, "odd_below": 0.2, "most": 20,
        "mistakes": [mistake | {"percent": 50}],
        "lessons": [lesson], "alike": [pair], "problems_shown": 200,
        "people": [{"name": text, "student": text + "2", "href": text, "points": [text],
                    "total": text}],
    }  # fmt: skip


def claim(text):
    return Claim(text, "pro", text, {text: True, "no": False}, text, (text,))


def site(text, **own):
    """What every page of the site asks for, and what this one does."""
    said = ("stem", "title", "page", "exercise_page", "solution_page")
    lesson = SimpleNamespace(**dict.fromkeys(said, text), number=1, minutes=5)
    usual = {"page": text, "title": text, "here": text, "kind": text, "narrow": False}
    usual |= {"course": [lesson], "others": [(text, text)], "sections": [(text, text)]}
    return {**usual, "before": (text, text), "after": (text, text), "lesson": lesson, **own}


def figure(text):
    said = ("page", "anchor", "number", "alt", "source", "section", "frames", "moves")
    return SimpleNamespace(**dict.fromkeys(said, text), width=10, height=9)


def lesson_page(text):
    outputs = [
        {"kind": "figure", "figure": figure(text)},
        {"kind": "html", "html": "<b>made</b>"},
        {"kind": "python", "what": text},
        {"kind": "error", "text": text},
    ]
    cell = {"id": text, "code": "made", "outputs": outputs}
    return site(text, beside=[(text, text)] * 2, parts=[
        {"kind": "text", "id": text, "html": "<p>made</p>"},
        {"kind": "question", "id": text, "data": {text: [text]}, "html": "<p>made</p>"},
        cell | {"kind": "answer", "hints": ["made"], "ways": [(text, text)] * 2},
        cell | {"kind": "code", "folded": True},
    ])  # fmt: skip


def exhibits(text):
    exercise = SimpleNamespace(id=text, title=text)
    curve = SimpleNamespace(words=text, right="M0,0", wrong="M0,0", fixed=text)
    nets = SimpleNamespace(words=text, right="M0,0", wrong="M0,0", fixed=text, how=text)
    known = SimpleNamespace(anchor=text, name=text, says=text, drawn=curve, trained=nets)
    return [(exercise, text, [known])]


# template -> a function of the hostile text that gives every value it asks for
def cue_cards(text):
    item = SimpleNamespace(minutes=1, title=text, id=text, questions=[text])
    meeting = {"minutes": 2, "items": [item], "known": [item], "home": [item]}
    reply = SimpleNamespace(label=text, answer=text, right=True, share=text, says=text)
    card = SimpleNamespace(
        kind="question", id=text, minutes=4, text=text, code=text, replies=[reply]
    )
    plan = {"title": text, "text": text, "limit": 3, "meetings": [meeting]}
    return {"plan": plan | {"alone": [(text, [text], 1)]}, "cards": [card]}


def deck(text):
    answer = dict.fromkeys(("label", "text", "says"), text) | {"right": True, "share": 40}
    vote = {
        "text": text,
        "code": text,
        "options": [text],
        "several": True,
        "expected": text,
        "id": text,
    }
    vote["hands_for"] = (text, "all")
    vote |= {"answers": [answer, answer | {"right": False}]}
    picture = dict.fromkeys(("frames", "source", "alt", "moves"), text) | {"width": 2, "height": 1}
    parts = [
        {"kind": "text", "html": "made"}, {"kind": "code", "code": "made"},
        {"kind": "figure", "figure": picture}, {"kind": "html", "html": "made"},
        {"kind": "vote", "vote": vote}, {"kind": "vote", "vote": vote | {"options": []}},
        {"kind": "python", "what": text}, {"kind": "error", "text": text},
    ]  # fmt: skip
    notes = [parts[0], {"kind": "words", "text": text}, {"kind": "vote", "vote": vote}]
    slide = {"heading": text, "running": True, "parts": [p | {"fragment": True} for p in parts]}
    return {"title": text, "counting": True, "sections": [[slide | {"notes": notes}] * 2]}


VALUES = {
    "words": lambda t: {"text": t},
    "note": lambda t: {"lines": [t, f"`{t}`"], "links": {t: t}},
    "solution": lambda t: {"code": t},
    "calibration": lambda t: {"caption": t, "levels": [Level(90, 5, 8, 0.3, 0.9)]},
    "review": lambda t: {
        "head": t,
        "items": [Item(kind, t, 1, t, t, t) for kind in ("question", "exercise")],
    },
    "styles": lambda t: {"versions": [Version(t, t)] * 2, "columns": [(t, [t, ""])]},
    "check": lambda t: {
        "exercise": t,
        "status": t,
        "headline": t,
        "judged": t,
        "results": [(t, [("", t), ("called", t), ("look at", t)]), ("", [("", t)]), (t, [])],
        "notes": (t,),
        "footer": t,
        "links": {t: t},
        "onward": (t, t),
    },
    "map": lambda t: {
        "rows": [row(t)],
        "steps": [step(t)],
        "ahead": step(t),
        "stopped": step(t),
        "due": [step(t)],
        "plans": {25: [step(t)]},
        "unfolded": True,
        "headings": {"section": t},
        "answer": Answer(t, (Found("section", t, t, t, t),), (), {}),
    },
    "map_field": lambda t: {"text": t},
    "question": lambda t: {
        "title": t,
        "text": t,
        "code": t,
        "options": (Option("a", t, t),),
        "rule": t,
        "answered": t,
        "call": t,
        "reasons": [(t, True, t)],
    },
    "feedback": feedback,
    "class_report": class_report,
    "figure": lambda t: {"alt": t, "png": PNG, "width": 10},
    "table": lambda t: {"heads": [t, t], "rows": [(t, t)], "rights": [False, True]},
    "twin": lambda t: {"alt": t, "png": PNG, "width": 10, "figure": {"name": t}},
    "claims": lambda t: {"groups": [(t, t, [(claim(t), [t]), (claim(t), [t])])]},
    "live_page": lambda t: {
        "heading": t,
        "style": "",
        "script": "",
        "state": {t: [t]},
        "alt": t,
        "png": PNG,
        "width": 10,
        "figure": {"name": t},
    },
    "site_lesson": lesson_page,
    "site_index": lambda t: site(
        t, cover=figure(t), counts={t: 2}, promises={t: t}, ways=[(t, t, t)]
    ),
    "site_figures": lambda t: site(t, count=1, lessons=[(site(t)["lesson"], [figure(t)])]),
    "site_exercises": lambda t: site(t, count=1, points=2, lessons=[(site(t)["lesson"], [
        dict.fromkeys(("task", "title", "id", "points", "minutes", "difficulty"), t)
        | {"ways": [(t, t)] * 2}])]),
    "site_ask": lambda t: site(t, count=1, lessons=[(site(t)["lesson"], [
        (SimpleNamespace(id=t, text=t, code=t), t, [(t, True, t), (t, False, t)])])]),
    "site_glossary": lambda t: site(t, terms=[
        SimpleNamespace(anchor=t, html="made", meaning="made", group=t)]),
    "site_mistakes": lambda t: site(
        t, count=1, drawn=1, lessons=[(site(t)["lesson"], exhibits(t))]
    ),
    "site_museum": lambda t: site(t, count=1, curves=1, nets=1, halls=exhibits(t)),
    "site_search": site,
    "vote_phone": lambda t: {"title": t},
    "vote_screen": lambda t: {"who": t, "address": t, "qr": t},
    "cues": cue_cards,
    "slides": deck,
}  # fmt: skip
WHOLE_PAGES = ("live_page", "feedback", "class_report", "vote_phone", "vote_screen", "cues",
               "slides", *(n for n in VALUES if "site" in n))  # fmt: skip
IN_A_NOTEBOOK = [name for name in VALUES if name not in WHOLE_PAGES]


class Seen(HTMLParser):
    """What a browser would find: tags with attributes, text, and whether all tags are closed."""

    VOID = ("img", "br", "meta", "source", "link", "input")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags, self.text, self.comments, self.open = [], [], 0, []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        assert len(dict(attrs)) == len(attrs), f"an attribute of <{tag}> stands there twice"
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)

    def handle_comment(self, data):
        self.comments += 1


def shape(page: str) -> list[tuple[str, list[str]]]:
    """Tags with the names of their attributes: what no value may change."""
    return [(tag, sorted(attrs)) for tag, attrs in Seen(page).tags]


def test_every_template_is_tried_here():
    there = {path.name.removesuffix(".html.j2") for path in FOLDER.glob("*.html.j2")}
    assert {name for name in there if not name.startswith("_")} == set(VALUES)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
@pytest.mark.parametrize("name", VALUES)
def test_hostile_text_stays_text(name, text):
    page = pages.render(name, **VALUES[name](text))
    seen = Seen(page)
    assert seen.open == [] and seen.comments == 0
    assert shape(page) == shape(pages.render(name, **VALUES[name]("plain")))
    values = [value for _, attrs in seen.tags for value in attrs.values()]
    assert text in "".join(seen.text) or text in values, "what came in is what is read"


def test_the_state_of_a_live_page_comes_back_as_it_was():
    state = {text: [text] for text in HOSTILE.values()} | {"b": 1, "a": 2}
    page = pages.render("live_page", **VALUES["live_page"]("") | {"state": state})
    data = re.search(r'id="state">(.*?)</script>', page, re.DOTALL)[1]
    assert list(json.loads(data).items()) == list(state.items()) and "<" not in data


def test_nothing_is_let_through_unescaped_but_the_courses_own_files():
    through = {
        (path.name, line.strip())
        for path in FOLDER.glob("*.j2")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"\|\s*safe|autoescape|Markup", line)
    }
    assert through == {
        ("live_page.html.j2", "{{ style|safe }}"),
        ("live_page.html.j2", "{{ script|safe }}"),
        ("_site_parts.html.j2", "{% macro made(html) %}{{ html|safe }}{% endmacro %}"),
    }


def test_a_value_that_is_missing_is_an_error():
    with pytest.raises(jinja2.UndefinedError, match="code"):
        pages.render("solution")


@pytest.mark.parametrize("name", IN_A_NOTEBOOK)
def test_looks_survive_in_a_notebook_that_is_not_trusted(name):
    # JupyterLab's sanitiser drops style sheets, and these from inline styles.
    page = pages.render(name, **VALUES[name]("plain"))
    assert "<style" not in page and "<script" not in page
    styles = " ".join(a["style"] for _, a in Seen(page).tags if "style" in a)
    assert not re.search(r"var\(|inherit|anywhere|color-mix|!important", styles), styles


def luminance(rgb):
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def over(ink, alpha, paper):
    return [alpha * i + (1 - alpha) * p for i, p in zip(ink, paper, strict=True)]


@pytest.mark.parametrize(
    ("paper", "ink", "alpha"),
    [("#ffffff", "#000000", 0.87), ("#111111", "#ffffff", 1.0), ("#212121", "#ffffff", 0.87)],
    ids=["light", "dark", "dark, a cell"],
)
@pytest.mark.parametrize("status", ["right", "partly right", "not started", "wrong", "too slow"])
def test_a_card_can_be_read_in_both_themes(status, paper, ink, alpha):
    def rgb(text):
        return [int(text[i : i + 2], 16) / 255 for i in (1, 3, 5)]

    page = pages.render("check", **VALUES["check"]("plain") | {"status": status})
    style = Seen(page).tags[0][1]["style"]
    edge = rgb(re.search(r"border-left:4px solid (#\w{6})", style)[1])
    *veil, thin = map(float, re.search(r"rgba\((.*?)\)", style)[1].split(","))
    card = over([c / 255 for c in veil], thin, rgb(paper))
    assert contrast(over(rgb(ink), alpha, card), card) >= 4.5
    assert contrast(edge, rgb(paper)) >= 3 and contrast(edge, card) >= 2.5
    # No other colour stands in the card: ink is the theme's.
    assert len(re.findall(r"#\w{6}|rgba\(|(?<![-\w])color:", page)) == 2


def test_a_notebook_gets_html_and_words_and_a_terminal_words(capsys):
    pages.show("In words: `x`.", "note", lines=["In words: `x`."])
    assert capsys.readouterr().out == "In words: `x`.\n"
    InteractiveShell.instance()
    try:
        with capture_output() as captured:
            pages.show("In words: `x`.", "note", lines=["In words: `x`."])
    finally:
        InteractiveShell.clear_instance()
    (shown,) = captured.outputs
    assert shown.data.keys() == {"text/plain", "text/html"}
    assert shown.data["text/plain"] == "In words: `x`." and "<code>x</code>" in str(shown.data)


def test_words_need_no_template_engine(tmp_path):
    code = (
        "import sys, course_utils, course_utils.cli\n"
        "from course_utils import check, hint, solution, progress_map, quiz\n"
        "def relu(x): return x\n"
        "check('definition.relu'); hint('definition.relu'); solution('definition.relu')\n"
        "progress_map(); quiz.ask('start_here.q_practice')\n"
        "print(sorted({'jinja2', 'markupsafe'} & set(sys.modules)))"
    )
    file = tmp_path / "session.py"
    file.write_text(code, encoding="utf-8")
    environment = {"PYTHONPATH": str(PACKAGE.parent), "RELU_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, file], capture_output=True, text=True, check=True,
                          env=environment)  # fmt: skip
    assert done.stdout.splitlines()[-1] == "[]" and "definition.relu: " in done.stdout


TAG = re.compile(
    r"</?(a|b|body|br|caption|code|details|div|em|figure|h[1-6]|head|html|i|img|input|li|link|meta"
    r"|ol|p|pre|script|small|span|strong|style|sub|summary|sup|svg|table|tbody|td|th|thead|title"
    r"|tr|ul)(\s[^<]*(>|$)|/?>)|&(amp|lt|gt|quot|nbsp|#\d+);|<!DOCTYPE",
    re.IGNORECASE,
)
# Messages about a tag that somebody else wrote.
NAMED = {
    "workshop/lint_text.py": {
        "an <img> without alternative text",
        "an <img> from the network: ",
        'an <svg> without role="img" and aria-label',
    },
    "publishing/outputs.py": {"<img [^>]*>"},  # finds the picture in what a lesson saved
    "classroom/rehearsal/notebooks.py": {  # what a student may hand in: it has to stay hostile
        "<script>document.title = 'run'</script><img src=x onerror=\"document.title='run'\">"
    },
}


def strings(tree: ast.AST):
    """Yield the string constants of a module, docstrings left out."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    skip = {id(n.body[0].value) for n in ast.walk(tree) if isinstance(n, documented) and n.body
            and isinstance(n.body[0], ast.Expr)}  # fmt: skip
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skip:
            yield node.value


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: p.relative_to(PACKAGE).as_posix()
)
def test_no_tag_stands_in_a_python_string(path: Path):
    place = path.relative_to(PACKAGE).as_posix()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    # (?P<title>…) names a group of a regular expression.
    found = {text for text in strings(tree) if TAG.search(text.replace("(?P<", "("))}
    assert found == NAMED.get(place, set()), "write a template in course_utils/pages/templates"
    imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import)
                for name in node.names}  # fmt: skip
    assert place.startswith("pages/") or not {"html", "jinja2"} & imported


def test_the_search_for_tags_finds_them():
    for text in ("<b>x</b>", "<img alt='", "a <br> b", '<td scope="row">', "&quot;", "</div>"):
        assert TAG.search(text), text
    for text in ("<stdin>", "a < b and c > d", "<cell 3>", "if x<b:", "<i", "<class 'int'>"):
        assert not TAG.search(text), text


@pytest.mark.parametrize(("width", "narrowest"), [(640, None), (700, None), (900, 540), (960, 576)])
def test_a_wide_figure_scrolls_before_its_letters_get_too_small(width, narrowest):
    tags = Seen(pages.render("figure", alt="a ramp", png=PNG, width=width)).tags
    figure, image = (next(attributes for tag, attributes in tags if tag == name)
                     for name in ("figure", "img"))  # fmt: skip
    assert "overflow-x: auto" in figure["style"] and "max-width: 100%" in image["style"]
    told = re.search(r"min-width: (\d+)px", image["style"])
    assert (int(told[1]) if told else None) == narrowest
