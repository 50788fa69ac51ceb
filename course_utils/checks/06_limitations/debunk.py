"""Does the count say anything about the data?"""

from __future__ import annotations

import numpy as np

from ...grading import Cases, Exercise
from ...grading.reading import one_number, plain
from ...networks import MLP
from ._tools import states

debunk = Exercise.of(
    __file__,
    forbids=("networks", "experiments"),
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
    tiny = tuple(1e-9 * z for z in drawn[0])  # however small, above 0 is on
    touched = [_touched(*drawn[0]), _touched(*drawn[1])]
    return [*drawn, *touched, tiny, _just_under(rng), *_fresh_net(rng)]


def _just_under(rng):
    """Return sums of which 1799 of 2000 units are in the same state: a hair less than 0.9."""
    mine = np.resize([-1, 1, 0], 2000)
    noise = np.where(np.arange(2000) < 201, np.where(mine == 0, 1, 0), mine)
    return _layer(rng, mine, 3), _layer(rng, noise, 2)


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
    Cases("the dead share", 1, _reports, part=0),
    Cases("the always-on share", 1, _reports, part=1),
    Cases("the same state on noise, unit by unit", 2, _reports, part=2),
    Cases("the verdict", 1, _reports, part=3),
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


def _of_the_stuck(mine, noise):
    return ((mine == noise) & (mine != 0)).sum() / max((mine != 0).sum(), 1)


def _zero_on(z_data, z_noise):
    """Shift sums of exactly 0 to the other side, and report."""
    return _report(*(np.where(z == 0, 1.0, z) for z in (z_data, z_noise)))


def _verdict_is(verdict):
    """Return the report with this verdict on the share of units in the same state."""
    return lambda *sums: (*_report(*sums)[:3], verdict(_report(*sums)[2]))


debunk.mistakes(
    {
        "counts compared, not units": [
            _compared(lambda mine, noise: 1 - abs((mine == -1).mean() - (noise == -1).mean())),
            _compared(_counts),
        ],
        "always on is not told from switching": _compared(
            lambda mine, noise: ((mine == -1) == (noise == -1)).mean()
        ),
        "units that switch on both left out": _compared(
            lambda mine, noise: ((mine == noise) & (mine != 0)).mean()
        ),
        "only the dead are asked": _compared(_of_the_dead),
        "counted on the noise": lambda z_data, z_noise: _report(z_noise, z_data),
        "zeros for dead units": lambda z_data, z_noise: (
            float((z_data <= 0).mean()),
            float((z_data > 0).mean()),
            *_report(z_data, z_noise)[2:],
        ),
        "exactly 0.9 left out": _verdict_is(lambda same: "net" if same > 0.9 else "data"),
        "the verdict turned round": _verdict_is(
            lambda same: "data" if _verdict(same) == "net" else "net"
        ),
        "a share of the stuck units": _compared(_of_the_stuck),
        "a sum of 0 is taken for on": _zero_on,
        "all that are not dead": lambda z_data, z_noise: (
            _report(z_data, z_noise)[0],
            1 - _report(z_data, z_noise)[0],
            *_report(z_data, z_noise)[2:],
        ),
    }
)
