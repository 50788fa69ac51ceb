"""Finding, reading and writing notebooks."""

from __future__ import annotations

import subprocess
import sys

import nbformat
import pytest

from course_utils import lessons
from tests.nb_course import code, lesson, make_course, notebook, shown, stream, text


@pytest.fixture
def course(tmp_path, monkeypatch):
    monkeypatch.delenv("RELU_ROOT", raising=False)
    return make_course(tmp_path / "my course")


def test_root_is_found_from_below_and_by_environment(course, monkeypatch, tmp_path):
    assert lessons.find_root(course / "notebooks") == course
    monkeypatch.chdir(course / "solutions")
    assert lessons.find_root() == course
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("RELU_ROOT", str(course))
    assert lessons.find_root() == course


def test_a_wrong_root_is_told(course, monkeypatch, tmp_path):
    monkeypatch.setenv("RELU_ROOT", str(tmp_path / "nowhere"))
    with pytest.raises(LookupError, match=r"RELU_ROOT names .*nowhere.*Next:"):
        lessons.find_root()


def test_without_a_course_the_error_says_where_it_looked(tmp_path, monkeypatch):
    monkeypatch.delenv("RELU_ROOT", raising=False)
    monkeypatch.setattr("course_utils.lessons.files.is_course", lambda folder: False)
    with pytest.raises(LookupError, match="were not found") as caught:
        lessons.find_root(tmp_path)
    assert str(tmp_path) in str(caught.value)


def test_a_folder_called_notebooks_is_not_yet_a_course(tmp_path):
    for name in ("notebooks", "exercises"):
        (tmp_path / "home" / name).mkdir(parents=True)
    make_course(tmp_path)
    assert lessons.find_root(tmp_path / "home" / "notebooks") == tmp_path


def test_stems_by_file_name_only(course):
    for name in ("00_start_here", "Untitled", "1_x", "01_definition-Copy1"):
        (course / "notebooks" / f"{name}.ipynb").write_text("not read")
    assert lessons.stems(course) == ["00_start_here", "01_definition"]
    assert lessons.stem_of("definition", course) == "01_definition"
    with pytest.raises(LookupError, match="Did you mean 'definition'"):
        lessons.stem_of("defnition", course)


def test_about_reads_the_lessons_own_metadata(course):
    told = lessons.about("01_definition", course)
    assert told == {"lesson": "definition", "title": "Definition", "minutes": 30}
    bare = notebook(text("title", "# Graphs"))
    del bare.metadata["course"]
    lessons.write(course / "notebooks" / "02_graphs.ipynb", bare)
    with pytest.raises(ValueError, match=r"02_graphs.*'title'.*Next:"):
        lessons.about("02_graphs", course)


def many_kinds():
    svg = shown(text_plain="a\nb", text_html="<p>\n</p>", **{"image_svg+xml": "<svg>\n</svg>"})
    widget = shown(**{"application_vnd.x+json": {"a": ["b\n", "c"]}})
    attached = text("picture", "![a](attachment:a.png) é\u2028x\n")
    attached.attachments = {"a.png": {"image/png": "AAAA"}}
    return notebook(
        attached,
        code("one", "print(1)\nα = 2\n", [stream("1\n2"), svg, widget], 1, tags=["b", "a"]),
        code("empty", ""),
    )


@pytest.mark.parametrize("make", [many_kinds, lesson])
def test_what_is_written_is_what_nbformat_writes(make, tmp_path):
    path, nb = tmp_path / "a.ipynb", make()
    lessons.write(path, nb)
    theirs = nbformat.read(path, as_version=4)
    assert path.read_bytes().decode() == nbformat.writes(theirs) + "\n"
    assert lessons.read(path) == theirs
    assert nb == make(), "writing changes nothing in memory"


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"nbformat": 3}', '{"nbformat": 4, "cells": 3}', "\xff" * 9, "[" * 9999],
)
def test_a_damaged_notebook_is_a_sentence(content, tmp_path):
    path = tmp_path / "a.ipynb"
    path.write_text(content, encoding="latin-1")
    with pytest.raises(lessons.NotebookError, match=r"a\.ipynb is not a notebook.*Next:"):
        lessons.read(path)


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    path = tmp_path / "a.ipynb"
    lessons.write(path, lesson())
    before = path.read_bytes()
    monkeypatch.setattr("os.replace", lambda *_: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        lessons.write(path, many_kinds())
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_nothing_slow_is_imported_before_a_notebook_is_run():
    code = (
        "import sys; from course_utils import lessons as n; n.find_root; n.derive\n"
        "print([m for m in ('nbformat', 'nbclient', 'numpy', 'markdown_it') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
