"""Which argument of a failed call is to blame, told in words: the annotations say what fits.

Nothing here runs while a call succeeds. After an error the values that came are held against the
annotations of the function, so that a learner reads "rng: expected ..., got 'abc'" and not what
some line deep inside could not do with it.
"""

from __future__ import annotations

import ast
import inspect
import numbers
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

_WORDS = {
    "int": "a whole number",
    "float": "a number",
    "str": "a text in quotes",
    "bool": "True or False",
    "None": "None",
    "ArrayLike": "a number or an array of numbers",
    "ndarray": "an array of numbers",
    "Callable": "a function",
    "Generator": "a generator such as np.random.default_rng(0)",
    "Axes": "axes such as those of fig, ax = plotting.figure()",
    "Figure": "a figure such as that of fig, ax = plotting.figure()",
    "MLP": "a net such as MLP.create((2, 3, 1), rng)",
    "Module": "a model of PyTorch, such as to_torch(net)",
    "Sequential": "a model of PyTorch, such as to_torch(net)",
    "Curve": 'a curve such as experiments.curve("zero_start")',
    "Verdicts": 'verdicts such as experiments.verdicts("zero_start")',
    "Explorer": "a model such as widgets.OneNeuron()",
    "Plan": "a plan such as Plan(rate=0.1, epochs=20)",
    "Path": "the name of a file in quotes",
    "Layer": "layers as capstone.read returns them",
    "Trace": "what net.forward(x) returns",
    "Gradients": "what net.backward(trace, d_outputs) returns",
    "dict": "a dictionary",
    "Mapping": "a dictionary",
}
_MANY = {"list", "Sequence", "Iterable", "Iterator"}
_NUMBERS = "biuf"  # kinds of NumPy's types


def blamed(function: Callable[..., Any], given: Mapping[str, Any]) -> list[str]:
    """Return what does not fit, one text for each argument.

    Examples
    --------
    >>> def draw(width: int, names: Sequence[str] | None = None): ...
    >>> blamed(draw, {"width": "a", "names": ["b"]})
    ["width: expected a whole number, got 'a'"]
    >>> blamed(draw, {"width": 3, "names": [4]})
    ['names: expected several of: a text in quotes; or None, got [4]']
    """
    told = []
    for name, parameter, value in _pairs(function, given):
        wanted = _annotation(parameter)
        if wanted is not None and not _fits(wanted, value, function):
            told.append(f"{name}: expected {_in_words(wanted, function)}, got {shown(value)}")
    return told


def values(function: Callable[..., Any], given: Mapping[str, Any]) -> str:
    """Return what came, each with its name: what a learner compares with what is taken.

    Examples
    --------
    >>> import numpy as np
    >>> values(lambda x, n: 0, {"x": np.ones((2, 3)), "n": -1})
    'x is an array of shape (2, 3), n is -1'
    """
    came = []
    for name, parameter, value in _pairs(function, given):
        wanted = _annotation(parameter)
        # Of axes, a net, a generator it is enough that they are some.
        if wanted is None or _name(wanted) not in _WORDS or _name(wanted) in _PLAIN:
            came.append(f"{name} is {shown(value)}")
    return ", ".join(came)


def shown(value: Any) -> str:
    """Return a value in few words."""
    if isinstance(value, type) or inspect.isroutine(value):
        return f"the function {value.__name__}" if value.__name__ != "<lambda>" else "a lambda"
    shape = getattr(value, "shape", None)
    if shape == () and hasattr(value, "item"):
        return repr(value.item())
    if isinstance(shape, tuple) and shape:
        dtype = getattr(value, "dtype", None)
        odd = getattr(dtype, "kind", "f") not in _NUMBERS
        return f"an array of shape {tuple(shape)}" + (f" and type {dtype}" if odd else "")
    text = repr(value)
    if "object at 0x" in text or len(text) > 60 or "\n" in text:
        return f"{_article(type(value).__name__)} {type(value).__name__}"
    return text


def _article(word: str) -> str:
    return "an" if word[:1].lower() in "aeio" else "a"


