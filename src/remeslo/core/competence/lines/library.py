"""The occupational standards at hand on a day, and what a reference such as ``40.002/A/01.2`` means in them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import EditionKey, StatementKey
from remeslo.core.base.text import latin_code, squeeze
from remeslo.core.competence.standards import (
    OccupationalStandard,
    Statement,
    StatementKind,
    WorkFunction,
    editions,
    in_force,
)

_REFERENCE = re.compile(r"^(?P<code>\d{2}\.\d{3})\.?(?:\s*@\s*(?P<edition>[^/:]+?))?\s*(?:[/:\s]\s*(?P<function>.+))?$")
_FUNCTION = re.compile(r"^(?P<letter>[A-Z])(?:/?(?P<number>\d{1,2})(?:\.(?P<level>\d))?)?$")


@dataclass(frozen=True, slots=True)
class Resolution:
    """Work functions that a reference means (none: the findings say why)."""

    functions: tuple[StatementKey, ...]
    findings: tuple[Finding, ...] = ()


class Library:
    """
    Standards by edition.

    Parameters
    ----------
    day
        Day for which the edition in force is taken when a reference names none.
    """

    def __init__(self, standards: Iterable[OccupationalStandard], day: date) -> None:
        self.day = day
        self.by_edition: Mapping[EditionKey, OccupationalStandard] = {
            s.edition: s for s in sorted(standards, key=lambda s: s.edition)
        }

    @cached_property
    def functions(self) -> Mapping[StatementKey, WorkFunction]:
        """Every work function by key."""
        return {StatementKey(f"{edition}:{f.code}"): f for edition, s in self.by_edition.items() for f in s.functions}

    @cached_property
    def statements(self) -> Mapping[StatementKey, tuple[Statement, ...]]:
        """Statements of every work function, its name first."""
        found: dict[StatementKey, list[Statement]] = {}
        for s in self.by_edition.values():
            for statement in s.statements():
                found.setdefault(statement.function, []).append(statement)
        return {k: tuple(v) for k, v in found.items()}

    @cached_property
    def texts(self) -> Mapping[StatementKey, str]:
        """Text of every statement and work function."""
        return {s.key: s.text for group in self.statements.values() for s in group}

    def of_kind(self, function: StatementKey, kind: StatementKind) -> tuple[Statement, ...]:
        """Statements of one kind of a work function."""
        return tuple(s for s in self.statements.get(function, ()) if s.kind is kind)

    def level(self, function: StatementKey) -> int | None:
        """Qualification level of a work function, ``None`` when the standard gives none."""
        found = self.functions.get(function)
        if found is None:
            return None
        digits = re.search(r"\d", found.level) or re.search(r"(?<=\.)\d$", found.code)
        return int(digits[0]) if digits else None

    def current(self, code: str) -> OccupationalStandard | None:
        """The edition in force on the day; else the newest that is held."""
        held = editions(self.by_edition.values(), code)
        return in_force(held, code, self.day) or (held[-1] if held else None)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Codes of the standards held."""
        return tuple(sorted({s.code for s in self.by_edition.values()}))

    def standard(self, reference: str, where: str) -> tuple[OccupationalStandard | None, tuple[Finding, ...]]:
        """The edition that ``40.002`` or ``40.002@701н-2013-12-02`` means."""
        parts = _REFERENCE.match(squeeze(reference))
        if parts is None:
            return None, (_finding("competence.reference_unreadable", where, {"ref": reference}),)
        return self._edition(reference, parts["code"], parts["edition"], where)

    def resolve(self, reference: str, where: str) -> Resolution:
        """The work functions that ``40.002/A/01.2``, ``40.002@.../A/01.2`` or a whole ``40.002/A`` means."""
        parts = _REFERENCE.match(squeeze(reference))
        if parts is None or parts["function"] is None:
            return Resolution((), (_finding("competence.reference_unreadable", where, {"ref": reference}),))
        standard, found = self._edition(reference, parts["code"], parts["edition"], where)
        if standard is None:
            return Resolution((), found)
        code = latin_code(parts["function"]).upper()
        wanted = _FUNCTION.match(code)
        if wanted is None:
            facts = {"ref": reference}
            return Resolution((), (*found, _finding("competence.reference_unreadable", where, facts)))
        if code != squeeze(parts["function"]).replace(" ", ""):
            facts = {"ref": reference, "code": code}
            found = (*found, _finding("competence.letters_replaced", where, facts, Severity.NOTE))
        keys, more = _functions(standard, wanted, reference, where)
        return Resolution(keys, (*found, *more))

    def _edition(
        self, reference: str, code: str, edition: str | None, where: str
    ) -> tuple[OccupationalStandard | None, tuple[Finding, ...]]:
        held = editions(self.by_edition.values(), code)
        if not held:
            facts = {"ref": reference, "code": code, "held": self.codes}
            return None, (_finding("competence.standard_unknown", where, facts),)
        current = self.current(code)
        assert current is not None
        if edition is None:
            return current, self._chosen(reference, current, held, where)
        named = [s for s in held if s.edition == f"{code}@{edition}" or s.order_number == edition]
        if not named:
            facts = {"ref": reference, "edition": edition, "held": tuple(s.edition for s in held)}
            return None, (_finding("competence.edition_unknown", where, facts),)
        return named[-1], self._asked_for(reference, named[-1], current, where)

    def _chosen(
        self, reference: str, current: OccupationalStandard, held: tuple[OccupationalStandard, ...], where: str
    ) -> tuple[Finding, ...]:
        """Says which of several editions was taken, and warns when none is in force yet."""
        if current.approved is not None and current.approved > self.day:
            return (self._not_yet(reference, current, where),)
        others = tuple(s.edition for s in held if s is not current)
        if not others:
            return ()
        facts = {"ref": reference, "code": current.code, "edition": current.edition, "others": others}
        return (_finding("competence.edition_chosen", where, facts, Severity.NOTE),)

    def _asked_for(
        self, reference: str, named: OccupationalStandard, current: OccupationalStandard, where: str
    ) -> tuple[Finding, ...]:
        """Warns when the edition that a reference names is not the one in force."""
        if named.approved is not None and named.approved > self.day:
            return (self._not_yet(reference, named, where),)
        if named is current:
            return ()
        facts = {"ref": reference, "edition": named.edition, "in_force": current.edition}
        return (_finding("competence.edition_superseded", where, facts, Severity.WARNING),)

    def _not_yet(self, reference: str, named: OccupationalStandard, where: str) -> Finding:
        facts = {"ref": reference, "edition": named.edition, "approved": named.approved, "day": self.day}
        return _finding("competence.edition_not_yet", where, facts, Severity.WARNING)


