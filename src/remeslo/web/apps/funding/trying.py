"""A pack tried on its frozen cases: what comes out of it, what was expected, what another version made of the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from remeslo.core.base.findings import Finding
from remeslo.core.funding.due import amount_due
from remeslo.core.funding.lines import Line
from remeslo.core.funding.money import ZERO
from remeslo.core.funding.pack import PackExample, RulePack
from remeslo.core.funding.validate import check_pack, try_example

_OWN: Final = "fundpack.example_differs"
"""Told case by case."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of a case by its name (``kind`` or ``kind period``); None: there is no such line."""

    name: str
    expected: Decimal | None
    got: Decimal | None
    before: Decimal | None

    @property
    def wrong(self) -> bool:
        """True when it is not what the case expects."""
        return self.expected is not None and self.expected != (self.got or Decimal(0))

    @property
    def moved(self) -> bool:
        """True when the other version makes something else of it."""
        return self.before is not None and self.before != (self.got or Decimal(0))


@dataclass(frozen=True, slots=True)
class CaseTrial:
    """One case: its amounts, and what stood in the way of computing it."""

    number: int
    example: PackExample
    amounts: tuple[Amount, ...]
    findings: tuple[Finding, ...]

    @property
    def failed(self) -> bool:
        """True when an amount is wrong or could not be computed."""
        return any(a.wrong for a in self.amounts) or any(f.hard for f in self.findings)


@dataclass(frozen=True, slots=True)
class Trial:
    """All cases of a pack."""

    cases: tuple[CaseTrial, ...]
    findings: tuple[Finding, ...]

    @property
    def failed(self) -> int:
        """Number of cases that come out wrong."""
        return sum(c.failed for c in self.cases)


def tried(pack: RulePack, before: RulePack | None = None) -> Trial:
    """The pack on its own cases; ``before`` (the published version, say) is set beside it."""
    cases = tuple(_case(n, example, pack, before) for n, example in enumerate(pack.examples, start=1))
    return Trial(cases, tuple(f for f in check_pack(pack) if f.code != _OWN))


def _case(number: int, example: PackExample, pack: RulePack, before: RulePack | None) -> CaseTrial:
    got = try_example(pack, example)
    old = _sums(try_example(before, example).lines) if before else {}
    sums = _sums(got.lines)
    wrong = {name: found for name, _wanted, found in got.differs}
    names = dict.fromkeys((*example.expect, *(n for n in (*old, *sums) if " " not in n)))
    amounts = tuple(
        Amount(
            name=n,
            expected=example.expect.get(n),
            got=wrong.get(n, example.expect.get(n, sums.get(n, ZERO))),
            before=old.get(n, ZERO) if before else None,
        )
        for n in names
    )
    return CaseTrial(number, example, amounts, tuple(f for f in got.findings if f.hard))


def _sums(lines: Iterable[Line]) -> dict[str, Decimal]:
    """What lines add up to under each name that a case may use."""
    sums: dict[str, Decimal] = {"total": ZERO}
    for line in lines:
        sums["total"] += amount_due(line)
        for name in (line.kind, f"{line.kind} {line.period}", line.subject, f"{line.subject} {line.kind}"):
            sums[name] = sums.get(name, ZERO) + amount_due(line)
    return sums