def _pairs(
    function: Callable[..., Any], given: Mapping[str, Any]
) -> Iterator[tuple[str, inspect.Parameter, Any]]:
    """Yield name, parameter and value; what is collected (``*names``) comes one by one."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return
    for p in parameters:
        if p.name not in given or p.name == "self":
            continue
        value = given[p.name]
        if p.kind is p.VAR_POSITIONAL:
            yield from ((p.name, p, one) for one in value)
        elif p.kind is p.VAR_KEYWORD:
            yield from ((name, p, one) for name, one in value.items())
        elif value is not p.default:
            yield p.name, p, value


def _annotation(parameter: inspect.Parameter) -> ast.expr | None:
    told = parameter.annotation
    if told is parameter.empty:
        return None
    text = told if isinstance(told, str) else getattr(told, "__name__", str(told))
    try:
        return ast.parse(text, mode="eval").body
    except SyntaxError:
        return None


def _name(node: ast.expr) -> str:
    """Return the last part of a dotted name, ``Sequence`` of ``Sequence[int]``."""
    if isinstance(node, ast.Subscript):
        return _name(node.value)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _inner(node: ast.expr) -> list[ast.expr]:
    if not isinstance(node, ast.Subscript):
        return []
    return list(node.slice.elts) if isinstance(node.slice, ast.Tuple) else [node.slice]


def _meant(node: ast.expr, function: Callable[..., Any]) -> tuple[ast.expr, Any]:
    """Return what a name of the function's module stands for: an alias spelt out, or a class."""
    kind = getattr(sys.modules.get(function.__module__), _name(node), None)
    if hasattr(kind, "__origin__") and not isinstance(node, ast.Subscript):
        return ast.parse(str(kind), mode="eval").body, None
    return node, kind


def _fits(node: ast.expr, value: Any, function: Callable[..., Any]) -> bool:
    """Whether a value is of the kind; what is not known here fits."""
    if isinstance(node, ast.BinOp):
        return _fits(node.left, value, function) or _fits(node.right, value, function)
    if isinstance(node, ast.Constant):
        return value is None if node.value is None else True
    if _name(node) in _PLAIN:
        return _PLAIN[_name(node)](value)
    node, kind = _meant(node, function)
    name, inner = _name(node), _inner(node)
    if name in _MANY or name == "tuple":
        return _several_fit(name, inner, value, function)
    if name in ("dict", "Mapping"):
        return isinstance(value, Mapping) and all(
            _fits(kind, one, function)
            for kind, ones in zip(inner, (list(value), list(value.values())), strict=False)
            for one in ones
        )
    if isinstance(kind, type):
        return isinstance(value, kind)
    # Imported for the type checker alone, a class is known by its name.
    return name not in _WORDS or any(k.__name__ == name for k in type(value).__mro__)


def _several_fit(
    name: str, inner: list[ast.expr], value: Any, function: Callable[..., Any]
) -> bool:
    if isinstance(value, (str, bytes, Mapping)) or not isinstance(value, Iterable):
        return False
    if name == "Iterator" or not (isinstance(value, Sequence) or hasattr(value, "shape")):
        return True  # asked for its items, it would be used up
    ends = isinstance(inner[-1], ast.Constant) if inner else False
    if name == "tuple" and not ends:
        return len(list(value)) == len(inner) and all(
            _fits(kind, one, function) for kind, one in zip(inner, value, strict=True)
        )
    return not inner or all(_fits(inner[0], one, function) for one in value)


def _is_number(value: Any) -> bool:
    return isinstance(value, numbers.Real) and not isinstance(value, bool)


def _is_array(value: Any) -> bool:
    import numpy as np

    try:
        return np.asarray(value).dtype.kind in _NUMBERS
    except (TypeError, ValueError, RuntimeError):  # rows of different lengths, say
        return False


_PLAIN: dict[str, Callable[[Any], bool]] = {
    "int": lambda v: isinstance(v, numbers.Integral) and not isinstance(v, bool),
    "float": _is_number,
    "str": lambda v: isinstance(v, str),
    "bool": lambda v: isinstance(v, bool),
    "Any": lambda v: True,
    "ArrayLike": _is_array,
    "ndarray": lambda v: _is_array(v) and hasattr(v, "shape"),
    "Callable": callable,
}


def _in_words(node: ast.expr, function: Callable[..., Any]) -> str:
    if isinstance(node, ast.BinOp):
        return f"{_in_words(node.left, function)}; or {_in_words(node.right, function)}"
    if isinstance(node, ast.Constant):
        return str(node.value)
    if _name(node) in _PLAIN:
        return _WORDS.get(_name(node), "anything")
    node, _ = _meant(node, function)
    name, inner = _name(node), _inner(node)
    if name == "tuple" and inner and not isinstance(inner[-1], ast.Constant):
        kinds = [_in_words(kind, function) for kind in inner]
        return f"{len(kinds)} values in brackets ({', '.join(kinds)})"
    if name in _MANY or name == "tuple":
        return f"several of: {_in_words(inner[0], function)}" if inner else "a list"
    return _WORDS.get(name) or f"{_article(name)} {name}"
