"""Views of an outcome: text at width 80, an HTML card, JSON."""

from __future__ import annotations

import html
import json
import re
import textwrap

from .outcome import BehaviourResult, Finding, FindingKind, Outcome, Status

WIDTH = 80
MARKS = {Status.RIGHT: "✓", Status.PARTLY: "◐", Status.NOT_STARTED: "○"}  # in every common font
# Text colours reach 4.5:1 on their own light background in every theme: both are fixed.
COLOURS = {
    Status.RIGHT: ("#1a5c43", "#e3f4ec"),
    Status.PARTLY: ("#6b4700", "#fdf1d8"),
    Status.NOT_STARTED: ("#3d4451", "#edeff2"),
}
PROBLEM = ("#8c2d04", "#fdeae2")


def to_json(outcome: Outcome) -> str:
    """Return the outcome as JSON, keys sorted."""
    return json.dumps(outcome.to_dict(), indent=2, sort_keys=True, ensure_ascii=False)


def headline(outcome: Outcome) -> str:
    """Return one line: mark, exercise, points, status.

    Examples
    --------
    >>> headline(Outcome("demo.f", "F", Status.RIGHT, (BehaviourResult("all", 2, 2),)))
    '✓ demo.f: right, 2 of 2 points'
    """
    mark = MARKS.get(outcome.status, "✗")
    return (
        f"{mark} {outcome.exercise}: {outcome.status}, {outcome.earned} of {outcome.points} points"
    )


def to_text(outcome: Outcome, *, footer: str = "") -> str:
    """Return the outcome as plain text, at most 80 columns wide."""
    lines = [headline(outcome)]
    lines += _wrap(outcome.judged, "  ") if outcome.judged else []
    bare = _one_reason_for_all(outcome)
    for result, words in _to_show(outcome):
        lines += _text_of(result, words, bare=bare)
    for note in outcome.notes:
        lines += _wrap("note: " + note, "  ")
    if footer:
        lines += _wrap(footer, "")
    return "\n".join(lines)


def _to_show(outcome: Outcome) -> list[tuple[BehaviourResult, str]]:
    """List what to show, each with a few words in place of a reason that stands further up."""
    shown: list[tuple[BehaviourResult, str]] = []
    seen: dict[str, str] = {}
    for result in outcome.behaviours:
        finding = result.finding
        if finding is None:
            if not _one_reason_for_all(outcome):
                shown.append((result, ""))
            continue
        first = seen.setdefault(_key(finding), result.name)
        words = "not tried" if finding.kind is FindingKind.SKIPPED else ""
        if first != result.name and not words:
            words = "same reason as above" if len(seen) == 1 else f'same reason as "{first}"'
        shown.append((result, words))
    return shown


def _one_reason_for_all(outcome: Outcome) -> bool:
    """Tell whether the answer was not called at all: one sentence then says everything."""
    finding = outcome.behaviours[0].finding
    ruled_out = finding is not None and finding.kind is FindingKind.RULE
    return outcome.status is Status.NOT_STARTED or ruled_out


def _key(finding: Finding) -> str:
    # The same wrong shape has other numbers in it each time.
    return finding.mistake or re.sub(r"\([\d, ]*\)", "()", finding.reason)


def _head(result: BehaviourResult, words: str) -> str:
    mark = "✓" if result.earned == result.points else "✗"
    return f"{mark} {result.name} ({result.earned}/{result.points})" + (words and f", {words}")


def _text_of(result: BehaviourResult, words: str, *, bare: bool) -> list[str]:
    if bare and result.finding:
        return _wrap(result.finding.reason, "  ")
    lines = _wrap(_head(result, words), "  ")
    for label, text in [] if words else _rows(result.finding):
        lines += _wrap(f"{label}: {text}" if label else text, "      ")
    return lines


def _rows(finding: Finding | None) -> list[tuple[str, str]]:
    """List what to show of a finding, in reading order."""
    if finding is None:
        return []
    rows = [("", part) for part in finding.reason.split("\n")]
    # A function that calls itself stands there once: six equal lines say no more.
    for number, line, function in dict.fromkeys(finding.frames):
        place = f"line {number}" + (f" in {function}" if function.isidentifier() else "")
        rows.append(("your code, " + place, line))
    rows.append(("called" if "(" in finding.called else "looked at", finding.called))
    if finding.kind not in (
        FindingKind.ERROR,
        FindingKind.TOO_SLOW,
    ):  # there the reason says what came instead
        rows.append(("got", finding.got))
    rows.append(("expected", finding.expected))
    rows.append(("look at", finding.look))
    return [(label, text) for label, text in rows if text]


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
    parts += [f"<div>{_code(outcome.judged)}</div>"] if outcome.judged else []
    bare = _one_reason_for_all(outcome)
    parts += [_html_of(result, words, bare=bare) for result, words in _to_show(outcome)]
    parts += [f"<div>{html.escape('note: ' + note)}</div>" for note in outcome.notes]
    if footer:
        parts.append(f'<div style="margin-top:4px">{_code(footer)}</div>')
    return "".join([*parts, "</div>"])


def _html_of(result: BehaviourResult, words: str, *, bare: bool) -> str:
    if bare and result.finding:
        return f"<div>{_code(result.finding.reason)}</div>"
    head = f"<div>{_code(_head(result, words))}</div>"
    rows = []
    for label, text in [] if words else _rows(result.finding):
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
