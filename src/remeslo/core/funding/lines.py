"""A line of money: who, when, what for, how much, and the numbers and facts it was computed from."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from remeslo.core.base.facts import FactKey
from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import OrganisationKey


class LineKey(NamedTuple):
    """What makes a line the same line whenever it is settled; its text is ``rule|contract|subject|period|kind``."""

    rule: str
    contract: str
    subject: str
    period: str
    kind: str

    def __str__(self) -> str:
        return "|".join(self)


class LineState(StrEnum):
    """Where a line's money is."""

    ELIGIBLE = "eligible"
    """Earned by what one side says; the other side has not confirmed it yet."""
    PAYABLE = "payable"
    """Due and not yet paid."""
    PAID = "paid"
    VOIDED = "voided"
    """Was to be paid and turned out not to be due before it was paid."""
    AWAITING_CLAWBACK = "awaiting_clawback"
    """More was paid than is due by what is known now."""
    CLAWED_BACK = "clawed_back"
    """Paid, turned out not to be due, and given back."""


@dataclass(frozen=True, slots=True)
class Share:
    """Who pays which part of a line; the parts of a line add up to 1."""

    payer: OrganisationKey
    part: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """
    A number that a line was computed from.

    Parameters
    ----------
    name
        Its name in the formula.
    value
        Exact; a count, a share or money.
    source
        Act or paragraph of a parameter; blank for what facts say.
    verified
        ``None`` where nothing is to be verified: a fact or an intermediate result.
    facts
        The facts that say so.
    """

    name: str
    value: Decimal | Fraction | int
    source: str = ""
    verified: bool | None = None
    facts: tuple[FactKey, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """
    An amount that a rule makes due.

    Parameters
    ----------
    rule
        Key of the rule in its pack.
    subject
        Pseudonymous learner, provider, or the contract itself.
    period
        What it is for: ``2026-09`` (month), ``2026`` (year).
    kind
        ``on_programme``, ``completion``, ``base`` ...; one rule may give several.
    on
        The day it falls due.
    amount
        Rounded by the pack; below 0 it is to be given back.
    payee
        Who is to get it.
    shares
        Who pays it, in order; the first takes the rounding remainder. Empty on a line below 0: those who paid the
        contract get it back in proportion to what they paid.
    formula
        See `expression`; its value, with the numbers of ``because``, rounded, is the amount.
    waits
        Facts that the other side has yet to confirm; until then nothing of the line is due.
    """

    rule: str
    contract: str
    subject: str
    period: str
    kind: str
    on: date
    amount: Decimal
    payee: OrganisationKey
    shares: tuple[Share, ...]
    formula: str
    because: tuple[Used, ...]
    waits: tuple[FactKey, ...] = field(default=())

    def __post_init__(self) -> None:
        if self.shares and sum((s.part for s in self.shares), Fraction(0)) != 1:
            raise ProblemError(f"line {self.key}: shares of payers must add up to 1.")

    @property
    def key(self) -> LineKey:
        """The line's identity."""
        return LineKey(self.rule, self.contract, self.subject, self.period, self.kind)

    @property
    def facts(self) -> tuple[FactKey, ...]:
        """Every fact behind the amount, in order, once."""
        return tuple(dict.fromkeys(key for used in self.because for key in used.facts))

    @property
    def verified(self) -> bool:
        """False when a parameter behind it was never compared with its act."""
        return all(used.verified is not False for used in self.because)
