"""
Values that the rules of a week have: T1-T12 of the project's sheet of the domain (§4), as data of a dated pack.

A rule whose value is absent does not bind. Rules that need no value (nobody at two places at once, seats, holidays,
days of practice without theory, shifts that were granted) always hold.
"""

from collections.abc import Mapping
from datetime import date

from remeslo.core.network.problem import TravelRules
from remeslo.core.staffing.norms import StaffPack

PAIR_HOURS = 2
"""Academic hours of a pair (a double lesson)."""

DAY_PAIRS = "day_pairs_max"
"""T1: pairs of a learner's day."""
WEEK_HOURS = "week_hours_max"
"""T1: academic hours of a learner's week."""
LESSON_SIZE = "lesson_size_max"
"""T3: learners of a lesson."""
PRACTICE_DAY = "practice_day_hours"
"""T4: academic hours of a whole day of practice."""
TRAVEL_MARGIN = "travel_margin_minutes"
"""T5: minutes besides the way between two sites."""
LATEST_END = "latest_end_minute"
"""T7: minute of the day after which nobody is taught; learners may be minors."""
EXAMS_A_DAY = "exams_a_day_max"
"""T9: exams of a learner's day."""
EXAM_REST = "exam_free_days"
"""T9: free days before an exam (soft)."""
SAME_SUBJECT = "same_subject_pairs_max"
"""T10: pairs of one subject in a learner's day (soft)."""

DAILY_TRAVEL = "daily_travel_minutes_max"
"""Minutes one way that learners travel daily; for the allocation of a year, no timetable asks for it."""

WEEK_RULES = (
    DAY_PAIRS,
    WEEK_HOURS,
    LESSON_SIZE,
    PRACTICE_DAY,
    TRAVEL_MARGIN,
    LATEST_END,
    EXAMS_A_DAY,
    EXAM_REST,
    SAME_SUBJECT,
    DAILY_TRAVEL,
)
"""Keys that a pack of week rules must have."""
USUAL_PRACTICE_DAY = 6
"""Hours of a practice day where no rule says: six days make a week of 36."""


def travel_rules(pack: StaffPack, day: date) -> TravelRules:
    """How far learners travel daily, with its source; raises NoStaffNormInForce when there is no value then."""
    value = pack.value(DAILY_TRAVEL, day)
    return TravelRules(daily_minutes=int(value.amount), source=value.source, verified=value.verified)


def rules_on(pack: StaffPack, day: date) -> Mapping[str, int]:
    """All rules as numbers on a day; raises NoStaffNormInForce when one of them has no value then."""
    return {key: int(pack.value(key, day).amount) for key in WEEK_RULES}
