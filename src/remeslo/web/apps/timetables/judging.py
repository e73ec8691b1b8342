"""What the judge says of a timetable, remembered as long as nothing in it changes."""

from remeslo.core.base.findings import Finding
from remeslo.core.line.weekly.check import check
from remeslo.web.apps.common.services.documents import digest
from remeslo.web.apps.programmes.values import Memory
from remeslo.web.apps.timetables.kept import week_body
from remeslo.web.apps.timetables.week import Week

_judged = Memory(24)


def findings_of(week: Week) -> tuple[Finding, ...]:
    """All findings on a timetable with its pins."""
    found: tuple[Finding, ...] = _judged.get(digest(week_body(week.kept)), lambda: tuple(check(week.bound, week.plan)))
    return found
