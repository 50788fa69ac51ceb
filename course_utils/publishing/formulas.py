"""Formulas: TeX to MathML, which browsers set by themselves, without a script."""

from __future__ import annotations

import functools
import itertools
from xml.etree import ElementTree

_SPACE = {
    "prefix": {"form": "prefix", "lspace": "0", "rspace": "0"},
    "tight": {"lspace": "0", "rspace": "0"},
}
_OPENING = set("([{⟨,;=<>≤≥≈≠∈→↦+−-·×/|") | {""}
_CLOSING = (")", "]", "}", "⟩", "!")
_THIN = {"width": "0.167em"}
_UNARY = ("−", "-", "+", "±")


@functools.cache
def mathml(tex: str, *, display: bool = False) -> str:
    """Return a formula as a MathML element, with its TeX kept for who copies it.

    Parameters
    ----------
    tex : str
        What stands between the dollar signs.
    display : bool, default False
        On a line of its own.

    Examples
    --------
    >>> "<msup><mi>x</mi><mn>2</mn></msup>" in mathml("x^2")
    True
    """
    from latex2mathml.converter import convert

    # The parser names every tag with its namespace; it is written once, at the top.
    text = convert(tex.strip(), display="block" if display else "inline")
    root = ElementTree.fromstring(text.replace(' xmlns="http://www.w3.org/1998/Math/MathML"', ""))
    for row in root.iter():
        _prime(row)
        _space(row)
    for row in list(root.iter()):
        _part(row)
    root.set("xmlns", "http://www.w3.org/1998/Math/MathML")
    _annotate(root, tex.strip())
    return ElementTree.tostring(root, encoding="unicode", short_empty_elements=False)


def _space(row: ElementTree.Element) -> None:
    """Set the spaces in one row as TeX has them.

    The converter writes names of functions as operators, and leaves it to the browser to see that
    a minus sign is one of a number: MathML looks at the place in the row alone.
    """
    before = ""
    for child in list(row):
        text = (child.text or "").strip()
        if child.tag == "mo" and len(text) > 1 and text.isalpha():
            child.tag = "mi"
        elif child.tag == "mo" and text in _UNARY and before in _OPENING:
            child.attrib.update(_SPACE["prefix"])
        elif child.tag == "mo" and text in ("/", "|"):
            child.attrib.update(_SPACE["tight"])
        before = text if child.tag == "mo" else "operand"


def _part(row: ElementTree.Element) -> None:
    """Put a thin space around the name of a function, but none before its bracket: 2 max(0, x)."""
    if row.tag not in ("mrow", "mtd", "math", "msqrt"):
        return
    parts = list(row)
    row[:] = parts[:1]
    for left, right in itertools.pairwise(parts):
        named = _is_name(left) or _is_name(right)
        closed = left.tag != "mo" or (left.text or "") in _CLOSING
        if named and closed and right.tag not in ("mo", "mspace") and left.tag != "mspace":
            ElementTree.SubElement(row, "mspace", _THIN)
        row.append(right)


def _is_name(element: ElementTree.Element) -> bool:
    """Tell whether an element is the name of a function, a power or an index of one included."""
    if element.tag in ("msub", "msup", "msubsup", "mrow") and len(element):
        return _is_name(element[0])
    text = element.text or ""
    return element.tag == "mi" and len(text) > 1 and text.isalpha()


def _prime(power: ElementTree.Element) -> None:
    """Set a prime at its own size: as a power it would be shrunk, and faces draw it raised."""
    if power.tag == "msup" and set(power[1].text or "x") <= set("′″‴"):
        power.tag, power[1].tag = "mrow", "mo"
        power[1].attrib.update(_SPACE["tight"])


def _annotate(root: ElementTree.Element, tex: str) -> None:
    semantics = ElementTree.Element("semantics")
    semantics.extend(list(root))
    note = ElementTree.SubElement(semantics, "annotation", {"encoding": "application/x-tex"})
    note.text = tex
    root[:] = [semantics]
