"""A formula that a person types: parsed by a whitelist, never evaluated as code.

The text becomes Python's syntax tree; each node that is not on the list below is refused by name.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from ..activations import relu
from .model import Problem

LONGEST, DEEPEST = 200, 25

Act = Callable[..., Any]
Formula = Callable[[np.ndarray], Any]

FUNCTIONS: dict[str, tuple[Act, int]] = {
    "sin": (np.sin, 1),
    "cos": (np.cos, 1),
    "tan": (np.tan, 1),
    "tanh": (np.tanh, 1),
    "exp": (np.exp, 1),
    "log": (np.log, 1),
    "sqrt": (np.sqrt, 1),
    "abs": (np.abs, 1),
    "sign": (np.sign, 1),
    "relu": (relu, 1),
    "max": (np.maximum, 2),
    "min": (np.minimum, 2),
}
CONSTANTS = {"pi": np.pi, "e": np.e}
_BINARY: dict[type[ast.operator], Act] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: np.power,
}
_UNARY: dict[type[ast.unaryop], Callable[..., Any]] = {
    ast.UAdd: operator.pos,
    ast.USub: operator.neg,
}
_COMPARE: dict[type[ast.cmpop], Act] = {
    ast.Lt: np.less, ast.LtE: np.less_equal, ast.Gt: np.greater, ast.GtE: np.greater_equal,
}  # fmt: skip
ALLOWED = f"x, numbers, + - * / **, < >, pi, e, and {', '.join(FUNCTIONS)}"


def parse(text: str) -> Formula:
    """Return the function of x that a text such as `sin(2*x) + abs(x)` describes.

    Parameters
    ----------
    text : str
        At most 200 characters: `x`, numbers, `+ - * / **`, one comparison (1 where it holds,
        else 0), `pi`, `e`, and the functions in `FUNCTIONS`.

    Returns
    -------
    callable
        Takes and returns a float64 array; NaN where the formula has no finite value.

    Raises
    ------
    Problem
        That says what cannot be read and what can.

    Examples
    --------
    >>> parse("max(x, 0) - 0.5*x")(np.array([-2.0, 2.0]))
    array([1., 1.])
    """
    if len(text) > LONGEST:
        raise Problem(
            "the formula is too long", expected=f"at most {LONGEST} characters", got=len(text)
        )
    if "^" in text:
        raise Problem("^ is no power here", expected="** as in x**2", next_step="Write it with **.")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise Problem(
            "this formula cannot be read", expected="something like sin(x) + 0.5*x", got=text
        ) from None
    run = _build(tree, 0)

    def formula(x: np.ndarray) -> np.ndarray:
        x = np.asarray(x, float)
        with np.errstate(all="ignore"):
            y = np.broadcast_to(np.asarray(run(x), float), x.shape).copy()
        y[~np.isfinite(y)] = np.nan
        return y

    return formula


def _build(node: ast.expr, depth: int) -> Formula:
    if depth > DEEPEST:
        raise Problem("the formula is nested too deeply", expected=f"at most {DEEPEST} levels")
    if (
        isinstance(node, ast.Constant)
        and not isinstance(node.value, bool)
        and isinstance(node.value, int | float)
    ):
        return _constant(node.value)
    if isinstance(node, ast.Name):
        if node.id == "x":
            return lambda x: x
        if node.id in CONSTANTS:
            return _constant(CONSTANTS[node.id])
        raise Problem("this name is not known here", expected=ALLOWED, got_words=node.id)
    if isinstance(node, ast.UnaryOp) and type(node.op) in _UNARY:
        inner, sign = _build(node.operand, depth + 1), _UNARY[type(node.op)]
        return lambda x: sign(inner(x))
    if isinstance(node, ast.BinOp) and type(node.op) in _BINARY:
        return _pair(_BINARY[type(node.op)], node.left, node.right, depth)
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _COMPARE:
        holds = _pair(_COMPARE[type(node.ops[0])], node.left, node.comparators[0], depth)
        return lambda x: holds(x) * 1.0
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return _call(node.func.id, node, depth)
    raise Problem("this cannot be used here", expected=ALLOWED, got_words=ast.unparse(node)[:40])


def _constant(value: float) -> Formula:
    # As floats from the start: 9**9**9 is then inf at once, not a number of millions of digits.
    number = np.float64(value) if abs(value) < 1e300 else np.float64(np.inf)
    return lambda x: number


def _pair(act: Act, left: ast.expr, right: ast.expr, depth: int) -> Formula:
    first, second = _build(left, depth + 1), _build(right, depth + 1)
    return lambda x: act(first(x), second(x))


def _call(name: str, node: ast.Call, depth: int) -> Formula:
    if name not in FUNCTIONS:
        raise Problem("this function is not known here", expected=ALLOWED, got_words=name)
    act, count = FUNCTIONS[name]
    if len(node.args) != count or node.keywords:
        raise Problem(f"{name} has too many or too few values", expected=count, got=len(node.args))
    inner = [_build(a, depth + 1) for a in node.args]
    return lambda x: act(*(f(x) for f in inner))
