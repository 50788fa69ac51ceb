"""Text cells as HTML: read as lint and JupyterLab read them, formulas as MathML, links to pages."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable
from typing import Any

from .formulas import mathml

# From an address in a notebook to one on the site; None where the site has no such page.
Address = Callable[[str], str | None]


def html_of(source: str, address: Address) -> str:
    """Return a text cell as HTML.

    A link to what is not on the site becomes its words.

    Examples
    --------
    >>> html_of("a *b* [c](d.ipynb)", lambda href: "d.html")
    '<p>a <em>b</em> <a href="d.html">c</a></p>\\n'
    """
    reader = _reader()
    tokens = reader.parse(source)
    for token in tokens:
        if token.children:
            token.children = _linked(token.children, address)
        if token.type == "table_open":
            token.attrSet("tabindex", "0")
    return str(reader.renderer.render(tokens, reader.options, {}))


def inline_html(inline: Any, address: Address) -> str:
    """Return one inline token, a cell of a table for one, as HTML."""
    reader = _reader()
    children = _linked(list(inline.children or []), address)
    return str(reader.renderer.renderInline(children, reader.options, {}))


def headings(source: str) -> list[tuple[int, str]]:
    """Return level and words of the headings of a text cell.

    Examples
    --------
    >>> headings("## 2 Five `np` spellings")
    [(2, '2 Five np spellings')]
    """
    tokens = _reader().parse(source)
    return [
        (int(opening.tag[1]), words(inline))
        for opening, inline in itertools.pairwise(tokens)
        if opening.type == "heading_open"
    ]


def words(inline: Any) -> str:
    """Return what a reader reads of one inline token."""
    return "".join(
        "\n" if child.type in ("softbreak", "hardbreak") else child.content
        for child in inline.children or []
    )


def blocks(source: str) -> list[tuple[str, str]]:
    """Return the blocks of a text cell in order: what each is, and its Markdown.

    Examples
    --------
    >>> blocks("# One\\n\\nTwo.\\n\\n- three")
    [('heading', '# One'), ('paragraph', 'Two.'), ('bullet_list', '- three')]
    """
    lines = source.splitlines()
    return [
        (token.type.removesuffix("_open"), "\n".join(lines[slice(*token.map)]).strip())
        for token in _reader().parse(source)
        if token.level == 0 and token.map and token.nesting >= 0
    ]


def plain(source: str) -> str:
    """Return a text cell as plain words, one line."""
    parts = [words(t) if t.type == "inline" else "" for t in _reader().parse(source)]
    return " ".join(" ".join(parts).split())


def tables(source: str) -> list[list[list[Any]]]:
    """Return the tables of a text cell: rows of cells, each the inline token of the cell."""
    found: list[list[list[Any]]] = []
    for token, after in itertools.pairwise(_reader().parse(source)):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif token.type in ("td_open", "th_open"):
            found[-1][-1].append(after)
    return found


def image_in(source: str) -> tuple[str, str] | None:
    """Return address and alternative text of the first picture of a text cell.

    Examples
    --------
    >>> image_in("# Title\\n\\n![A ramp.](images/ramp.png)")
    ('images/ramp.png', 'A ramp.')
    """
    for token in _reader().parse(source):
        for child in token.children or []:
            if child.type == "image":
                return str(child.attrGet("src")), child.content
    return None


def promise(source: str) -> str:
    """Return the first paragraph under a title, as plain words."""
    tokens = _reader().parse(source)
    for opening, inline in itertools.pairwise(tokens):
        if opening.type == "paragraph_open":
            return words(inline)
    return ""


def _linked(children: list[Any], address: Address) -> list[Any]:
    """Return inline tokens with their addresses those of the site."""
    kept: list[Any] = []
    dropped = False
    for token in children:
        if token.type == "link_open":
            href = address(str(token.attrGet("href")))
            dropped = href is None
            if dropped:
                continue
            token.attrSet("href", href)
        elif token.type == "link_close" and dropped:
            dropped = False
            continue
        elif token.type == "image":
            token.attrSet("src", address(str(token.attrGet("src"))) or "")
        kept.append(token)
    return kept


@functools.cache
def _reader() -> Any:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    reader = MarkdownIt("commonmark").enable("table")
    reader.use(dollarmath_plugin, allow_labels=False, double_inline=True)
    for rule, display in {"math_inline": False, "math_inline_double": True}.items():
        reader.add_render_rule(rule, _formula(display))
    reader.add_render_rule("math_block", _formula(True))
    return reader


def _formula(display: bool) -> Callable[..., str]:
    def rule(self: Any, tokens: Any, at: int, options: Any, env: Any) -> str:
        return mathml(tokens[at].content, display=display)

    return rule
