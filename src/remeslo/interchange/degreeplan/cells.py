"""Cells of requisites: ids joined by ``;`` (all) and ``|`` (any), in brackets where needed, each with its kind."""

import re

from remeslo.core.base.findings import ProblemError
from remeslo.core.curriculum.analytics import AnyOf, Need, Requisite, RequisiteKind, UnitKey, all_of, any_of
from remeslo.core.curriculum.analytics.requisites import AllOf, conjuncts

_TOKEN = re.compile(r"[;,\s]+|[()|]|[^;,\s()|]+")
_MARKS = {"pre": RequisiteKind.PRE, "co": RequisiteKind.CO, "strict": RequisiteKind.STRICT}
_SIGN = {kind: sign for sign, kind in _MARKS.items()}
DEEPEST = 20
ESCAPED = re.compile(r"[;,\s()|:]")
"""Signs that no id may hold, for a cell could not be read back."""


class BadCell(ValueError):
    """A cell that is no requisite; the text of the error is what stood in the way."""


def read_requisites(text: str, kind: RequisiteKind) -> Requisite:
    """
    ``4;5|6`` -> 4 and (5 or 6).

    ``;``, ``,`` and spaces all mean "and"; ``pre:``, ``co:`` and ``strict:`` before an id overrule ``kind``. Raises
    BadCell.
    """
    tokens = [" " if t[0] in ";, \t\r\n" or t.isspace() else t for t in _TOKEN.findall(text.strip())]
    found, at = _conjunction(_without_idle(tokens), 0, kind, 0)
    if at < len(_without_idle(tokens)):
        raise BadCell(")")
    return found


def _without_idle(tokens: list[str]) -> list[str]:
    """Separators beside a bar or a bracket say nothing; so do those at the ends."""
    kept: list[str] = []
    for token in tokens:
        if token == " " and (not kept or kept[-1] in ("|", "(", " ")):
            continue
        if token in ("|", ")") and kept and kept[-1] == " ":
            kept.pop()
        kept.append(token)
    if kept and kept[-1] == " ":
        kept.pop()
    return kept


def _conjunction(tokens: list[str], at: int, kind: RequisiteKind, depth: int) -> tuple[Requisite, int]:
    parts: list[Requisite] = []
    while at < len(tokens) and tokens[at] != ")":
        if tokens[at] == " ":
            at += 1
            continue
        part, at = _choice(tokens, at, kind, depth)
        parts.append(part)
    return all_of(parts), at


def _choice(tokens: list[str], at: int, kind: RequisiteKind, depth: int) -> tuple[Requisite, int]:
    branch, at = _branch(tokens, at, kind, depth)
    branches = [branch]
    while at < len(tokens) and tokens[at] == "|":
        branch, at = _branch(tokens, at + 1, kind, depth)
        branches.append(branch)
    try:
        return any_of(branches), at
    except ProblemError as error:
        raise BadCell("strict: |") from error


def _branch(tokens: list[str], at: int, kind: RequisiteKind, depth: int) -> tuple[Requisite, int]:
    if at >= len(tokens) or tokens[at] in ("|", ")"):
        raise BadCell(tokens[at] if at < len(tokens) else "|")
    if tokens[at] != "(":
        return _need(tokens[at], kind), at + 1
    if depth == DEEPEST:
        raise BadCell("(" * 3 + "…")
    inside, at = _conjunction(tokens, at + 1, kind, depth + 1)
    if at >= len(tokens):
        raise BadCell("(")
    if inside == AllOf():
        raise BadCell("()")
    return inside, at + 1


def _need(text: str, kind: RequisiteKind) -> Need:
    mark, colon, key = text.partition(":")
    if not colon:
        return Need(UnitKey(text), kind)
    if mark.casefold() not in _MARKS or not key:
        raise BadCell(text)
    return Need(UnitKey(key), _MARKS[mark.casefold()])


def write_requisites(requisite: Requisite) -> dict[RequisiteKind, str]:
    """The three cells; choices stand among the prerequisites, branches of another kind with their mark."""
    cells: dict[RequisiteKind, list[str]] = {kind: [] for kind in RequisiteKind}
    for part in conjuncts(requisite):
        kind = part.kind if isinstance(part, Need) else RequisiteKind.PRE
        cells[kind].append(_text(part, kind))
    return {kind: ";".join(texts) for kind, texts in cells.items()}


def _text(requisite: Requisite, kind: RequisiteKind) -> str:
    if isinstance(requisite, Need):
        return requisite.unit if requisite.kind is kind else f"{_SIGN[requisite.kind]}:{requisite.unit}"
    if isinstance(requisite, AnyOf):
        return "|".join(_text(p, kind) for p in requisite.parts)
    inside = ";".join(f"({_text(p, kind)})" if isinstance(p, AnyOf) else _text(p, kind) for p in requisite.parts)
    return f"({inside})"
