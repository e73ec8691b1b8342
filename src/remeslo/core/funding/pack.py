"""Rule packs: dated, immutable sets of parameters and rules; a change is the next pack."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from remeslo.core.base.facts import Fact
from remeslo.core.base.findings import ProblemError
from remeslo.core.funding.money import Rounding
from remeslo.core.funding.params import NoValueInForce, Param, ParamValue


class Recovery(StrEnum):
    """What happens to money that turns out not to be due after it was paid."""

    NET = "net"
    """The next settlement takes it back at once."""
    CLAWBACK = "clawback"
    """A clawback is opened: reasoned, previewed, decided upon by people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """
    One rule of a pack: a formula by name with what it is told.

    Parameters
    ----------
    key
        Unique in the pack.
    formula
        Name in `formulas.FORMULAS`.
    params
        Parameter of the pack for each name that the formula uses, where they differ.
    options
        Words, numbers and expressions that the formula documents.
    confirmed
        Kinds of facts that count only when another organisation has confirmed them.
    source
        Act and paragraph.
    """

    key: str
    formula: str
    title_ru: str
    title_en: str
    source: str = ""
    verified: bool = False
    params: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    confirmed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackExample:
    """
    A frozen case: facts and what the pack must make of them on a day; the title is the sentence it proves.

    Parameters
    ----------
    expect
        Sums over lines: by ``kind``, ``kind period``, ``subject``, ``subject kind``, or ``total``.
    """

    title_ru: str
    title_en: str
    on: date
    facts: tuple[Fact, ...]
    expect: Mapping[str, Decimal]
    source: str = ""
    source_verified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePack:
    """
    A published set of rules of one scheme.

    Parameters
    ----------
    key, version
        Together unique; a changed pack has another version.
    valid_from, valid_to
        Lines that fall due outside of these days are none of this pack's; ``None``: without end.
    currency
        ISO 4217.
    names
        Words (ru, en) for names that the pack's own expressions use and nothing else explains.
    """

    key: str
    version: int
    title_ru: str
    title_en: str
    country: str
    currency: str
    valid_from: date
    valid_to: date | None
    rounding: Rounding
    recovery: Recovery
    params: Mapping[str, Param]
    rules: tuple[Rule, ...]
    examples: tuple[PackExample, ...] = ()
    names: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    note_ru: str = ""
    note_en: str = ""

    def __post_init__(self) -> None:
        keys = [r.key for r in self.rules]
        if len(set(keys)) < len(keys):
            raise ProblemError(f"pack {self.key}: two rules have one key.")
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise ProblemError(f"pack {self.key}: valid_to lies before valid_from.")

    def on(self, key: str, day: date, row: str = "") -> ParamValue:
        """The value of a parameter on a day; raises NoValueInForce also when the pack does not know it."""
        if key not in self.params:
            raise NoValueInForce(key, day, row)
        return self.params[key].on(day, row)

    def rule(self, key: str) -> Rule:
        """The rule of that key; raises KeyError."""
        return {r.key: r for r in self.rules}[key]

    def covers(self, day: date) -> bool:
        """True when the pack is in force on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
