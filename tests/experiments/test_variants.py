"""Lesson 04's measurements: right against closed forms, SciPy, and PyTorch."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils import networks, theory
from course_utils.activations import gelu, prelu
from course_utils.experiments import mean_interval
from course_utils.experiments.variants import (
    comparison,
    element_time,
    gated,
    gelu_forms,
    leaky_slope,
    little_data,
    mean_activation,
    minima,
    operations,
    prelu_slope,
    revive,
    selu_depth,
)


def rng(seed=0):
    return np.random.default_rng(seed)


def test_gelu_forms_are_worst_where_an_optimiser_says():
    from scipy.optimize import minimize_scalar

    result = gelu_forms.run(gelu_forms.Config(), rng())
    for i, form in enumerate(gelu_forms.FORMS):

        def error(x, form=form):
            return -abs(gelu(x, approximate=form) - gelu(x))

        bounds = (result.where[i] - 0.2, result.where[i] + 0.2)
        best = minimize_scalar(error, bounds=bounds, method="bounded", options={"xatol": 1e-9})
        assert result.where[i] == pytest.approx(best.x, abs=1e-3)
        assert result.largest[i] == pytest.approx(-best.fun, rel=1e-6)
        # No place further out or in is worse.
        everywhere = np.linspace(-30, 30, 60_001)
        assert -error(everywhere).max() <= -error(everywhere).min() <= result.largest[i] + 1e-12
    tanh, sigmoid = result.largest
    assert tanh < 5e-4 < 0.02 < sigmoid < 0.021
    assert result.crossings >= 1
    # Far left both are small in absolute terms and wrong by half or by a factor.
    assert result.tail[0] < -0.3 and result.tail[1] > 10


def test_gelu_forms_agree_with_torch():
    import torch

    x = np.linspace(-6, 6, 801)
    result = gelu_forms.run(gelu_forms.Config(chart_points=801), rng())
    t = torch.from_numpy(x)
    theirs = torch.nn.functional.gelu(t, approximate="tanh") - torch.nn.functional.gelu(t)
    assert result.x == pytest.approx(x)
    assert result.errors[0] == pytest.approx(theirs.numpy(), abs=1e-12)


def test_minima_on_the_grid_are_roots_of_the_derivative():
    from scipy.special import lambertw, ndtr

    result = minima.run(minima.Config(), rng())
    assert result.x == pytest.approx(result.root_x, abs=1e-5)
    assert result.value == pytest.approx(result.root_value, abs=1e-10)
    # SiLU's minimum has a closed form by Lambert's W.
    w = lambertw(np.exp(-1)).real
    assert (result.root_x[1], result.root_value[1]) == pytest.approx((-1 - w, -w))
    # The derivative is negative exactly left of the minimum.
    interval = 4 * np.sqrt(0.25 / result.config.draws)
    assert result.falling == pytest.approx(ndtr(result.root_x), abs=interval)


def test_elu_is_nearer_to_zero_than_relu_but_not_at_zero():
    config = mean_activation.Config(activations=("relu", "elu"))
    result = mean_activation.run(config, rng())
    relu, elu = result.after
    for layer in range(2):
        difference = mean_interval(relu[:, layer] - elu[:, layer])
        assert difference.low > 0.1
        assert mean_interval(elu[:, layer]).low > 0.1
    assert result.accuracy.min() > 0.9


def test_fresh_means_follow_the_closed_form():
    """With unit variance going in, the mean activation is E f(z) for each activation."""
    width, names = 2000, ("relu", "elu", "selu", "gelu")
    x = rng().normal(size=(40, width))
    x /= np.sqrt((x**2).mean(1, keepdims=True))
    for name in names:
        net = networks.MLP.create((width, 500, 1), rng(1), activation=name, scheme="lecun")
        net = networks.MLP(net.weights, net.biases, name)
        h = net.forward(x).inputs[1]
        mean = mean_interval(h.mean(0), level=0.999)
        assert mean.low < theory.mean(name) < mean.high
        assert mean.high - mean.low < 0.1


@settings(max_examples=30, deadline=None)
@given(a=st.floats(-5, 5))
def test_prelu_learns_the_slope_of_the_absolute_value_from_anywhere(a):
    path = prelu_slope.learn_abs(a, steps=80, rate=0.2)
    assert path[0] == a
    assert path[-1] == pytest.approx(-1, abs=1e-6)
    assert (np.diff(abs(path + 1)) <= 1e-12).all()


def test_prelu_path_is_autograds_path():
    import torch

    x = torch.linspace(-2, 2, 401, dtype=torch.float64)
    layer = torch.nn.PReLU(init=0.25, dtype=torch.float64)
    steps = torch.optim.SGD(layer.parameters(), lr=0.2)
    expected = [0.25]
    for _ in range(10):
        steps.zero_grad()
        ((layer(x) - x.abs()) ** 2).mean().backward()
        steps.step()
        expected.append(layer.weight.item())
    assert prelu_slope.learn_abs(0.25, steps=10, rate=0.2) == pytest.approx(expected)
    assert prelu(np.array([-2.0, 3.0]), -1.0) == pytest.approx([2.0, 3.0])


def test_decay_on_the_slope_pulls_it_to_zero():
    config = prelu_slope.Config(seeds=2, epochs=4, widths=(32, 32), slope_decay=0.5)
    free, decayed = prelu_slope.run(config, rng()).digits
    assert (decayed < free).all()
    assert (abs(free - 0.25) > 1e-3).all()  # it moves


def test_selu_keeps_its_scale_with_variance_one_over_n_only():
    result = selu_depth.run(selu_depth.Config(depth=25, seeds=3), rng())
    lecun, small, he = result.variance[..., -1]
    assert abs(lecun - 1).max() < 0.3
    assert abs(result.mean[0, :, -1]).max() < 0.2
    assert small.max() < 0.2 and he.min() > 5


def test_gated_blocks_have_the_parameters_of_plain_ones():
    import torch

    for kind in ("relu", "gelu", *gated.GATES):
        net, parameters = gated.feed_forward_net(kind, rng(), width=12, hidden=36)
        rest = net.embed.weight.numel() + net.read.weight.numel()
        assert sum(p.numel() for p in net.parameters()) - rest == parameters == 2 * 12 * 36
    x = torch.from_numpy(rng().normal(size=(5, 64)).astype(np.float32))
    net, _ = gated.feed_forward_net("swiglu", rng(), width=12, hidden=36)
    h = x @ net.embed.weight.T
    up, gate = h @ net.up.weight.T, h @ net.gate.weight.T
    inner = up * torch.sigmoid(up) * gate
    expected = (h + inner @ net.down.weight.T) @ net.read.weight.T
    assert torch.allclose(net(x), expected, atol=1e-5)
    with pytest.raises(ValueError, match="unknown activation"):
        gated.feed_forward_net("swish", rng(), width=4, hidden=6)


def test_rivals_start_from_the_same_digits_and_differences_are_paired():
    config = comparison.Config(activations=("relu", "leaky_relu"), train=(200,), steps=30, seeds=3)
    result = comparison.run(config, rng())
    gap = result.of("test loss", 200) - result.of("train loss", 200)
    assert result.of("gap", 200) == pytest.approx(gap)
    same = result.against_relu("test accuracy", 200)
    assert (same.value[0], same.low[0], same.high[0]) == (0, 0, 0)
    expected = mean_interval(np.diff(result.of("test accuracy", 200), axis=0)[0])
    assert np.array(same)[:, 1] == pytest.approx(np.array(expected))
    # Leaky with slope 0.01 is nearly ReLU: from one start they end close together.
    assert abs(np.diff(result.of("test loss", 200), axis=0)).max() < 0.1
    assert (result.of("microseconds a step", 200) > 0).all()


def test_slope_one_is_a_linear_net():
    result = leaky_slope.run(leaky_slope.Config(alphas=(0.0, 0.01, 1.0)), rng())
    digits, rings = result.accuracy
    difference = result.against_first()
    # Nearly enough for digits, hopeless for a disc in a ring; and 0.01 is nearly ReLU.
    assert digits.min() > 0.9
    assert rings[:2].min() > 0.95 and rings[2].max() < 0.8
    assert abs(difference.value[:, 1]).max() < 0.01
    assert difference.value == pytest.approx(
        (result.accuracy - result.accuracy[:, :1]).mean(-1), abs=1e-12
    )


def test_all_spellings_of_relu_that_are_timed_are_relu():
    x = rng().normal(size=100).astype(np.float32)
    tasks = element_time.numpy_tasks(x)
    for name in list(tasks)[:5]:
        assert tasks[name]() == pytest.approx(np.maximum(x, 0)), name
    for name in ("elu", "silu", "sigmoid", "tanh"):
        assert tasks[name]() == pytest.approx(networks.mlp.ACTIVATIONS[name].f(x), abs=1e-6)
    assert tasks["gelu, erf"]() == pytest.approx(gelu(x), abs=1e-6)
    assert tasks["gelu, tanh"]() == pytest.approx(gelu(x, approximate="tanh"), abs=1e-6)
    assert tasks["leaky: max(x, 0.01 x)"]() == pytest.approx(np.where(x > 0, x, 0.01 * x))
    assert all(f().dtype == np.float32 for f in tasks.values())  # none is timed in float64


def test_a_killed_layer_is_off_and_relu_leaves_it_there():
    config = revive.Config(activations=("relu", "leaky_relu", "elu"), seeds=5, epochs=20)
    result = revive.run(config, rng())
    relu, leaky, elu = result.after
    assert (result.before == 1).all()
    assert (relu == 1).all() and (leaky < 1).all() and (elu < 1).all()
    # A leak brings units back; a hundredth of a gradient does so more slowly than ELU's.
    assert (result.accuracy[1] < result.accuracy[2]).all()
    assert result.accuracy[0].max() < 0.2 < result.accuracy[1].min()
    same = result.against_relu()
    assert (same.value[0], same.low[0], same.high[0]) == (0, 0, 0)
    assert same.low[2] > 0.5


def test_killing_moves_the_biases_of_the_second_layer_only():
    net = networks.MLP.create((4, 6, 5, 2), rng(), stack=(3,))
    x = rng(1).normal(size=(50, 4))
    weights, first = [w.copy() for w in net.weights], net.biases[0].copy()
    revive.kill(net, x, 0.25)
    sums = net.forward(x).sums
    assert sums[1].max(-2) == pytest.approx(-0.25)
    assert (net.biases[0] == first).all() and (sums[0] > 0).any()
    assert all((a == b).all() for a, b in zip(weights, net.weights, strict=True))


def test_operations_are_counted_one_by_one():
    result = operations.run(operations.Config.full(), rng())
    counts = {task: result.of(task) for task in result.config.tasks}
    assert counts["np.maximum(x, 0)"] == (1, 0)
    assert counts["np.where(x > 0, x, 0)"] == (2, 0)
    assert counts["leaky: max(x, 0.01 x)"] == (2, 0)
    assert counts["sigmoid"] == counts["tanh"] == (1, 1)
    assert counts["gelu, erf"][1] == counts["gelu, tanh"][1] == counts["elu"][1] == 1
    # A formula on a watched array gives what it gives on a plain one.
    watched = element_time.numpy_tasks(np.linspace(-2, 2, 8, dtype=np.float32))
    assert set(watched) == set(result.config.tasks)


def test_held_slopes_stay_and_their_weights_are_scaled_by_he():
    plain = networks.torch_mlp((4, 4, 4, 2), rng(), activation="leaky_relu")
    held = networks.torch_mlp((4, 4, 4, 2), rng(), activation="leaky_relu")
    little_data.hold_slopes(held, [0.0, 2.0], own_gain=True)
    assert [held[k].negative_slope for k in (1, 3)] == [0, 2]
    ratios = [(held[k].weight / plain[k].weight).detach().numpy() for k in (0, 2, 4)]
    # He et al. 2015, Eq. (15): variance 2 / ((1 + a^2) n), in the layer behind the slope.
    for ratio, variance in zip(ratios, (1, 1, 1 / 5), strict=True):
        assert ratio**2 == pytest.approx(np.full_like(ratio, variance), rel=1e-5)


def test_prelu_overfits_and_so_do_its_slopes_held_fixed():
    result = little_data.run(little_data.Config(seeds=5), rng())
    assert (result.against_relu().low[1:] > 0).all()
    # PReLU has learned, and what it learned costs as much when it is held fixed.
    assert result.slopes.min() > 0.25
    assert result.of("fixed, same weights").mean() > result.of("fixed, own gain").mean()
