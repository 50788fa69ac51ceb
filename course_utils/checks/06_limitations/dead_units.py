"""Count the dead, on all the data."""

from __future__ import annotations

import numpy as np

from ...grading import Cases, Exercise
from ...grading.reading import plain

dead_units = Exercise.of(
    __file__,
    forbids=("networks", "experiments"),
    oracle=lambda batches, slope: _oracle(batches, slope),
    parts=("the dead units", "the units that are always on"),
    tidy=plain,
)


def _layers(batches):
    return [np.concatenate(parts) for parts in zip(*batches, strict=True)]


def _count(layers, slope, off, on):
    """Count by two tests, each from a layer's sums to one truth value a unit."""
    dead = [int(np.sum(off(z))) if slope == 0 else 0 for z in layers]
    return dead, [int(np.sum(on(z))) for z in layers]


def _all_off(z):
    return (z <= 0).all(0)


def _all_on(z):
    return (z > 0).all(0)


def _oracle(batches, slope):
    return _count(_layers(batches), slope, _all_off, _all_on)


SIZES = (4, 3, 2)

# Units that switch, a column each: signs by row, batch after batch. Every mistake below counts
# another number of them: two off in the first batch, three in the last, four in some batch, five
# on most rows, six on average.
_SIGNS = (
    *("+--- --- --", "+--- --- --", "---- --- +-", "---- +-- --", "+--- +-- +-"),
    *("++-- ++- +-", "++-- ++- +-", "++++ ++- ++", "++++ +++ +-", "+++- +++ +-"),
)
SWITCHING = np.array([[1.0 if s == "+" else -1.0 for s in u.replace(" ", "")] for u in _SIGNS]).T


def _layer(rng, dead, on):
    """Draw sums of nine rows: dead units, units that are always on, and ten that switch."""
    rows = sum(SIZES)
    signs = np.hstack([-np.ones((rows, dead)), np.ones((rows, on)), SWITCHING])
    z = np.round(rng.uniform(0.3, 0.6, signs.shape), 2) * signs
    z[0, dead + on] = 15.0  # seldom on, and above 0 on average
    for unit in (5, 6):  # mostly on, and below 0 on average
        z[[2, 3], dead + on + unit] = -4.0
    start = np.cumsum((0, *SIZES))
    order = np.concatenate([a + rng.permutation(n) for a, n in zip(start, SIZES, strict=False)])
    return z[order][:, rng.permutation(z.shape[1])]


def _case(rng, *counts, sizes=SIZES, slope=0.0):
    layers = [_layer(rng, *pair) for pair in counts]
    edges = np.cumsum(sizes)[:-1]
    return list(map(list, zip(*(np.split(z, edges) for z in layers), strict=True))), slope


def _all_alike(rng):
    """Draw a layer with a row on which every unit is off, and one with a row of all on."""
    batches, slope = _case(rng, (2, 0), (0, 2))
    for layer, sign in enumerate((-1, 1)):
        z = batches[-1][layer]
        z[0] = sign * abs(z[0])
    return batches[::-1], slope  # the smallest batch first


def _usual(rng):
    return [_case(rng, (3, 1)), _case(rng, (2, 3), (5, 2), (1, 1)), _all_alike(rng)]


def _in_one(rng, slope=0.0):
    return _case(rng, (3, 1), (2, 2), sizes=(sum(SIZES),), slope=slope)


def _edges(rng):
    z = np.array([[0.0, -1.5, 2.5, 0.0], [-0.0, 0.0, 0.5, 1.0], [0.0, -2.0, 1.0, 3.0]])
    broken = z.copy()
    broken[1, :3] = np.nan
    hair = np.array([[1e-9, -1e-9, 1e-9, -1.0, 2e4], [-1e-12, -1e-9, 1e-9, -2e4, 1e-9]])
    return ([[z]], 0.0), ([[broken]], 0.0), ([[hair]], 0.0)


dead_units.marks(
    Cases("dead: one batch", 1, lambda rng: [_in_one(rng)], also=_usual, part=0),
    Cases("dead: on all batches", 2, _usual, part=0),
    Cases("always on: on all batches", 1, _usual, part=1),
    Cases(
        "a leaky layer has no dead units",
        1,
        lambda rng: [_in_one(rng, slope) for slope in (0.01, 0, 0.2, 1e-6)],
        also=_usual,
    ),
    Cases("sums of exactly 0, and NaN", 1, _edges, also=_usual),
)


def _skipping(test, passes):
    """Return a test of a layer's units on their numbers alone; a unit of NaN only fails it."""
    return lambda z: test(np.where(np.isnan(z), passes, z)) & ~np.isnan(z).all(0)


def _none_on(batches, slope):
    dead, on = _oracle(batches, slope)
    return dead, on if slope == 0 else [0] * len(on)


def _all_living(batches, slope):
    layers = _layers(batches)
    return _oracle(batches, slope)[0], [int((~_all_off(z)).sum()) for z in layers]


def _some(batches, slope):
    counts = []
    for test in (_all_off, _all_on):
        layers = [np.any([test(z) for z in parts], axis=0) for parts in zip(*batches, strict=True)]
        counts.append([int(units.sum()) for units in layers])
    dead, on = counts
    return dead if slope == 0 else [0] * len(dead), on


def _by_tests(off, on):
    """Return the answer that has other tests of a layer's units."""
    return lambda batches, slope: _count(_layers(batches), slope, off, on)


def _of_counts(choose):
    """Return an answer that makes one of the counts of the batches."""

    def answer(batches, slope):
        counts = [_oracle([batch], slope) for batch in batches]
        return tuple(choose([c[part] for c in counts], axis=0).tolist() for part in (0, 1))

    return answer


def _shares(batches, slope):
    units = [z.shape[1] for z in _layers(batches)]
    counts = _oracle(batches, slope)
    return tuple([n / many for n, many in zip(part, units, strict=True)] for part in counts)


dead_units.mistakes(
    {
        "shares for counts": _shares,
        "leaky units called dead": lambda batches, slope: _oracle(batches, 0),
        "no leaky unit called on": _none_on,
        "all that live called always on": _all_living,
        "the last batch only": lambda batches, slope: _oracle(batches[-1:], slope),
        "the first batch only": lambda batches, slope: _oracle(batches[:1], slope),
        "batches added up": _of_counts(np.sum),
        "one of the batches' counts": [_of_counts(np.max), _of_counts(np.min)],
        "dead on some batch": _some,
        "zeros, not units": _by_tests(lambda z: z <= 0, lambda z: z > 0),
        "off on most rows": _by_tests(
            lambda z: (z <= 0).mean(0) > 0.5, lambda z: (z > 0).mean(0) > 0.5
        ),
        "off on average": _by_tests(lambda z: z.mean(0) <= 0, lambda z: z.mean(0) > 0),
        "rows for units": _by_tests(lambda z: (z <= 0).all(1), lambda z: (z > 0).all(1)),
        "a sum of 0 is taken for on": _by_tests(
            lambda z: (z < 0).all(0), lambda z: (z >= 0).all(0)
        ),
        "dead asks for z < 0": _by_tests(lambda z: (z < 0).all(0), _all_on),
        "always on asks for z ≥ 0": _by_tests(_all_off, lambda z: (z >= 0).all(0)),
        "NaN passed over": _by_tests(_skipping(_all_off, -1.0), _skipping(_all_on, 1.0)),
        "NaN taken for off": _by_tests(lambda z: ~(z > 0).any(0), _all_on),
    }
)
