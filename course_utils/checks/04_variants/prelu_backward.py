"""The gradients of PReLU."""

from __future__ import annotations

import numpy as np

from ...grading import Cases, Exercise
from ...grading.reading import array_like
from ..inputs import mixed


def _sum(entries, a):
    return entries.sum(axis=0 if np.ndim(a) else None)


def _dx(x, a, upstream):
    return upstream * np.where(x > 0, 1.0, a)


def _both(x, a, upstream):
    return _dx(x, a, upstream), _sum(upstream * np.minimum(x, 0), a)


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
    forbids=("activations", "autograd"),
    seconds=10.0,  # the first call of autograd builds its engine
    covers=("A13",),
    oracle=_both,
    parts=("dx", "da"),
    tidy=array_like,
)


def _draw(rng, rows=4, columns=3, a=None):
    """Draw x, slopes of both signs, and an upstream gradient of the shape of x."""
    slopes, x = np.round(rng.uniform(0.1, 0.6, size=columns), 2), mixed(rng, rows, columns)
    slopes[columns // 2] *= -1
    x[0, columns // 2] *= -np.sign(x[0, columns // 2])  # or nothing is left of 0 there, by luck
    return x, slopes if a is None else a, mixed(rng, rows, columns)


def _with_zeros(rng):
    x, a, upstream = _draw(rng)
    x[1], a[1] = 0.0, 1.5
    return x, a, upstream


def _any_between(x, a, upstream):
    """Return the least and the greatest answer; dx away from 0 is the first behaviour's."""
    low, high = np.sort([upstream * a, upstream], axis=0)
    da = _both(x, a, upstream)[1]
    return (np.where(x == 0, low, -np.inf), da), (np.where(x == 0, high, np.inf), da)


prelu_backward.marks(
    Cases(
        "dx",
        2,
        lambda rng: [_draw(rng), _draw(rng, a=0.25)],
        look=2,
        part=0,
        task="the gradients of the loss with respect to `x` and to `a`, each of the shape of what "
        "it belongs to",
    ),
    Cases(
        "da, one slope for each column",
        2,
        lambda rng: [_draw(rng), _draw(rng, 3, 5), _draw(rng, 1, 4), _draw(rng, 3, 1)],
        look=2,
        part=1,
        task="`a`: C slopes, one for each column",
    ),
    Cases(
        "da, one slope shared by all",
        1,
        lambda rng: [_draw(rng, a=0.25), _draw(rng, 2, 4, a=-0.5)],
        look=2,
        part=1,
        task="or a single number, shared by all columns",
    ),
    Cases(
        "at zero, and hands off the arguments",
        1,
        lambda rng: [_with_zeros(rng)],
        look=2,
        keeps=True,
        between=_any_between,
        task="At x = 0 any slope from a to 1 is right, and the arguments stay as they were.",
    ),
)


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
