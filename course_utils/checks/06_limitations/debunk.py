"""Does the count say anything about the data?"""

from __future__ import annotations

import numpy as np

from ...grading import Cases, Exercise
from ...grading.reading import one_number, plain
from ...networks import MLP
from ._tools import states

debunk = Exercise(
    "limitations.debunk",
    title="Does the count say anything about the data?",
    minutes=10,
    difficulty="hard",
    hints=(
        "Give every unit one of three states on the data, and one on the noise. Then compare unit "
        "by unit, not count with count.",
        "`dead = (z <= 0).all(axis=0)` and `on = (z > 0).all(axis=0)` say it all: two units are in "
        "the same state when both agree.",
        "state = `on.astype(int) - dead`, which is −1, 0 or 1; same = "
        '`np.mean(state(z_data) == state(z_noise))`; the verdict is "net" if same ≥ 0.9.',
    ),
    forbids=("networks", "experiments"),
    covers=("A19", "A22"),
    oracle=lambda z_data, z_noise: _report(z_data, z_noise),
    parts=("the dead share", "the always-on share", "the same state", "the verdict"),
    tidy=lambda part: plain(one_number(part)),
)


def _verdict(same):
    return "net" if same >= 0.9 else "data"


def _report(z_data, z_noise):
    mine, noise = states(z_data), states(z_noise)
    same = float((mine == noise).mean())
    return float((mine == -1).mean()), float((mine == 1).mean()), same, _verdict(same)


def _layer(rng, states, rows):
    """Draw sums for units of given states; the rest switch."""
    z = rng.uniform(0.2, 2, (rows, len(states))).round(2)
    signs = np.where(rng.permutation(rows)[:, None] < rows // 2, 1, -1) * np.ones(len(states))
    return z * np.where(states == 0, signs, states)


def _reports(rng):
    """Return layers whose states on the noise are shuffled, nearly the same, or exchanged."""
    shuffled = np.repeat([-1, 1, 0], (5, 3, 2))
    order = rng.permutation(10)
    turned = np.repeat([-1, 1, 0], (8, 8, 4))
    nearly, just, under = (  # 19, 18 and 17 of 20 units are in the same state
        np.where(np.isin(np.arange(20), (10, 2, 14)[:n]), 0, turned) for n in (1, 2, 3)
    )
    others = np.where(turned == 1, 0, np.where(turned == 0, 1, -1))
    woken = np.where(turned == -1, 0, np.where(turned == 0, -1, 1))
    pairs = [
        (shuffled[order], np.roll(shuffled, 5)[order]),
        (turned, nearly),
        (turned, just),
        (turned, under),
        (others, turned),
        (woken, turned),
    ]
    drawn = [(_layer(rng, a, 9), _layer(rng, b, 7)) for a, b in pairs]
    # In the second, units are always on in both: a sum of 0 on the noise alone has to count as off.
    return [*drawn, _touched(*drawn[0]), _touched(*drawn[1]), *_fresh_net(rng)]


def _touched(z_data, z_noise):
    """Return two layers with a row of sums of 0, which are off: no unit is always on."""
    z_data, z_noise = z_data.copy(), z_noise.copy()
    z_data[0], z_noise[0] = 0.0, 0.0
    return z_data, z_noise


def _fresh_net(rng):
    """Return the sums of a first and of a tenth layer as PyTorch draws them, on grey and noise."""
    net = MLP.create((64, *(32,) * 10, 10), rng, scheme="pytorch")
    grey, noise = rng.beta(0.4, 0.9, (60, 64)), rng.normal(size=(50, 64))
    on_grey, on_noise = net.forward(grey).sums, net.forward(noise).sums
    return [(on_grey[layer], on_noise[layer]) for layer in (0, 9)]


debunk.marks(
    Cases("the dead share", 1, _reports, 2, "the share of units that are dead on the data", part=0),
    Cases("the always-on share", 1, _reports, 2, "the share that is always on there", part=1),
    Cases(
        "the same state on noise, unit by unit",
        2,
        _reports,
        2,
        "the share of units that are in the same state on data and noise",
        part=2,
    ),
    Cases("the verdict", 1, _reports, 2, '`"net"` if that is 0.9 or more', part=3),
)


def _instead(z_data, z_noise, same):
    """Return the report with another share of units in the same state."""
    return *_report(z_data, z_noise)[:2], float(same), _verdict(same)


def _compared(same):
    """Return a report whose third part is ``same(states on data, states on noise)``."""
    return lambda z_data, z_noise: _instead(z_data, z_noise, same(states(z_data), states(z_noise)))


def _counts(mine, noise):
    return 1 - sum(abs((mine == s).mean() - (noise == s).mean()) for s in (-1, 0, 1)) / 2


def _of_the_dead(mine, noise):
    noise = noise[mine == -1]
    return (noise == -1).mean() if len(noise) else np.nan


def _turned(z_data, z_noise):
    *shares, verdict = _report(z_data, z_noise)
    return *shares, "data" if verdict == "net" else "net"


COUNTS = (
    "Equal counts do not make equal units: here the noise leaves other units dead. Compare the "
    "states unit by unit."
)

debunk.mistakes(
    (
        "counts compared, not units",
        _compared(lambda mine, noise: 1 - abs((mine == -1).mean() - (noise == -1).mean())),
        COUNTS,
    ),
    ("counts compared, not units", _compared(_counts), COUNTS),
    (
        "always on is not told from switching",
        _compared(lambda mine, noise: ((mine == -1) == (noise == -1)).mean()),
        "Two states are compared here, dead and not dead. A unit that is always on does something "
        "else than one that switches: three states.",
    ),
    (
        "units that switch on both left out",
        _compared(lambda mine, noise: ((mine == noise) & (mine != 0)).mean()),
        "A unit that switches on the data and on the noise is in the same state on both, and "
        "counts.",
    ),
    (
        "only the dead are asked",
        _compared(_of_the_dead),
        "Only units that are dead on the data are compared. Those that are stuck on, and those "
        "that switch, count as well.",
    ),
    (
        "counted on the noise",
        lambda z_data, z_noise: _report(z_noise, z_data),
        "The shares are those of the noise. The report is about the data.",
    ),
    (
        "zeros for dead units",
        lambda z_data, z_noise: (
            float((z_data <= 0).mean()),
            float((z_data > 0).mean()),
            *_report(z_data, z_noise)[2:],
        ),
        "This is a share of entries of z: one unit on one row each. Asked for is a share of units.",
    ),
    (
        "exactly 0.9 left out",
        lambda z_data, z_noise: (
            *_report(z_data, z_noise)[:3],
            "net" if _report(z_data, z_noise)[2] > 0.9 else "data",
        ),
        'With a share of exactly 0.9 you say "data". 0.9 or more is "net".',
    ),
    (
        "the verdict turned round",
        _turned,
        "If noise puts the units into the same states, the data cannot be what put them there: "
        "then it is the net, as drawn.",
    ),
)
