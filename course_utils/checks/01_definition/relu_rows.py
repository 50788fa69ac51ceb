"""ReLU on some rows, and hands off the rest."""

from __future__ import annotations

import numpy as np

from ...grading import Cases, Exercise, Match, difference
from ..inputs import mixed, read_only, strided, written_to


def _rows_oracle(x, rows):
    y = x.copy()
    y[list(rows)] = np.maximum(y[list(rows)], 0)
    return y


relu_rows = Exercise.of(
    __file__, demands="What you return is an array of its own", oracle=_rows_oracle
)


relu_rows.marks(
    Cases(
        "the chosen rows, and only those",
        3,
        lambda rng: [
            *((mixed(rng, 4, 4), rows) for rows in ([0, 2], [3], [3, 0, 1])),
            (np.round(300 * mixed(rng, 3, 4)), [1]),
        ],
    ),
    Cases(
        "any layout, same dtype",
        1,
        lambda rng: [(x, [2, 0]) for x in _layouts(mixed(rng, 4, 4))],
        match=Match(dtype=True),
    ),
)


def _layouts(x):
    whole = (10 * x).astype(np.int64)
    return read_only(x), strided(x), x.astype(np.float32), whole, x[:1].repeat(3, axis=0)


@relu_rows.behaviour("x is left as it was", points=2)
def _left_alone(ask):
    x = mixed(ask.rng, 4, 4)
    got = ask.case((x, [0, 2]), match=Match()).got
    ask.unchanged()
    ask.compare(got, x, match=Match(atol=np.inf))
    ask.that(difference(got, x, Match()) is not None, "x came back as it was.", got=got)
    # Whichever rows were taken: no ReLU changes what is above 0.
    kept = np.where(x > 0, np.asarray(got), x)
    ask.compare(kept, x, reason="Numbers above 0 are changed, too; ReLU passes them.")


@relu_rows.behaviour("the result is an array of its own", points=1)
def _own(ask):
    x = mixed(ask.rng, 4, 4)
    ask.same(x, x, [])
    after = ask.probe(written_to, x, [], shown="y = relu_rows(x, []), then y[...] = 99")
    reason = "With no rows to change, the result and x share their memory: what is written into "
    ask.compare(after, x, reason=reason + "the one is in the other.")


def _in_place(x, rows):
    x[rows] = np.maximum(x[rows], 0)
    return x


def _columns(x, rows):
    y = x.copy()
    y[:, rows] = np.maximum(y[:, rows], 0)
    return y


def _zeros(x, rows):
    y = np.zeros_like(x)
    y[rows] = np.maximum(x[rows], 0)
    return y


relu_rows.mistakes(
    {
        "rows counted from 1": lambda x, rows: _rows_oracle(x, [row - 1 for row in rows]),
        "x itself is written to": _in_place,
        "written into a temporary copy": lambda x, rows: x.copy(),
        "every row": lambda x, rows: np.maximum(x, 0),
        "only the chosen rows came back": lambda x, rows: np.maximum(x[rows], 0),
        "columns for rows": _columns,
        "the other rows became 0": _zeros,
        "silent float64": lambda x, rows: _rows_oracle(x.astype(float), rows),
        "only the first of the rows": lambda x, rows: _rows_oracle(x, rows[:1]),
        "only the last of the rows": lambda x, rows: _rows_oracle(x, rows[-1:]),
        "a range of rows": [
            lambda x, rows: _rows_oracle(x, range(min(rows), max(rows) + 1) if rows else []),
            lambda x, rows: _rows_oracle(x, range(rows[0], rows[-1] + 1) if rows else []),
        ],
        "all the other rows": lambda x, rows: _rows_oracle(
            x, [row for row in range(len(x)) if row not in rows]
        ),
    }
)
