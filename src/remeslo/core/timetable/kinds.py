"""Kinds of distribution constraints: the 19 of ITC-2019 and the three soft rules of CB-CTT beyond them."""

from enum import StrEnum


class DistributionKind(StrEnum):
    """Published names; ``D``, ``G``, ``S``, ``M``, ``R`` are parameters in slots, days or breaks."""

    SAME_START = "SameStart"
    SAME_TIME = "SameTime"
    DIFFERENT_TIME = "DifferentTime"
    SAME_DAYS = "SameDays"
    DIFFERENT_DAYS = "DifferentDays"
    SAME_WEEKS = "SameWeeks"
    DIFFERENT_WEEKS = "DifferentWeeks"
    OVERLAP = "Overlap"
    NOT_OVERLAP = "NotOverlap"
    SAME_ROOM = "SameRoom"
    DIFFERENT_ROOM = "DifferentRoom"
    SAME_ATTENDEES = "SameAttendees"
    PRECEDENCE = "Precedence"
    WORK_DAY = "WorkDay"
    """(S): first start to last end of two classes on one day, at most S slots."""
    MIN_GAP = "MinGap"
    """(G): at least G slots between two classes on one day."""
    MAX_DAYS = "MaxDays"
    """(D): at most D days of the week."""
    MAX_DAY_LOAD = "MaxDayLoad"
    """(S): at most S slots on any day of any week."""
    MAX_BREAKS = "MaxBreaks"
    """(R, S): at most R gaps longer than S slots on any day of any week."""
    MAX_BLOCK = "MaxBlock"
    """(M, S): classes with gaps of at most S slots between them last at most M slots."""

    MIN_WORKING_DAYS = "MinWorkingDays"
    """CB-CTT (D): at least D days of the week; cost = penalty x missing days."""
    COMPACTNESS = "CurriculumCompactness"
    """CB-CTT: no class whose slots touch no other class of the list on its day; cost = penalty x such classes."""
    ROOM_STABILITY = "RoomStability"
    """CB-CTT: one room; cost = penalty x (rooms - 1)."""


PARAMS = {
    DistributionKind.WORK_DAY: 1,
    DistributionKind.MIN_GAP: 1,
    DistributionKind.MAX_DAYS: 1,
    DistributionKind.MAX_DAY_LOAD: 1,
    DistributionKind.MAX_BREAKS: 2,
    DistributionKind.MAX_BLOCK: 2,
    DistributionKind.MIN_WORKING_DAYS: 1,
}
"""How many parameters a kind takes; kinds not listed take none."""

CBCTT_KINDS = frozenset(
    (DistributionKind.MIN_WORKING_DAYS, DistributionKind.COMPACTNESS, DistributionKind.ROOM_STABILITY)
)
"""Kinds that the ITC-2019 format does not have; always soft."""

OVER_WEEKS = frozenset((DistributionKind.MAX_DAY_LOAD, DistributionKind.MAX_BREAKS, DistributionKind.MAX_BLOCK))
"""Counted on each day of each week: cost = penalty x violations // weeks, for the whole constraint."""

OVER_ALL = OVER_WEEKS | CBCTT_KINDS | {DistributionKind.MAX_DAYS}
"""Kinds judged over all their classes at once."""

PAIRWISE = frozenset(DistributionKind) - OVER_ALL
"""Kinds judged by pairs: cost = penalty x pairs that break it."""
