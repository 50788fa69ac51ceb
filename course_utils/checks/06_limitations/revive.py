"""Revive the dead, and change no output."""

from __future__ import annotations

import numpy as np

from ...grading import Exercise, Match, show_value
from ...grading.reading import array_like

revive = Exercise.of(__file__)

revive.mistakes(dict.fromkeys(revive.says))  # each is found by a behaviour, none by its values

NAMES = ("W1", "b1", "W2", "b2")

ROWS, UNITS = 9, 6


def _net(rng, *, empty=False, size=1.0, hair=0.0, shift=0.0):
    """Draw a net with two dead units, one of them with weights of 0 if `empty`, and its data.

    `size` is that of the data, `shift` what its second column has on top; with `hair` the row that
    opens the third unit does so by that.
    """
    x = rng.uniform(0.2, 1.5, (ROWS, 2)).round(2) + np.array([0.0, shift])
    W1 = rng.choice([-1.0, 1.0], (2, UNITS)) * rng.uniform(0.4, 1.4, (2, UNITS)).round(2)
    # Positive data times negative weights: the first unit is dead even with bias 0.
    W1[:, 0] = -abs(W1[:, 0])
    if empty:
        W1[:, 1] = 0.0
    # The row for which the third unit is on is neither the first nor the last.
    x = np.roll(x, 3 - (x @ W1[:, 2]).argmax(), axis=0)
    z = x @ W1
    top, b1 = np.sort(z, axis=0), np.empty(UNITS)
    b1[0], b1[1] = -0.3, 0.0 if empty else -z[:, 1].max() - 0.7  # dead; a sum of 0 is off
    b1[2] = hair - top[-1, 2] if hair else -(top[-1, 2] + top[-2, 2]) / 2  # on for one row
    b1[3] = -z[:, 3].min() + 0.4  # always on
    b1[4] = -(top[4, 4] + top[5, 4]) / 2  # on for four rows
    b1[5] = -(top[2, 5] + top[3, 5]) / 2  # on for six rows
    if not (z[0, 4] + b1[4] > 0 >= z[0, 5] + b1[5]):  # else the first row tells nothing apart
        return _net(rng, empty=empty, size=size, hair=hair, shift=shift)
    order = rng.permutation(UNITS)
    W2 = rng.choice([-1.0, 1.0], (UNITS, UNITS)) * rng.uniform(0.3, 1.5, (UNITS, UNITS)).round(2)
    return W1[:, order] / size, b1[order], W2, rng.normal(size=UNITS).round(2), size * x


def _sums(W1, b1, x):
    return x @ W1 + b1


def _says(W1, b1, W2, b2, x):
    return np.maximum(_sums(W1, b1, x), 0) @ W2 + b2


def _four(ask, **kind):
    """Ask for a repaired net: four arrays of the right shapes."""
    net = _net(ask.rng, **kind)
    got = ask.call(*net)
    if not isinstance(got, (tuple, list)) or len(got) != 4:
        ask.fail("Four arrays are asked for.", got=got, expected="a tuple (W1, b1, W2, b2)")
    got = list(map(array_like, got))
    for name, mine, old in zip(NAMES, got, net, strict=False):
        ask.compare(mine, old, match=Match(atol=np.inf), reason=f"{name}:")
    return net, [np.asarray(part, dtype=float) for part in got]


def _ask_net(ask, **kind):
    """Ask for a repaired net; every dead unit must be on for some row."""
    net, got = _four(ask, **kind)
    dead = np.flatnonzero((_sums(*net[:2], net[4]) <= 0).all(0))
    z = _sums(*got[:2], net[4])
    for u in dead[~(z[:, dead] > 0).any(0)]:
        same = np.array_equal(_of_unit(got, u), _of_unit(net, u))
        reason = f"Unit {u} was dead, and still is off on every row of x."
        reason += same * " Nothing of it changed."
        largest = f"largest sum {show_value(z[:, u].max())}"
        ask.mistaken(_still_off(net, got, u), reason, got=largest, expected="above 0 on some row")
    return net, got, dead, z


def _still_off(net, got, u):
    """Name why unit u is off as before, where that can be told."""
    if np.array_equal(_of_unit(got, u), _of_unit(net, u)):
        W1, b1, _, _, x = net
        return "" if (_sums(W1, b1, x)[:, u] < 0).all() else "a sum of 0 taken for on"
    if not got[0][:, u].any():
        return "weights of 0 moved by a bias"
    return "a bias of 0 wakes a unit" if got[1][u] == 0 else ""


