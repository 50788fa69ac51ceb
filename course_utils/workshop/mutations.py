"""Small changes to a syntax tree, each a slip that somebody may make.

Each rule takes a node and yields ``(what it is, the nodes that take its place)``. One change at a
time makes a first-order mutant (see `mutants`).
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from typing import Any

Change = tuple[str, ast.AST]

_COMPARED = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq, ast.LtE, ast.GtE),
    ast.NotEq: (ast.Eq, ast.Lt, ast.Gt),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_COMPUTED = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult, ast.FloorDiv),
    ast.FloorDiv: (ast.Div,),
    ast.Mod: (ast.FloorDiv,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.BitAnd: (ast.BitOr,),
    ast.BitOr: (ast.BitAnd,),
    ast.BitXor: (ast.BitOr,),
}
_NOT_COMMUTATIVE = (ast.Sub, ast.Div, ast.Pow, ast.MatMult)
_PAIRS = (
    "max min", "maximum minimum", "fmax fmin", "amax amin", "argmax argmin", "clamp_min clamp_max",
    "mean sum", "median mean", "prod sum", "cumsum cumprod", "any all",
    "std var", "zeros ones", "zeros_like ones_like", "sin cos", "floor ceil", "round floor",
    "exp expm1", "log log1p", "sqrt square", "erf erfc", "isnan isfinite", "hstack vstack",
    "append extend", "eval train", "row col", "triu tril", "flatnonzero nonzero",
    "greater greater_equal", "less less_equal", "logical_and logical_or", "sigmoid tanh",
)  # fmt: skip

# The order of their arguments is of no matter.
_COMMUTATIVE = {
    "max", "min", "maximum", "minimum", "fmax", "fmin", "isclose", "allclose", "array_equal",
    "hypot",
}  # fmt: skip
_KINDS = {"float", "bool", "bool_", "float64"}  # any number is a number to a check
_WHOLE = ("sum", "count_nonzero", "len")  # int() of them is for the eye
_ARRAYS = {"array", "asarray"}  # and a list that is written down is as good
# Short names of modules: `np.sqrt(x)` is no method of `np`.
_MODULES = {
    "np",
    "numpy",
    "math",
    "torch",
    "nn",
    "F",
    "scipy",
    "special",
    "stats",
    "keras",
    "layers",
}


def _siblings() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for one, other in map(str.split, _PAIRS):
        found[one] = (*found.get(one, ()), other)
        found[other] = (*found.get(other, ()), one)
    return found


_SIBLINGS = _siblings()


def changes(node: ast.AST) -> Iterator[Change]:
    """Yield every change of one node by one slip.

    Examples
    --------
    >>> tree = ast.parse("x < 2", mode="eval").body
    >>> [(what, ast.unparse(new)) for what, new in changes(tree)]
    [('comparison', 'x <= 2'), ('comparison', 'x > 2')]
    """
    rules = _RULES.get(type(node), ())
    for rule in rules:
        yield from rule(node)


def with_fields(node: ast.AST, **fields: object) -> ast.AST:
    """Return a shallow copy of a node with other fields."""
    new = copy.copy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return new


def _comparison(node: ast.Compare) -> Iterator[Change]:
    words = any(isinstance(getattr(n, "value", None), str) for n in (node.left, *node.comparators))
    for i, op in enumerate(node.ops):
        for other in _COMPARED[type(op)][: 1 if words else None]:  # words have no order
            ops = [*node.ops[:i], other(), *node.ops[i + 1 :]]
            yield "comparison", with_fields(node, ops=ops)


def _operator(node: ast.BinOp | ast.AugAssign) -> Iterator[Change]:
    for other in _COMPUTED.get(type(node.op), ()):
        yield "operator", with_fields(node, op=other())


def _operands(node: ast.BinOp) -> Iterator[Change]:
    if isinstance(node.op, _NOT_COMMUTATIVE):
        yield "swapped operands", with_fields(node, left=node.right, right=node.left)


def _and_or(node: ast.BoolOp) -> Iterator[Change]:
    other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    yield "operator", with_fields(node, op=other)


def _sign(node: ast.UnaryOp) -> Iterator[Change]:
    yield "sign" if isinstance(node.op, ast.USub) else "dropped operator", node.operand


def _constant(node: ast.Constant) -> Iterator[Change]:
    value = node.value
    if isinstance(value, bool):
        yield "constant", ast.Constant(not value)
    elif isinstance(value, (int, float)):
        half = value // 2 if isinstance(value, int) and value % 2 == 0 else value / 2
        for other in (0, 1, value + 1, value - 1, half):
            if other != value:
                yield "constant", ast.Constant(other)
        if value:
            yield "sign", ast.UnaryOp(ast.USub(), ast.Constant(value))


def _call(node: ast.Call) -> Iterator[Change]:
    called = getattr(node.func, "attr", getattr(node.func, "id", ""))
    if node.args and not isinstance(node.args[0], ast.Starred) and called not in _KINDS:
        inner = node.args[0]
        written = isinstance(inner, (ast.List, ast.Tuple, ast.ListComp, ast.Constant))
        whole = isinstance(inner, ast.Call) and ast.unparse(inner.func).endswith(_WHOLE)
        if not (called in _ARRAYS and written) and not (called == "int" and whole):
            yield "dropped call", node.args[0]
    owner = getattr(node.func, "value", None)
    if owner is not None and getattr(owner, "id", "") not in _MODULES:
        yield "dropped call", owner
    for i in range(0 if called in _COMMUTATIVE else len(node.args) - 1):
        pair = [node.args[i + 1], node.args[i]]
        args = [*node.args[:i], *pair, *node.args[i + 2 :]]
        yield "swapped arguments", with_fields(node, args=args)


def _keywords(node: ast.Call) -> Iterator[Change]:
    for i, keyword in enumerate(node.keywords):
        if keyword.arg == "strict":
            continue  # of `zip`: it watches, and changes nothing
        before, behind = node.keywords[:i], node.keywords[i + 1 :]
        yield "dropped keyword", with_fields(node, keywords=[*before, *behind])
        if names_a_place(keyword) and isinstance(keyword.value, ast.Constant):
            other = ast.Constant(int(not keyword.value.value))
            new = with_fields(keyword, value=other)
            yield "other axis", with_fields(node, keywords=[*before, new, *behind])


def names_a_place(node: ast.AST) -> bool:
    """Tell whether a node is ``axis=0`` or the like: the other axis is the slip there is."""
    if not isinstance(node, ast.keyword) or node.arg not in ("axis", "dim"):
        return False
    return isinstance(node.value, ast.Constant)


def _attribute(node: ast.Attribute) -> Iterator[Change]:
    for other in _SIBLINGS.get(node.attr, ()):
        yield "sibling", with_fields(node, attr=other)


def _name(node: ast.Name) -> Iterator[Change]:
    if isinstance(node.ctx, ast.Load):
        for other in _SIBLINGS.get(node.id, ()):
            yield "sibling", with_fields(node, id=other)


def _choice(node: ast.IfExp) -> Iterator[Change]:
    yield "swapped branches", with_fields(node, body=node.orelse, orelse=node.body)


def _results(node: ast.Return) -> Iterator[Change]:
    if not isinstance(node.value, ast.Tuple):
        return
    entries = node.value.elts
    for i in range(len(entries) - 1):
        swapped = [*entries[:i], entries[i + 1], entries[i], *entries[i + 2 :]]
        yield "swapped results", with_fields(node, value=with_fields(node.value, elts=swapped))


def _loop_control(node: ast.Break | ast.Continue) -> Iterator[Change]:
    yield "break or continue", ast.Continue() if isinstance(node, ast.Break) else ast.Break()


def _dropped(node: ast.stmt) -> Iterator[Change]:
    yield "dropped line", ast.Pass()


def _dropped_case(node: ast.If) -> Iterator[Change]:
    """Forget a case: what stands under `if`, unless it is all there is to the statement."""
    if not node.orelse:
        yield "dropped case", ast.Pass()
    else:
        always = ast.Constant(True)
        yield "dropped case", with_fields(node, test=always)
        yield "dropped case", with_fields(node, test=ast.UnaryOp(ast.Not(), always))


_RULES: dict[type, tuple[Callable[[Any], Iterator[Change]], ...]] = {
    ast.Compare: (_comparison,),
    ast.BinOp: (_operator, _operands),
    ast.BoolOp: (_and_or,),
    ast.UnaryOp: (_sign,),
    ast.Constant: (_constant,),
    ast.Call: (_call, _keywords),
    ast.Attribute: (_attribute,),
    ast.Name: (_name,),
    ast.IfExp: (_choice,),
    ast.Return: (_results, _dropped),
    ast.Break: (_loop_control,),
    ast.Continue: (_loop_control, _dropped),
    ast.Assign: (_dropped,),
    ast.AugAssign: (_operator, _dropped),
    ast.Expr: (_dropped,),
    ast.If: (_dropped_case,),
}
