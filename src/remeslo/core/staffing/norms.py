"""Dated norms of staffing: every number as data with its source and verified mark; a missing one is never zero."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from remeslo.core.base.findings import ProblemError


class NoStaffNormInForce(LookupError):
    """The pack has no value of this norm on that day."""


@dataclass(frozen=True, slots=True)
class StaffNormValue:
    """A value of a norm from a day on; ``verified`` is False for what is only general knowledge or our proposal."""

    since: date
    amount: Decimal
    source: str
    verified: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffNorm:
    """One norm with its values in order of days, old ones kept; raises ProblemError when there is none or disorder."""

    key: str
    unit: str
    title_ru: str
    title_en: str
    values: tuple[StaffNormValue, ...]

    def __post_init__(self) -> None:
        days = [v.since for v in self.values]
        if not days or days != sorted(set(days)):
            raise ProblemError(f"staff norm {self.key}: values must be in order of their days, at least one.")


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffNorms:
    """
    The norms in force on one day, as plain numbers.

    Parameters
    ----------
    rate_hours
        Hours a study year of one full rate, > 0.
    week_hours_max
        Hours of the working week at most, > 0; nobody teaches more in one week.
    practitioner_share_min
        Least share (0..1) of practitioners in the hours of the professional cycle.
    practitioner_years
        Years of work in the field that make a practitioner.
    renewal_years
        Years after which whoever teaches learns again, an internship at an enterprise counting.
    refresher_hours_min, retraining_hours_min
        Least hours of a refresher course and of retraining.
    mentor_trainees_max
        Trainees of one mentor at most.
    notice_working_days
        Working days between the notice and the early end of a mentorship.
    minor_week_hours_under_16, minor_week_hours_16_17
        Working hours a week of a trainee of that age at most.
    minor_day_hours_under_16, minor_day_hours_16_17
        Working hours a day of a trainee of that age at most.
    """

    rate_hours: int
    week_hours_max: int
    practitioner_share_min: Decimal
    practitioner_years: int
    renewal_years: int
    refresher_hours_min: int
    retraining_hours_min: int
    mentor_trainees_max: int
    notice_working_days: int
    minor_week_hours_under_16: int
    minor_week_hours_16_17: int
    minor_day_hours_under_16: int
    minor_day_hours_16_17: int

    def __post_init__(self) -> None:
        for f in fields(self):
            value = getattr(self, f.name)
            if value < 0 or (f.name.endswith("share_min") and value > 1):
                raise ProblemError(f"staff norm {f.name}: out of range, got {value}.")
        if not self.rate_hours or not self.week_hours_max:
            raise ProblemError("staff norms: hours of a rate and of a week must be > 0.")


NORM_KEYS: tuple[str, ...] = tuple(f.name for f in fields(StaffNorms))
"""Keys that a pack must have."""
KNOWN_NORMS: tuple[str, ...] = (*NORM_KEYS, "trainee_week_hours_max", "practice_hour_minutes")
"""Keys that a pack may have: those of mentors' and trainees' time are read by `mentors` with their sources."""
_SHARES = frozenset({"practitioner_share_min"})


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffPack:
    """A named, dated set of staffing norms of one country."""

    key: str
    title_ru: str
    title_en: str
    country: str
    norms: Mapping[str, StaffNorm]

    def value(self, key: str, day: date) -> StaffNormValue:
        """A norm's value in force on a day with its source; raises NoStaffNormInForce when there is none."""
        past = [v for v in self.norms[key].values if v.since <= day] if key in self.norms else []
        if not past:
            raise NoStaffNormInForce(f"pack {self.key}: norm {key} has no value in force on {day.isoformat()}.")
        return past[-1]

    def on(self, day: date) -> StaffNorms:
        """All norms as numbers on a day; raises NoStaffNormInForce when one of them has no value then."""
        amounts = {key: self.value(key, day).amount for key in NORM_KEYS}
        numbers: dict[str, Decimal | int] = {k: a if k in _SHARES else int(a) for k, a in amounts.items()}
        return StaffNorms(**numbers)  # type: ignore[arg-type]
