"""What guesses and quizzes work out of the values of runs: {{ lesson.count * 2 + 1 | , }} and the like."""

import ast
import operator
import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from weave.engine.listing import CourseError
from weave.page.grammar import KEY, Part
from weave.page.quotes import shaped, value_of

Values = Callable[[str], Any]  # the values of a lesson, by its name: None if it has not run, LookupError if it is none
NAME = re.compile(rf"(?P<text>\"[^\"]*\")|(?P<lesson>[^\W\d]\w*)\.(?P<name>[^\W\d]\w*)(?P<keys>(?:{KEY})*)")
FUNCTIONS: dict[str, Callable[..., Any]] = {
    "min": min, "max": max, "sum": sum, "len": len, "abs": abs, "round": round,
}  # fmt: skip
SIGNS: dict[type, Callable[..., Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv, ast.Mod: operator.mod, ast.Pow: operator.pow,
    ast.USub: operator.neg, ast.UAdd: operator.pos, ast.Not: operator.not_,
    ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}  # fmt: skip
REMEDY = (
    "Write values of lessons and numbers, with + - * / // % ** < <= == != >= > and or not, min max sum len abs round."
)


class NotYet(Exception):
    """A value is to come from a lesson that has not run."""


def worked_out(part: Part, values: Values) -> Any:
    """What a value or a sum is. Raises CourseError, and NotYet where a lesson has not run."""
    text = part.text.strip("{}").partition("|")[0].strip() if part.kind == "value" else part["sum"].strip()
    names: dict[str, Any] = {}

    def take(name: re.Match[str]) -> str:
        if name["text"]:
            return name[0]
        found = values(name["lesson"])
        if found is None:
            raise NotYet(f"{part.text} asks for what has not run. Run {name['lesson']} first.")
        names[key := f"_{len(names)}"] = value_of(found, name)
        return key

    try:
        return result(ast.parse(NAME.sub(take, text), mode="eval").body, names)
    except SyntaxError:
        reason = "is no sum"
    except (LookupError, TypeError, ValueError, ArithmeticError) as error:
        reason = f"cannot be worked out: {''.join(map(str, error.args[:1]))}"
        close = error.args[1] if len(error.args) > 1 else ""
        raise CourseError(f"{part.text} {reason}. {REMEDY}{close}") from None
    raise CourseError(f"{part.text} {reason}. {REMEDY}")


def result(node: ast.AST, names: dict[str, Any]) -> Any:
    """The value of a parsed sum. Raises whatever its signs and functions raise, and TypeError for all else."""

    def of(each: ast.AST) -> Any:
        return result(each, names)

    match node:
        case ast.Constant(value=int() | float() | str() as value):
            return value
        case ast.Name(id=name) if name in names:
            return names[name]
        case ast.BinOp(left=left, op=op, right=right):
            pair = of(left), of(right)
            if isinstance(op, ast.Pow) and not all(isinstance(each, int | float) and abs(each) < 1e4 for each in pair):
                raise ValueError("this power is too large")
            return SIGNS[type(op)](*pair)
        case ast.UnaryOp(op=op, operand=operand):
            return SIGNS[type(op)](of(operand))
        case ast.BoolOp(op=op, values=parts):
            return (all if isinstance(op, ast.And) else any)(of(each) for each in parts)
        case ast.Compare(left=left, ops=ops, comparators=rights):
            items = [of(left), *map(of, rights)]
            return all(SIGNS[type(op)](*pair) for op, pair in zip(ops, pairwise(items), strict=True))
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in FUNCTIONS:
            return FUNCTIONS[name](*map(of, arguments))
    raise TypeError("only numbers are worked out here")


def said(part: Part, values: Values) -> str:
    """The text of a value or a sum in its format. Raises CourseError or NotYet."""
    value = worked_out(part, values)
    try:
        return shaped(value, part["spec"])
    except (TypeError, ValueError, OverflowError) as error:
        raise CourseError(f"{part.text} cannot be quoted: {error}. Give it a Python format.") from None
