"""What a pack makes due by the facts known on a day, every line with its reasons."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from remeslo.core.base.facts import Fact
from remeslo.core.base.findings import Finding, Severity
from remeslo.core.funding.book import FactBook, MissingValue, WrongValue
from remeslo.core.funding.expression import DividedByZero
from remeslo.core.funding.formula import Case, Formula, Outcome
from remeslo.core.funding.formulas import FORMULAS
from remeslo.core.funding.lines import Line, LineKey
from remeslo.core.funding.pack import Rule, RulePack
from remeslo.core.funding.params import NoValueInForce

EXPECTED = (NoValueInForce, MissingValue, WrongValue, DividedByZero, ValueError, OverflowError)
"""What facts may do to a formula; anything else is a fault of the program. A year 99999 is a ValueError."""


@dataclass(frozen=True)
class Due:
    """
    Lines due up to a day, sorted by contract, subject, period, kind; and what could not be computed.

    A line that waits for a confirmation is among them; nothing of it is due yet, see `amount_due`.
    """

    on: date
    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]

    def by_key(self) -> Mapping[LineKey, Line]:
        """Lines by their identity."""
        return {line.key: line for line in self.lines}


def amount_due(line: Line) -> Decimal:
    """What of a line is due: all of it, or nothing while a confirmation is awaited."""
    return Decimal(0) if line.waits else line.amount


def due(pack: RulePack, facts: Iterable[Fact] | FactBook, *, on: date) -> Due:
    """
    Everything due up to ``on`` by what was known on ``on``; the order of facts does not matter.

    A subject whose facts lack something gets no lines and a finding; it is never paid by a guess.
    """
    book = facts if isinstance(facts, FactBook) else FactBook.known(facts, on)
    lines: dict[LineKey, Line] = {}
    said: set[LineKey] = set()
    findings: list[Finding] = []
    for rule in pack.rules:
        for outcome in _outcomes(pack, rule, book):
            if isinstance(outcome, Finding):
                findings.append(outcome)
            elif outcome.amount and outcome.on <= on and pack.covers(outcome.on):
                if outcome.key in said:
                    findings.append(_twice(outcome))
                    lines.pop(outcome.key, None)
                else:
                    said.add(outcome.key)
                    lines[outcome.key] = outcome
    ordered = sorted(lines.values(), key=lambda x: (x.contract, x.subject, x.on, x.period, x.rule, x.kind))
    return Due(on, tuple(ordered), tuple(findings))


def _outcomes(pack: RulePack, rule: Rule, book: FactBook) -> Iterator[Outcome]:
    formula = FORMULAS[rule.formula]
    case = Case(pack, rule, book, formula)
    for subject in _subjects(case, formula):
        try:
            yield from list(formula.compute(case, subject))
        except (LookupError, ArithmeticError, ValueError) as error:
            if not isinstance(error, EXPECTED):
                raise
            yield _finding(error, rule, subject)


def _subjects(case: Case, formula: Formula) -> tuple[str, ...]:
    if not formula.anchor:
        return ("",)
    kind = case.option(formula.anchor[1:-1]) if formula.anchor.startswith("{") else formula.anchor
    return case.book.subjects(kind)


def _finding(error: Exception, rule: Rule, subject: str) -> Finding:
    facts: dict[str, object] = {"rule": rule.key, "subject": subject}
    if isinstance(error, NoValueInForce):
        facts |= {"param": error.param, "day": error.day, "row": error.row}
        return Finding("funding.no_value_in_force", subject or rule.key, facts)
    if isinstance(error, MissingValue):
        facts |= {"fact": error.fact.key, "kind": error.fact.kind, "name": error.name}
        return Finding("funding.value_missing", subject or rule.key, facts)
    if isinstance(error, WrongValue):
        facts |= {"fact": error.fact.key, "kind": error.fact.kind, "name": error.name, "expected": error.expected}
        return Finding("funding.value_wrong", subject or rule.key, facts)
    if isinstance(error, DividedByZero):
        return Finding("funding.divided_by_zero", subject or rule.key, facts | {"formula": str(error)})
    return Finding("funding.not_computed", subject or rule.key, facts | {"reason": str(error)[:200]})


def _twice(line: Line) -> Finding:
    facts = {"rule": line.rule, "subject": line.subject, "contract": line.contract, "period": line.period}
    return Finding("funding.line_twice", line.subject, facts, Severity.STOPS_PUBLISHING)
