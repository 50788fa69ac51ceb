"""Values cross between the two sides unchanged, and nothing malformed gets through."""

from __future__ import annotations

import collections
import contextlib
import itertools
import struct
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from course_utils.student.plain import NotPlain, Opaque, Tensor
from course_utils.student.values import pack, unpack

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
arrays = hnp.arrays(
    st.sampled_from([np.float16, np.float32, np.float64, np.int64, np.uint8, np.bool_]),
    hnp.array_shapes(min_dims=0, max_dims=3, max_side=4),
)
plain = st.recursive(
    scalars | arrays,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=12,
)


def equal(left, right) -> bool:
    if isinstance(left, np.ndarray):
        same = left.dtype == right.dtype and left.shape == right.shape
        return same and left.tobytes() == right.tobytes()
    if isinstance(left, float):
        if left != left:  # a NaN is a NaN: Python's own float() drops its payload too
            return isinstance(right, float) and right != right
        return isinstance(right, float) and struct.pack("d", left) == struct.pack("d", right)
    if isinstance(left, (list, tuple)):
        return (
            type(left) is type(right) and all(map(equal, left, right)) and len(left) == len(right)
        )
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(equal(left[k], right[k]) for k in left)
    return type(left) is type(right) and left == right


@settings(max_examples=150, deadline=None)
@given(plain)
def test_round_trip(value):
    assert equal(value, unpack(pack(value)))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=60), st.data())
def test_malformed_bytes_only_ever_raise_not_plain(noise, data):
    good = bytearray(pack({"a": np.arange(3.0), "b": [1, "x"]}))
    where = data.draw(st.integers(0, len(good)))
    for bad in (noise, bytes(good[:where]), bytes(good[:where]) + noise):
        with contextlib.suppress(NotPlain):
            unpack(bad)


def test_layout_and_flags_arrive():
    strided = np.arange(6.0)[::2]
    frozen = np.arange(3.0)
    frozen.flags.writeable = False
    got_strided, got_frozen = unpack(pack((strided, frozen)))
    assert not got_strided.flags.c_contiguous and got_strided.tolist() == [0, 2, 4]
    assert not got_frozen.flags.writeable


def test_foreign_objects_arrive_as_names_only():
    class Secret:
        pass

    assert unpack(pack(Secret())) == Opaque("test_values.Secret".rpartition(".")[2]) or (
        isinstance(unpack(pack(Secret())), Opaque)
    )
    assert isinstance(unpack(pack(np.array([object()]))), Opaque)
    assert isinstance(unpack(pack(np.ma.array([1.0], mask=[True]))), Opaque)


def test_a_torch_tensor_arrives_by_its_values():
    torch = pytest.importorskip("torch")
    got = unpack(pack(torch.tensor([1.5, 2.0], dtype=torch.bfloat16, requires_grad=True)))
    assert isinstance(got, Tensor)
    assert (got.dtype, got.requires_grad) == ("bfloat16", True)
    assert got.array.tolist() == [1.5, 2.0]


@pytest.mark.parametrize("value", [1 << 5000, np.zeros(9 * 2**20), [[]] * 200_000])
def test_limits(value):
    with pytest.raises(NotPlain):
        pack(value)


def test_depth_limit():
    nested: list = []
    for _ in range(50):
        nested = [nested]
    with pytest.raises(NotPlain):
        pack(nested)


class Endless(list):
    def __len__(self):
        return 0

    def __iter__(self):
        return itertools.repeat(1)


class EndlessNames(dict):
    def __len__(self):
        return 0

    def items(self):
        return ((str(n), n) for n in itertools.count())


@pytest.mark.parametrize("value", [Endless(), EndlessNames(), [Endless()], (1, EndlessNames())])
def test_a_container_without_end_is_too_large(value):
    with pytest.raises(NotPlain, match="items"):
        pack(value)


def test_a_container_of_another_type_arrives_as_pythons_own():
    pair = collections.namedtuple("pair", "a b")
    named = collections.OrderedDict(b=1, a=[pair(1, 2.0)])
    got = unpack(pack([named, collections.Counter("aab"), type("Mine", (list,), {})([3])]))
    assert got == [{"b": 1, "a": [(1, 2.0)]}, {"a": 2, "b": 1}, (3,)]
    assert list(got[0]) == ["b", "a"] and [type(v) for v in got] == [dict, dict, tuple]


