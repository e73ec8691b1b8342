"""Which days of which weeks a workshop is open, and to whom: its rows of hours laid over the weeks of a year."""

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from datetime import date, timedelta

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import OrganisationKey, WorkshopKey
from remeslo.core.network.place import ANYBODY, Opening, Shift
from remeslo.core.network.resources import Workshop
from remeslo.core.network.terms import STUDY_DAYS, OpenHours

USUAL_SHIFT = Shift(1)
"""In which a workshop without rows of its own is open."""
_DAY = timedelta(days=1)


def user_on(
    day: date, shift: Shift, workshop: Workshop, owner: OrganisationKey, rows: Sequence[OpenHours]
) -> OrganisationKey | None:
    """
    Who may use a workshop on a day and shift: a partner, `ANYBODY`, or ``None`` when it is closed.

    ``rows`` are those of this workshop. Of several rows for the same time (`overlaps` tells of them) the first counts.
    """
    if not rows:
        usual = shift == USUAL_SHIFT and any(d.number == day.weekday() for d in STUDY_DAYS)
        return (ANYBODY if workshop.shared else owner) if usual else None
    about = [r for r in rows if shift in r.shifts and r.holds_on(day)]
    if not about or any(r.closed for r in about):
        return None
    return about[0].user or ANYBODY


def openings(
    workshop: Workshop,
    owner: OrganisationKey,
    rows: Sequence[OpenHours],
    mondays: Sequence[date],
    holidays: Set[date] = frozenset(),
) -> tuple[Opening, ...]:
    """Openings of a workshop by week (place in ``mondays``) and shift; days off are closed for everybody."""
    shifts = sorted({s for r in rows for s in r.shifts}) if rows else [USUAL_SHIFT]
    found = []
    for week, monday in enumerate(mondays):
        for shift in shifts:
            days: Counter[OrganisationKey] = Counter()
            for day in (monday + n * _DAY for n in range(7)):
                user = None if day in holidays else user_on(day, Shift(shift), workshop, owner, rows)
                if user is not None:
                    days[user] += 1
            if days:
                found.append(Opening(week, Shift(shift), dict(days)))
    return tuple(found)


def overlaps(rows: Iterable[OpenHours]) -> list[Finding]:
    """
    Rows of one workshop that give the same days and shifts to different users.

    Code ``network.hours_overlap``: facts ``workshop``, ``days``, ``shifts``, ``users`` of both, ``first`` and ``last``
    day that both speak of (``""``: without an end).
    """
    found = []
    by_workshop: dict[WorkshopKey, list[OpenHours]] = {}
    for row in rows:
        if not row.closed:
            by_workshop.setdefault(row.workshop, []).append(row)
    for workshop, same in by_workshop.items():
        for n, one in enumerate(same):
            for other in same[n + 1 :]:
                finding = _overlap(workshop, one, other)
                if finding is not None:
                    found.append(finding)
    return found


def _overlap(workshop: WorkshopKey, one: OpenHours, other: OpenHours) -> Finding | None:
    days = tuple(d.value for d in one.days if d in other.days)
    shifts = tuple(s for s in one.shifts if s in other.shifts)
    first = max((r.first for r in (one, other) if r.first), default=None)
    last = min((r.last for r in (one, other) if r.last), default=None)
    if one.user == other.user or not shifts or not _meet(one, other, first, last):
        return None
    facts = {
        "workshop": workshop,
        "days": days,
        "shifts": shifts,
        "users": (one.user or "", other.user or ""),
        "first": first or "",
        "last": last or "",
    }
    return Finding("network.hours_overlap", str(workshop), facts, Severity.STOPS_PUBLISHING)


def _meet(one: OpenHours, other: OpenHours, first: date | None, last: date | None) -> bool:
    """True when some day between the two (without an end: some week) belongs to both rows."""
    begin = first or (last or date.min + 7 * _DAY) - 6 * _DAY
    days = [begin + n * _DAY for n in range(7)]
    return any(one.holds_on(d) and other.holds_on(d) for d in days)
