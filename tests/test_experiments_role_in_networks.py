"""Lesson 03's measurements: right against closed forms, and against independent simulation."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import networks, theory
from course_utils.experiments import log_slope, mean_interval
from course_utils.experiments.role_in_networks import (
    activation_share,
    collapse,
    depth_signal,
    depth_training,
    he_ratio,
    hinge_error,
    moments,
    pattern_map,
    regions,
    sparse_time,
    sparsity,
    xor,
)
from course_utils.networks import MLP


def rng(seed=0):
    return np.random.default_rng(seed)


# A 99.9 % interval: with a fixed seed a test is not random, and a wrong formula is far outside.
LEVEL = 0.999


def test_linear_layers_collapse_to_rounding_and_relu_layers_do_not():
    result = collapse.run(collapse.Config(), rng())
    eps = np.finfo(float).eps
    assert result.linear_error.shape == (5, 5)
    assert result.linear_error.max() < 200 * eps
    assert eps < result.float32_error.max() < 200 * np.finfo(np.float32).eps
    assert (result.relu_error[0] < 1e-12).all()  # one layer of weights has no activation
    assert (result.relu_error[1:] > 0.1).all()


@settings(max_examples=25, deadline=None)
@given(
    sizes=st.lists(st.integers(1, 5), min_size=2, max_size=6),
    seed=st.integers(0, 2**32 - 1),
)
def test_collapse_is_the_net_for_any_shape(sizes, seed):
    net = MLP.create(sizes, rng(seed), activation="identity", scheme="lecun")
    for b in net.biases:
        b += rng(seed).normal(size=b.shape)
    x = rng(seed + 1).normal(size=(6, sizes[0]))
    W, b = collapse.collapse(net)
    assert x @ W + b == pytest.approx(net.predict(x), abs=1e-9)


def test_xor_is_out_of_reach_without_and_exact_with_two_units():
    result = xor.run(xor.Config(widths=(2, 8), nets=60), rng())
    assert result.affine == pytest.approx([0.5] * 4)
    assert result.by_hand.tolist() == [0, 1, 1, 0]
    two, eight = result.learned.value
    assert 0.05 < two < 0.6 < 0.8 < eight
    assert result.learned.value == pytest.approx((result.errors < 0.01).mean(1))


@pytest.mark.parametrize(("target", "case"), hinge_error.CASES.items())
def test_error_of_hinges_falls_as_theory_says(target, case):
    n = np.array([16, 32, 64, 128])
    errors = [hinge_error.interpolation_error(target, k) for k in n]
    tolerance = 0.25 if case.slope == 0 else 0.03
    assert log_slope(n, errors) == pytest.approx(case.slope, abs=tolerance)


def test_error_of_hinges_stays_below_the_bound():
    for n in (3, 10, 77):
        assert hinge_error.interpolation_error("parabola", n) == pytest.approx(1 / (4 * n**2))
        bound = (2 * np.pi) ** 2 / (8 * n**2)
        assert hinge_error.interpolation_error("sine", n) <= bound * (1 + 1e-12)
        assert hinge_error.interpolation_error("square root", n) == pytest.approx(0.25 / n**0.5)
        assert hinge_error.interpolation_error("step", n) >= 0.5


@settings(max_examples=40, deadline=None)
@given(
    gaps=st.lists(st.floats(0.05, 3), min_size=1, max_size=8),
    seed=st.integers(0, 2**32 - 1),
)
def test_hinge_net_goes_through_its_knots(gaps, seed):
    knots = np.concatenate([[-1.0], -1.0 + np.cumsum(gaps)])
    values = rng(seed).normal(size=len(knots))
    net = networks.hinge_net(knots, values)
    x = np.linspace(knots[0], knots[-1], 77)
    assert net.predict(x[:, None])[:, 0] == pytest.approx(np.interp(x, knots, values), abs=1e-7)
    assert net.predict(np.array([[knots[0] - 5]]))[0, 0] == pytest.approx(values[0])


def test_hinge_net_refuses_knots_out_of_order():
    with pytest.raises(ValueError, match="not knots"):
        networks.hinge_net([0, 2, 1], [0, 0, 0])


@pytest.mark.parametrize("folds", [1, 2, 5, 12])
def test_folded_tent_has_all_its_pieces_and_no_more(folds):
    line = networks.pieces_on_line(networks.tent_net(folds), np.zeros(1), np.ones(1), low=0, high=1)
    assert line.regions == theory.tent_pieces(folds) == 2**folds
    assert line.kinks == pytest.approx(np.arange(1, 2**folds) / 2**folds, abs=0)
    assert abs(line.slopes).ravel() == pytest.approx(np.full(2**folds, 2.0**folds), abs=0)


def test_random_nets_have_about_one_kink_a_unit():
    result = regions.run(regions.Config(units=(24, 48, 96), nets=12), rng())
    assert (result.kinks[0] == np.array([24, 48, 96])[:, None]).all()  # one hidden layer: exactly
    a_unit = result.kinks.mean(-1) / np.array([24, 48, 96])
    assert ((a_unit > 0.7) & (a_unit < 1.3)).all()
    assert ((result.slopes > 0.8) & (result.slopes < 1.3)).all()
    assert (result.fold_pieces == 2 ** (result.fold_units // 2)).all()
    # The most that one hidden layer of as many units could do:
    shallow = [theory.max_regions(int(n), 1) for n in result.fold_units]
    assert result.fold_pieces[0] < shallow[0] and result.fold_pieces[-1] > 40 * shallow[-1]


def test_signal_follows_the_second_moment():
    """Bias-free and linear in scale: each ReLU layer multiplies by n Var(w) / 2."""
    config = depth_signal.Config(
        activations=("relu",), schemes=("xavier", "he"), depth=8, width=120, rows=16, seeds=60
    )
    result = depth_signal.run(config, rng())
    for scheme, factor in (("xavier", 0.5), ("he", 1.0)):
        signal = result.signal[result.of("relu", scheme)]
        expected = factor ** np.arange(1, 9)
        mean = mean_interval(signal / expected, level=LEVEL)
        assert (mean.low < 1).all() and (mean.high > 1).all()
        assert mean.high.max() - mean.low.min() < 1  # and the interval says something


def test_activation_and_initialisation_work_as_a_pair():
    result = depth_signal.run(depth_signal.Config(depth=40), rng())
    first = {pair: result.gradient[result.of(*pair), :, 0] for pair in result.config.pairs}
    for scheme in result.config.schemes:
        assert first["sigmoid", scheme].max() < 1e-15
    assert first["tanh", "xavier"].min() > 1e-2
    assert first["relu", "he"].min() > 1e-2
    # He against Xavier is one factor of sqrt(2) a layer, so the whole net scales by it.
    ratio = first["relu", "he"].mean() / first["relu", "xavier"].mean()
    assert 2**20 / 30 < ratio < 2**20 * 30
    assert first["relu", "pytorch"].max() < 1e-10
    spread = result.spread[result.of("relu", "pytorch")][:, -1]
    assert spread.max() < 1e-8  # every example looks the same
    assert result.spread[result.of("tanh", "xavier")][:, -1].min() > 0.5


@pytest.mark.parametrize("activation", ["relu", "leaky_relu"])
def test_weights_times_gradient_is_one_number_in_every_layer(activation):
    net = MLP.create((6, 9, 7, 8, 3), rng(), activation=activation)
    x, labels = rng(1).normal(size=(20, 6)), rng(2).integers(0, 3, 20)
    trace = net.forward(x)
    gradients = net.backward(trace, networks.cross_entropy(trace.outputs, labels)[1])
    products = [(W * g).sum() for W, g in zip(net.weights, gradients.weights, strict=True)]
    assert products == pytest.approx([products[0]] * 4)
    assert abs(products[0]) > 1e-3


def test_sampled_moments_agree_with_the_closed_forms():
    names = tuple(networks.mlp.ACTIVATIONS)
    result = moments.run(moments.Config(activations=names, draws=100_000), rng())
    sampled = (result.mean, result.second_moment, result.slope_second_moment)
    for column, interval in enumerate(sampled):
        reach = (interval.high - interval.low) / 2  # about two standard errors
        assert (abs(interval.value - result.theory[:, column]) <= 2.5 * reach + 1e-12).all()
    relu = names.index("relu")
    assert result.theory[relu] == pytest.approx([(2 * np.pi) ** -0.5, 0.5, 0.5])


@pytest.mark.parametrize("name", ["relu", "elu", "gelu", "tanh"])
def test_gain_keeps_the_second_moment_of_a_wide_layer(name):
    width = 400
    x = rng().normal(size=(64, width))
    x /= np.sqrt((x**2).mean(1, keepdims=True))  # every row has mean square 1 exactly
    W = rng(1).normal(0, theory.gain(name) / np.sqrt(width), (20, width, width))
    net = MLP([W, np.broadcast_to(np.eye(width), W.shape)], [np.zeros((1, width))] * 2, name)
    hidden = net.forward(x).inputs[1]
    # The sums have variance gain², so the activations' second moment is E f(gain z)².
    expected = theory.gaussian_expectation(lambda z: net.f(theory.gain(name) * z) ** 2)
    got = mean_interval((hidden**2).mean((1, 2)), level=LEVEL)
    assert got.low < expected < got.high
    if name == "relu":
        assert expected == pytest.approx(1.0)


@pytest.mark.parametrize(("width", "depth"), [(10, 2), (40, 5)])
def test_he_ratio_has_the_mean_and_spread_of_theory(width, depth):
    ratios = he_ratio.norm_ratios(width, depth, 40_000, rng())
    variance = (1 + 5 / width) ** depth - 1
    mean = mean_interval(ratios, level=LEVEL)
    assert mean.low < 1 < mean.high
    square = mean_interval((ratios - 1) ** 2, level=LEVEL)
    assert square.low < variance < square.high
    assert square.high - square.low < 0.5 * variance


def test_he_ratio_has_the_law_of_real_nets():
    from scipy.stats import ks_2samp

    width, depth, nets = 8, 4, 1500
    net = MLP.create((width,) * (depth + 1) + (1,), rng(), stack=(nets,))
    x = np.full((1, width), 0.3)
    last = net.forward(x).inputs[-1]
    real = (last**2).sum((-2, -1)) / (x**2).sum()
    assert ks_2samp(real, he_ratio.norm_ratios(width, depth, nets, rng(1))).pvalue > 0.001
    # The test can tell: Xavier's ratio has another law.
    assert ks_2samp(real / 2**depth, he_ratio.norm_ratios(width, depth, nets, rng(1))).pvalue < 1e-9


def test_half_of_the_activations_are_zero_at_the_start():
    """Exactly one half for each unit and input, over symmetric weights without bias."""
    net = MLP.create((64, 30, 30, 10), rng(), stack=(400,))
    x = rng(1).normal(size=(1, 64))
    for z in net.forward(x).sums[:-1]:
        share = mean_interval((z <= 0).mean((-2, -1)), level=LEVEL)
        assert share.low < 0.5 < share.high
        assert share.high - share.low < 0.06


def test_training_does_not_make_a_small_digits_net_sparse():
    result = sparsity.run(sparsity.Config(rates=(0.1,), epochs=10), rng())
    assert abs(result.before.mean() - 0.5) < 0.02
    assert result.accuracy.min() > 0.93
    assert 0.3 < result.after.mean() < 0.6
    assert result.dead.mean() < 0.1


def test_deep_nets_learn_with_the_pair_that_fits():
    config = depth_training.Config(activations=("sigmoid", "tanh"), schemes=("xavier",), seeds=2)
    sigmoid, tanh = depth_training.run(config, rng()).accuracy
    assert sigmoid.max() < 0.3 and tanh.min() > 0.7


def test_nets_of_a_stack_are_trained_as_if_alone():
    def trained(seeds):
        config = depth_training.Config(
            activations=("relu",), schemes=("he",), depth=2, seeds=seeds, epochs=2
        )
        return depth_training.run(config, rng()).by_pass

    assert trained(3)[:, :1] == pytest.approx(trained(1), abs=0.01)
    with pytest.raises(ValueError, match="unknown optimiser"):
        depth_training.run(depth_training.Config(optimiser="lion", seeds=1), rng())


def test_gathered_rows_give_the_dense_result():
    result = sparse_time.run(sparse_time.Config(width=256, repeats=3), rng())
    assert 0 <= result.largest_difference < 1e-5
    assert result.seconds.shape == (3, 3, 3) and (result.seconds > 0).all()
    assert result.speedup[0, 0] == result.speedup[1, 0] == 1
    x, W = rng().normal(size=40) * (rng(1).random(40) < 0.2), rng(2).normal(size=(40, 30))
    assert sparse_time.gathered(x, W) == pytest.approx(x @ W)
    assert (sparse_time.gathered(np.zeros(40), W) == 0).all()


def test_share_of_the_activation_is_what_the_bare_step_leaves():
    seconds = np.array([[2.0, 3.0, 20.0], [4.0, 4.5, 20.0]])  # the last round was disturbed
    config = activation_share.Config(activations=("relu", "gelu"))
    result = activation_share.Result(config, seconds, np.array([1.5, 2.0, 1.0]))
    assert result.share == pytest.approx([1 / 3, 0.625])
    assert result.against_relu == pytest.approx([1.0, 1.5])


def test_pattern_map_counts_the_regions_of_one_layer():
    result = pattern_map.run(pattern_map.Config(widths=(6,), seeds=3, steps=5), rng())
    assert result.most_in_first_layer == theory.max_regions(6, 2) == 22
    assert (result.counts <= 22).all() and (result.counts > 6).all()
    assert [len(regions) for regions in result.maps] == result.counts[:, 0].tolist()


def test_a_trained_map_tells_the_ring_from_the_disc():
    result = pattern_map.run(pattern_map.Config(seeds=3), rng())
    assert result.accuracy[1].min() > 0.95 > result.accuracy[0].max()
    assert result.change.value == (result.counts[1] - result.counts[0]).mean()
    line = result.maps[1].level_line([1.0], 0.5).reshape(-1, 2)
    disc, ring = (np.linalg.norm(result.x[result.labels == k], axis=1) for k in (0, 1))
    # A closed line between them: every direction has a point of it, further out than the middle.
    angles = np.sort(np.arctan2(*line.T))
    assert np.diff(np.append(angles, angles[0] + 2 * np.pi)).max() < 1.0
    assert np.median(disc) < np.linalg.norm(line, axis=1).min() < np.median(ring)


def test_training_hardly_changes_the_number_of_regions():
    """What lesson 3 says of it: the nets differ by a factor of two and more, the mean by little."""
    result = pattern_map.run(pattern_map.Config(), rng())
    assert result.counts[0].max() > 2 * result.counts[0].min()
    assert abs(result.change.value) < 0.25 * result.counts[0].mean()
