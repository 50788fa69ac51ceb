"""Plain values: the only things that cross between a check and a learner's code.

A check never holds a learner's object. Arguments and answers are *plain*: ``None``, booleans,
numbers, strings, NumPy arrays and scalars, lists, tuples, sets and dictionaries of those, plus
two records, `Tensor` and `Opaque`, for what is not plain. They travel as a JSON header followed
by raw array bytes, with limits, so that nothing in them can run code on arrival (no pickle).
"""

from __future__ import annotations

import itertools
import json
import math
import struct
from typing import Any

import numpy as np

from .limits import (
    MAX_BYTES,
    MAX_DEPTH,
    MAX_HEADER,
    MAX_ITEMS,
    MAX_TEXT,
    Room,
    check_array,
    check_header,
)
from .numbers import as_float, is_real, plain_number
from .plain import NotPlain, Opaque, Tensor, read_tensor, type_name

_KINDS = "biufc"
# What `json.loads` and `json.dumps` do beside these is of no use here, and takes half of the time.
_decode = json.JSONDecoder().raw_decode
_encode = json.JSONEncoder(check_circular=False).encode
# What JSON says exactly crosses as itself: Python writes a float so that it reads back.
_AS_ITSELF = frozenset({float, bool, type(None)})
_READ_AS_ITSELF = _AS_ITSELF | {str}
_TEXT = frozenset({str})


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
    return packer.packed(packer.walk(value, 0))


class Parcel:
    """Values that travel together as a list, each packed as it is when it is added.

    Examples
    --------
    >>> parcel = Parcel()
    >>> x = np.array([1.0])
    >>> for x[0] in (2.0, 3.0):
    ...     parcel.add(x)
    >>> unpack(parcel.packed(), within=True)
    [array([2.]), array([3.])]
    """

    def __init__(self) -> None:
        self._packer = _Packer()
        self._nodes: list[Any] = []

    def add(self, value: Any) -> None:
        """Pack one more value; one that cannot be packed raises `NotPlain` and is not there."""
        packer, arrays = self._packer, len(self._packer.sizes)
        packer.items = 1
        try:
            self._nodes.append(packer.walk(value, 0))
        except BaseException:
            del packer.sizes[arrays:], packer.buffers[arrays:]
            raise

    def packed(self) -> bytes:
        """Return all of it as bytes, as `pack` would pack the list."""
        return self._packer.packed(self._nodes)


class _Packer:
    def __init__(self) -> None:
        self.buffers: list[bytes] = []
        self.sizes: list[int] = []
        self.room = Room()
        self.items = 1  # each container counts what it holds

    def packed(self, node: Any) -> bytes:
        header = _encode({"value": node, "sizes": self.sizes}).encode()
        if len(header) > MAX_HEADER:
            text = f"the value has {len(header):,} bytes of structure; {MAX_HEADER:,} at most"
            raise NotPlain(text)
        return b"".join([struct.pack("<I", len(header)), header, *self.buffers])

    def walk(self, value: Any, depth: int) -> Any:
        kind = type(value)
        if kind in _AS_ITSELF:
            return value
        if kind is str:
            return value[:MAX_TEXT]
        if kind is int and value.bit_length() <= 64:
            return value
        if kind is dict or kind is list or kind is tuple:
            return self.container(value, depth)
        if kind is np.ndarray:
            return self.array(value, {"kind": "array", "layout": _layout(value)})
        if isinstance(value, np.generic) and value.dtype.kind in _KINDS:
            return self.array(np.asarray(value), {"kind": "scalar"})
        if isinstance(value, Tensor):
            extra = {"kind": "tensor", "torch": value.dtype, "grad": value.requires_grad}
            return self.array(np.asarray(value.array), extra)
        return self.simple(value, depth)

    def simple(self, value: Any, depth: int) -> Any:
        if isinstance(value, str):
            return str.__str__(value)[:MAX_TEXT]
        if isinstance(value, int):
            if value.bit_length() > 4096:
                raise NotPlain("an integer of more than 4096 bits")
            return {"kind": "int", "of": format(int(value), "x")}
        if isinstance(value, float):
            return float(value)
        if isinstance(value, complex):
            return {"kind": "complex", "of": [value.real.hex(), value.imag.hex()]}
        if value is Ellipsis:
            return {"kind": "ellipsis"}
        if isinstance(value, (list, tuple, set, frozenset, dict)):
            return self.container(_exact(value), depth)
        if isinstance(value, Opaque):
            return {"kind": "opaque", "type": value.type_name[:200], "of": value.text[:500]}
        return self.foreign(value, depth)

    def container(self, value: Any, depth: int) -> Any:
        """Pack a container of one of Python's own types: how long it says it is, it is."""
        walk, below = self.walk, depth + 1
        self.items += len(value)
        if self.items > MAX_ITEMS or (below > MAX_DEPTH and value):
            raise NotPlain(f"more than {MAX_ITEMS:,} items or {MAX_DEPTH} levels of nesting")
        # Most of what is packed are small containers: what crosses as itself is not walked.
        if isinstance(value, dict):
            if _TEXT.issuperset(map(type, value)):
                texts = value.items()
                of = {k: v if type(v) in _AS_ITSELF else walk(v, below) for k, v in texts}
                return {"kind": "map", "of": of}
            self.items += len(value)
            pairs = [[walk(k, below), walk(v, below)] for k, v in value.items()]
            return {"kind": "dict", "of": pairs}
        items = [v if type(v) in _AS_ITSELF else walk(v, below) for v in value]
        if type(value) is list:
            return items
        name = "set" if isinstance(value, (set, frozenset)) else "tuple"
        return {"kind": name, "of": items}

    def foreign(self, value: Any, depth: int) -> Any:
        """Describe an object that is not plain; numbers of other kinds and tensors keep values."""
        kind = type(value)
        number = plain_number(value)
        if number is not None:
            return self.walk(number, depth)
        if isinstance(value, np.ndarray) and not np.ma.is_masked(value):
            return self.walk(np.asarray(value), depth)
        if kind.__module__.partition(".")[0] == "torch" and hasattr(value, "detach"):
            return self.walk(read_tensor(value), depth)
        return self.walk(Opaque(type_name(value)), depth)

    def array(self, array: np.ndarray, record: dict[str, Any]) -> dict[str, Any]:
        if array.dtype == object and array.size and all(map(is_real, array.flat)):
            # Such as an array of Fractions.
            array = np.array([as_float(v) for v in array.flat]).reshape(array.shape)
        if array.dtype.kind not in _KINDS:
            # Arrays of objects or strings have no raw bytes; their items may still be plain.
            holds = {"O": "objects", "U": "text", "S": "bytes"}.get(array.dtype.kind, "records")
            return {"kind": "opaque", "type": f"array of {holds}", "of": ""}
        self.room.take(array.shape)
        data = array.tobytes()
        self.sizes.append(len(data))
        self.buffers.append(data)
        if sum(self.sizes) > MAX_BYTES:
            raise NotPlain(f"arrays of more than {MAX_BYTES // 2**20} MB")
        return record | {"dtype": array.dtype.str, "shape": list(array.shape)}


