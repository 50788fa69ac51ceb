"""Views of an outcome: text at width 80, an HTML card, JSON."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from .. import pages
from .outcome import BehaviourResult, Finding, FindingKind, Outcome, Status

WIDTH = 80
MARKS = {Status.RIGHT: "✓", Status.PARTLY: "◐", Status.NOT_STARTED: "○"}  # in every common font


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
    for head, rows in _results(outcome):
        lines += _wrap(head, "  ") if head else []
        for label, text in rows:
            lines += _wrap(f"{label}: {text}" if label else text, "      " if head else "  ")
    for note in outcome.notes:
        lines += _wrap("note: " + note, "  ")
    if footer:
        lines += _wrap(footer, "")
    return "\n".join(lines)


def _results(outcome: Outcome) -> list[tuple[str, list[tuple[str, str]]]]:
    """List what to show of each behaviour: a head and labelled rows, or a reason without a head."""
    bare = _one_reason_for_all(outcome)
    results: list[tuple[str, list[tuple[str, str]]]] = []
    for result, words in _to_show(outcome):
        if bare and result.finding:
            results.append(("", [("", result.finding.reason)]))
        else:
            results.append((_head(result, words), [] if words else _rows(result.finding)))
    return results


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
    """Return a compact card; everything that came from the learner is escaped."""
    return pages.render("check", **card(outcome, footer=footer))


def show_card(
    outcome: Outcome,
    *,
    footer: str = "",
    links: Mapping[str, str] = MappingProxyType({}),
    onward: tuple[str, str] | None = None,
    report: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Display the card in a notebook; elsewhere print the text.

    `links` gives what a "look at" says its address; `onward` is words and address of what comes
    next; `report` is the command, and where there is one the address, that reports a wrong check.
    """
    text = to_text(outcome, footer=f"Next: {onward[0]}. {footer}" if onward else footer)
    shown = card(outcome, footer=footer) | {
        "links": links,
        "onward": onward,
        "report": report,
    }
    pages.show(text, "check", **shown)


def card(outcome: Outcome, *, footer: str = "") -> dict[str, Any]:
    """Return the values of the card's template, for a page that holds many of them."""
    return {
        "links": {},
        "onward": None,
        "report": {},
        "exercise": outcome.exercise,
        "status": str(outcome.status),
        "headline": headline(outcome),
        "judged": outcome.judged,
        "results": _results(outcome),
        "notes": outcome.notes,
        "footer": footer,
    }
