"""Odd values, as a learner's answer may hold: by name, each made anew.

`VALUES` are what an answer may be or return, `FUNCTIONS` what may stand where a function is asked.
"""

from __future__ import annotations

import array
import collections
import datetime
import enum
import math
import random
import types
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import mpmath
import numpy as np
import sympy
import torch


class Failing:
    """An object that fails at everything that a reader may try."""

    def _fail(self, *args: Any, **kwargs: Any) -> Any:
        raise IndexError("mine")

    __eq__ = __ne__ = __lt__ = __gt__ = __le__ = __ge__ = _fail
    __repr__ = __str__ = __format__ = _fail
    __bool__ = __len__ = __iter__ = __contains__ = __getitem__ = _fail
    __float__ = __int__ = __index__ = __complex__ = __abs__ = __neg__ = _fail
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _fail
    __array__ = __hash__ = _fail


class Endless:
    """A sequence that does not end."""

    def __len__(self) -> int:
        return 3

    def __getitem__(self, place: Any) -> int:
        return 1

    def __iter__(self) -> Any:
        while True:
            yield 1


class Liar:
    """An object that says it is equal to everything, and one number as an array."""

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None

    def __array__(self, *args: Any, **kwargs: Any) -> np.ndarray:
        return np.ones(3)

    def __float__(self) -> float:
        return 1.0

    def __repr__(self) -> str:
        return "<script>alert(1)</script>\x1b[31m\x00\u202e"


class Grown(np.ndarray):
    """A subclass of an array."""


class FailingArray(np.ndarray):
    """A subclass of an array whose words and comparisons fail."""

    def __repr__(self) -> str:
        raise ValueError("mine")

    __str__ = __eq__ = __array_ufunc__ = __repr__


class MyFloat(float):
    """A number with words of its own."""

    def __repr__(self) -> str:
        return "about one"


class MyText(str):
    """A text that fails when it is asked."""

    def strip(self, *args: Any) -> str:
        raise KeyError("mine")

    __eq__ = casefold = lower = strip
    __hash__ = str.__hash__


class MyInt(int):
    """An integer that fails when it is shown."""

    def __repr__(self) -> str:
        raise RuntimeError("mine")


class Colour(enum.Enum):
    """Names for numbers."""

    RED = 1


class Weight(enum.IntEnum):
    """Names that are numbers."""

    ONE = 1


@dataclass
class Record:
    """A dataclass with an array, whose comparison is ambiguous."""

    x: Any = None


Point = collections.namedtuple("Point", "x y")


def _deep(levels: int) -> list:
    value: list = [1.0]
    for _ in range(levels):
        value = [value]
    return value


def _circle() -> list:
    value: list = [1]
    value.append(value)
    return value


def _structured() -> np.ndarray:
    return np.array([(1, 2.0), (3, 4.0)], dtype=[("a", "i4"), ("b", "f8")])


def _objects(*items: Any) -> np.ndarray:
    made = np.empty(len(items), dtype=object)
    for place, item in enumerate(items):
        made[place] = item
    return made