@pytest.mark.parametrize(
    "header",
    [
        b'{"value": 1, "sizes": []} 2',
        b'{"value": 1, "sizes": []}{}',
        b' {"value": 1, "sizes": []}',
        b'{"value": "\xff", "sizes": []}',
        b'{"value": {"kind": "array", "dtype": "<f8", "shape": [-1]}, "sizes": [8]}',
        b'{"value": {"kind": "array", "dtype": "<f8", "shape": [1.0]}, "sizes": [8]}',
        b'{"value": {"kind": "array", "dtype": "<f8", "shape": [true]}, "sizes": [8]}',
        b'{"value": {"kind": "array", "dtype": "<f8", "shape": {"1": 1}}, "sizes": [8]}',
        b'{"value": {"kind": "array", "dtype": "O", "shape": [1]}, "sizes": [8]}',
    ],
)
def test_a_header_of_another_form_is_refused(header):
    with pytest.raises(NotPlain):
        unpack(struct.pack("<I", len(header)) + header + bytes(8))


def test_numbers_of_other_kinds_arrive_as_numbers():
    fractions, decimal = pytest.importorskip("fractions"), pytest.importorskip("decimal")
    sympy, mpmath = pytest.importorskip("sympy"), pytest.importorskip("mpmath")
    sent = [
        fractions.Fraction(1, 4), fractions.Fraction(6, 2), decimal.Decimal("0.5"),
        sympy.Rational(1, 8), mpmath.mpf("0.25"),
    ]  # fmt: skip
    assert unpack(pack(sent)) == [0.25, 3, 0.5, 0.125, 0.25]
    assert type(unpack(pack(sent))[1]) is int
    array = unpack(pack(np.array([fractions.Fraction(1, 2), 1], dtype=object)))
    assert array.dtype == np.float64 and array.tolist() == [0.5, 1.0]
    far = [sympy.oo, fractions.Fraction(10**400, 3), decimal.Decimal("nan"), sympy.true]
    assert str(unpack(pack(far))) == "[inf, inf, nan, True]"
    assert isinstance(unpack(pack(sympy.Symbol("x"))), Opaque)


@pytest.mark.parametrize(
    "header",
    [
        # each would cost whoever reads it gigabytes, or hours
        b'{"value":{"kind":"array","dtype":"<f8","layout":"","shape":[%s]},"sizes":[0]}'
        % b",".join([b"4611686018427387904"] * 200_000),
        b'{"value":{"kind":"array","dtype":"%si1","layout":"","shape":[1]},"sizes":[0]}'
        % (b"i1," * 300_000),
        b'{"value":[%s0],"sizes":[]}' % (b"999," * 1_100_000),
        b'{"value":1,"sizes":[%s0]}' % (b"0," * 1_100_000),
        b'{"value":"%s","sizes":[]}' % (b"a" * (16 * 2**20)),
        '{"value":"\N{SNOWMAN}","sizes":[]}'.encode(),
        b'{"value":{"kind":"array","dtype":"<f8","layout":"","shape":[30000000,0]},"sizes":[0]}',
        b'{"value":[%s0],"sizes":[0,0]}'
        % (b'{"kind":"array","dtype":"<f8","layout":"","shape":[5000000,0]},' * 2),
    ],
    ids=["axes", "fields", "numbers", "sizes", "text", "letters", "rows", "rows-together"],
)
def test_what_would_cost_the_reader_too_much_is_refused_at_once(header):
    start = time.monotonic()
    with pytest.raises(NotPlain):
        unpack(struct.pack("<I", len(header)) + header)
    assert time.monotonic() - start < 2


def test_rows_without_entries_are_counted_where_they_are_packed():
    assert unpack(pack(np.zeros((0, 784)))).shape == (0, 784)
    for value in (np.zeros((10**9, 0)), [np.zeros((10**6, 0))] * 9):
        with pytest.raises(NotPlain, match="entries"):
            pack(value)
