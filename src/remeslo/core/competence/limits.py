"""What the constructor takes from a norm pack: the numbers of the law that shape a programme before it is planned."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.statestandard import EntryBase, ProgrammeKind


class NormAmount(Protocol):
    """A value of a norm."""

    @property
    def amount(self) -> Decimal:
        """The number."""


class NormBook(Protocol):
    """Norms by key and day; the norm pack of the term part is one."""

    def has(self, key: str, day: date) -> bool:
        """True when there is a value of that norm on that day."""

    def on(self, key: str, day: date) -> NormAmount:
        """The value in force on a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """
    Limits of one programme; ``None``: the pack has no such norm, it does not bind.

    Parameters
    ----------
    practice_week_hours
        Practice comes in multiples of it.
    mandatory_share_max
        Of the hours without school subjects and final attestation, at most this part is mandatory.
    exams_per_year_max, credits_per_year_max
        Attestations of one year of study.
    qual_level_max
        Highest qualification level of a work function that such a programme can teach (norm ``qual_level_max``).
    school_hours
        Hours of the school subjects, for a programme on nine classes that does not list them (norm ``school_hours``).
    final_attestation_hours_min
        Hours of the final attestation, where the state standard names none.
    """

    practice_week_hours: int | None = None
    mandatory_share_max: Fraction | None = None
    exams_per_year_max: int | None = None
    credits_per_year_max: int | None = None
    qual_level_max: int | None = None
    school_hours: int | None = None
    final_attestation_hours_min: int | None = None

    @property
    def practice_step(self) -> int:
        """Hours by which practice grows; 1 where no norm says more."""
        return self.practice_week_hours or 1


NEEDED = ("practice_week_hours", "mandatory_share_max", "qual_level_max")
"""Norms whose absence a person should know of."""


def limits(pack: NormBook, *, day: date, kind: ProgrammeKind, base: EntryBase) -> Limits:
    """The limits in force on a day; a norm may be qualified, ``qual_level_max.worker.ooo``: the most qualified wins."""

    def number(key: str) -> Fraction | None:
        qualified = (f"{key}.{kind}.{base}", f"{key}.{kind}", f"{key}.{base}", key)
        found = next((k for k in qualified if pack.has(k, day)), None)
        return None if found is None else Fraction(pack.on(found, day).amount)

    def whole(key: str) -> int | None:
        value = number(key)
        return None if value is None else int(value)

    return Limits(
        practice_week_hours=whole("practice_week_hours"),
        mandatory_share_max=number("mandatory_share_max"),
        exams_per_year_max=whole("exams_per_year_max"),
        credits_per_year_max=whole("credits_per_year_max"),
        qual_level_max=whole("qual_level_max"),
        school_hours=whole("school_hours"),
        final_attestation_hours_min=whole("final_attestation_hours_min"),
    )


def missing_norms(values: Limits, pack: str) -> list[Finding]:
    """A warning for each needed norm that the pack does not have: the rule then does not bind."""
    return [
        Finding("programme.norm_missing", "", {"norm": name, "pack": pack}, Severity.WARNING)
        for name in NEEDED
        if getattr(values, name) is None
    ]
