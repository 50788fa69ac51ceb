"""Closed forms against independent quadrature, simulation and exact counting."""

from __future__ import annotations

import doctest
import importlib
import itertools
import math
import pkgutil
from fractions import Fraction

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.optimize import minimize_scalar

from course_utils import theory
from course_utils.activations import ACTIVATIONS, relu

torch.set_num_threads(1)
quick = settings(deadline=None, max_examples=60, derandomize=True)

CASES = [
    *((name, {}) for name in ACTIVATIONS),
    ("leaky_relu", {"alpha": 0.3}),
    ("leaky_relu", {"alpha": -2.0}),
    ("prelu", {"a": 1.0}),
    ("elu", {"alpha": 0.5}),
    ("elu", {"alpha": 3.0}),
    ("gelu", {"approximate": "tanh"}),
    ("gelu", {"approximate": "sigmoid"}),
]
CLOSED = {"relu", "leaky_relu", "prelu", "elu", "selu", "gelu", "relu6", "squared_relu"}


def integral(g) -> float:
    """Return E g(z) by SciPy's adaptive quadrature, split at the kinks."""

    def integrand(z: float) -> float:
        return float(g(z)) * math.exp(-z * z / 2) / math.sqrt(2 * math.pi)

    spans = [(-14, 0), (0, 6), (6, 14)]
    return sum(quad(integrand, *span, epsabs=1e-13, epsrel=1e-12)[0] for span in spans)


@pytest.mark.parametrize(("name", "constants"), CASES)
def test_moments_equal_adaptive_quadrature(name, constants):
    record, found = ACTIVATIONS[name], theory.moments(name, **constants)
    expected = [
        integral(lambda z: record.f(z, **constants)),
        integral(lambda z: record.f(z, **constants) ** 2),
        integral(lambda z: record.df(z, **constants) ** 2),
    ]
    np.testing.assert_allclose(found[:3], expected, rtol=1e-11, atol=1e-12)


@pytest.mark.parametrize(("name", "constants"), CASES)
def test_closed_forms_equal_the_courses_quadrature(name, constants):
    record, found = ACTIVATIONS[name], theory.moments(name, **constants)
    expected = [
        theory.gaussian_expectation(lambda z: record.f(z, **constants)),
        theory.gaussian_expectation(lambda z: record.f(z, **constants) ** 2),
        theory.gaussian_expectation(lambda z: record.df(z, **constants) ** 2),
    ]
    np.testing.assert_allclose(found[:3], expected, rtol=1e-13, atol=1e-13)
    assert found.closed_form == (name in CLOSED and "approximate" not in constants)


@pytest.mark.parametrize("name", list(ACTIVATIONS))
def test_moments_equal_simulation(name):
    z = np.random.default_rng(7).normal(size=200_000)
    value, slope = ACTIVATIONS[name].f(z), ACTIVATIONS[name].df(z)
    found = theory.moments(name)
    for sample, expected in zip((value, value**2, slope**2), found, strict=False):
        error = 5 * sample.std() / math.sqrt(z.size) + 1e-12
        assert abs(sample.mean() - expected) < error


def test_named_closed_forms():
    assert theory.mean("relu") == pytest.approx(1 / math.sqrt(2 * math.pi), rel=1e-15)
    assert theory.second_moment("relu") == 0.5
    assert theory.variance("relu") == pytest.approx(0.5 - 1 / (2 * math.pi), rel=1e-15)
    assert theory.mean("gelu") == pytest.approx(1 / (2 * math.sqrt(math.pi)), rel=1e-15)
    assert theory.mean("leaky_relu") == pytest.approx(0.99 / math.sqrt(2 * math.pi), rel=1e-15)
    assert theory.mean("selu") == pytest.approx(0, abs=1e-15)
    assert theory.second_moment("selu") == pytest.approx(1, rel=1e-14)
    assert theory.mean("tanh") == pytest.approx(0, abs=1e-15)
    assert theory.mean("sigmoid") == pytest.approx(0.5, rel=1e-14)


@pytest.mark.parametrize(("name", "constants"), CASES)
def test_gains_undo_the_moments(name, constants):
    found = theory.moments(name, **constants)
    assert theory.gain(name, **constants) ** 2 * found.second_moment == pytest.approx(1)
    backward = theory.backward_gain(name, **constants)
    assert backward**2 * found.slope_second_moment == pytest.approx(1)


@pytest.mark.parametrize("alpha", [0.0, 0.01, 0.3, 1.0, -1.5])
def test_leaky_gain_is_torchs(alpha):
    expected = torch.nn.init.calculate_gain("leaky_relu", alpha)
    assert theory.gain("leaky_relu", alpha=alpha) == pytest.approx(expected, rel=1e-14)
    assert theory.backward_gain("leaky_relu", alpha=alpha) == pytest.approx(expected, rel=1e-14)
    assert theory.he_std(300, alpha) == pytest.approx(expected / math.sqrt(300), rel=1e-14)


