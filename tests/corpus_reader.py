"""Read the corpus of right and wrong answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
_MARK = re.compile(r"^# %% (right|wrong): (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Answer:
    """One answer as a learner would write it."""

    exercise: str
    kind: str
    title: str
    code: str
    expects: str = ""
    earns: int | None = None

    def __str__(self) -> str:
        return f"{self.exercise}-{self.kind}-{self.title}".replace(" ", "_")


def answers_in(path: Path) -> list[Answer]:
    """Read one corpus file; a malformed one raises ValueError with its name."""
    text = path.read_text(encoding="utf-8")
    pieces = _MARK.split(text)
    header, rest = pieces[0], pieces[1:]
    lesson = path.parent.name.partition("_")[2]
    answers = []
    for kind, title, body in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        expects = re.search(r"^# expects: (.+)$", body, re.MULTILINE)
        earns = re.search(r"^# earns: (\d+)$", body, re.MULTILINE)
        if (kind == "wrong") != bool(expects):
            raise ValueError(f"{path.name}: {title!r}: a wrong answer, and only that, has expects")
        answers.append(
            Answer(
                f"{lesson}.{path.stem}", kind, title.strip(), header + body,
                expects[1].strip() if expects else "", int(earns[1]) if earns else None,
            )
        )  # fmt: skip
    return answers


def all_answers() -> list[Answer]:
    """Read the whole corpus, in order."""
    return [a for path in sorted(CORPUS.glob("[0-9]*/*.py")) for a in answers_in(path)]