def _functions(
    standard: OccupationalStandard, wanted: re.Match[str], reference: str, where: str
) -> tuple[tuple[StatementKey, ...], tuple[Finding, ...]]:
    """Work functions of a standard by letter, number and level; a level that differs is named, not refused."""

    def key(f: WorkFunction) -> StatementKey:
        return StatementKey(f"{standard.edition}:{f.code}")

    letter, number, level = wanted["letter"], wanted["number"], wanted["level"]
    if number is None:
        group = tuple(key(f) for f in standard.functions if f.code.startswith(f"{letter}/"))
        if group:
            many = {"ref": reference, "count": len(group)}
            return group, (_finding("competence.function_expanded", where, many, Severity.NOTE),)
    else:
        stem = f"{letter}/{int(number):02d}."
        same = [f for f in standard.functions if f.code.startswith(stem) or f.code == stem[:-1]]
        exact = [f for f in same if level is None or f.code == f"{stem}{level}"]
        if exact:
            return (key(exact[0]),), ()
        if same:
            other = {"ref": reference, "taken": same[0].code}
            return (key(same[0]),), (_finding("competence.function_other_level", where, other, Severity.WARNING),)
    facts = {"ref": reference, "standard": standard.edition, "held": tuple(f.code for f in standard.functions)}
    return (), (_finding("competence.function_unknown", where, facts),)


def _finding(
    code: str, where: str, facts: Mapping[str, object], severity: Severity = Severity.STOPS_PUBLISHING
) -> Finding:
    return Finding(code, where, facts, severity)
