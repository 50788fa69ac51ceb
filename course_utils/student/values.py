"""Plain values: the only things that cross between a check and a learner's code.

A check never holds a learner's object. Arguments and answers are *plain*: ``None``, booleans,
numbers, strings, NumPy arrays and scalars, lists, tuples, sets and dictionaries of those, plus
two records, `Tensor` and `Opaque`, for what is not plain. They travel as a JSON header followed
by raw array bytes, with limits, so that nothing in them can run code on arrival (no pickle).
"""

from __future__ import annotations

import json
import math
import struct
from dataclasses import dataclass
from typing import Any

import numpy as np

from .numbers import as_float, is_real, plain_number

MAX_BYTES = 64 * 2**20
MAX_ITEMS = 100_000
MAX_DEPTH = 20
MAX_TEXT = 100_000
_KINDS = "biufc"
_MAKERS: dict[str, Any] = {"str": str, "int": lambda h: int(h, 16), "float": float.fromhex}
_NOT_OF_NUMPY = ("bfloat16", "float8_e4m3fn", "float8_e5m2")


class NotPlain(ValueError):
    """A value is too large, too deep or malformed to cross to the other side."""


@dataclass(frozen=True)
class Tensor:
    """A torch tensor by its values; the other side builds or read the real one.

    Parameters
    ----------
    array : numpy.ndarray
        The values. A dtype NumPy lacks (bfloat16) arrives as float32.
    dtype : str
        torch's name of the dtype, such as ``"float32"``.
    requires_grad : bool
        Whether autograd follows it.
    """

    array: np.ndarray
    dtype: str = ""
    requires_grad: bool = False


@dataclass(frozen=True)
class Opaque:
    """Anything else: only the name of its type crosses, and a short text."""

    type_name: str
    text: str = ""


def type_name(value: Any) -> str:
    """Return the name a learner would write for the type of `value`.

    Examples
    --------
    >>> type_name([1]), type_name(np.float32(1)), type_name(None)
    ('list', 'numpy.float32', 'None')
    """
    if value is None:
        return "None"
    if isinstance(value, Tensor):
        return "torch.Tensor"
    if isinstance(value, Opaque):
        return value.type_name
    kind = type(value)
    module = getattr(kind, "__module__", "")
    if module in ("builtins", "__main__", ""):
        return kind.__name__
    return f"{module.partition('.')[0]}.{kind.__name__}"


def pack(value: Any) -> bytes:
    """Turn a value into bytes: a JSON header, then the bytes of its arrays.

    Raises
    ------
    NotPlain
        When the value is larger or deeper than the limits of this module.

    Examples
    --------
    >>> unpack(pack({"x": (1, np.array([-0.0, 2.0]))}))
    {'x': (1, array([-0.,  2.]))}
    """
    packer = _Packer()
    header = json.dumps({"value": packer.walk(value, 0), "sizes": packer.sizes}).encode()
    if len(header) > MAX_BYTES:
        raise NotPlain(f"the value has {len(header):,} bytes of structure; {MAX_BYTES:,} at most")
    return b"".join([struct.pack("<I", len(header)), header, *packer.buffers])


class _Packer:
    def __init__(self) -> None:
        self.buffers: list[bytes] = []
        self.sizes: list[int] = []
        self.items = 0

    def walk(self, value: Any, depth: int) -> Any:
        self.items += 1
        if depth > MAX_DEPTH or self.items > MAX_ITEMS:
            raise NotPlain(f"more than {MAX_ITEMS:,} items or {MAX_DEPTH} levels of nesting")
        if value is None or value is True or value is False:
            return value
        if isinstance(value, np.ndarray) and type(value) is np.ndarray:
            return self.array(value, {"kind": "array", "layout": _layout(value)})
        if isinstance(value, np.generic) and value.dtype.kind in _KINDS:
            return self.array(np.asarray(value), {"kind": "scalar"})
        if isinstance(value, Tensor):
            extra = {"kind": "tensor", "torch": value.dtype, "grad": value.requires_grad}
            return self.array(np.asarray(value.array), extra)
        return self.simple(value, depth)

    def simple(self, value: Any, depth: int) -> Any:
        if isinstance(value, str):
            return {"kind": "str", "of": str.__str__(value)[:MAX_TEXT]}
        if isinstance(value, int):
            if value.bit_length() > 4096:
                raise NotPlain("an integer of more than 4096 bits")
            return {"kind": "int", "of": format(int(value), "x")}
        if isinstance(value, float):
            return {"kind": "float", "of": float(value).hex()}
        if isinstance(value, complex):
            return {"kind": "complex", "of": [value.real.hex(), value.imag.hex()]}
        if value is Ellipsis:
            return {"kind": "ellipsis"}
        if isinstance(value, (list, tuple, set, frozenset)):
            name = {list: "list", tuple: "tuple"}.get(type(value)) or (
                "set" if isinstance(value, (set, frozenset)) else "tuple"
            )
            return {"kind": name, "of": [self.walk(v, depth + 1) for v in value]}
        if isinstance(value, dict):
            pairs = [[self.walk(k, depth + 1), self.walk(v, depth + 1)] for k, v in value.items()]
            return {"kind": "dict", "of": pairs}
        if isinstance(value, Opaque):
            return {"kind": "opaque", "type": value.type_name[:200], "of": value.text[:500]}
        return self.foreign(value, depth)

    def foreign(self, value: Any, depth: int) -> Any:
        """Describe an object that is not plain; numbers of other kinds and tensors keep values."""
        kind = type(value)
        number = plain_number(value)
        if number is not None:
            return self.walk(number, depth)
        if isinstance(value, np.ndarray) and not np.ma.is_masked(value):
            return self.walk(np.asarray(value), depth)
        if kind.__module__.partition(".")[0] == "torch" and hasattr(value, "detach"):
            return self.walk(_read_tensor(value), depth)
        return self.walk(Opaque(type_name(value)), depth)

    def array(self, array: np.ndarray, record: dict[str, Any]) -> dict[str, Any]:
        if array.dtype == object and array.size and all(map(is_real, array.flat)):
            # Such as an array of Fractions.
            array = np.array([as_float(v) for v in array.flat]).reshape(array.shape)
        if array.dtype.kind not in _KINDS:
            # Arrays of objects or strings have no raw bytes; their items may still be plain.
            holds = {"O": "objects", "U": "text", "S": "bytes"}.get(array.dtype.kind, "records")
            return {"kind": "opaque", "type": f"array of {holds}", "of": ""}
        data = np.ascontiguousarray(array).tobytes()
        self.sizes.append(len(data))
        self.buffers.append(data)
        if sum(self.sizes) > MAX_BYTES:
            raise NotPlain(f"arrays of more than {MAX_BYTES // 2**20} MB")
        return record | {"dtype": array.dtype.str, "shape": list(array.shape)}