def _exact(value: Any) -> Any:
    """Return a container as one of Python's own; one without end is cut where it is too large."""
    if type(value) in (set, frozenset):
        return value
    if isinstance(value, dict):
        return dict(itertools.islice(value.items(), MAX_ITEMS + 1))
    kind = frozenset if isinstance(value, (set, frozenset)) else tuple
    return kind(itertools.islice(value, MAX_ITEMS + 1))


def _layout(array: np.ndarray) -> str:
    """Name the memory layout, so that an odd array arrives as odd as it was sent."""
    strided = "" if array.flags.c_contiguous else "strided "
    return strided + ("" if array.flags.writeable else "readonly")


def unpack(data: bytes, *, within: bool = False) -> Any:
    """Rebuild the value that `pack` was given; malformed bytes raise `NotPlain`.

    `within` a parcel each value has all the depth there is.
    """
    try:
        if len(data) > MAX_BYTES * 2:
            raise NotPlain("message too large")
        (length,) = struct.unpack_from("<I", data)
        header = data[4 : 4 + length]
        check_header(header)
        message, end = _decode(header.decode("ascii"))  # as `pack` writes it
        if end != len(header):
            raise NotPlain("more than one header")
        chunks, start = [], 4 + length
        for size in message["sizes"]:
            if not isinstance(size, int) or size < 0:
                raise NotPlain("malformed sizes")
            chunks.append(data[start : start + size])
            start += size
        return _build(message["value"], (iter(chunks), Room()), -int(within))
    except NotPlain:
        raise
    except Exception as error:  # bytes from another process can be malformed in any way
        raise NotPlain(f"malformed message ({type(error).__name__})") from error


def _build(node: Any, chunks: Any, depth: int) -> Any:
    if depth > MAX_DEPTH + 1:
        raise NotPlain("nested too deeply")
    below, itself = depth + 1, _READ_AS_ITSELF
    if type(node) is list:
        return [v if type(v) in itself else _build(v, chunks, below) for v in node]
    if type(node) is not dict:
        if type(node) is int and node.bit_length() > 64:
            raise NotPlain("malformed integer")
        return node
    kind = node["kind"]
    if kind == "map":
        texts = node["of"].items()
        return {k: v if type(v) in itself else _build(v, chunks, below) for k, v in texts}
    if kind == "array" or kind == "scalar" or kind == "tensor":
        return _build_array(node, kind, chunks)
    if kind == "opaque":
        return Opaque(str(node["type"])[:200], str(node["of"])[:500])
    if kind == "ellipsis":
        return Ellipsis
    of = node["of"]
    if kind == "dict":
        return {_hashable(_build(k, chunks, below)): _build(v, chunks, below) for k, v in of}
    if kind in ("tuple", "set"):
        items = [v if type(v) in itself else _build(v, chunks, below) for v in of]
        return tuple(items) if kind == "tuple" else frozenset(_hashable(item) for item in items)
    if kind == "complex":
        return complex(float.fromhex(of[0]), float.fromhex(of[1]))
    if kind == "int":
        return int(of, 16)
    raise NotPlain("malformed kind")


def _build_array(node: dict[str, Any], kind: str, chunks: Any) -> Any:
    check_array(node["dtype"], node["shape"])
    dtype, shape, data = np.dtype(node["dtype"]), node["shape"], next(chunks[0])
    chunks[1].take(shape)
    if math.prod(shape) * dtype.itemsize != len(data):
        raise NotPlain("array bytes do not fit its shape")
    array = np.frombuffer(data, dtype=dtype).reshape(shape).copy()
    if kind == "scalar":
        return array[()]
    if kind == "tensor":
        return Tensor(array, str(node["torch"])[:20], bool(node["grad"]))
    layout = str(node.get("layout", ""))
    if not layout:
        return array
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
