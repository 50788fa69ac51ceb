"""Views of an outcome: text at width 80, an HTML card, JSON."""

from __future__ import annotations

import dataclasses
import html
import json
import textwrap

from . import outcome as o
from .outcome import BehaviourResult, Finding, Outcome

WIDTH = 80
MARKS = {o.RIGHT: "✓", o.PARTLY: "◐", o.NOT_STARTED: "○", o.TOO_SLOW: "⧗"}
# Text colours reach 4.5:1 on their own light background in every theme: both are fixed.
COLOURS = {
    o.RIGHT: ("#1a5c43", "#e3f4ec"),
    o.PARTLY: ("#6b4700", "#fdf1d8"),
    o.NOT_STARTED: ("#3d4451", "#edeff2"),
}
PROBLEM = ("#8c2d04", "#fdeae2")


def to_json(outcome: Outcome) -> str:
    """Return the outcome as JSON, keys sorted."""
    return json.dumps(outcome.to_dict(), indent=2, sort_keys=True, ensure_ascii=False)


def headline(outcome: Outcome) -> str:
    """Return one line: mark, exercise, points, status.

    Examples
    --------
    >>> from course_utils.grading.outcome import BehaviourResult
    >>> headline(Outcome("demo.f", "F", "right", (BehaviourResult("all", 2, 2),)))
    '✓ demo.f: right, 2 of 2 points'
    """
    mark = MARKS.get(outcome.status, "✗")
    return (
        f"{mark} {outcome.exercise}: {outcome.status}, {outcome.earned} of {outcome.points} points"
    )


def to_text(outcome: Outcome, *, footer: str = "") -> str:
    """Return the outcome as plain text, at most 80 columns wide."""
    lines = [headline(outcome)]
    for result in _to_show(outcome):
        lines += _text_of(result, outcome.status)
    for note in outcome.notes:
        lines += _wrap("note: " + note, "  ")
    if footer:
        lines += _wrap(footer, "")
    return "\n".join(lines)


def _to_show(outcome: Outcome) -> list[BehaviourResult]:
    """Leave out what says nothing, and shorten a reason that stands further up already."""
    shown, seen = [], set()
    for result in outcome.behaviours:
        finding = result.finding
        if finding is None:
            if outcome.status != o.NOT_STARTED:
                shown.append(result)
            continue
        reason = finding.mistake or finding.reason
        if reason in seen:
            short = Finding("The same as above.", called=finding.called)
            result = dataclasses.replace(result, finding=short)
        seen.add(reason)
        shown.append(result)
    return shown


def _text_of(result: BehaviourResult, status: str) -> list[str]:
    mark = "✓" if result.earned == result.points else "✗"
    if status == o.NOT_STARTED and result.finding:
        return _wrap(result.finding.reason, "  ")
    lines = [f"  {mark} {result.name}  {result.earned}/{result.points}"]
    for label, text in _rows(result.finding):
        lines += _wrap(f"{label}: {text}" if label else text, "      ")
    return lines


def _rows(finding: Finding | None) -> list[tuple[str, str]]:
    """List what to show of a finding, in reading order."""
    if finding is None:
        return []
    rows = [("", part) for part in finding.reason.split("\n")]
    for number, line, function in finding.frames:
        place = f"line {number}" + (f" in {function}" if function not in ("", "<module>") else "")
        rows.append(("your code, " + place, line))
    if finding.called:
        rows.append(("called", finding.called))
    if finding.got:
        rows.append(("got", finding.got))
    if finding.expected:
        rows.append(("expected", finding.expected))
    if finding.look:
        rows.append(("look at", finding.look))
    return rows


def _wrap(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent + "  ",
        break_on_hyphens=False,
    ) or [indent]  # fmt: skip


def to_html(outcome: Outcome, *, footer: str = "") -> str:
    """Return a compact card; everything that came from the learner is escaped.

    Styles are inline, since JupyterLab drops style sheets from the outputs of a notebook that
    is not trusted yet.
    """
    ink, paper = COLOURS.get(outcome.status, PROBLEM)
    box = (
        f"border-left:4px solid {ink};background:{paper};color:#1b1f24;padding:8px 12px;"
        "margin:4px 0;border-radius:3px;max-width:46em;font-size:14px;line-height:1.45"
    )
    label = html.escape(f"Result of the check of {outcome.exercise}", quote=True)
    parts = [
        f'<div class="relu-check" role="group" aria-label="{label}" style="{box}">',
        f'<div style="font-weight:600;color:{ink}">{html.escape(headline(outcome))}</div>',
    ]
    parts += [_html_of(result, outcome.status) for result in _to_show(outcome)]
    parts += [f"<div>{html.escape('note: ' + note)}</div>" for note in outcome.notes]
    if footer:
        parts.append(f'<div style="margin-top:4px">{_code(footer)}</div>')
    return "".join([*parts, "</div>"])


def _html_of(result: BehaviourResult, status: str) -> str:
    if status == o.NOT_STARTED and result.finding:
        return f"<div>{_code(result.finding.reason)}</div>"
    mark = "✓" if result.earned == result.points else "✗"
    head = f"<div>{mark} {html.escape(result.name)} ({result.earned}/{result.points})</div>"
    rows = []
    for label, text in _rows(result.finding):
        if not label:
            rows.append(f"<div>{_code(text)}</div>")
            continue
        rows.append(
            f'<div><span style="color:#3d4451">{html.escape(label)}:</span> '
            + (_code(text) if label == "look at" else _mono(text))
            + "</div>"
        )
    if not rows:
        return head
    return head + f'<div style="margin:2px 0 6px 1.4em">{"".join(rows)}</div>'


def _mono(text: str) -> str:
    style = "white-space:pre-wrap;color:#1b1f24;background:transparent;padding:0"
    return f'<code style="{style}">{html.escape(text)}</code>'


def _code(text: str) -> str:
    """Escape text; what stands between backquotes becomes code."""
    pieces = html.escape(text).split("`")
    style = "color:#1b1f24;background:transparent;padding:0"
    for i in range(1, len(pieces), 2):
        if i + 1 < len(pieces):
            pieces[i] = f'<code style="{style}">{pieces[i]}</code>'
    return "".join(pieces)
