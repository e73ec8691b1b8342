"""Facts from JSON or CSV; a bad one is named with its place and the good ones are kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from remeslo.core.base.facts import Fact, FactKey, FactValue
from remeslo.core.base.findings import Finding, ProblemError, Severity
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.funding.factspec import FactSpec
from remeslo.core.funding.factvalues import NotAValue, a_day, missing, typed
from remeslo.interchange.factfile.rows import RawFact, raw_facts
from remeslo.interchange.safety import Unreadable

CONFIRMATION = "confirmation"
UNNAMED = "file"
_KINDS: Mapping[str, str] = {"number": "number", "whole number": "whole", "text": "text", "true | false": "flag"}


@dataclass(frozen=True)
class FactReading:
    """Good facts in the order of the file, every problem, and how many facts the file has."""

    facts: tuple[Fact, ...]
    findings: tuple[Finding, ...]
    found: int


def read(data: bytes, *, name: str, kinds: Mapping[str, FactSpec] | None = None) -> FactReading:
    """
    Facts of a file.

    Parameters
    ----------
    kinds
        What a pack reads (see `factvalues.specs_of`): values are judged by it, other kinds are told and kept.

    Raises
    ------
    Unreadable
        When the file is neither JSON nor a table of facts.
    """
    rows, told = raw_facts(data, name)
    reading = _Reading(kinds or {})
    facts = [f for f in (reading.fact(row) for row in rows) if f is not None]
    if not rows:
        raise Unreadable((Finding("factfile.empty", name, {}, Severity.STOPS_SAVING),))
    return FactReading(tuple(facts), (*told, *reading.findings, *reading.strange(name)), len(rows))


class _Reading:
    """Facts on their way."""

    def __init__(self, kinds: Mapping[str, FactSpec]) -> None:
        self.kinds = kinds
        self.findings: list[Finding] = []
        self.keys: dict[str, str] = {}
        self.unknown: dict[str, int] = {}

    def fact(self, row: RawFact) -> Fact | None:
        """The fact of a row; ``None`` with everything wrong told."""
        before = len(self.findings)
        kind, subject = self._text(row, "kind"), self._text(row, "subject")
        on = self._day(row, "on")
        known = self._day(row, "known") if row.own.get("known") not in (None, "") else on
        key = str(row.own.get("key") or f"row-{row.number}").strip()
        self._once(row, key)
        values = dict(self._values(row, kind))
        if len(self.findings) > before or on is None or known is None:
            return None
        by = str(row.own.get("by") or "").strip() or UNNAMED
        corrects = str(row.own.get("corrects") or "").strip()
        if not self._corrects_another(row, key, corrects):
            return None
        try:
            return Fact(
                key=FactKey(key),
                kind=kind,
                subject=subject,
                on=on,
                known=known,
                by=OrganisationKey(by),
                values=values,
                evidence=row.evidence,
                corrects=FactKey(corrects) if corrects else None,
                withdraws=self._withdraws(row),
            )
        except (ProblemError, NotAValue) as error:
            self._add("factfile.unusable", row, reason=str(error))
            return None

    def strange(self, name: str) -> Iterator[Finding]:
        """Kinds that the pack does not read, once each."""
        for kind, count in sorted(self.unknown.items()):
            facts: dict[str, object] = {"kind": kind, "count": count, "known": tuple(self.kinds)}
            yield Finding("factfile.kind_not_read", name, facts, Severity.NOTE)

    def _values(self, row: RawFact, kind: str) -> Iterator[tuple[str, FactValue]]:
        spec = self.kinds.get(kind)
        if spec is None and kind and kind != CONFIRMATION and self.kinds:
            self.unknown[kind] = self.unknown.get(kind, 0) + 1
        for name, raw in row.values.items():
            if raw is None or raw == "":
                continue
            try:
                yield name, typed(raw, spec.value(name) if spec else None)
            except NotAValue as error:
                self._add("factfile.value_wrong", row, column=name, found=str(raw)[:60], **_wanted(error))
        given = [n for n, raw in row.values.items() if raw not in (None, "")]
        for name in missing(given, spec) if spec and not self._withdraws(row) else ():
            self._add("factfile.value_missing", row, column=name, kind=kind)

    def _text(self, row: RawFact, name: str) -> str:
        value = row.own.get(name)
        if value in (None, "") or not isinstance(value, str | int):
            self._add("factfile.field_missing", row, column=name)
            return ""
        return str(value).strip()

    def _day(self, row: RawFact, name: str) -> date | None:
        value = row.own.get(name)
        if value in (None, ""):
            self._add("factfile.field_missing", row, column=name)
            return None
        try:
            return a_day(value)
        except NotAValue as error:
            self._add("factfile.value_wrong", row, column=name, found=str(value)[:60], **_wanted(error))
            return None

    def _withdraws(self, row: RawFact) -> bool:
        return str(row.own.get("withdraws") or "").strip().lower() in ("true", "yes", "да", "1")

    def _corrects_another(self, row: RawFact, key: str, corrects: str) -> bool:
        """Whether a correction names another fact, and a withdrawal names one at all; tells what is wrong."""
        value = str(row.own.get("withdraws") or "").strip()
        before = len(self.findings)
        if corrects == key:
            self._add("factfile.corrects_itself", row, key=key)
        if not self._withdraws(row) and value.lower() not in ("", "false", "no", "нет", "0"):
            facts = {"column": "withdraws", "found": value[:60]}
            self._add("factfile.value_wrong", row, **facts, expected="", type=_KINDS["true | false"])
        elif self._withdraws(row) and not corrects:
            self._add("factfile.withdraws_nothing", row, key=key)
        return len(self.findings) == before

    def _once(self, row: RawFact, key: str) -> None:
        if key in self.keys:
            self._add("factfile.key_twice", row, key=key, first=self.keys[key])
        self.keys.setdefault(key, row.place)

    def _add(self, code: str, row: RawFact, **facts: object) -> None:
        column = f", {facts['column']}" if "column" in facts else ""
        self.findings.append(
            Finding(code, f"{row.place}{column}", {**facts, "fact": row.number}, Severity.STOPS_SAVING)
        )


def _wanted(error: NotAValue) -> dict[str, object]:
    """What was expected: a kind of value, which has a word in each language, or a range or list that needs none."""
    kind = _KINDS.get(error.expected)
    return {"expected": "", "type": kind} if kind else {"expected": error.expected, "type": ""}
