"""ReLU on some rows, and hands off the rest."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise, Match
from ..inputs import mixed, read_only, strided

LOOK = 5
relu_rows = Exercise(
    "definition.relu_rows",
    title="ReLU on some rows, and hands off the rest",
    minutes=5,
    difficulty="medium",
    hints=(
        "You need an array of your own before you write into anything. Which of `x`, `x[:]` and "
        "`x.copy()` is one?",
        "`y[rows]` with a list of rows makes a new array too: writing into `y[rows][...]` changes "
        "that one and then throws it away. Assign to `y[rows]` in one step.",
        "`y = x.copy()`, then `y[rows] = np.maximum(y[rows], 0)`, then `return y`.",
    ),
    covers=("A03", "A16"),
)


def _rows_oracle(x, rows):
    y = x.copy()
    y[list(rows)] = np.maximum(y[list(rows)], 0)
    return y


def _write_into_result(relu_rows, x, rows):
    y = relu_rows(x, rows)
    y[...] = 99
    return x


@relu_rows.behaviour("the chosen rows, and only those", points=3, look=LOOK)
def _chosen(ask):
    x = mixed(ask.rng, 4, 4)
    ask.same(_rows_oracle(x, [0, 2]), x, [0, 2])
    ask.same(_rows_oracle(x, [3]), x, [3])


@relu_rows.behaviour("x is left as it was", points=2, look=LOOK)
def _left_alone(ask):
    x = mixed(ask.rng, 4, 4)
    got = ask.call(x, [0, 2])
    ask.unchanged("The caller's array was changed by the call. Its numbers are not yours to write.")
    ask.compare(got, _rows_oracle(x, [0, 2]), match=Match(atol=np.inf))  # any numbers will do here


@relu_rows.behaviour("any layout, same dtype", points=1, look=LOOK)
def _layouts(ask):
    x = mixed(ask.rng, 4, 4)
    exact = Match(dtype=True)
    for given in (read_only(x), strided(x), x.astype(np.float32), (10 * x).astype(np.int64)):
        ask.same(_rows_oracle(given, [1, 2]), given, [1, 2], match=exact)


@relu_rows.behaviour("the result is an array of its own", points=1, look=LOOK)
def _own(ask):
    x = mixed(ask.rng, 4, 4)
    ask.same(x, x, [])
    after = ask.probe(_write_into_result, x, [])
    ask.compare(
        after, x, reason="With no rows to change, the result and x share their memory: somebody "
        "wrote 99 into the result, and the caller's x changed.",
    )  # fmt: skip


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
    (
        "x itself is written to",
        _in_place,
        "`y = x` gives a second name to the same array, and `y = x[:]` a window on it: NumPy's "
        "slices do not copy, as a list's do. Whatever is written there is written into x.",
    ),
    (
        "written into a temporary copy",
        lambda x, rows: x.copy(),
        "The rows came back as they were. `y[rows]` with a list makes a new array; `y[rows][mask] "
        "= 0` writes into that one, which nobody keeps.",
    ),
    (
        "every row",
        lambda x, rows: np.maximum(x, 0),
        "ReLU was applied to every row. The others should come back with their negative numbers.",
    ),
    (
        "only the chosen rows came back",
        lambda x, rows: np.maximum(x[rows], 0),
        "These are the chosen rows alone. The result should have every row of x.",
    ),
    (
        "columns for rows",
        _columns,
        "This works on columns: `y[:, rows]`. The first index of an array counts its rows.",
    ),
    (
        "the other rows became 0",
        _zeros,
        "The rows that were not chosen are 0 now. Start from a copy of x, not from zeros.",
    ),
    (
        "silent float64",
        lambda x, rows: _rows_oracle(x.astype(float), rows),
        "The values are right, and their dtype has become float64: `np.zeros(shape)` and `float` "
        "bring that in unasked. `x.copy()` and `np.zeros_like(x)` keep x's dtype.",
    ),
)
