"""Activations against PyTorch, closed forms in high precision, and finite differences."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
from dataclasses import FrozenInstanceError

import hypothesis.extra.numpy as hnp
import hypothesis.strategies as st
import numpy as np
import pytest
import scipy.special
import torch
from hypothesis import given, settings
from torch.nn import functional as F  # noqa: N812 - the name PyTorch's own documentation uses

from course_utils import activations
from course_utils.activations import ACTIVATIONS

torch.set_num_threads(1)
quick = settings(deadline=None, max_examples=25, derandomize=True)

NAMES = sorted(ACTIVATIONS)
SMOOTH = sorted(set(NAMES) - {"relu", "leaky_relu", "prelu", "relu6"})
GELU_FORMS = ("none", "tanh", "sigmoid")
EDGES = [np.nan, np.inf, -np.inf, 0.0, -0.0, 1e4, -1e4, 100.0, -100.0, 1e-8, -1e-8, 6.0, 40.0]
TORCH = {
    "relu": torch.relu,
    "leaky_relu": lambda x: F.leaky_relu(x, 0.01),
    "prelu": lambda x: F.prelu(x, torch.tensor([0.25], dtype=x.dtype)),
    "elu": F.elu,
    "selu": F.selu,
    "gelu": F.gelu,
    "silu": F.silu,
    "mish": F.mish,
    # torch's own softplus switches to x above 20; logaddexp has no such threshold.
    "softplus": lambda x: torch.logaddexp(torch.zeros_like(x), x),
    "relu6": F.relu6,
    "squared_relu": lambda x: torch.relu(x) ** 2,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
}


def arrays(dtype: str, bound: float):
    """Return a strategy: arrays of up to three dimensions, sizes from 0, 0-d included."""
    width = 8 * np.dtype(dtype).itemsize
    bound = float(np.dtype(dtype).type(bound))
    numbers = st.floats(-bound, bound, width=width, allow_subnormal=False)
    shapes = hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=5)
    return hnp.arrays(dtype, shapes, elements=numbers)


def both(name: str):
    """Return the function of one input and its derivative."""
    record = ACTIVATIONS[name]
    return record.f, record.df


# --- the values ------------------------------------------------------------------------------


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("name", NAMES)
@quick
@given(data=st.data())
def test_values_and_gradients_equal_torch(name, dtype, data):
    x = data.draw(arrays(dtype, 30))
    x = np.where((x == 0) | (x == 6), 0.5, x).astype(dtype)  # off the kinks
    f, df = both(name)
    t = torch.tensor(x, requires_grad=True)
    expected = TORCH[name](t)
    (slope,) = torch.autograd.grad(expected.sum(), t)
    # torch's float32 kernels are the less accurate side, most so in the left tails.
    rtol, atol = (1e-5, 1e-5) if dtype == "float32" else (1e-12, 1e-13)
    np.testing.assert_allclose(f(x), expected.detach().numpy(), rtol=rtol, atol=atol)
    np.testing.assert_allclose(df(x), slope.numpy(), rtol=rtol, atol=atol)


@pytest.mark.parametrize("form", ["none", "tanh"])
def test_gelu_forms_equal_torch(form):
    t = torch.linspace(-8, 8, 401, dtype=torch.float64, requires_grad=True)
    expected = F.gelu(t, approximate=form)
    (slope,) = torch.autograd.grad(expected.sum(), t)
    x = t.detach().numpy()
    np.testing.assert_allclose(activations.gelu(x, form), expected.detach(), atol=1e-14)
    np.testing.assert_allclose(activations.gelu_grad(x, form), slope, atol=1e-14)


def test_gelu_sigmoid_form_is_its_definition():
    x = np.linspace(-8, 8, 401)
    expected = x * scipy.special.expit(1.702 * x)
    np.testing.assert_allclose(activations.gelu(x, "sigmoid"), expected, rtol=1e-14)


def test_known_values():
    np.testing.assert_array_equal(activations.relu([-3, -0.7, 0, 1.2, 5]), [0, 0, 0, 1.2, 5])
    assert activations.leaky_relu(-3.0, alpha=0.2) == pytest.approx(-0.6)
    assert activations.leaky_relu(-3.0, alpha=2.0) == -6.0  # max(x, 2x) would give -3
    assert activations.elu(-1.0, alpha=2.0) == pytest.approx(2 * (np.exp(-1) - 1))
    assert activations.gelu(1.0) == pytest.approx(scipy.special.ndtr(1.0), rel=1e-15)
    assert activations.mish(1.0) == pytest.approx(0.8650983882673103, rel=1e-14)


def test_left_tails_keep_their_digits():
    # Reference by log Φ and log σ, which do not cancel.
    x = np.array([-37.0, -30.0, -20.0, -10.0, -8.5])
    log_cdf = scipy.special.log_ndtr(x)
    np.testing.assert_allclose(activations.gelu(x), x * np.exp(log_cdf), rtol=1e-11)
    density = np.exp(-x * x / 2) / np.sqrt(2 * np.pi)
    np.testing.assert_allclose(activations.gelu_grad(x), np.exp(log_cdf) + x * density, rtol=1e-11)
    for f in (activations.sigmoid_grad, activations.softplus, activations.sigmoid):
        np.testing.assert_allclose(f([-300.0, -40.0]), np.exp([-300.0, -40.0]), rtol=1e-13)
    np.testing.assert_allclose(activations.sigmoid_grad(40.0), np.exp(-40.0), rtol=1e-13)
    np.testing.assert_allclose(activations.tanh_grad(30.0), 4 * np.exp(-60.0), rtol=1e-13)
    np.testing.assert_allclose(activations.silu(-300.0), -300 * np.exp(-300.0), rtol=1e-13)
    np.testing.assert_allclose(activations.mish(-300.0), -300 * np.exp(-300.0), rtol=1e-13)
    tanh_form = activations.gelu(-5.0, "tanh")
    v = 2 * np.sqrt(2 / np.pi) * (-5 + 0.044715 * -125)
    np.testing.assert_allclose(tanh_form, -5 * np.exp(v) / (1 + np.exp(v)), rtol=1e-13)


def test_elu_keeps_small_numbers():
    # exp(x) - 1 gives 0 for each of them
    for x in (np.float32(-1e-8), np.float32(-1e-30), np.float64(-1e-17), np.float64(-1e-300)):
        assert activations.elu(x) == x


# --- the derivatives -------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
@quick
@given(data=st.data())
def test_gradient_is_the_finite_difference(name, data):
    x = data.draw(arrays("float64", 12))
    h = 1e-5
    for kink in (0.0, 6.0):  # a central difference across a kink is the mean of both slopes
        x = np.where(np.abs(x - kink) < 2 * h, 0.5, x)
    f, df = both(name)
    np.testing.assert_allclose(df(x), (f(x + h) - f(x - h)) / (2 * h), rtol=1e-8, atol=1e-8)


@pytest.mark.parametrize("form", GELU_FORMS)
def test_gelu_gradients_are_finite_differences(form):
    x, h = np.linspace(-9, 9, 301), 1e-5
    slope = (activations.gelu(x + h, form) - activations.gelu(x - h, form)) / (2 * h)
    np.testing.assert_allclose(activations.gelu_grad(x, form), slope, atol=1e-9)


def test_constants_reach_the_gradients():
    x, h = np.array([-2.0, -0.3, 0.4]), 1e-6
    for name, constants in [
        ("leaky_relu", {"alpha": -0.4}),
        ("elu", {"alpha": 2.5}),
        ("prelu", {"a": [0.1, -3.0, 2.0]}),
    ]:
        f, df = getattr(activations, name), getattr(activations, f"{name}_grad")
        slope = (f(x + h, **constants) - f(x - h, **constants)) / (2 * h)
        np.testing.assert_allclose(df(x, **constants), slope, rtol=1e-8)


@pytest.mark.parametrize("name", ["leaky_relu", "prelu", "elu", "selu", "relu", "relu6"])
def test_slope_at_the_kink_is_torchs(name):
    t = torch.tensor([0.0, -0.0, 6.0], dtype=torch.float64, requires_grad=True)
    (slope,) = torch.autograd.grad(TORCH[name](t).sum(), t)
    np.testing.assert_allclose(ACTIVATIONS[name].df([0.0, -0.0, 6.0]), slope, rtol=1e-15)


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
@pytest.mark.parametrize("at_zero", [0, 0.25, 0.5, 1.0, -2.0])
def test_relu_grad_at_zero_is_free(at_zero, dtype):
    x = np.array([-1.0, 0.0, -0.0, 2.0, np.nan, np.inf, -np.inf], dtype=dtype)
    slope = activations.relu_grad(x, at_zero=at_zero)
    np.testing.assert_array_equal(slope, [0, at_zero, at_zero, 1, np.nan, 1, 0])
    assert slope.dtype == dtype


# --- identities ------------------------------------------------------------------------------


@pytest.mark.parametrize("form", [*GELU_FORMS, "silu"])
@quick
@given(x=arrays("float64", 1e3))
def test_gate_identities(form, x):
    if form == "silu":
        f, df = activations.silu, activations.silu_grad
    else:
        f, df = (lambda x: activations.gelu(x, form)), (lambda x: activations.gelu_grad(x, form))
    np.testing.assert_allclose(f(x) - f(-x), x, rtol=1e-14, atol=1e-14)
    np.testing.assert_allclose(df(x) + df(-x), np.ones_like(x), rtol=1e-13)


@quick
@given(x=arrays("float64", 1e6), c=st.floats(0, 1e3))
def test_relu_identities(x, c):
    relu = activations.relu
    np.testing.assert_array_equal(relu(x) - relu(-x), x)
    np.testing.assert_array_equal(relu(x) + relu(-x), np.abs(x))
    np.testing.assert_array_equal(relu(c * x), c * relu(x))
    np.testing.assert_array_equal(relu(relu(x)), relu(x))
    np.testing.assert_array_equal(activations.leaky_relu(x, alpha=0.0), relu(x))
    np.testing.assert_array_equal(activations.leaky_relu(x, alpha=1.0), x)
    np.testing.assert_array_equal(activations.relu6(x), np.clip(x, 0, 6))


# --- edges -----------------------------------------------------------------------------------


LIMITS = {  # at -inf and +inf, where they are not 0 and inf
    "leaky_relu": (-np.inf, np.inf),
    "prelu": (-np.inf, np.inf),
    "elu": (-1, np.inf),
    "selu": (-1.7580993408473766, np.inf),
    "relu6": (0, 6),
    "sigmoid": (0, 1),
    "tanh": (-1, 1),
}


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64", "longdouble"])
@pytest.mark.parametrize("name", NAMES)
def test_edges_are_quiet_and_right(name, dtype):
    top = float(np.finfo("float64" if dtype == "longdouble" else dtype).max) / 4
    if name == "squared_relu":
        top = top**0.5  # beyond, the square overflows whoever computes it
    x = np.array([e for e in EDGES if not top < abs(e) < np.inf] + [top, -top]).astype(dtype)
    f, df = both(name)
    with np.errstate(all="raise"):
        value, slope = f(x), df(x)
    assert value.dtype == slope.dtype == x.dtype
    np.testing.assert_array_equal(np.isnan(value), np.isnan(x))
    np.testing.assert_array_equal(np.isnan(slope), np.isnan(x))
    assert np.isfinite(value[np.isfinite(x)]).all() and np.isfinite(slope[np.isfinite(x)]).all()
    left, right = np.array(LIMITS.get(name, (0, np.inf))).astype(dtype)
    np.testing.assert_allclose(value[x == -np.inf], left, rtol=1e-15)
    assert value[x == np.inf] == right


@pytest.mark.parametrize("form", GELU_FORMS)
@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_gelu_edges_in_every_form(form, dtype):
    x = np.array([np.nan, np.inf, -np.inf, 1e4, -1e4, 50.0, np.finfo(dtype).max], dtype=dtype)
    with np.errstate(all="raise"):
        value = activations.gelu(x, form)
        slope = activations.gelu_grad(x, form)
    np.testing.assert_array_equal(value, [np.nan, np.inf, 0, 1e4, 0, 50, np.finfo(dtype).max])
    np.testing.assert_array_equal(slope, [np.nan, 1, 0, 1, 0, 1, 1])


@pytest.mark.parametrize("name", NAMES)
def test_gradients_far_out(name):
    far = np.array([-np.inf, -1e300, -1e4, -800.0, 800.0, 1e4, 1e300, np.inf])
    left, right = {
        "leaky_relu": (0.01, 1),
        "prelu": (0.25, 1),
        "selu": (0, 1.0507009873554805),
        "relu6": (0, 0),
        "sigmoid": (0, 0),
        "tanh": (0, 0),
    }.get(name, (0, 1))
    with np.errstate(all="raise"):
        slope = ACTIVATIONS[name].df(far)
    expected = 2 * np.maximum(far, 0) if name == "squared_relu" else [left] * 4 + [right] * 4
    np.testing.assert_allclose(slope, expected, rtol=1e-15, atol=0)


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"sigmoid", "softplus"}))
@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_sign_of_zero_is_as_documented(name, dtype):
    x = np.array([-0.0, 0.0] * 9, dtype=dtype)  # long enough for the vector kernels
    negative = np.signbit(ACTIVATIONS[name].f(x))
    keeps = name not in {"relu", "relu6", "squared_relu"}
    np.testing.assert_array_equal(negative, np.signbit(x) & keeps)


def test_zero_slope_is_relu_at_the_edges():
    x = np.array([-np.inf, -1.0, -0.0, np.inf, np.nan])
    for value in (activations.leaky_relu(x, alpha=0), activations.prelu(x, a=np.zeros(5))):
        np.testing.assert_array_equal(value, [0, 0, 0, np.inf, np.nan])
        assert not np.signbit(value[:3]).any()


# --- shape, dtype, memory --------------------------------------------------------------------


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
@pytest.mark.parametrize("name", NAMES)
@settings(deadline=None, max_examples=12, derandomize=True)
@given(data=st.data())
def test_shape_and_dtype_are_kept(name, dtype, data):
    x = data.draw(arrays(dtype, 20))
    for function in both(name):
        out = function(x)
        assert out.shape == x.shape and out.dtype == x.dtype


@pytest.mark.parametrize("name", NAMES)
def test_float16_is_the_rounded_float64(name):
    x = np.linspace(-12, 12, 257).astype(np.float16)
    for function in both(name):
        exact = function(x.astype(np.float64))
        # leaky slopes are rounded to float32 first: half a unit in the last place and a bit
        np.testing.assert_allclose(
            function(x), exact.astype(np.float16), rtol=1e-3, atol=6e-8, err_msg=name
        )


@pytest.mark.parametrize("name", NAMES)
def test_input_is_not_touched_and_memory_not_shared(name):
    base = np.linspace(-3, 9, 24).reshape(4, 6)
    views = [base, base[::2, ::-1], base.T, np.asfortranarray(base), base.astype(">f8")]
    for view in views:
        before = view.copy()
        view.flags.writeable = False
        for function in both(name):
            out = function(view)
            np.testing.assert_array_equal(view, before)
            assert not np.shares_memory(out, base)
            np.testing.assert_array_equal(out, function(before))
            assert out.flags.writeable


@pytest.mark.parametrize("name", NAMES)
def test_scalars_lists_and_empty(name):
    for function in both(name):
        one = function(0.5)
        assert isinstance(one, np.float64) and isinstance(function(np.float32(0.5)), np.float32)
        assert function(np.array(0.5)) == one
        np.testing.assert_array_equal(function([[0.5], [0.5]]), [[one], [one]])
        assert function(np.empty((0, 3), dtype="float32")).shape == (0, 3)
        assert function([]).dtype == np.float64


@pytest.mark.parametrize("dtype", ["int8", "uint8", "int16", "int32", "int64", "uint64", "bool"])
@pytest.mark.parametrize("name", NAMES)
def test_integers(name, dtype):
    info = None if dtype == "bool" else np.iinfo(dtype)
    values = [0, 1] if info is None else [max(info.min, -128), 0, 1, 3, 7, 127]
    x = np.array(values, dtype=dtype)
    f, df = both(name)
    assert df(x).dtype == np.float64
    np.testing.assert_array_equal(df(x), df(x.astype(float)))
    value = f(x)
    np.testing.assert_array_equal(value, f(x.astype(float)))
    if name in {"relu", "relu6"}:
        assert value.dtype == (np.int64 if dtype == "bool" else dtype)
    elif name == "squared_relu":
        assert value.dtype == (np.uint64 if dtype.startswith("u") else np.int64)
    else:
        assert value.dtype == np.float64


def test_squared_relu_never_wraps():
    most = 3037000499
    assert activations.squared_relu(most) == most**2
    with pytest.raises(OverflowError, match=r"expected integers up to 3037000499, got 3037000500"):
        activations.squared_relu([1, most + 1])
    np.testing.assert_array_equal(activations.squared_relu(np.int64([-(2**62)])), [0])


# --- PReLU -----------------------------------------------------------------------------------


def test_prelu_per_channel_equals_torch():
    rng = np.random.default_rng(0)
    x, upstream = rng.normal(size=(2, 4, 3, 5, 2))
    a = rng.normal(size=3)
    tx = torch.tensor(x, requires_grad=True)
    ta = torch.tensor(a, requires_grad=True)
    out = F.prelu(tx, ta)
    gx, ga = torch.autograd.grad(out, (tx, ta), torch.tensor(upstream))
    shaped = a.reshape(3, 1, 1)
    np.testing.assert_allclose(activations.prelu(x, shaped), out.detach(), rtol=1e-15)
    np.testing.assert_allclose(activations.prelu_grad(x, shaped) * upstream, gx, rtol=1e-15)
    summed = activations.prelu_grad_a(x, shaped, upstream)
    assert summed.shape == shaped.shape
    np.testing.assert_allclose(summed.ravel(), ga, rtol=1e-12)


@pytest.mark.parametrize("shape", [(), (1,), (5,), (3, 1), (1, 5), (3, 5), (2, 3, 5), (2, 1, 1)])
def test_prelu_grad_a_is_the_finite_difference(shape):
    rng = np.random.default_rng(1)
    x, upstream = rng.normal(size=(2, 2, 3, 5))
    a = rng.normal(size=shape)
    found = activations.prelu_grad_a(x, a, upstream)
    assert np.shape(found) == shape
    step = rng.normal(size=shape)
    high, low = activations.prelu(x, a + step), activations.prelu(x, a - step)  # linear in a
    np.testing.assert_allclose(
        np.sum(found * step), np.sum(upstream * (high - low)) / 2, rtol=1e-10
    )


def test_prelu_keeps_the_dtype_of_x_and_follows_nan():
    x = np.array([-1.0, 2.0], dtype=np.float32)
    for out in (
        activations.prelu(x, np.float64([0.1, 0.2])),
        activations.prelu_grad(x, 0.1),
        activations.prelu_grad_a(x, 0.1, x),
    ):
        assert out.dtype == np.float32
    np.testing.assert_array_equal(activations.prelu(x, np.nan), [np.nan, 2])
    np.testing.assert_array_equal(
        activations.prelu_grad_a([np.nan, -np.inf, -2.0, 0.0, np.inf]), [np.nan, -np.inf, -2, 0, 0]
    )


# --- errors ----------------------------------------------------------------------------------


@pytest.mark.parametrize("bad", [[1 + 2j], "text", [[1], [1, 2]], None, {"a": 1}])
@pytest.mark.parametrize("name", NAMES)
def test_input_that_is_not_numbers_is_named(name, bad):
    for function in both(name):
        with pytest.raises(TypeError, match=r"x is not an array of real numbers.*expected .*got "):
            function(bad)


@pytest.mark.parametrize(
    ("call", "kind", "text"),
    [
        (lambda: activations.leaky_relu(1.0, alpha="0.1"), TypeError, "alpha is not a real"),
        (lambda: activations.leaky_relu(1.0, alpha=[0.1]), TypeError, "alpha is not a real"),
        (lambda: activations.elu(1.0, alpha=np.inf), ValueError, "alpha is not finite"),
        (lambda: activations.relu_grad(1.0, at_zero=np.nan), ValueError, "at_zero is not finite"),
        (lambda: activations.gelu(1.0, approximate=True), ValueError, "names no form of GELU"),
        (lambda: activations.gelu_grad(1.0, "erf"), ValueError, "names no form of GELU"),
        (lambda: activations.prelu(np.ones((2, 3)), [1, 2]), ValueError, "does not broadcast"),
        (lambda: activations.prelu(np.ones(3), np.ones((2, 3))), ValueError, "does not broad"),
        (lambda: activations.prelu(1.0, [1, 2]), ValueError, "does not broadcast"),
        (lambda: activations.prelu(1.0, None), TypeError, "a is not an array"),
        (lambda: activations.prelu_grad_a([1.0], 0.1, [[1.0]]), ValueError, "another shape"),
    ],
)
def test_bad_constants_are_named(call, kind, text):
    with pytest.raises(kind, match=text) as caught:
        call()
    assert ": expected " in str(caught.value) and ", got " in str(caught.value)


# --- records and imports ---------------------------------------------------------------------


def test_every_function_has_a_derivative_and_a_record():
    names = {n for n in activations.__all__ if n.islower()} - {"prelu_grad_a"}
    assert names == set(NAMES) | {f"{n}_grad" for n in NAMES}
    assert len(NAMES) == 13
    for name, record in ACTIVATIONS.items():
        function, derivative = getattr(activations, name), getattr(activations, f"{name}_grad")
        assert record.name == name and record.title and record.reference
        assert getattr(record.f, "func", record.f) is function
        assert getattr(record.df, "func", record.df) is derivative
        assert inspect.signature(function).parameters["x"]
        for section in ("Parameters", "Returns", "Raises", "References", "Examples", ".. math::"):
            assert section in function.__doc__ and section in derivative.__doc__


def test_formula_is_the_function():
    # Each formula, transcribed from LaTeX to Python by substitution, gives the values.
    mapping = [
        (r"\,", ""), (r"\max", "np.maximum"), (r"\min", "np.minimum"), (r"\ln", "np.log"),
        (r"\tanh", "np.tanh"), (r"\Phi", "ndtr"), (r"\sigma", "expit"), (r"\alpha", "alpha"),
        (r"\lambda", "scale*"), (r"\frac{1}{1 + e^{-x}}", "1/(1 + np.exp(-x))"), ("[", "("),
        ("]", ")"), (r"e^{np.minimum(0, x)}", "np.exp(np.minimum(0, x))"), ("e^x", "np.exp(x)"),
        ("^2", "**2"), ("alpha ", "alpha*"), ("a np", "a*np"), ("alpha(", "alpha*("),
    ]  # fmt: skip
    x = np.linspace(-5, 9, 57)
    for name, record in ACTIVATIONS.items():
        text = record.formula
        for old, new in mapping:
            text = text.replace(old, new)
        if text.startswith(("xndtr", "xexpit", "x np.tanh")):
            text = "x*" + text[1:].strip()
        scope = {
            "np": np, "x": x, "ndtr": scipy.special.ndtr, "expit": scipy.special.expit, "a": 0.25,
            "alpha": {"leaky_relu": 0.01, "elu": 1.0, "selu": 1.6732632423543772}.get(name),
            "scale": 1.0507009873554805,
        }  # fmt: skip
        np.testing.assert_allclose(eval(text, scope), record.f(x), rtol=1e-12, err_msg=text)


def test_records_are_read_only():
    record = ACTIVATIONS["leaky_relu"]
    with pytest.raises(FrozenInstanceError):
        record.title = "other"
    with pytest.raises(TypeError):
        record.defaults["torch.nn.LeakyReLU"]["negative_slope"] = 1
    with pytest.raises(TypeError):
        ACTIVATIONS["other"] = record


def test_defaults_are_those_of_the_installed_torch():
    seen = 0
    for record in ACTIVATIONS.values():
        for library, constants in record.defaults.items():
            if library.startswith("torch.nn."):
                layer = getattr(torch.nn, library.removeprefix("torch.nn."))
                parameters = inspect.signature(layer).parameters
                found = {keyword: parameters[keyword].default for keyword in constants}
                assert found == dict(constants), library
                seen += 1
    assert seen == 5


def test_import_loads_numpy_only():
    code = (
        "import sys, course_utils.activations as a; "
        "heavy = {'scipy', 'torch', 'matplotlib', 'keras', 'IPython'} & set(sys.modules); "
        "assert not heavy, heavy; a.relu([1.0]); assert 'scipy' not in sys.modules; "
        "a.gelu(1.0); assert 'scipy.special' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_doctests_run():
    modules = [importlib.import_module(m.name) for m in pkgutil.iter_modules(
        activations.__path__, activations.__name__ + "."
    )]  # fmt: skip
    results = [doctest.testmod(module) for module in modules]
    assert sum(r.attempted for r in results) > 40
    assert sum(r.failed for r in results) == 0


@pytest.mark.parametrize("function", [f for r in ACTIVATIONS.values() for f in (r.f, r.df)])
def test_help_shows_every_section_once(function):
    text = inspect.getdoc(getattr(function, "func", function))
    heads = ("Parameters", "Returns", "Raises", "References", "Examples")
    places = [text.index(f"\n{head}\n{'-' * len(head)}\n") for head in heads]
    assert places == sorted(places)
    assert all(text.count(f"\n{head}\n---") == 1 for head in heads)
    assert text.count("x : array_like of int or float\n    Any shape.") == 1
    assert ".. math::" in text and ">>> " in text
    named = set(inspect.signature(function).parameters)
    assert all(re.search(rf"^{name} : ", text, re.MULTILINE) for name in named), named