@pytest.mark.parametrize("name", ["relu", "tanh", "gelu", "selu", "elu"])
def test_gain_keeps_the_second_moment_of_a_wide_layer(name):
    rng = np.random.default_rng(3)
    n, gain = 600, theory.gain(name)
    x = rng.normal(size=(n, 40))
    h = ACTIVATIONS[name].f(x)
    for _ in range(3):
        h = ACTIVATIONS[name].f(gain / math.sqrt(n) * rng.normal(size=(n, n)) @ h)
    assert gain**2 * np.mean(h**2) == pytest.approx(1, rel=0.12)


def test_weight_scales():
    assert theory.he_std(2) == 1
    assert theory.he_std(10, alpha=1e200) == pytest.approx(math.sqrt(0.2) * 1e-200)
    assert theory.xavier_std(30, 20) == pytest.approx(0.2)
    torch.manual_seed(0)
    weight = torch.nn.Linear(200, 500).weight.detach()
    assert float(weight.std()) == pytest.approx(theory.default_linear_std(200), rel=0.01)
    linear = torch.nn.init.kaiming_normal_(torch.empty(500, 200), nonlinearity="relu")
    assert float(linear.std()) == pytest.approx(theory.he_std(200), rel=0.02)


# --- born dead -------------------------------------------------------------------------------


@given(width=st.integers(1, 200), depth=st.integers(1, 60))
@quick
def test_born_dead_probability_is_exact(width, depth):
    exact = 1 - (1 - Fraction(1, 2**width)) ** (depth - 1)
    found = theory.born_dead_probability(width, depth)
    assert found == pytest.approx(float(exact), rel=1e-13, abs=0)


def test_born_dead_probability_at_the_ends():
    assert theory.born_dead_probability(5, 1) == 0
    assert math.copysign(1, theory.born_dead_probability(5, 1)) == 1
    assert theory.born_dead_probability(1, 2) == 0.5
    with np.errstate(all="raise"):
        assert theory.born_dead_probability(5000, 10) == 0
        assert theory.born_dead_probability(1000, 2) == 2.0**-1000
    table = theory.born_dead_probability(np.arange(1, 5)[:, None], [2, 3, 4])
    assert table.shape == (4, 3)
    assert table[2, 1] == pytest.approx(1 - (7 / 8) ** 2)


@pytest.mark.parametrize(("width", "depth"), [(1, 4), (2, 6), (3, 10)])
def test_born_dead_probability_is_the_simulated_share(width, depth):
    rng, nets = np.random.default_rng(11), 20_000
    h = np.broadcast_to(np.array([0.3, -1.2]), (nets, 2))
    for _ in range(depth - 1):
        h = relu(np.einsum("kij,kj->ki", rng.normal(size=(nets, width, h.shape[1])), h))
    share = np.mean(~h.any(axis=1))
    p = theory.born_dead_probability(width, depth)
    assert abs(share - p) < 4 * math.sqrt(p * (1 - p) / nets)


# --- counts ----------------------------------------------------------------------------------


@given(n=st.integers(0, 40), d=st.integers(1, 40))
@quick
def test_max_regions_obeys_the_deletion_rule(n, d):
    # One more hyperplane adds as many regions as the others cut it into, one dimension lower.
    across = theory.max_regions(n, d - 1) if d > 1 else 1
    assert theory.max_regions(n + 1, d) == theory.max_regions(n, d) + across
    assert theory.max_regions(0, d) == 1


def test_max_regions_is_reached_by_random_lines():
    # Count exactly: a region of lines in the plane is a vertex neighbourhood, or unbounded.
    rng = np.random.default_rng(5)
    w, b = rng.normal(size=(6, 2)), rng.normal(size=6)
    patterns = set()
    for i, j in itertools.combinations(range(6), 2):
        vertex = np.linalg.solve(w[[i, j]], -b[[i, j]])
        base = w @ vertex + b > 0
        for si, sj in itertools.product([False, True], repeat=2):
            base[[i, j]] = si, sj
            patterns.add(base.tobytes())
    assert len(patterns) == theory.max_regions(6, 2) == 22


def test_max_regions_is_exact_for_large_nets():
    assert theory.max_regions(1000, 2000) == 2**1000
    assert theory.max_regions(10**6, 2) == 1 + 10**6 + 10**6 * (10**6 - 1) // 2


@pytest.mark.parametrize("k", range(8))
def test_tent_pieces_are_counted(k):
    x = np.linspace(0, 1, 2**10 + 1)
    y = x
    for _ in range(k):
        y = 2 * relu(y) - 4 * relu(y - 0.5)
    slopes = np.diff(y) / np.diff(x)
    assert 1 + np.count_nonzero(np.diff(slopes)) == theory.tent_pieces(k)


