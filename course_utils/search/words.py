"""Words of a text, as the index and a question are cut into them."""

from __future__ import annotations

import re

_WORD = re.compile(r"\d+\.\d+|[^\W_]+")
_SPELLING = re.compile(r"iz(e|ed|es|er|ers|ing|ation|ations)$")  # initialize: initialise
_LAST_Y = re.compile(r"(?<=..)y(?=(s|ed|ing)?$)")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


def words(text: str) -> list[str]:
    """Return the words of a text, small; code falls apart at its dots, brackets and underscores.

    Examples
    --------
    >>> words("Why is nn.ReLU(inplace=True) 0.5 at x_0?")
    ['why', 'is', 'nn', 'relu', 'inplace', 'true', '0.5', 'at', 'x', '0']
    """
    return _WORD.findall(text.lower())


def one_spelling(word: str) -> str:
    """Return a word as it goes to the stemmer: British, and with its last y as the stems have it.

    lunr's stemmer and that of lunr.js differ in a y behind a vowel, and in nothing else.

    Examples
    --------
    >>> one_spelling("initialization"), one_spelling("arrays"), one_spelling("by")
    ('initialisation', 'arrais', 'by')
    """
    return _LAST_Y.sub("i", _SPELLING.sub(r"is\1", word))


def prose(markdown: str) -> str:
    r"""Return Markdown as one line of plain text: links by their words, no emphasis.

    Examples
    --------
    >>> prose("**Question.** See [lesson 1](01.ipynb):\n$\\max(0, x)$ in `code`")
    'Question. See lesson 1: max(0, x) in code'
    """
    text = re.sub(r"^- ", "", _LINK.sub(r"\1", markdown), flags=re.MULTILINE)
    text = re.sub(r"\\(operatorname|text|mathrm)\{([^}]*)\}", r"\2", text)
    text = re.sub(r"\\([a-zA-Z]+)", r"\1", text)
    return " ".join(re.sub(r"[*`$]|\\[,;!]", "", text).split())
