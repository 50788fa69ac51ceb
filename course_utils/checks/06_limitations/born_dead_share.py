"""Draw nets, and count the dead."""

from __future__ import annotations

import math

from ...grading import Exercise, Match
from ...grading.reading import real_number
from ._tools import _alive, _any_unit, _chance, _one_layer, _too_few, _too_many

born_dead_share = Exercise.of(
    __file__,
    forbids=("theory", "experiments"),
    seconds=10.0,
    oracle=lambda width, depth, nets, seed: _chance(width, depth),
)

NETS = 2000
FEW = 199  # a prime: what was rounded, or counted of other nets, is no share of so many


def _units_off(width, depth):
    """Return the share of units that are off: half of them where the layer before lives."""
    lives = [(1 - 2.0**-width) ** layer for layer in range(depth - 1)]
    return 1 - sum(lives) / len(lives) / 2 if lives else math.nan


def _layers_off(width, depth):
    """Return the share of hidden layers that are off: those behind a dead one are, too."""
    off = [_chance(width, layer + 1) for layer in range(1, depth)]
    return sum(off) / len(off) if off else 0.0


def _in_the_last(width, depth):
    """Return the share of nets that live up to their last hidden layer, and die there."""
    return _chance(width, depth) - _chance(width, depth - 1) if depth > 1 else 0.0


# mistake -> the share that it gives in the long run
KNOWN = {
    "the output layer drawn as hidden": _too_many,
    "a hidden layer missing": _too_few,
    "an output below 0 taken for dead": lambda width, depth: 1 - (1 - _chance(width, depth)) / 2,
    "width and depth exchanged": lambda width, depth: _chance(depth, width),
    "any unit that is off": _any_unit,
    "no net ever dies": lambda width, depth: 0.0,
    "the living counted": _alive,
    "the first layer only": _one_layer,
    "units counted, not nets": lambda width, depth: _units_off(width, depth),
    "layers counted, not nets": _layers_off,
    "dead in the last hidden layer alone": _in_the_last,
}


# Each is found by a behaviour, none by its values.
born_dead_share.mistakes(dict.fromkeys(born_dead_share.says))


def _share(ask, width, depth, seed, nets=NETS):
    """Return a share of nets, and the call that gave it."""
    call = ask.case((width, depth, nets, int(seed)), match=Match())
    share = real_number(call.got)
    if share is None or not -1e-9 <= share <= 1 + 1e-9:
        reason = "A share is asked for: one number from 0 to 1."
        ask.fail(reason, got=call.got, expected="a share")
    return share, call


def _not_one_net(ask, shares):
    """Name who counts one net: of the same shape, some nets are all dead and others all alive."""
    if not set(shares) <= {0.0, 1.0}:
        return
    seeds = ask.rng.choice(10**6, size=12, replace=False)
    again = [_share(ask, 2, 4, seed, 400)[0] for seed in seeds]
    if set(again) == {0.0, 1.0}:
        ask.mistaken("one net, counted many times", got=shares, expected="shares in between")


def _reuses_a_matrix(ask):
    """Tell whether deeper nets die no more often, as with one matrix for all layers but the first.

    With a width of 1 that is exact; with 2 it is 0.51, whatever symmetric weights are drawn.
    """
    asked = zip(((1, 6), (1, 12), (2, 12)), (0.75, 0.75, 0.512), strict=True)
    for shape, like in asked:
        share, _ = _share(ask, *shape, ask.rng.integers(10**6))
        if abs(share - like) > _reach(like) * 0.75:
            return False
    return True


def _is_worked_out(shares, shapes):
    """Tell whether no share is further from the closed form than a count is when rounded.

    Of drawn nets that is once in 100,000 checks.
    """
    chances = [_chance(*shape) for shape in shapes]
    return all(abs(s - c) <= 0.5 / NETS + 1e-9 for s, c in zip(shares, chances, strict=True))


def _reach(chance):
    """Return five standard errors of a share of `NETS` draws with this chance."""
    return 5 * math.sqrt(max(chance * (1 - chance), 0.0) / NETS) + 1e-9


def _marked(shapes, also=()):
    """Return a test that draws nets of all these shapes, and marks the first ones."""
    asked = (*shapes, *also)

    def fit(shares, limit):
        chances = [limit(*shape) for shape in asked]
        return all(abs(s - c) <= _reach(c) for s, c in zip(shares, chances, strict=True))

    def named(ask, shares):
        """Return the one mistake that these shares fit; with several there is none."""
        fitting = [name for name, limit in KNOWN.items() if fit(shares, limit)]
        if not fitting and _reuses_a_matrix(ask):
            return "one matrix for all layers"
        return fitting[0] if len(fitting) == 1 else ""

    def test(ask):
        seeds = ask.rng.integers(10**6, size=len(asked))
        found = [_share(ask, *shape, seed) for shape, seed in zip(asked, seeds, strict=True)]
        shares = [share for share, _ in found]
        for (width, depth), (share, call) in zip(shapes, found, strict=False):
            chance = _chance(width, depth)
            if abs(share - chance) <= _reach(chance):
                continue
            ask.about(call)
            _not_one_net(ask, shares)
            mistake = named(ask, shares)
            ask.about(call)
            asked_for = {"nets": NETS, "width": width, "depth": depth, "chance": chance}
            reason = born_dead_share.reason("too far from the closed form", **asked_for)
            expected = f"{chance:.3g}, give or take {_reach(chance):.1g}"
            ask.mistaken(mistake, reason, got=share, expected=expected)
        if _is_worked_out(shares, asked):
            expected = f"a count of dead nets, divided by {NETS}"
            ask.mistaken("not drawn", got=shares, expected=expected)

    return test


for _name, _points, _test in (
    ("narrow nets", 2, _marked([(2, 3), (3, 4), (1, 4)])),
    ("wider nets die less often", 1, _marked([(4, 8), (2, 4), (9, 3)], also=[(1, 4)])),
    ("one weight layer, or two", 1, _marked([(2, 1), (2, 2)], also=[(2, 3), (3, 4)])),
):
    born_dead_share.behaviour(_name, points=_points)(_test)


@born_dead_share.behaviour("the seed decides what is drawn", points=1)
def _seeded(ask):
    seeds = ask.rng.choice(10**6, size=8, replace=False)
    shares = [_share(ask, 2, 4, seed, FEW)[0] for seed in seeds]
    _not_one_net(ask, shares)
    if not any(shares):
        ask.mistaken("no net ever dies", got=shares, expected="shares above 0")
    if len(set(shares)) == 1:
        reason = born_dead_share.reason("one share for all seeds")
        ask.fail(reason, got=shares, expected="shares that differ a little")
    again = [_share(ask, 2, 4, seed, FEW)[0] for seed in seeds[:2]]
    if again != shares[:2]:
        reason = born_dead_share.reason("two shares for one seed")
        ask.fail(reason, got="another share each time", expected="the same share")
    _of_so_many(ask, seeds)


def _of_so_many(ask, seeds):
    """Expect counts of as many nets as were asked for: of 199, and of a single one."""
    for seed in seeds[:3]:
        share, _ = _share(ask, 2, 4, seed, FEW)
        if abs(share * FEW - round(share * FEW)) > 1e-3:
            wanted = f"a whole number divided by {FEW}"
            ask.mistaken("not a share of so many nets", got=share, expected=wanted, nets=FEW)
    single = [_share(ask, 1, 3, seed, 1)[0] for seed in range(24)]
    if not any(single):
        reason = born_dead_share.reason("single nets never die")
        ask.fail(reason, got="0.0 each time", expected="1.0 for most of the seeds")
