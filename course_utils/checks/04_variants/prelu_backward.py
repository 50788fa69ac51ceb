"""The gradients of PReLU."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise, Match
from ...grading.compare import difference
from ..inputs import mixed

FINISHED = ("course_utils.experiments*", "course_utils.networks*", "course_utils.theory*")

LOOK = 2
prelu_backward = Exercise(
    "variants.prelu_backward",
    title="The gradients of PReLU",
    minutes=9,
    difficulty="medium",
    hints=(
        "For x < 0 the value is a·x. Its derivative by x is a, and its derivative by a is x. For "
        "x > 0 the value is x: what is its derivative by a?",
        "Every entry of a column went through the same slope, so that slope's gradient is the sum "
        "over them: of `upstream` times min(x, 0). A shared slope collects from all columns.",
        "`dx = upstream * np.where(x > 0, 1.0, a)`, `da = (upstream * np.minimum(x, 0)).sum(axis)` "
        "with `axis=0` for one slope a column, and no axis (`None`) for a shared one.",
    ),
    forbids=(*FINISHED, "torch.*relu*", "torch.*ReLU*", ".backward", "torch.autograd*", "jax.*"),
    covers=("A13",),
)


def _sum(entries, a):
    return entries.sum(axis=0 if np.ndim(a) else None)


def _dx(x, a, upstream):
    return upstream * np.where(x > 0, 1.0, a)


def _both(x, a, upstream):
    return _dx(x, a, upstream), _sum(upstream * np.minimum(x, 0), a)


def _draw(ask, rows, columns):
    """Draw x, slopes of both signs, and an upstream gradient of the shape of x."""
    slopes = np.round(ask.rng.uniform(0.1, 0.6, size=columns), 2)
    slopes[columns // 2] *= -1
    return mixed(ask.rng, rows, columns), slopes, mixed(ask.rng, rows, columns)


def _ask_parts(ask, cases, parts):
    """Call with every case first: a mistake is then known by all of them. Then compare."""
    made = []
    for case in cases:
        ask.call(*case)
        made.append(ask.calls[-1])
    for call, case in zip(made, cases, strict=True):
        ask.calls = [c for c in ask.calls if c is not call] + [call]
        got, expected = call.got, _both(*case)
        ask.that(
            isinstance(got, (tuple, list)) and len(got) == 2, "Two things are asked for.",
            got=got, expected="a tuple (dx, da)",
        )  # fmt: skip
        for part in parts:
            # Not ask.compare: it would name the entry of x at the place where da differs.
            found = difference(got[part], expected[part], Match())
            ask.that(
                found is None, f"In {('dx', 'da')[part]}: {found.reason}" if found else "",
                got=found and (found.got or got[part]),
                expected=found and (found.expected or expected[part]),
            )  # fmt: skip


@prelu_backward.behaviour("dx", points=2, look=LOOK)
def _by_x(ask):
    x, a, upstream = _draw(ask, 4, 3)
    _ask_parts(ask, [(x, a, upstream), (x, 0.25, upstream)], (0,))


@prelu_backward.behaviour("da, one slope for each column", points=2, look=LOOK)
def _by_a(ask):
    _ask_parts(ask, [_draw(ask, 4, 3), _draw(ask, 3, 5), _draw(ask, 1, 4)], (1,))


@prelu_backward.behaviour("da, one slope shared by all", points=1, look=LOOK)
def _by_shared(ask):
    cases = [_draw(ask, *shape) for shape in ((4, 3), (2, 4))]
    _ask_parts(ask, [(x, a, g) for (x, _, g), a in zip(cases, (0.25, -0.5), strict=True)], (1,))


@prelu_backward.behaviour("at zero, and hands off the arguments", points=1, look=LOOK)
def _zero(ask):
    x, a, upstream = _draw(ask, 4, 3)
    x[1], a[1] = 0.0, 1.5
    _ask_parts(ask, [(x, a, upstream)], (1,))
    dx = ask.calls[-1].got[0]
    ends = np.stack([upstream[1] * a, upstream[1]])
    form = difference(dx, _dx(x, a, upstream), Match(atol=np.inf))
    ask.that(form is None, f"In dx: {form.reason}" if form else "", got=dx)
    row = np.asarray(dx)[1]
    inside = (ends.min(axis=0) - 1e-9 <= row) & (row <= ends.max(axis=0) + 1e-9)
    ask.that(
        inside.all(), "In dx: the second row of x is 0. Any slope from a to 1 will do there, times "
        "upstream. This one is none of them.", got=row,
        expected="numbers between upstream · a and upstream",
    )  # fmt: skip
    ask.unchanged()


def _mean(x, a, upstream):
    count = len(x) if np.ndim(a) else x.size
    return _dx(x, a, upstream), _both(x, a, upstream)[1] / count


def _by_output(x, a, upstream):
    left = np.where(x > 0, x, a * x) <= 0
    return upstream * np.where(left, a, 1.0), _sum(upstream * x * left, a)


prelu_backward.mistakes(
    (
        "batch sum forgotten",
        lambda x, a, upstream: (_dx(x, a, upstream), upstream * np.minimum(x, 0)),
        "da has an entry for each entry of x. A slope is one number that all rows of its column "
        "use, so its gradient is the sum over them: `.sum(axis=0)`.",
    ),
    (
        "mean over the batch",
        _mean,
        "da is divided by the number of entries. The chain rule adds up; if a loss is a mean, its "
        "division is already in `upstream`.",
    ),
    (
        "x on the positive side",
        lambda x, a, upstream: (_dx(x, a, upstream), _sum(upstream * np.maximum(x, 0), a)),
        "da is collected where x > 0. There the value is x, and a does not come in. The slope "
        "acts where x < 0, and only that side tells it anything.",
    ),
    (
        "every x",
        lambda x, a, upstream: (_dx(x, a, upstream), _sum(upstream * x, a)),
        "da is collected from every entry of x. Where x > 0 the value is x, with no a in it: "
        "nothing comes from there.",
    ),
    (
        "da without upstream",
        lambda x, a, upstream: (_dx(x, a, upstream), _sum(np.minimum(x, 0), a)),
        "da is the sum of min(x, 0), whatever `upstream` is. The chain rule multiplies by what "
        "comes from above: how much the loss cares for that entry.",
    ),
    (
        "dx without upstream",
        lambda x, a, upstream: (_dx(x, a, 1.0), _both(x, a, upstream)[1]),
        "dx is the slope alone. The chain rule multiplies it by `upstream`, entry by entry.",
    ),
    (
        "upstream in neither",
        lambda x, a, upstream: (_dx(x, a, 1.0), _sum(np.minimum(x, 0), a)),
        "Neither dx nor da has `upstream` in it: these are derivatives of PReLU, not of the loss. "
        "Multiply both by what comes from above before anything is summed.",
    ),
    (
        "a left in its own derivative",
        lambda x, a, upstream: (_dx(x, a, upstream), _sum(upstream * a * np.minimum(x, 0), a)),
        "da has a factor a too many: that is the sum of the values. The derivative of a·x by a is "
        "x.",
    ),
    (
        "the gate in place of x",
        lambda x, a, upstream: (_dx(x, a, upstream), _sum(upstream * (x < 0), a)),
        "da adds up `upstream` where x < 0, without x. The derivative of a·x by a is x: an entry "
        "far left pulls more than one near 0.",
    ),
    (
        "the sign of da turned",
        lambda x, a, upstream: (_dx(x, a, upstream), -_both(x, a, upstream)[1]),
        "da has its sign turned, as |x| for x would do it. On the left x is negative, and so is "
        "the derivative of a·x by a: a larger a makes the value smaller.",
    ),
    (
        "one sum over everything",
        lambda x, a, upstream: (_dx(x, a, upstream), (upstream * np.minimum(x, 0)).sum()),
        "All columns went into one number. With one slope a column, each collects from its own: "
        "`.sum(axis=0)`.",
    ),
    (
        "summed along the rows",
        lambda x, a, upstream: (_dx(x, a, upstream), (upstream * np.minimum(x, 0)).sum(axis=1)),
        "da has one number for each row. Rows are examples; the slopes belong to the columns.",
    ),
    (
        "a shared slope summed by column",
        lambda x, a, upstream: (_dx(x, a, upstream), (upstream * np.minimum(x, 0)).sum(axis=0)),
        "One shared slope has one gradient, a single number. Here each column got its own: sum "
        "over the columns as well when `a` is a number.",
    ),
    (
        "the gate of ReLU",
        lambda x, a, upstream: (upstream * (x > 0), _both(x, a, upstream)[1]),
        "Where x < 0, dx is 0: that is ReLU. PReLU passes `a` times `upstream` there, and that is "
        "its point.",
    ),
    (
        "the sides exchanged",
        lambda x, a, upstream: (upstream * np.where(x > 0, a, 1.0), _both(x, a, upstream)[1]),
        "In dx the slope a acts on positive x. It belongs to the left side; on the right "
        "`upstream` passes as it is.",
    ),
    (
        "the sign of the value asked",
        _by_output,
        "The side is decided by whether the value is positive. With a negative slope the value is "
        "positive on the left too. Ask x.",
    ),
    (
        "the value in place of the slope",
        lambda x, a, upstream: (upstream * np.where(x > 0, x, a * x), _both(x, a, upstream)[1]),
        "dx is `upstream` times the value of PReLU. The chain rule asks for its slope: 1 or a.",
    ),
    (
        "da before dx",
        lambda x, a, upstream: _both(x, a, upstream)[::-1],
        "The two stand in the wrong order. Asked for is (dx, da).",
    ),
)
