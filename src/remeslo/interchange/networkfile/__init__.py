"""Files of the network form: the allocation of a year and the timetable of a semester, as JSON. See FORMAT.md."""

from remeslo.interchange.networkfile.allocation import AllocationFile, allocation_of, grants_of, kept
from remeslo.interchange.networkfile.files import (
    ALLOCATION,
    FileReading,
    read_allocation,
    read_week,
    week_name,
    write_allocation,
    write_week,
)
from remeslo.interchange.networkfile.week import WeekFile, week_of

__all__ = [
    "ALLOCATION",
    "AllocationFile",
    "FileReading",
    "WeekFile",
    "allocation_of",
    "grants_of",
    "kept",
    "read_allocation",
    "read_week",
    "week_name",
    "week_of",
    "write_allocation",
    "write_week",
]
