"""Does the count say anything about the data?."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise
from ...grading.parts import Parts
from ...networks import MLP
from ._tools import states

FINISHED = ("course_utils.networks*", "course_utils.experiments*")
LOOK = 2
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
    forbids=FINISHED,
    covers=("A19", "A22"),
)


def _verdict(same):
    return "net" if same >= 0.9 else "data"


def _report(z_data, z_noise):
    mine, noise = states(z_data), states(z_noise)
    same = float((mine == noise).mean())
    return float((mine == -1).mean()), float((mine == 1).mean()), same, _verdict(same)


PARTS = Parts(_report, ("the dead share", "the always-on share", "the same state", "the verdict"))


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
    nearly = np.where(np.arange(20) == 10, 0, turned)
    others = np.where(turned == 1, 0, np.where(turned == 0, 1, -1))
    woken = np.where(turned == -1, 0, np.where(turned == 0, -1, 1))
    pairs = [
        (shuffled[order], np.roll(shuffled, 5)[order]),
        (turned, nearly),
        (others, turned),
        (woken, turned),
    ]
    drawn = [(_layer(rng, a, 9), _layer(rng, b, 7)) for a, b in pairs]
    return [*drawn, *_fresh_net(rng)]


def _fresh_net(rng):
    """Return the sums of a first and of a tenth layer as PyTorch draws them, on grey and noise."""
    net = MLP.create((64, *(32,) * 10, 10), rng, scheme="pytorch")
    grey, noise = rng.beta(0.4, 0.9, (60, 64)), rng.normal(size=(50, 64))
    on_grey, on_noise = net.forward(grey).sums, net.forward(noise).sums
    return [(on_grey[layer], on_noise[layer]) for layer in (0, 9)]


def _ask_report(ask, place, reason=""):
    PARTS.ask(ask, place, _reports(ask.rng), reason=reason)


@debunk.behaviour("the dead share", points=1, look=LOOK)
def _dead(ask):
    _ask_report(ask, 0)


@debunk.behaviour("the always-on share", points=1, look=LOOK)
def _on(ask):
    _ask_report(ask, 1)


@debunk.behaviour("the same state on noise, unit by unit", points=2, look=LOOK)
def _same(ask):
    _ask_report(ask, 2)


@debunk.behaviour("the verdict", points=1, look=LOOK)
def _judged(ask):
    _ask_report(ask, 3)


COUNTS = (
    "counts compared, not units",
    "Equal counts do not make equal units: here the noise leaves other units dead. Compare the "
    "states unit by unit.",
)


@debunk.misconception(*COUNTS)
def _dead_counts(z_data, z_noise):
    apart = abs((states(z_data) == -1).mean() - (states(z_noise) == -1).mean())
    return *_report(z_data, z_noise)[:2], 1 - apart, _verdict(1 - apart)


@debunk.misconception(*COUNTS)
def _counts(z_data, z_noise):
    mine, noise = states(z_data), states(z_noise)
    apart = sum(abs((mine == s).mean() - (noise == s).mean()) for s in (-1, 0, 1)) / 2
    return *_report(z_data, z_noise)[:2], 1 - apart, _verdict(1 - apart)


@debunk.misconception(
    "always on is not told from switching",
    "Two states are compared here, dead and not dead. A unit that is always on does something else "
    "than one that switches: three states.",
)
def _two_states(z_data, z_noise):
    same = float(((states(z_data) == -1) == (states(z_noise) == -1)).mean())
    return *_report(z_data, z_noise)[:2], same, _verdict(same)


@debunk.misconception(
    "units that switch on both left out",
    "A unit that switches on the data and on the noise is in the same state on both, and counts.",
)
def _stuck_only(z_data, z_noise):
    mine = states(z_data)
    same = float(((mine == states(z_noise)) & (mine != 0)).mean())
    return *_report(z_data, z_noise)[:2], same, _verdict(same)


@debunk.misconception(
    "only the dead are asked",
    "Only units that are dead on the data are compared. Those that are stuck on, and those that "
    "switch, count as well.",
)
def _of_the_dead(z_data, z_noise):
    noise = states(z_noise)[states(z_data) == -1]
    same = float((noise == -1).mean()) if len(noise) else np.nan
    return *_report(z_data, z_noise)[:2], same, _verdict(same)


@debunk.misconception(
    "counted on the noise",
    "The shares are those of the noise. The report is about the data.",
)
def _on_noise(z_data, z_noise):
    return _report(z_noise, z_data)


@debunk.misconception(
    "zeros for dead units",
    "This is a share of entries of z: one unit on one row each. Asked for is a share of units.",
)
def _zeros(z_data, z_noise):
    return (float((z_data <= 0).mean()), float((z_data > 0).mean()),
            *_report(z_data, z_noise)[2:])  # fmt: skip


@debunk.misconception(
    "the verdict turned round",
    "If noise puts the units into the same states, the data cannot be what put them there: then it "
    "is the net, as drawn.",
)
def _turned(z_data, z_noise):
    *shares, verdict = _report(z_data, z_noise)
    return *shares, "data" if verdict == "net" else "net"
