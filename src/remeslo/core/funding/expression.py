"""
Formulas as text: ``share * min(price, band_max) / instalments``, evaluated exactly and put into words.

The text that a person reads is the text that is computed, so that an explanation cannot say anything but what was done.
Grammar: numbers, names, ``+ - * /`` (also ``× ÷ · −``), parentheses, ``min(...)`` and ``max(...)``.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from remeslo.core.base.findings import ProblemError

MOST_CHARACTERS = 2000
MOST_DEPTH = 40
MOST_OPERATIONS = 200
FUNCTIONS: Mapping[str, Callable[..., Fraction]] = {"min": min, "max": max}
_SIGNS = str.maketrans({"×": "*", "·": "*", "÷": "/", "−": "-", ":": "/"})
_TOKEN = re.compile(r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Za-z_][A-Za-z0-9_]*)|(?P<sign>[-+*/(),]))")


class BadExpression(ProblemError):
    """A text that is no formula: what was found where (characters from 1)."""

    def __init__(self, text: str, at: int, found: str) -> None:
        self.text, self.at, self.found = text, at, found
        super().__init__(f"formula {text!r}: {found!r} is not expected at character {at}.")


class DividedByZero(ArithmeticError):
    """A formula divides by a value that is zero."""


@dataclass(frozen=True, slots=True)
class Node:
    """A number, a name, or an operation on nodes; ``sign`` is the number, the name or the operation."""

    kind: str
    sign: str
    inner: tuple["Node", ...] = ()


@lru_cache(maxsize=1024)
def parse(text: str) -> Node:
    """The formula as a tree; raises BadExpression."""
    if len(text) > MOST_CHARACTERS:
        raise BadExpression(text[:40], MOST_CHARACTERS, "…")
    return _Parser(text).whole()


@lru_cache(maxsize=1024)
def names_in(text: str) -> tuple[str, ...]:
    """Names in the order in which they first stand in the text."""
    found: dict[str, None] = {}

    def walk(node: Node) -> None:
        if node.kind == "name":
            found[node.sign] = None
        for part in node.inner:
            walk(part)

    walk(parse(text))
    return tuple(found)


def evaluate(text: str, values: Mapping[str, Fraction | Decimal | int]) -> Fraction:
    """
    The exact value of a formula.

    Raises
    ------
    BadExpression
        When the text is no formula.
    KeyError
        When a name has no value.
    DividedByZero
        When something is divided by zero.
    """
    return _value(parse(text), values)


def reworded(text: str, words: Mapping[str, str]) -> str:
    """The formula with each known name replaced by its words, signs in print: ``×``, ``÷``, ``−``."""
    return _print(parse(text), words, 0)


def _value(node: Node, values: Mapping[str, Fraction | Decimal | int]) -> Fraction:
    if node.kind == "number":
        return Fraction(node.sign)
    if node.kind == "name":
        return Fraction(values[node.sign])
    inner = [_value(part, values) for part in node.inner]
    if node.kind == "call":
        return FUNCTIONS[node.sign](inner)
    if node.kind == "minus":
        return -inner[0]
    left, right = inner
    if node.sign == "+":
        return left + right
    if node.sign == "-":
        return left - right
    if node.sign == "*":
        return left * right
    if right == 0:
        raise DividedByZero(_print(node, {}, 0))
    return left / right


_RANK = {"+": 1, "-": 1, "*": 2, "/": 2}
_PRINTED = {"+": "+", "-": "−", "*": "×", "/": "÷"}


def _print(node: Node, words: Mapping[str, str], rank: int) -> str:
    if node.kind == "number":
        return node.sign
    if node.kind == "name":
        return words.get(node.sign, node.sign)
    if node.kind == "call":
        return f"{node.sign}({'; '.join(_print(part, words, 0) for part in node.inner)})"
    if node.kind == "minus":
        return f"−{_print(node.inner[0], words, 3)}"
    own = _RANK[node.sign]
    left, right = _print(node.inner[0], words, own), _print(node.inner[1], words, own + 1)
    whole = f"{left} {_PRINTED[node.sign]} {right}"
    return f"({whole})" if own < rank else whole


class _Parser:
    """Recursive descent over the text: sum, product, signed, atom."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = text.translate(_SIGNS)
        self.at = 0
        self.depth = 0
        self.operations = 0
        self.kind, self.sign = "", ""
        self._next()

    def whole(self) -> Node:
        node = self._sum()
        if self.kind != "end":
            raise self._wrong()
        return node

    def _next(self) -> None:
        match = _TOKEN.match(self.plain, self.at)
        if match is None:
            rest = self.plain[self.at :].strip()
            self.kind, self.sign = ("end", "") if not rest else ("wrong", rest[0])
            return
        self.at = match.end()
        self.kind = str(match.lastgroup)
        self.sign = match.group(self.kind)

    def _wrong(self) -> BadExpression:
        return BadExpression(self.text, self.at if self.kind != "end" else len(self.text), self.sign or "…")

    def _eat(self, sign: str) -> None:
        if self.sign != sign or self.kind != "sign":
            raise self._wrong()
        self._next()

    def _sum(self) -> Node:
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise self._wrong()
        node = self._product()
        while self.kind == "sign" and self.sign in "+-":
            sign = self.sign
            self._count()
            self._next()
            node = Node("two", sign, (node, self._product()))
        self.depth -= 1
        return node

    def _product(self) -> Node:
        node = self._signed()
        while self.kind == "sign" and self.sign in "*/":
            sign = self.sign
            self._count()
            self._next()
            node = Node("two", sign, (node, self._signed()))
        return node

    def _signed(self) -> Node:
        if self.kind == "sign" and self.sign == "-":
            self._count()
            self._next()
            return Node("minus", "-", (self._signed(),))
        return self._atom()

    def _count(self) -> None:
        """One operation more; a tree that is too deep to walk is no formula."""
        self.operations += 1
        if self.operations > MOST_OPERATIONS:
            raise self._wrong()

    def _atom(self) -> Node:
        kind, sign = self.kind, self.sign
        if kind == "number":
            self._next()
            return Node("number", sign)
        if kind == "name":
            self._next()
            return self._call(sign) if self.kind == "sign" and self.sign == "(" else Node("name", sign)
        if kind == "sign" and sign == "(":
            self._next()
            node = self._sum()
            self._eat(")")
            return node
        raise self._wrong()

    def _call(self, name: str) -> Node:
        if name not in FUNCTIONS:
            raise self._wrong()
        self._next()
        inner = [self._sum()]
        while self.kind == "sign" and self.sign == ",":
            self._next()
            inner.append(self._sum())
        self._eat(")")
        return Node("call", name, tuple(inner))
