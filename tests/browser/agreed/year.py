"""Which study year is looked at: an agreement that is signed today must come before the days that are asked for."""

from datetime import UTC, datetime


def planned_year() -> int:
    """The study year whose March is still to come."""
    today = datetime.now(UTC).date()
    return today.year if today.month >= 3 else today.year - 1