def _read_tensor(tensor: Any) -> Tensor | Opaque:
    """Read a tensor's values; on the device "meta", or sparse, there is no array of them."""
    dtype = str(tensor.dtype).removeprefix("torch.")
    try:
        block = tensor.detach().cpu().resolve_conj().resolve_neg()
        array = (block.float() if dtype in _NOT_OF_NUMPY else block).numpy()
    except (RuntimeError, TypeError):
        return Opaque("torch.Tensor without an array of values")
    return Tensor(array, dtype, bool(tensor.requires_grad))


def _layout(array: np.ndarray) -> str:
    """Name the memory layout, so that an odd array arrives as odd as it was sent."""
    strided = "" if array.flags.c_contiguous else "strided "
    return strided + ("" if array.flags.writeable else "readonly")


def unpack(data: bytes) -> Any:
    """Rebuild the value that `pack` was given; malformed bytes raise `NotPlain`."""
    try:
        if len(data) > MAX_BYTES * 2:
            raise NotPlain("message too large")
        (length,) = struct.unpack_from("<I", data)
        message = json.loads(data[4 : 4 + length])
        chunks, start = [], 4 + length
        for size in message["sizes"]:
            if not isinstance(size, int) or size < 0:
                raise NotPlain("malformed sizes")
            chunks.append(data[start : start + size])
            start += size
        return _build(message["value"], iter(chunks), 0)
    except NotPlain:
        raise
    except Exception as error:  # bytes from another process can be malformed in any way
        raise NotPlain(f"malformed message ({type(error).__name__})") from error


def _build(node: Any, chunks: Any, depth: int) -> Any:
    if depth > MAX_DEPTH + 1:
        raise NotPlain("nested too deeply")
    if node is None or isinstance(node, bool):
        return node
    kind = node["kind"]
    if kind in ("array", "scalar", "tensor"):
        return _build_array(node, kind, chunks)
    if kind == "opaque":
        return Opaque(str(node["type"])[:200], str(node["of"])[:500])
    if kind == "ellipsis":
        return Ellipsis
    of = node["of"]
    if kind == "dict":
        return {
            _hashable(_build(k, chunks, depth + 1)): _build(v, chunks, depth + 1) for k, v in of
        }
    if kind in ("list", "tuple", "set"):
        items = [_build(v, chunks, depth + 1) for v in of]
        if kind == "set":
            return frozenset(_hashable(item) for item in items)
        return items if kind == "list" else tuple(items)
    if kind == "complex":
        return complex(float.fromhex(of[0]), float.fromhex(of[1]))
    return _MAKERS[kind](of)


def _build_array(node: dict[str, Any], kind: str, chunks: Any) -> Any:
    dtype = np.dtype(node["dtype"])
    shape = tuple(int(n) for n in node["shape"])
    if dtype.kind not in _KINDS or any(n < 0 for n in shape):
        raise NotPlain("malformed array")
    data = next(chunks)
    if math.prod(shape) * dtype.itemsize != len(data):
        raise NotPlain("array bytes do not fit its shape")
    array = np.frombuffer(data, dtype=dtype).reshape(shape).copy()
    if kind == "scalar":
        return array[()]
    if kind == "tensor":
        return Tensor(array, str(node["torch"])[:20], bool(node["grad"]))
    layout = str(node.get("layout", ""))
    if "strided" in layout and array.ndim:
        wide = np.zeros((*shape[:-1], 2 * shape[-1]), dtype)
        wide[..., ::2] = array
        array = wide[..., ::2]
    if "readonly" in layout:
        array.flags.writeable = False
    return array


def _hashable(value: Any) -> Any:
    if isinstance(value, np.generic):
        return value.item()
    try:
        hash(value)
    except TypeError:
        return Opaque(type_name(value))
    return value


def to_torch(value: Any) -> Any:
    """Replace every `Tensor` in a plain value by a real torch tensor (imports torch if needed)."""
    if isinstance(value, Tensor):
        import torch

        made = torch.from_numpy(value.array.copy())
        if value.dtype:
            made = made.to(getattr(torch, value.dtype))
        return made.requires_grad_(value.requires_grad)
    if isinstance(value, (list, tuple)):
        return type(value)(to_torch(v) for v in value)
    if isinstance(value, dict):
        return {k: to_torch(v) for k, v in value.items()}
    return value