def _ask_switching(ask, **kind):
    net, got, dead, z = _ask_net(ask, **kind)
    for u in dead:
        if (z[:, u] > 1e-12 * abs(z[:, u]).max()).all():  # a sum of 0, but for rounding, is off
            flat = not got[0][:, u].any()
            mistake = "weights of 0 moved by a bias" if flat else "woken on every row"
            reason = f"Unit {u} was dead, and is now on for all {ROWS} rows."
            got = f"smallest sum {show_value(z[:, u].min())}"
            ask.mistaken(mistake, reason, got=got, expected="sums on both sides of 0")
    return net, got, dead, z


@revive.behaviour("dead units are on for some rows, off for others", points=2)
def _switching(ask):
    for size, shift in ((1.0, 0.0), (64.0, 0.0), (1 / 64, 0.0), (1.0, 4.0)):  # rounds nothing
        _ask_switching(ask, size=size, shift=shift)


def _wrong_way(W2, dead):
    """Tell whether the dead units' columns were set to 0, and not all there is."""
    return not W2[:, dead].any() and W2.any()


def _of_unit(net, u):
    return np.concatenate([net[0][:, u], net[1][[u]], net[2][u]])


def _changed(net, got, dead):
    alive = [u for u in range(UNITS) if u not in dead]
    return [u for u in alive if not np.array_equal(_of_unit(got, u), _of_unit(net, u))]


def _changed_in(net, got, dead):
    """Say in which arrays something changed that belongs to living units."""
    pairs = zip(NAMES, (got[0].T, got[1], got[2]), (net[0].T, net[1], net[2]), strict=False)
    alive = ~np.isin(np.arange(UNITS), dead)
    names = [name for name, new, old in pairs if not np.array_equal(new[alive], old[alive])]
    return f" Of living units {', '.join(names)} changed." if names else ""


def _moved(net, got, dead):
    """Name what was changed that should have stayed, if anything was."""
    if not np.array_equal(got[3], net[3]):
        return "b2 makes up for it"
    if _wrong_way(got[2], dead):
        return "columns of W2 for rows"
    on, changed = _sums(net[0], net[1], net[4]) > 0, _changed(net, got, dead)
    if not changed:
        return ""
    if on.mean(0)[changed].max() < 0.2:
        return "seldom on taken for dead"
    off_first, off_some, off_most = (
        [u for u in range(UNITS) if u not in dead and off[u]]
        for off in (~on[0], ~on.all(0), on.mean(0) < 0.5)
    )
    if changed and on[:, changed].all():
        return "always on taken for dead"
    if changed == off_some:
        return "off on some row taken for dead"
    if changed == off_most:
        return "off on most rows taken for dead"
    return "one row taken for all" if changed == off_first else "every unit moved"


@revive.behaviour("the outputs on x stay the same", points=2)
def _same_outputs(ask):
    net, got, dead, _ = _ask_net(ask)
    old, new = _says(*net), _says(*got, net[4])
    if np.allclose(old, new, rtol=1e-9, atol=1e-9):
        return
    kept = np.array_equal(got[2][dead], net[2][dead])
    mistake = _moved(net, got, dead) or ("the outputs jump" if kept else "")
    row = int(abs(new - old).max(1).argmax())
    reason = f"The outputs changed, most for row {row} of x.{_changed_in(net, got, dead)}"
    ask.mistaken(mistake, reason, got=new[row], expected=old[row])


@revive.behaviour("living units are left as they are", points=1)
def _living(ask):
    _ask_living(ask)
    _ask_living(ask, hair=1e-9)


def _ask_living(ask, **kind):
    net, got, dead, _ = _ask_net(ask, **kind)
    share = (_sums(*net[:2], net[4]) > 0).mean(0)
    changed = _changed(net, got, dead)
    if changed:
        u = changed[0]
        where = {"unit": u, "on": round(share[u] * ROWS), "rows": ROWS}
        reason = revive.reason("not as before", **where) + _changed_in(net, got, dead)
        there, most = f"changed: {changed}", f"changed: {dead.tolist()} at most"
        ask.mistaken(_moved(net, got, dead), reason, got=there, expected=most)
    same = np.array_equal(got[3], net[3])
    ask.that(same, "b2 changed; no unit needs that.", got=got[3], expected=net[3])


@revive.behaviour("a unit whose weights are all 0", points=1)
def _empty(ask):
    _ask_switching(ask, empty=True)
    _ask_switching(ask, empty=True, shift=4.0)


@revive.behaviour("the caller's arrays stay as they were", points=1)
def _hands_off(ask):
    for empty in (False, True):
        net, got = _four(ask, empty=empty)
        ask.unchanged(revive.reason("the caller's arrays"))
        same = all(map(np.array_equal, got, net))
        ask.that(not same, "Nothing changed in any of the four arrays that were returned.")
