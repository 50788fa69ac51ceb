"""The normal form, and which of two outputs is kept."""

from __future__ import annotations

import base64
import io

import numpy as np
import pytest
from PIL import Image

from course_utils import lessons, workshop
from tests.nb_course import code, lesson, notebook, shown, stream, text

VIEW = "application_vnd.jupyter.widget-view+json"


def one(cell):
    return lessons.normalise(notebook(cell)).cells[0]


def test_machine_and_time_leave_the_metadata():
    cell = code("a", "1", execution={"iopub.status.busy": "2024"}, ExecuteTime={}, trusted=True,
                tags=[], slideshow={"slide_type": "slide"})  # fmt: skip
    nb = notebook(cell)
    nb.metadata |= {
        "kernelspec": {"display_name": "mine (/home/me/x)", "name": "venv", "language": "python"},
        "language_info": {"name": "python", "version": "3.11.4"},
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {}}},
        "vscode": {"interpreter": {"hash": "31f2"}},
    }
    normal = lessons.normalise(nb)
    assert normal.metadata == {
        "course": nb.metadata["course"],
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    assert normal.cells[0].metadata == {"slideshow": {"slide_type": "slide"}}
    assert nb.cells[0].metadata["trusted"], "the notebook given is not changed"


def test_streams_that_follow_each_other_are_one():
    first = [stream("a\n"), stream("b\n"), shown(text_plain="x"), stream("c")]
    outputs = [*first, stream("d", "stderr"), stream("e", "stderr")]
    got = one(code("a", "x", outputs, 1)).outputs
    assert [o.get("text") for o in got] == ["a\nb\n", None, "c", "de"]


def test_a_widget_keeps_its_static_twin_only():
    view = {"model_id": "31f2", "version_major": 2}
    both = shown(text_plain="Slider()", text_html="<b>3</b>", **{VIEW: view})
    got = one(code("a", "x", [both, shown(**{VIEW: view})], 1)).outputs
    assert [o.data for o in got] == [{"text/plain": "Slider()", "text/html": "<b>3</b>"}]


def test_a_traceback_names_no_machine():
    lines = [
        "\x1b[36mFile \x1b[32m~/a/.venv/lib/python3.11/site-packages/numpy/core.py:12\x1b[39m",
        "File /home/me/course/course_utils/theory.py:3, in gain",
        r"File C:\Users\me\course_utils\theory.py:3",
        "File /tmp/ipykernel_99/123.py:1",
        "1/2 and a/b stay",
    ]
    error = {"output_type": "error", "ename": "E", "evalue": "", "traceback": lines}
    got = one(code("a", "x", [error], 1)).outputs[0].traceback
    assert got == [
        "\x1b[36mFile \x1b[32mnumpy/core.py:12\x1b[39m",
        "File course_utils/theory.py:3, in gain",
        r"File course_utils\theory.py:3",
        "File cell:1",
        "1/2 and a/b stay",
    ]


def test_normal_form_is_its_own_normal_form():
    once = lessons.normalise(lesson())
    assert lessons.normalise(once) == once
    assert lessons.text_of(once) == lessons.text_of(lessons.normalise(once))


def test_results_carry_the_count_of_their_cell():
    result = {"output_type": "execute_result", "data": {"text/plain": "1"}, "metadata": {},
              "execution_count": 9}  # fmt: skip
    assert one(code("a", "1", [result], 2)).outputs[0].execution_count == 2


def figure(change=0, alt="A ramp"):
    pixels = np.full((40, 60, 3), 255, dtype=np.uint8)
    pixels[20, :, :] = 30
    pixels[:change, :, :] = 0
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG", compress_level=1 + change % 2)
    data = base64.b64encode(file.getvalue()).decode()
    return shown(text_html=f'<img alt="{alt}" src="data:image/png;base64,{data}">')


def kept(before, after, source=("x", "x"), tags=()):
    """Tell whether the saved outputs survive a new run."""
    meta = {"tags": list(tags)} if tags else {}
    saved = lessons.normalise(notebook(code("a", source[0], before, 1, **meta)))
    fresh = lessons.normalise(notebook(code("a", source[1], after, 1, **meta)))
    return workshop.keep_saved(saved, fresh).cells[0].outputs == saved.cells[0].outputs


def test_what_says_the_same_is_kept():
    noisy = figure()
    pixels = np.asarray(Image.open(io.BytesIO(_png(noisy))).convert("RGB")).copy()
    pixels[0, 0] ^= 40
    assert kept([figure()], [_html(pixels)]), "a shade of grey at one pixel"
    assert kept([stream("a\n"), stream("b")], [stream("a\nb")]), "streams in other pieces"


def _png(output):
    return base64.b64decode(output.data["text/html"].partition("base64,")[2].rstrip('">'))


def _html(pixels):
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    data = base64.b64encode(file.getvalue()).decode()
    return shown(text_html=f'<img alt="A ramp" src="data:image/png;base64,{data}">')


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([stream("1.5\n")], [stream("1.6\n")]),
        ([stream("1")], []),
        ([stream("1")], [stream("1", "stderr")]),
        ([figure()], [figure(alt="A step")]),
        ([figure()], [figure(change=5)]),
        ([figure()], [figure(), figure()]),
        ([shown(text_html="<b>1</b>")], [shown(text_html="<b>2</b>")]),
        ([shown(image_png="AAAA")], [shown(image_png="AAAB")]),
    ],
)
def test_what_says_something_else_is_replaced(before, after):
    assert not kept(before, after)
    assert kept(before, before)


def test_timing_is_kept_until_its_source_changes():
    times = [stream("12 ms")], [stream("14 ms")]
    assert not kept(*times)
    assert kept(*times, tags=["nbval-ignore-output"])
    assert not kept(*times, tags=["nbval-ignore-output"], source=("x", "y"))
    as_a_table = [stream("14 ms"), shown(text_html="<table></table>")]
    assert not kept(times[0], as_a_table, tags=["nbval-ignore-output"])


def test_the_times_of_one_run_belong_together():
    tags = {"tags": ["nbval-ignore-output"]}
    saved, fresh = (
        lessons.normalise(
            notebook(
                code("a", "measure()", [stream(time)], 1, **tags),
                code("b", source, [stream(time)], 2, **tags),
                code("c", "print(1)", [stream("1")], 3),
            )
        )
        for time, source in (("12 ms", "table()"), ("14 ms", "other()"))
    )
    built = workshop.keep_saved(saved, fresh)
    assert [cell.outputs[0].text for cell in built.cells] == ["14 ms", "14 ms", "1"]


def test_text_cells_are_as_they_were():
    nb = lessons.normalise(notebook(text("a", "# T  \nline  \nnext\n\n")))
    assert nb.cells[0].source == "# T  \nline  \nnext"
