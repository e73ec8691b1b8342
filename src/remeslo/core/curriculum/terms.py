"""
Terms by the arithmetic of a pack: weeks of a programme of so many years, its vacations, its hours.

weeks = year_weeks x (years - 1) + final_year_weeks; hours = week_max_hours x (weeks - vacation weeks).
"""

from dataclasses import dataclass
from datetime import date

from remeslo.core.curriculum.norms import NormPack, NoValueInForce

LONGEST_YEARS = 10
"""How far `term_table` looks for rows."""


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term of so many years, the last one cut short; ``verified`` False when any number behind it is not."""

    years: int
    weeks: int
    vacation_weeks: int
    hours: int
    verified: bool
    sources: tuple[str, ...]


def term_row(pack: NormPack, years: int, *, day: date, vacation_weeks: int | None = None) -> TermRow:
    """
    The row of a term of ``years`` courses, >= 1.

    ``vacation_weeks`` replaces the pack's own number, for standards that state another one.
    Raises NoValueInForce when the pack lacks a norm that the row needs.
    """
    year, final, hours = (pack.on(key, day) for key in ("year_weeks", "final_year_weeks", "week_max_hours"))
    used = [year, final, hours] if years > 1 else [final, hours]
    if vacation_weeks is None:
        vacation = pack.on(f"term_vacation_weeks.y{years}", day)
        used.append(vacation)
        vacation_weeks = int(vacation.amount)
    weeks = int(year.amount) * (years - 1) + int(final.amount)
    return TermRow(
        years=years,
        weeks=weeks,
        vacation_weeks=vacation_weeks,
        hours=int(hours.amount) * (weeks - vacation_weeks),
        verified=all(v.verified for v in used),
        sources=tuple(dict.fromkeys(v.source for v in used)),
    )


def term_table(pack: NormPack, *, day: date) -> tuple[TermRow, ...]:
    """The rows that the pack knows on a day; empty when it does not count terms this way."""
    rows = []
    for years in range(1, LONGEST_YEARS + 1):
        try:
            rows.append(term_row(pack, years, day=day))
        except NoValueInForce:
            continue
    return tuple(rows)
