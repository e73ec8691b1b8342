"""The staffing norms in force on a day, from the pack that comes with the program."""

from datetime import date

from remeslo.core.staffing.mentors.norms import MentorNorms
from remeslo.core.staffing.mentors.norms import mentor_norms as norms_of
from remeslo.interchange import staffpack


def retraining_hours(day: date) -> int:
    """Hours from which a course is retraining and no refresher."""
    return int(staffpack.builtin()[staffpack.USUAL].value("retraining_hours_min", day).amount)


def mentor_norms(day: date) -> MentorNorms:
    """Norms of mentorships with their sources and verified marks."""
    return norms_of(staffpack.builtin()[staffpack.USUAL], day)
