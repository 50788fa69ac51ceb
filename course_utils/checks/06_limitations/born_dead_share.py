"""Draw nets, and count the dead."""

from __future__ import annotations

import math

from ...grading import Exercise
from ...grading.exercise import Misconception
from ...grading.reading import real_number
from ._tools import _alive, _any_unit, _chance, _one_layer, _too_few, _too_many

LOOK = 3
FINISHED = ("course_utils.theory*", "course_utils.networks*", "course_utils.experiments*")

born_dead_share = Exercise(
    "limitations.born_dead_share",
    title="Draw nets, and count the dead",
    minutes=12,
    difficulty="hard",
    hints=(
        "Write one net first: h = 1, then for each hidden layer draw weights, multiply, apply "
        "ReLU. When is it dead? Then loop over nets.",
        "The first matrix has shape (1, width), the others (width, width), and there are depth − 1 "
        "of them before the output layer, which needs no drawing. Normal weights of any spread do.",
        "`h = np.ones((1, 1))`; `for _ in range(depth - 1): h = np.maximum(h @ rng.normal(size="
        "(h.shape[1], width)), 0)`; dead if `not h.any()`. One `rng` for all nets.",
    ),
    forbids=FINISHED,
    seconds=10.0,
    covers=("A19", "A22"),
)

NETS = 2000

# name, what the learner reads, the share that this mistake gives in the long run
KNOWN = (
    ("the output layer drawn as hidden", "This is what depth hidden layers give. L weight layers "
     "have L − 1 hidden ones: the last has no ReLU behind it.", _too_many),
    ("a hidden layer missing", "This is what depth − 2 hidden layers give. L weight layers have "
     "L − 1 hidden ones.", _too_few),
    ("an output below 0 taken for dead", "About half of the living nets are counted as well: those "
     "with an output below 0. Dead is a hidden layer that is off in all its units.",
     lambda width, depth: 1 - (1 - _chance(width, depth)) / 2),
    ("any unit that is off", "A net is counted as soon as one unit is off. The others still let "
     "the input through.", _any_unit),
    ("no net ever dies", "No net ever dies here. Are the weights symmetric about 0? Drawn from 0 "
     "to 1 they are all positive, and so are the sums. And are they drawn anew for every net?",
     lambda width, depth: 0.0),
    ("the living counted", "This is the share of nets that are alive.", _alive),
    ("the first layer only", "This is the share of nets whose first layer is off. Every hidden "
     "layer can be.", _one_layer),
)  # fmt: skip

ONE_NET = "one net, counted many times"

ONE_NET_SAYS = (
    "Every share is 0 or 1: one net is drawn, and counted as often as there are nets. Make the "
    "generator once, before the loop over nets."
)

born_dead_share.misconceptions += [Misconception(name, says) for name, says, _ in KNOWN]
born_dead_share.misconceptions.append(Misconception(ONE_NET, ONE_NET_SAYS))


def _one_net(ask, shares):
    ask.fail(ONE_NET_SAYS, got=shares, expected="shares in between", mistake=ONE_NET)


def _share(ask, width, depth, seed, nets=NETS):
    got = ask.call(width, depth, nets, seed)
    share = real_number(got)
    if share is None or not -1e-9 <= share <= 1 + 1e-9:
        ask.fail("A share is asked for: one number from 0 to 1.", got=got, expected="a share")
    return share


def _fits(share, chance):
    """Tell whether a share of `NETS` draws may belong to a chance: within 5 standard errors."""
    return abs(share - chance) <= _reach(chance) + 1e-9


def _reach(chance):
    return 5 * math.sqrt(max(chance * (1 - chance), 0.0) / NETS)


def _ask_shares(ask, shapes, also=()):
    asked = [*shapes, *also]
    seeds = ask.rng.integers(10**6, size=len(asked))
    found = [_share(ask, *shape, int(seed)) for shape, seed in zip(asked, seeds, strict=True)]
    for shape, share, call in zip(shapes, found, list(ask.calls), strict=False):
        chance = _chance(*shape)
        if _fits(share, chance):
            continue
        ask.calls = [call]
        if set(found) == {0.0, 1.0}:
            _one_net(ask, found)
        name, says = next(
            ((name, says) for name, says, limit in KNOWN
             if all(_fits(s, limit(*sh)) for s, sh in zip(found, asked, strict=True))), ("", ""),
        )  # fmt: skip
        width, depth = shape
        ask.fail(
            f"{says}\n{NETS} nets, {width} wide, {depth} weight layers: the closed form gives "
            f"{chance:.3g}, and chance cannot carry {NETS} draws that far.".lstrip(),
            got=share, expected=f"{chance:.3g}, give or take {_reach(chance):.1g}", mistake=name,
        )  # fmt: skip


@born_dead_share.behaviour("narrow nets", points=2, look=LOOK)
def _draw_narrow(ask):
    _ask_shares(ask, [(2, 3), (3, 4), (1, 4)])


@born_dead_share.behaviour("wider nets die less often", points=1, look=LOOK)
def _draw_wide(ask):
    _ask_shares(ask, [(5, 6), (2, 4), (9, 3)])


@born_dead_share.behaviour("one weight layer, or two", points=1, look=LOOK)
def _draw_single(ask):
    _ask_shares(ask, [(2, 1), (2, 2)], also=[(2, 3), (3, 4)])


@born_dead_share.behaviour("the seed decides what is drawn", points=1, look=LOOK)
def _seeded(ask):
    seeds = [int(s) for s in ask.rng.choice(10**6, size=8, replace=False)]
    shares = [_share(ask, 2, 4, seed, 200) for seed in seeds]
    if set(shares) == {0.0, 1.0}:
        _one_net(ask, shares)
    ask.that(
        len(set(shares)) > 1, "Eight different seeds, and one and the same share. Is the seed "
        "used, and are new weights drawn for every net?",
        got=shares, expected="shares that differ a little",
    )  # fmt: skip
    again = [_share(ask, 2, 4, seed, 200) for seed in seeds[:2]]
    ask.that(
        again == shares[:2], "Twice the same seed, and two different shares. Make one generator "
        "from the seed, `np.random.default_rng(seed)`, and draw everything from it.",
        got="another share each time", expected="the same share",
    )  # fmt: skip
