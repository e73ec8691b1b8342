"""
Kinds of facts as data: what a fact of a kind must say, who confirms it, and when two of them tell the same.

The kinds that come with the program stand in ``packs/facts/kinds.toml``; another file may bring others.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from remeslo.core.base.facts import CONFIRMATION, Fact, FactKey, FactValue
from remeslo.core.base.findings import Finding, ProblemError, Severity
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.base.text import fold, latin_code


class ValueType(StrEnum):
    """What a value of a fact may be."""

    TEXT = "text"
    ORGANISATION = "organisation"
    CHOICE = "choice"
    WHOLE = "whole"
    NUMBER = "number"
    MONEY = "money"
    DAY = "day"
    FLAG = "flag"


class SubjectKind(StrEnum):
    """Whom or what a fact is about."""

    LEARNER = "learner"
    CONTRACT = "contract"
    EQUIPMENT = "equipment"
    PROGRAMME = "programme"
    TEACHER = "teacher"
    CLUSTER = "cluster"
    INDICATOR = "indicator"
    FACT = "fact"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRule:
    """
    One value that facts of a kind say.

    Parameters
    ----------
    name
        Name of the value; one that ends in ``_`` stands for every value whose name begins so (``points_1``).
    choices
        The words allowed where the type is a choice.
    least, most
        Inclusive bounds of a number.
    """

    name: str
    type: ValueType
    title_ru: str
    title_en: str
    required: bool = False
    choices: tuple[str, ...] = ()
    least: Decimal | None = None
    most: Decimal | None = None

    def __post_init__(self) -> None:
        if (self.type is ValueType.CHOICE) != bool(self.choices):
            raise ProblemError(f"field {self.name}: a choice, and only a choice, has words to choose from.")
        if self.least is not None and self.most is not None and self.least > self.most:
            raise ProblemError(f"field {self.name}: least {self.least} is above most {self.most}.")

    @property
    def is_open(self) -> bool:
        """True when it stands for all names with this beginning."""
        return self.name.endswith("_")


@dataclass(frozen=True, slots=True, kw_only=True)
class FactKind:
    """
    What facts of one kind say.

    Parameters
    ----------
    identity
        Names of values that, with kind and subject, tell two facts of the same thing: the same practice entered twice.
    same_day
        True when the day belongs to the identity as well (a learner may be in a workshop on many days).
    other
        Name of the value that holds the organisation which has to confirm, ``""`` when nobody is asked. What this
        organisation itself entered is confirmed by the subject's college (see `other_side`).
    """

    key: str
    title_ru: str
    title_en: str
    subject: SubjectKind
    fields: tuple[FieldRule, ...]
    identity: tuple[str, ...] = ()
    same_day: bool = False
    other: str = ""

    def __post_init__(self) -> None:
        names = [f.name for f in self.fields]
        for name in (*self.identity, *([self.other] if self.other else [])):
            if name not in names:
                raise ProblemError(f"kind {self.key}: {name} is no field of it.")
        if len(set(names)) < len(names):
            raise ProblemError(f"kind {self.key}: a field is named twice.")

    def field(self, name: str) -> FieldRule | None:
        """The rule for a value of this name."""
        exact = next((f for f in self.fields if f.name == name), None)
        return exact or next((f for f in self.fields if f.is_open and name.startswith(f.name)), None)


def validate(fact: Fact, kinds: Mapping[str, FactKind], where: str = "") -> list[Finding]:
    """Everything that is wrong with one fact by the schema of its kind; a withdrawal need not repeat the values."""
    place = where or str(fact.key)
    kind = kinds.get(fact.kind)
    if kind is None:
        facts = {"key": fact.key, "kind": fact.kind, "known": tuple(kinds)}
        return [Finding("fact.kind_unknown", place, facts, Severity.STOPS_SAVING)]
    findings: list[Finding] = []
    if not fact.withdraws:
        for rule in kind.fields:
            if rule.required and rule.name not in fact.values:
                findings.append(_wrong("fact.value_missing", place, fact, rule.name))
    for name, value in fact.values.items():
        matching = kind.field(name)
        if matching is None:
            told = {"known": tuple(f.name for f in kind.fields)}
            findings.append(_wrong("fact.value_unknown", place, fact, name, told, Severity.WARNING))
        else:
            findings += _value(fact, matching, name, value, place)
    if fact.known < fact.on and fact.kind == CONFIRMATION:
        findings.append(_wrong("fact.known_before", place, fact, "known", {"on": fact.on, "day": fact.known}))
    return findings


def duplicates(facts: Iterable[Fact], kinds: Mapping[str, FactKind]) -> list[Finding]:
    """Facts in force that tell the same thing under two keys, each later one with the first."""
    first: dict[tuple[str, ...], Fact] = {}
    findings: list[Finding] = []
    for fact in sorted(facts, key=lambda f: (f.known, f.key)):
        kind = kinds.get(fact.kind)
        if kind is None or fact.kind == CONFIRMATION:
            continue
        held = first.setdefault(identity_of(fact, kind), fact)
        if held is not fact:
            told = {"key": fact.key, "first": held.key, "kind": fact.kind, "subject": fact.subject}
            findings.append(Finding("fact.duplicate", str(fact.key), told, Severity.WARNING))
    return findings


def identity_of(fact: Fact, kind: FactKind) -> tuple[str, ...]:
    """What tells two facts of one thing: kind, subject and identifying values, written one way (see `normal`)."""
    day = (fact.on.isoformat(),) if kind.same_day else ()
    return (fact.kind, normal(fact.subject), *day, *(normal(fact.values.get(n, "")) for n in kind.identity))


def normal(value: FactValue) -> str:
    """A value for comparing: without case, ё, spaces, look-alike letters of two alphabets and a last full stop."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return latin_code(fold(str(value))).rstrip(".")


