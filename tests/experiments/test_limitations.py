"""Lesson 06's measurements: closed forms, exact asymptotes, and the tutorial's count debunked."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import networks, theory
from course_utils.experiments import wilson
from course_utils.experiments.limitations import (
    born_dead,
    death_by_rate,
    extrapolation,
    remedies,
    ten_layers,
    waiting,
)
from course_utils.networks import MLP


def rng(seed=0):
    return np.random.default_rng(seed)


@pytest.mark.parametrize("kind", ["he", "xavier"])
@pytest.mark.parametrize(("width", "depth"), [(2, 3), (3, 10), (4, 20), (6, 15)])
def test_born_dead_agrees_with_the_closed_form(kind, width, depth):
    nets = 4000
    dead, everywhere = born_dead.dead_nets(kind, width, depth, nets, rng())
    share = wilson(dead.sum(), nets, level=0.999)
    assert share.low < theory.born_dead_probability(width, depth) < share.high
    # Dead everywhere is dead at one input and more: the closed form is an upper bound for it.
    assert (everywhere <= dead).all() and 0 < everywhere.mean() < dead.mean()


def test_biases_do_not_save_and_asymmetry_does():
    config = born_dead.Config(shapes=((3, 10), (4, 20)), nets=2000)
    result = born_dead.run(config, rng())
    at_one, kinds = result.one_input, config.kinds
    he, biased, asymmetric = (kinds.index(k) for k in ("he", "he with biases", "asymmetric"))
    assert (abs(at_one.value[biased] - at_one.value[he]) < 0.06).all()
    assert (at_one.high[asymmetric] < at_one.low[he] / 3).all()


def test_dead_everywhere_is_seen_on_the_net_itself():
    """A dead net's output is one number for every input, and no other net's is."""
    nets, width, depth = 300, 3, 6
    dead = born_dead.dead_nets("he", width, depth, nets, rng())[1]
    draw = rng()
    layers = [networks.draw_layer(draw, s, stack=(nets,)) for s in [(1, 3)] + [(3, 3)] * 4]
    net = MLP([w for w, _ in layers], [b for _, b in layers])
    x = np.array([[-3.0], [0.5], [4.0]])
    last = np.maximum(net.predict(x), 0)
    assert 0.05 < dead.mean() < 0.95
    assert np.array_equal(dead, (last == last[:, :1]).all((1, 2)))


@settings(max_examples=20, deadline=None)
@given(fan_in=st.integers(1, 8), seed=st.integers(0, 2**32 - 1))
def test_asymmetric_draw_has_one_positive_entry_a_unit(fan_in, seed):
    weights, biases = born_dead.draw_asymmetric(rng(seed), (fan_in, 3000))
    both = np.concatenate([weights, biases])
    # The mean of an entry: one in fan_in + 1 is from Beta(2, 1), whose mean is 2/3.
    error = both.std() / np.sqrt(both.size)
    assert both.mean() == pytest.approx(2 / 3 / (fan_in + 1), abs=5 * error)
    assert (both > 0).any(0).mean() == 1


def test_large_steps_kill_relu_and_make_leaky_diverge():
    config = death_by_rate.Config(activations=("relu", "leaky_relu"), rates=(0.3, 3.0), epochs=4)
    result = death_by_rate.run(config, rng())
    relu, leaky = 0, 1
    assert result.dead[:, 0].max() < 0.05 and not result.diverged[:, 0].any()
    assert result.accuracy[:, 0].min() > 0.85
    assert result.accuracy[:, 1].max() < 0.4
    assert result.diverged[relu, 1].sum() <= 3 and np.nanmin(result.dead[relu, 1]) > 0.2
    assert (result.fates[relu, 1] == death_by_rate.FATES.index("a whole layer off")).sum() >= 10
    assert result.diverged[leaky, 1].all() and np.isnan(result.dead[leaky, 1]).all()
    assert "20 of 20" in result.table().column("diverged")


def test_between_the_rates_leaky_learns_more_often_than_relu_and_elu_breaks_first():
    result = death_by_rate.run(death_by_rate.Config(rates=(1.5,), seeds=60), rng())
    relu, leaky, elu = (result.accuracy[:, 0] > 0.9).sum(-1)
    assert elu <= 3 < relu + 3 < leaky < 40


def test_dead_in_the_first_layer_stays_dead_and_a_slope_brings_units_back():
    config = remedies.Config(activations=("relu", "prelu", "elu", remedies.HELD), seeds=3)
    result = remedies.run(config, rng())
    relu, prelu, elu, held = result.gradient
    assert (held == prelu).all()  # they part in training only
    assert (result.accuracy[3] != result.accuracy[1]).any()
    assert (relu == 0).all() and (elu > 0).all() and (prelu > 0).all()
    assert (result.revived[0, 0] == 0).all()  # first layer: its inputs never change
    assert result.revived[0, 1].min() > 0  # second layer: its inputs do
    assert result.revived[1:, 0].mean(1).min() > 0.05
    killed, whole = result.accuracy.mean(-1), result.intact.mean(-1)
    assert (whole > killed).all()
    assert killed[2:, 0].min() > killed[0, 0] + 0.1


@pytest.mark.parametrize("layer", [1, 2])
def test_kill_reaches_exactly_the_units_it_says(layer):
    net = MLP.create((5, 10, 10, 2), rng(), stack=(3,))
    x = rng(1).normal(size=(40, 5))
    before = networks.unit_shares(net.forward(x).sums[:-1]).dead
    assert remedies.kill(net, x, layer=layer, share=0.7, margin=0.25) == 7
    z = net.forward(x).sums[layer - 1]
    assert z[..., :7].max(-2) == pytest.approx(np.full((3, 7), -0.25))
    assert (z[..., 7:].max(-2) > 0).mean() > 0.8
    assert before.max() < 0.3


def test_a_piecewise_linear_net_goes_on_straight():
    config = extrapolation.Config(activations=("relu", "leaky_relu", "tanh"), steps=800)
    result = extrapolation.run(config, rng())
    assert (result.inside < 0.2).all()
    assert (result.outside > 3 * result.inside).all()
    assert result.miss[:2].max() < 1e-9
    assert np.isnan(result.slope[2]).all()
    # Where the last kink is inside the picture, its right end is a straight line.
    straight = [
        outputs[-20:]
        for outputs, kink in zip(result.outputs[0], result.last_kink[0], strict=True)
        if kink < result.x[-20]
    ]
    for end in straight:
        assert abs(np.diff(end, 2)).max() < 1e-9
    # tanh flattens where ReLU keeps its slope.
    assert abs(np.diff(result.outputs[2][:, -2:], axis=1)).max() < 0.05


@pytest.fixture(scope="module")
def fresh_and_trained():
    recipes = ("default", "He", "batch norm", "Swish, default", "Adam")
    config = ten_layers.Config(recipes=recipes, seeds=2)
    return ten_layers.run(config, rng())


def test_the_tutorials_count_is_the_same_on_noise(fresh_and_trained):
    result = fresh_and_trained
    on_digits, on_noise = result.dead.mean(1)
    assert on_digits[6:].min() > 0.3  # "half the units are dead"
    assert abs(on_digits - on_noise).max() < 0.06
    assert result.same_state[:, 6:].min() > 0.9
    # And nearly all the others are stuck on.
    assert (result.dead + result.always_on)[:, :, 8:].min() > 0.95
    assert result.always_on[0, :, 8:].mean() > 0.3
    # The images have been lost on the way: the biases set the sign.
    assert result.spread[:, -1].max() < 0.05 < 0.8 < result.spread[:, 0].min()


def test_seven_passes_cannot_tell_a_slow_start_from_none():
    config = waiting.Config(recipes=("He", "default"), epochs=5)
    result = waiting.run(config, rng())
    assert (result.first_pass[0] <= 3).all() and np.isnan(result.first_pass[1]).all()
    assert (result.accuracy[0] > 0.8).all()
    result = waiting.run(waiting.Config(seeds=1), rng())
    assert 20 < result.first_pass[0, 0] <= 150


def test_what_learns_is_the_scale_not_the_count(fresh_and_trained):
    result = fresh_and_trained
    default, he, norm, swish, adam = result.accuracy
    assert default.max() < 0.3 and he.min() > 0.85 and norm.min() > 0.85
    assert result.first_gradient[0].max() < 1e-2 * result.first_gradient[1].min()
    # Another activation: as many units stuck off, a smaller gradient, nothing learned.
    assert swish.max() < 0.3 and result.stuck_off[3].min() > 0.4
    assert result.first_gradient[3].max() < result.first_gradient[0].min() / 5
    # Another size of step: from the same net, as "dead" as before, it learns.
    assert np.array_equal(result.stuck_off[0], result.stuck_off[4])
    assert adam.min() > 0.7 and (result.stuck_after[4] < result.stuck_off[4]).all()


def test_swish_does_not_repair_the_default_scale():
    data = networks.load_digits(rng())
    norms = {
        recipe: ten_layers._gradient_norms(ten_layers.build(recipe, (64,) * 10, rng(1)), data)[0]
        for recipe in ("default", "Swish, default", "Swish, He")
    }
    assert norms["Swish, default"] < norms["default"] / 3
    assert norms["Swish, He"] > 1000 * norms["Swish, default"]


def test_recipes_differ_in_what_they_name():
    import torch

    default, zero, he = (
        ten_layers.build(r, (16,) * 3, rng()) for r in ("default", "zero bias", "He")
    )
    assert torch.equal(default[0].weight, zero[0].weight)
    assert zero[0].bias.abs().max() == 0 < default[0].bias.abs().max()
    assert he[0].weight.std() > 2 * default[0].weight.std()
    with pytest.raises(ValueError, match="unknown recipe"):
        ten_layers.build("magic", (4,), rng())