# --- curves ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "constants", "x"),
    [
        ("gelu", {}, -0.751791524693564),
        ("silu", {}, -1.278464542761074),
        ("mish", {}, None),
        ("gelu", {"approximate": "tanh"}, None),
        ("gelu", {"approximate": "sigmoid"}, -1.278464542761074 / 1.702),
    ],
)
def test_minimum(name, constants, x):
    found, f = theory.minimum(name, **constants), ACTIVATIONS[name].f
    grid = np.linspace(-10, 10, 20_001)
    values = f(grid, **constants)
    assert found.x == pytest.approx(grid[values.argmin()], abs=1e-3)
    assert found.value <= values.min() and found.value == f(found.x, **constants)
    # Near a minimum values differ by the square of the distance: 1e-7 is what they can tell.
    low, high = found.x - 0.1, found.x + 0.1
    search = minimize_scalar(
        lambda t: f(t, **constants), bounds=(low, high), method="bounded", options={"xatol": 1e-9}
    )
    assert found.x == pytest.approx(search.x, abs=1e-7)
    if x is not None:
        assert found.x == pytest.approx(x, rel=1e-6)


def test_silu_minimum_solves_its_equation():
    # σ(x)(1 + x σ(-x)) = 0 means e^x = -(1 + x), so f(x) = x + 1 there.
    x, value = theory.minimum("silu")
    assert math.exp(x) == pytest.approx(-(1 + x), rel=1e-13)
    assert value == pytest.approx(1 + x, rel=1e-13)


def test_selu_constants_are_the_published_ones():
    published = ACTIVATIONS["selu"].defaults["all libraries"]
    scale, alpha = theory.selu_constants()
    assert scale == pytest.approx(published["lambda"], rel=1e-13)
    assert alpha == pytest.approx(published["alpha"], rel=1e-13)


def test_relu_correlation_equals_simulation():
    rng = np.random.default_rng(2)
    u, v = rng.normal(size=(2, 400_000))
    for rho in (-0.9, -0.3, 0.0, 0.5, 0.95):
        w = rho * u + math.sqrt(1 - rho**2) * v
        assert theory.relu_correlation(rho) == pytest.approx(
            2 * np.mean(relu(u) * relu(w)), abs=0.01
        )
    rho = np.linspace(-1, 1, 21, dtype="float32")
    assert theory.relu_correlation(rho).dtype == np.float32
    assert (theory.relu_correlation(rho) >= rho - 1e-7).all()


# --- errors ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "kind", "text"),
    [
        (lambda: theory.gain("gelo"), ValueError, "no activation has this name: expected one of"),
        (lambda: theory.second_moment(3), ValueError, "no activation has this name"),
        (lambda: theory.mean("relu", alpha=1), TypeError, "expected no constants, got 'alpha'"),
        (lambda: theory.gain("elu", beta=1), TypeError, "expected alpha, got 'beta'"),
        (lambda: theory.gain("elu", alpha=math.inf), ValueError, "alpha is not finite"),
        (lambda: theory.gain("prelu", a=[1, 2]), TypeError, "a is not a real number"),
        (lambda: theory.gain("gelu", approximate="erf"), ValueError, "names no form of GELU"),
        (lambda: theory.he_std(0), ValueError, "expected a whole number of at least 1, got 0"),
        (lambda: theory.he_std(2.5), TypeError, "fan_in is not a possible count"),
        (lambda: theory.he_std(True), TypeError, "fan_in"),
        (lambda: theory.he_std(3, alpha="x"), TypeError, "alpha is not a real number"),
        (lambda: theory.xavier_std(3, -1), ValueError, "fan_out"),
        (lambda: theory.born_dead_probability(0, 3), ValueError, "width is not a possible count"),
        (lambda: theory.born_dead_probability(2, 2.0), TypeError, "depth is not a possible count"),
        (lambda: theory.max_regions(-1, 2), ValueError, "n_units"),
        (lambda: theory.max_regions(3, 0), ValueError, "n_inputs"),
        (lambda: theory.tent_pieces(-1), ValueError, "at least 0, got -1"),
        (lambda: theory.minimum("relu"), ValueError, "expected gelu, silu or mish"),
        (lambda: theory.relu_correlation([0, 1.5]), ValueError, "rho is not a cosine"),
    ],
)
def test_errors_say_what_was_expected_and_got(call, kind, text):
    with pytest.raises(kind, match=text) as caught:
        call()
    assert ": expected " in str(caught.value) and ", got " in str(caught.value)


def test_born_dead_shapes_that_do_not_fit():
    with pytest.raises(ValueError, match="broadcast"):
        theory.born_dead_probability([1, 2], [1, 2, 3])


def test_doctests_run():
    names = [m.name for m in pkgutil.iter_modules(theory.__path__, theory.__name__ + ".")]
    flags = doctest.ELLIPSIS
    results = [doctest.testmod(importlib.import_module(n), optionflags=flags) for n in names]
    assert sum(r.attempted for r in results) >= 15
    assert sum(r.failed for r in results) == 0