VALUES: dict[str, Callable[[], Any]] = {
    "None": lambda: None,
    "NotImplemented": lambda: NotImplemented,
    "Ellipsis in a list": lambda: [..., 1],
    "True": lambda: True,
    "False": lambda: False,
    "0": lambda: 0,
    "1": lambda: 1,
    "-1": lambda: -1,
    "2**70": lambda: 2**70,
    "-(10**400)": lambda: -(10**400),
    "10**5000": lambda: 10**5000,
    "0.0": lambda: 0.0,
    "-0.0": lambda: -0.0,
    "0.5": lambda: 0.5,
    "1e308": lambda: 1e308,
    "5e-324": lambda: 5e-324,
    "nan": lambda: math.nan,
    "inf": lambda: math.inf,
    "-inf": lambda: -math.inf,
    "1j": lambda: 1j,
    "complex nan": lambda: complex(math.nan, math.inf),
    "a third": lambda: Fraction(1, 3),
    "a huge fraction": lambda: Fraction(10**400, 3),
    "Decimal": lambda: Decimal("0.1"),
    "Decimal NaN": lambda: Decimal("NaN"),
    "Decimal sNaN": lambda: Decimal("sNaN"),
    "Decimal Infinity": lambda: Decimal("Infinity"),
    "sympy third": lambda: sympy.Rational(1, 3),
    "sympy symbol": lambda: sympy.Symbol("x"),
    "sympy oo": lambda: sympy.oo,
    "sympy nan": lambda: sympy.nan,
    "sympy expression": lambda: sympy.Max(0, sympy.Symbol("x")),
    "sympy matrix": lambda: sympy.Matrix([[1, 2], [3, 4]]),
    "sympy true": lambda: sympy.true,
    "mpf": lambda: mpmath.mpf("0.1"),
    "mpc": lambda: mpmath.mpc(1, 2),
    "mp matrix": lambda: mpmath.matrix([1, 2]),
    "mpi": lambda: mpmath.iv.mpf([1, 2]),
    "empty text": lambda: "",
    "text": lambda: "relu",
    "number as text": lambda: "1.0",
    "long text": lambda: "x" * 300_000,
    "lines": lambda: "a\nb\n" * 2_000,
    "markup": lambda: "</div><script>alert(1)</script>",
    "controls": lambda: "\x00\x1b[31mred\u202e\ud800",
    "bytes": lambda: b"relu\xff",
    "bytearray": lambda: bytearray(b"abc"),
    "memoryview": lambda: memoryview(b"abc"),
    "[]": list,
    "()": tuple,
    "{}": dict,
    "set()": set,
    "[0]": lambda: [0],
    "[[]]": lambda: [[]],
    "[None]": lambda: [None],
    "ragged": lambda: [[1.0, 2.0], [3.0]],
    "ragged deep": lambda: [1, [2, [3, [4]]]],
    "a list of numbers": lambda: [1.0, -2.0, 3],
    "a list of words": lambda: ["a", "b", "c"],
    "a mixed list": lambda: [1, "a", None, 2.5, [1]],
    "a list with nan": lambda: [math.nan, 1.0],
    "a list of arrays": lambda: [np.zeros(2), np.zeros(3)],
    "a list of tensors": lambda: [torch.zeros(2), torch.ones(2)],
    "a list of functions": lambda: [abs, len],
    "19 levels": lambda: _deep(18),
    "deep": lambda: _deep(50),
    "circle": _circle,
    "long": lambda: [0.0] * 3_000,
    "too long": lambda: [0] * 200_000,
    "a tuple": lambda: (1, 2.0),
    "three": lambda: (1, 2.0, "c"),
    "a tuple of arrays": lambda: (np.zeros(3), np.ones((2, 2))),
    "named tuple": lambda: Point(1, 2),
    "deque": lambda: collections.deque([1, 2]),
    "range": lambda: range(3),
    "huge range": lambda: range(10**18),
    "generator": lambda: (i for i in range(3)),
    "endless generator": lambda: (1 for _ in iter(int, 1)),
    "failing generator": lambda: (1 / 0 for _ in range(3)),
    "iterator": lambda: iter([1, 2]),
    "map": lambda: map(float, "123"),
    "zip": lambda: zip([1], [2], strict=True),
    "a set": lambda: {1, 2.5, "a"},
    "frozenset": lambda: frozenset([1]),
    "dict": lambda: {"a": 1, 2: None},
    "odd keys": lambda: {(1, 2): 3, None: 4, 1.5: 5, math.nan: 6},
    "defaultdict": lambda: collections.defaultdict(lambda: 0),
    "Counter": lambda: collections.Counter("aab"),
    "dict of dicts": lambda: {"a": {"b": {"c": [1, 2]}}},
    "dict views": lambda: {"a": 1}.values(),
    "mapping proxy": lambda: types.MappingProxyType({"a": 1}),
    "array module": lambda: array.array("d", [1.0, 2.0]),
    "a slice": lambda: slice(1, 2),
    "datetime": lambda: datetime.datetime(2020, 1, 1),
    "timedelta": lambda: datetime.timedelta(1),
    "path": lambda: Path("relu"),
    "a class": lambda: Failing,
    "int": lambda: int,
    "a function": lambda: _deep,
    "a lambda": lambda: lambda x: x,
    "a built-in": lambda: len,
    "a method": lambda: [].append,
    "np.maximum": lambda: np.maximum,
    "torch.relu": lambda: torch.relu,
    "a module": lambda: math,
    "numpy": lambda: np,
    "an exception": lambda: ValueError("mine"),
    "object()": object,
    "failing": Failing,
    "failing in a list": lambda: [Failing()],
    "failing in a dict": lambda: {"a": Failing()},
    "endless": Endless,
    "liar": Liar,
    "record": lambda: Record(np.zeros(3)),
    "enum": lambda: Colour.RED,
    "int enum": lambda: Weight.ONE,
    "my float": lambda: MyFloat(1.0),
    "my text": lambda: MyText("relu"),
    "my int": lambda: MyInt(1),
    "random": lambda: random.Random(0),
    "rng": lambda: np.random.default_rng(0),
    "np.nan": lambda: np.float64(np.nan),
    "float16": lambda: np.float16(0.1),
    "float32": lambda: np.float32(0.1),
    "longdouble": lambda: np.longdouble(0.1),
    "int8": lambda: np.int8(-1),
    "uint64": lambda: np.uint64(2**64 - 1),
    "np.True_": lambda: np.True_,
    "complex64": lambda: np.complex64(1j),
    "np.str_": lambda: np.str_("relu"),
    "np.bytes_": lambda: np.bytes_(b"relu"),
    "np.void": lambda: np.void(b"abc"),
    "datetime64": lambda: np.datetime64("2020-01-01"),
    "NaT": lambda: np.datetime64("NaT"),
    "timedelta64": lambda: np.timedelta64(1, "s"),
    "array of shape ()": lambda: np.array(1.0),
    "array of shape (1,)": lambda: np.array([1.0]),
    "array of shape (1, 1)": lambda: np.array([[1.0]]),
    "empty array": lambda: np.zeros(0),
    "empty (0, 3)": lambda: np.zeros((0, 3)),
    "zeros": lambda: np.zeros(3),
    "ones (2, 3)": lambda: np.ones((2, 3)),
    "eye": lambda: np.eye(3),
    "a block": lambda: np.arange(24.0).reshape(2, 3, 4),
    "64 axes": lambda: np.zeros((1,) * 64),
    "nan array": lambda: np.full(4, np.nan),
    "inf array": lambda: np.array([np.inf, -np.inf]),
    "bool array": lambda: np.array([True, False]),
    "int array": lambda: np.arange(5),
    "complex array": lambda: np.array([1j, 2]),
    "words array": lambda: np.array(["a", "b"]),
    "bytes array": lambda: np.array([b"a", b"b"]),
    "datetime array": lambda: np.array(["2020-01-01"], dtype="datetime64[D]"),
    "structured array": _structured,
    "record array": lambda: np.rec.array([(1, 2.0)], names="a,b"),
    "object array": lambda: _objects(1, "a", None),
    "array of arrays": lambda: _objects(np.zeros(2), np.zeros(3)),
    "array of fractions": lambda: _objects(Fraction(1, 3), Fraction(1, 2)),
    "array of failing": lambda: _objects(Failing(), Failing()),
    "array of big ints": lambda: _objects(2**70, 1),
    "one object": lambda: np.array(None, dtype=object),
    "masked": lambda: np.ma.masked_array([1.0, 2.0], [True, False]),
    "masked constant": lambda: np.ma.masked,
    "matrix": lambda: np.asmatrix([[1.0, 2.0]]),
    "subclass": lambda: np.zeros(3).view(Grown),
    "failing array": lambda: np.zeros(3).view(FailingArray),
    "longdouble array": lambda: np.zeros(3, np.longdouble),
    "big endian": lambda: np.arange(3, dtype=">f8"),
    "wide array": lambda: np.zeros(100_000),
    "more than fits": lambda: np.zeros(9 * 2**20),
    "polynomial": lambda: np.polynomial.Polynomial([1, 2]),
    "poly1d": lambda: np.poly1d([1, 2]),
    "tensor": lambda: torch.tensor([1.0, -2.0]),
    "scalar tensor": lambda: torch.tensor(1.0),
    "empty tensor": lambda: torch.zeros(0),
    "grad tensor": lambda: torch.ones(3, requires_grad=True),
    "graph tensor": lambda: torch.ones(3, requires_grad=True) * 2,
    "parameter": lambda: torch.nn.Parameter(torch.ones(2)),
    "meta tensor": lambda: torch.empty(3, device="meta"),
    "sparse tensor": lambda: torch.eye(3).to_sparse(),
    "csr tensor": lambda: torch.eye(3).to_sparse_csr(),
    "bfloat16": lambda: torch.ones(2, dtype=torch.bfloat16),
    "half": lambda: torch.ones(2, dtype=torch.float16),
    "int tensor": lambda: torch.arange(3),
    "bool tensor": lambda: torch.tensor([True, False]),
    "complex tensor": lambda: torch.tensor([1j]),
    "conj tensor": lambda: torch.tensor([1j]).conj(),
    "quantised": lambda: torch.quantize_per_tensor(torch.ones(2), 0.1, 0, torch.qint8),
    "nested tensor": lambda: torch.nested.nested_tensor([torch.ones(2), torch.ones(3)]),
    "a linear layer": lambda: torch.nn.Linear(2, 2),
    "a relu layer": torch.nn.ReLU,
    "sequential": lambda: torch.nn.Sequential(torch.nn.Linear(1, 1), torch.nn.ReLU()),
    "parameters": lambda: torch.nn.Linear(1, 1).parameters(),
    "optimizer": lambda: torch.optim.SGD(torch.nn.Linear(1, 1).parameters(), lr=0.1),
    "dtype": lambda: torch.float32,
    "device": lambda: torch.device("cpu"),
    "size": lambda: torch.Size([1, 2]),
    "np dtype": lambda: np.dtype("f4"),
}


