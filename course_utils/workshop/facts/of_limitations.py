"""Facts that the questions of lesson 6 ask for."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import torch
from torch import nn

from ...experiments import curve
from ...networks import MLP, Plan, cross_entropy, fit, load_digits
from ...theory import born_dead_probability
from ._quiet import run


def _deep_signs() -> tuple[np.ndarray, np.ndarray]:
    """Return, for digits and for noise, the signs in layers 7 to 10 of the lesson's net."""
    torch.manual_seed(42)
    widths, layers = [64] + 10 * [128] + [10], []
    for n_in, n_out in pairwise(widths):
        layers += [nn.Linear(n_in, n_out), nn.ReLU()]
    images = load_digits(np.random.default_rng(0)).x_train
    signs = []
    for x in (images, np.random.default_rng(0).normal(size=images.shape)):
        h, found = torch.as_tensor(x), []
        with torch.no_grad():
            for linear in layers[:20:2]:
                sums = linear.double()(h)
                found.append((sums > 0).numpy())
                h = torch.relu(sums)
        signs.append(np.concatenate(found[6:], axis=1))
    return signs[0], signs[1]


def off_on_a_batch_and_dead() -> float:
    """Return which share of the units that are off on 64 images is off on all of them."""
    digits = load_digits(np.random.default_rng(0))
    nets = MLP.create((64, 32, 32, 10), np.random.default_rng(2), stack=(100,))
    data = (digits.x_train, digits.y_train)
    fit(nets, data, cross_entropy, Plan(rate=1.3, epochs=6), np.random.default_rng(0))
    off = nets.forward(digits.x_train).sums[1] <= 0
    return float(off.all(axis=1).sum() / off[:, :64].all(axis=1).sum())


def dead_on_noise() -> str:
    """Return how the units that are dead on digits fare on noise."""
    dead, on_noise = (~signs.any(axis=0) for signs in _deep_signs())
    if on_noise.mean() < 0.05 or on_noise.mean() > 0.95:
        return "nearly none" if on_noise.mean() < 0.5 else "nearly all"
    return "nearly the same" if (dead == on_noise).mean() > 0.95 else "others"


def what_the_other_half_does() -> str:
    """Return what most of the deep units do that are not dead."""
    signs = _deep_signs()[0]
    rest = signs.any(axis=0)
    always = np.asarray(signs.all(axis=0))
    return "always on" if always[rest].mean() > 0.5 else "switch"


def recipes_that_learn() -> dict[str, bool]:
    """Return of each recipe whether both of two nets learn within seven passes."""
    recipes = ("ten times the rate", "zero bias", "Swish, default", "Adam", "He")
    ten = run("ten_layers", recipes=recipes, seeds=2)
    return dict(zip(recipes, (ten.accuracy > 0.5).all(axis=1).tolist(), strict=True))


def chance_to_be_born_dead() -> float:
    """Return the chance that ten weight layers of width two are dead at an input."""
    return float(born_dead_probability(2, 10))


def what_scale_does_to_the_born_dead() -> str:
    """Return whether He's nets are born dead more or less often than Xavier's."""
    born = run("born_dead", shapes=((3, 10),), kinds=("he", "xavier"), nets=2000).one_input
    if born.low[0, 0] > born.high[1, 0] or born.high[0, 0] < born.low[1, 0]:
        return "raises" if born.value[0, 0] > born.value[1, 0] else "lowers"
    return "nothing"


def who_learns_at_one_and_a_half() -> str:
    """Return which nets learn at a step of 1.5 more often than those with ReLU."""
    # Which nets survive that step is a matter of rounding: the curve has eighty of each.
    saved = curve("leak_learns_more_often").points
    ahead = all(point.mean > 0 for point in saved if point.at[0] == "1.5")
    deaths = run("death_by_rate", activations=("leaky_relu", "elu"), rates=(1.5,))
    leaky, elu = (deaths.accuracy[:, 0] > 0.9).mean(axis=-1)
    if min(leaky, elu) > 0.8:
        return "both in nearly all"
    if elu > 0.2:
        return "elu"
    return "leaky, elu in few" if ahead else "none"


def killed_units_that_are_back() -> float:
    """Return the share of killed units above 0 on some digit after training with PReLU."""
    cure = run("remedies", activations=("relu", "prelu"), layers=(1,), epochs=20)
    return float(cure.revived[1, 0].mean())


def the_last_kink_of_a_sine_net() -> float:
    """Return the median place of the last kink of five nets that have learned a sine."""
    return float(np.median(run("extrapolation", activations=("relu",)).last_kink[0]))
