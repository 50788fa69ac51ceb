"""Ids that a student's work is filed under, and names compared as people mean them."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from .members import is_unprintable

# Signs that some file system or command line takes for something else.
_UNSAFE = frozenset('/\\:*?"<>|`$')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST = 80
_DIGITS = 8  # of the hash, at the end of a name that had to be changed


def student_id(raw: str) -> str:
    """Return an id that is safe as the name of a folder on every system.

    A name that is safe already stays as it is, in composed Unicode (NFC), because a Mac writes the
    same name in another form. One that had to be changed ends in eight hexadecimal digits of its
    hash: two names do not become one id, and the same name gives the same id in every run.

    Examples
    --------
    >>> student_id("Ada Lovelace"), student_id("Zoë") == student_id("Zoe\u0308")
    ('Ada Lovelace', True)
    >>> student_id("../../x")
    '.._.._x~9cdf6a50'
    """
    composed = unicodedata.normalize("NFC", raw).strip()
    kept = "".join("_" if s in _UNSAFE or is_unprintable(s) else s for s in composed)
    kept = kept.strip().rstrip(".")
    # What this function made is safe already, its digits at the end included.
    short = len(kept) <= _LONGEST + _DIGITS + 1
    if kept.lstrip(".") and kept == composed and short and not _RESERVED.fullmatch(kept):
        return kept
    kept = kept[:_LONGEST].strip()
    if not kept.lstrip("."):
        kept = "unnamed"
    digest = hashlib.sha256(composed.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{kept}~{digest[:_DIGITS]}"


def spellings(name: str) -> list[str]:
    """Return the forms in which files write one name, for comparing.

    "Lovelace, Ada" is "Ada Lovelace"; Canvas writes ``lovelaceada`` into names of files. Upper and
    lower case, Unicode forms and runs of spaces do not count.

    Examples
    --------
    >>> spellings("Lovelace, Ada")
    ['lovelace, ada', 'ada lovelace', 'lovelaceada']
    """
    plain = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
    plain = unicodedata.normalize("NFC", plain)
    forms = [plain]
    last, comma, first = plain.partition(",")
    if comma and first.strip():
        forms.append(f"{first.strip()} {last.strip()}")
    else:
        words = plain.split(" ")
        # The last word is the family name more often than not; a wrong guess matches nobody.
        last, first = words[-1], " ".join(words[:-1])
    squeezed = _word_signs(last + first)
    return list(dict.fromkeys([*forms, squeezed] if squeezed else forms))


def _word_signs(text: str) -> str:
    """Return letters, marks and digits, as Canvas keeps them."""
    return "".join(s for s in text if unicodedata.category(s)[0] in "LMN" or s == "_")
