"""Rules of nodes as a person writes them into the form, and back."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from remeslo.core.base.findings import Finding, ProblemError, Severity
from remeslo.core.competence.structure.rules import StructureRule

MOST_NODES = 200
MOST_HOURS = 20_000
_NUMBERS = ("take_min", "take_max", "hours_min", "hours_max")


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeFields:
    """
    What stands in the fields of one node.

    Parameters
    ----------
    is_own
        A node of the college's own, which has a title, things below it and a choice; else a cycle or module.
    """

    key: str
    title: str = ""
    name: str = ""
    below: str = ""
    take_min: str = ""
    take_max: str = ""
    hours_min: str = ""
    hours_max: str = ""
    in_order: bool = False
    is_own: bool = False
    removed: bool = False

    @property
    def says_nothing(self) -> bool:
        """True for a cycle or module without bounds, and for a new node that nobody began."""
        texts = (self.below, self.title, self.key) if self.is_own else ()
        return self.removed or not any((*texts, self.hours_min, self.hours_max))


def fields_of(rule: StructureRule, *, name: str = "") -> NodeFields:
    """A rule as fields; ``name`` is what the page calls a cycle or module."""
    return NodeFields(
        key=rule.key,
        title=rule.title,
        name=name,
        below="; ".join(rule.below),
        take_min=_text(rule.take_min),
        take_max=_text(rule.take_max),
        hours_min=_text(rule.hours_min),
        hours_max=_text(rule.hours_max),
        in_order=rule.in_order,
        is_own=bool(rule.below),
    )


def sent(data: Mapping[str, Any]) -> list[NodeFields]:
    """Fields of all nodes of a form that was sent, in its order."""
    found = []
    for n in range(min(MOST_NODES, _whole(str(data.get("nodes", "0"))) or 0)):
        texts = {k: str(data.get(f"{k}-{n}", "")).strip()[:2000] for k in ("key", "title", "name", "below", *_NUMBERS)}
        found.append(
            NodeFields(
                **texts,
                in_order=f"in_order-{n}" in data,
                is_own=f"own-{n}" in data,
                removed=f"removed-{n}" in data,
            )
        )
    return found


def rules_of(fields: Iterable[NodeFields]) -> tuple[tuple[StructureRule, ...], list[Finding]]:
    """Rules of the nodes that say something; findings name the node and what cannot be."""
    rules: dict[str, StructureRule] = {}
    findings: list[Finding] = []
    for f in fields:
        if f.says_nothing:
            continue
        wrong = list(_wrong(f))
        findings += wrong
        if wrong:
            continue
        if f.key in rules:
            findings.append(_refused(f.key, "twice"))
            continue
        try:
            rules[f.key] = _rule(f)
        except ProblemError as error:
            findings.append(_refused(f.key, str(error)))
    return tuple(rules.values()), findings


def _wrong(f: NodeFields) -> Iterator[Finding]:
    if not f.key or len(f.key) > 64 or not f.key.isprintable() or ";" in f.key or " " in f.key:
        yield Finding("structure.node_without_key", f.key[:64], {"node": f.key[:64]}, Severity.STOPS_SAVING)
    if f.is_own and not f.below.replace(";", "").strip():
        yield Finding("structure.node_without_parts", f.key[:64], {"node": f.key[:64]}, Severity.STOPS_SAVING)
    for name in _NUMBERS:
        text = getattr(f, name)
        if text and _whole(text) is None:
            facts = {"node": f.key[:64], "value": text[:40], "most": MOST_HOURS}
            yield Finding("structure.not_a_number", f.key[:64], facts, Severity.STOPS_SAVING)


def _rule(f: NodeFields) -> StructureRule:
    numbers = {n: _whole(getattr(f, n)) for n in _NUMBERS}
    if not f.is_own:
        return StructureRule(key=f.key, hours_min=numbers["hours_min"], hours_max=numbers["hours_max"])
    below = tuple(dict.fromkeys(part.strip() for part in f.below.split(";") if part.strip()))
    return StructureRule(key=f.key, title=f.title, below=below, in_order=f.in_order and bool(below), **numbers)


def _text(number: int | None) -> str:
    return "" if number is None else str(number)


def _whole(text: str) -> int | None:
    """Digits of a sensible length as a number; ``None`` for anything else."""
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        return None
    number = int(text)
    return number if number <= MOST_HOURS else None


def _refused(key: str, reason: str) -> Finding:
    return Finding("structure.rule_refused", key, {"node": key, "reason": reason}, Severity.STOPS_SAVING)