class MyError(Exception):
    """An exception whose words fail."""

    def __str__(self) -> str:
        raise ValueError("mine")


class Quiet(BaseException):
    """Not an Exception."""


def _raising(error: Callable[[], BaseException]) -> Callable[..., Any]:
    def answer(*args: Any, **kwargs: Any) -> Any:
        raise error()

    return answer


def _printing(*args: Any, **kwargs: Any) -> Any:
    for _ in range(40):
        print("x" * 100_000)


def _writing(*args: Any, **kwargs: Any) -> Any:
    for value in args:
        if isinstance(value, (np.ndarray, torch.Tensor)):
            value[...] = 7
    return args[0] if args else None


def _endless_recursion(*args: Any, **kwargs: Any) -> Any:
    return _endless_recursion(*args, **kwargs)


async def _async(*args: Any, **kwargs: Any) -> Any:
    return 1


def _yields(*args: Any, **kwargs: Any) -> Any:
    yield 1


ERRORS: dict[str, Callable[[], BaseException]] = {
    "no message": ValueError,
    "a number": lambda: ValueError(3.5),
    "an array": lambda: ValueError(np.zeros(3)),
    "None": lambda: ValueError(None),
    "two things": lambda: KeyError("a", Failing()),
    "huge": lambda: RuntimeError("x" * 1_000_000),
    "lines": lambda: RuntimeError("one\ntwo\n\nthree"),
    "markup": lambda: RuntimeError("</div><b>\x1b[31m"),
    "failing words": MyError,
    "IndexError": lambda: IndexError("list index out of range"),
    "ZeroDivisionError": lambda: ZeroDivisionError("division by zero"),
    "TypeError": lambda: TypeError("not callable"),
    "AttributeError": lambda: AttributeError("'list' object has no attribute 'shape'"),
    "NotImplementedError": NotImplementedError,
    "StopIteration": StopIteration,
    "MemoryError": MemoryError,
    "RecursionError": lambda: RecursionError("maximum recursion depth exceeded"),
    "SystemExit": lambda: SystemExit(1),
    "GeneratorExit": GeneratorExit,
    "base": lambda: Quiet("mine"),
    "group": lambda: ExceptionGroup("several", [ValueError("one"), TypeError("two")]),
    "surrogate": lambda: ValueError("\ud800"),
    "SyntaxError": lambda: SyntaxError("invalid", ("cell", 3, 1, None)),
}

FUNCTIONS: dict[str, Callable[..., Any]] = {
    **{f"raises {name}": _raising(error) for name, error in ERRORS.items()},
    "takes nothing": lambda: 1,
    "takes seven": lambda a, b, c, d, e, f, g: 1,
    "takes a keyword": lambda *, wanted: 1,
    "prints": _printing,
    "writes into its arguments": _writing,
    "calls itself": _endless_recursion,
    "async": _async,
    "yields": _yields,
    "identity": lambda *args, **kwargs: args[0] if args else None,
    "all arguments": lambda *args, **kwargs: args,
    "last argument": lambda *args, **kwargs: args[-1] if args else None,
    "its first twice": lambda *args, **kwargs: (args[0], args[0]) if args else None,
    "a function of a function": lambda *args, **kwargs: lambda *more: args,
}
"""Functions for any arguments that answer nothing that is asked."""
