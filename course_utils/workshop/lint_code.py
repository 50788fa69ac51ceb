"""Rules for code cells and what they put out."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from ..lessons.files import Node, NotebookError
from ..lessons.markers import ANSWER, has_markers, split
from ..lessons.rules import DATA_URI, IMAGES, LINES
from .building import never_run
from .finding import Finding, Page
from .lint_text import rule_html

_COMMENT_TAG = re.compile(r"^\s*#+\s*(NBVAL_\w+|PYTEST_VALIDATE_IGNORE_OUTPUT)\s*$", re.MULTILINE)
_PATH = re.compile(
    r"(?<![\w.:/<])(?:/(?:home|root|usr|tmp|var|opt|mnt|private|Users|work|srv)/|~/)[\w.~-]+"
    r"|\b[A-Z]:\\(?:Users|Windows|Program|Temp)"
)
_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]{6,}|<[\w.]+ object at")
_REPR = re.compile(r"<Figure size|<Axes|<matplotlib\.|\[<mat|^Text\(|<function |<bound method ")
_WIDGET_REPR = re.compile(r"\w+\((?:children|value|options|layout|description)=")


def rule_length(page: Page) -> Iterator[Finding]:
    """A code cell is under 15 lines; blank lines and markers are not counted."""
    for cell_id, cell in page.cells("code"):
        source = cell.source
        if has_markers(source):
            try:
                source = split(source)[0]
            except NotebookError as error:
                yield page.error(cell_id, "markers", str(error).removeprefix("cell, "))
        count = sum(bool(line.strip()) for line in source.splitlines())
        if count > LINES[0]:
            say = page.error if count > LINES[1] else page.warning
            yield say(cell_id, "long-code", f"{count} lines; at most {LINES[0]}: write a helper")
        if not count:
            yield page.error(cell_id, "empty", "an empty code cell: remove it")


def rule_run(page: Page) -> Iterator[Finding]:
    """Every code cell was run, in order. (nbval passes a cell never run, comparing nothing.)"""
    if page.kind == "exercises":
        return
    for cell_id in never_run(page.nb):
        yield page.error(cell_id, "not-run", "not run, or not in order: run relu build")


def rule_source(page: Page) -> Iterator[Finding]:
    """No way around the tags, the figures and the widgets of the course; ids that exist."""
    for cell_id, cell in page.cells("code"):
        for match in _COMMENT_TAG.finditer(cell.source):
            yield page.error(cell_id, "comment-tag", f"`{match[1]}`: use a cell tag")
        if page.kind == "notebooks" and (has_markers(cell.source) or cell_id.endswith(ANSWER)):
            yield page.error(cell_id, "exercise-here", "an exercise stands in solutions/ only")
        tree = _parsed(cell.source)
        if tree is None:
            if "raises-exception" not in cell.metadata.get("tags", ()):
                yield page.error(cell_id, "not-python", "this is not Python")
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield from _call(page, cell_id, node)


def _parsed(source: str) -> ast.AST | None:
    if source.startswith("%%"):
        source = source.partition("\n")[2]
    lines = [re.sub(r"^(\s*)[%!].*", r"\1pass", line) for line in source.splitlines()]
    try:
        return ast.parse("\n".join(lines))
    except SyntaxError:
        return None


def _call(page: Page, cell_id: str, node: ast.Call) -> Iterator[Finding]:
    called = ast.unparse(node.func)
    last = called.rpartition(".")[2]
    if last in ("interact", "interactive", "interactive_output"):
        yield page.error(
            cell_id, "interact", f"`{last}` never compares equal: use a widget of ours"
        )
    if called in ("Output", "widgets.Output", "ipywidgets.Output"):
        yield page.error(cell_id, "interact", "`Output()` never compares equal: return the HTML")
    if called in ("plt.show", "pyplot.show", "fig.show"):
        yield page.error(cell_id, "bare-figure", f'`{called}()`: use plotting.show(fig, alt="...")')
    first = node.args[0] if node.args else None
    if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
        return
    exercise = called in ("check", "hint", "solution", "reset")
    known = page.exercises if exercise else page.questions if called == "quiz.ask" else None
    if known is not None and first.value not in known:
        what = "exercise" if exercise else "question"
        yield page.error(cell_id, "unknown-id", f"there is no {what} {first.value!r}")


def rule_outputs(page: Page) -> Iterator[Finding]:
    """What is saved is the same on every machine, and every figure says what it shows."""
    for cell_id, cell in page.cells("code"):
        yield from _errors(page, cell_id, cell)
        for output in cell.outputs:
            if output.output_type == "stream" and output.name == "stderr":
                shown = output.text.strip().splitlines()[-1:] or [""]
                yield page.error(cell_id, "stderr", f"a warning is saved: {shown[0][:80]}")
            data = output.get("data", {})
            for mime in set(data) & set(IMAGES):
                yield page.error(
                    cell_id, "bare-figure", f"{mime} carries no alternative text: plotting.show"
                )
            if "text/html" in data:
                yield from rule_html(page, cell_id, data["text/html"])
            yield from _texts(page, cell_id, output)


def _errors(page: Page, cell_id: str, cell: Node) -> Iterator[Finding]:
    failed = any(output.output_type == "error" for output in cell.outputs)
    meant = "raises-exception" in cell.metadata.get("tags", ())
    if failed and not meant:
        yield page.error(cell_id, "error", "the cell fails; tag it raises-exception if it should")
    if meant and not failed and cell.execution_count is not None:
        yield page.error(cell_id, "no-error", "tagged raises-exception, and it does not fail")


def _texts(page: Page, cell_id: str, output: Node) -> Iterator[Finding]:
    data = output.get("data", {})
    plain = data.get("text/plain", "")
    texts = [output.get("text", ""), plain, data.get("text/html", ""), output.get("evalue", "")]
    text = DATA_URI.sub("", "\n".join([*texts, *output.get("traceback", [])]))
    for rule, pattern in (("path", _PATH), ("address", _ADDRESS)):
        if match := pattern.search(text):
            yield page.error(
                cell_id, rule, f"`{match[0]}` is not the same on another machine: do not print it"
            )
    if match := _REPR.search(output.get("text", "") + plain):
        yield page.error(cell_id, "repr", f"`{match[0]}`: end the line with `;` or assign to `_`")
    if _WIDGET_REPR.match(plain) and "text/html" not in data:
        yield page.error(cell_id, "repr", "a widget without a static text/html twin")