def other_side(fact: Fact, kind: FactKind, college: OrganisationKey | None) -> OrganisationKey | None:
    """Who has to confirm a fact: the organisation it names, or the subject's college where that one said it itself."""
    named = fact.values.get(kind.other) if kind.other else None
    if not isinstance(named, str) or not named:
        return None
    other = OrganisationKey(named)
    return other if other != fact.by else college if college != fact.by else None


def _value(fact: Fact, rule: FieldRule, name: str, value: FactValue, place: str) -> list[Finding]:
    if not fits(value, rule.type):
        return [_wrong("fact.value_type", place, fact, name, {"expected": rule.type.value, "found": value})]
    if rule.type is ValueType.CHOICE and value not in rule.choices:
        return [_wrong("fact.value_choice", place, fact, name, {"found": value, "choices": rule.choices})]
    if rule.required and isinstance(value, str) and not value.strip():
        return [_wrong("fact.value_missing", place, fact, name)]
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        low, high = rule.least is not None and value < rule.least, rule.most is not None and value > rule.most
        if low or high:
            told = {"found": value, "least": rule.least, "most": rule.most}
            return [_wrong("fact.value_range", place, fact, name, told)]
    return []


def fits(value: FactValue, kind: ValueType) -> bool:
    """True when a value is of a type; a whole number serves as a number or as money."""
    match kind:
        case ValueType.FLAG:
            return isinstance(value, bool)
        case ValueType.WHOLE:
            return isinstance(value, int) and not isinstance(value, bool)
        case ValueType.NUMBER | ValueType.MONEY:
            return isinstance(value, int | Decimal) and not isinstance(value, bool)
        case ValueType.DAY:
            return isinstance(value, date)
        case _:
            return isinstance(value, str)


def _wrong(
    code: str,
    place: str,
    fact: Fact,
    name: str,
    told: Mapping[str, object] | None = None,
    severity: Severity = Severity.STOPS_SAVING,
) -> Finding:
    key: FactKey = fact.key
    return Finding(code, place, {"key": key, "kind": fact.kind, "field": name, **(told or {})}, severity)
