"""What a cluster folder says of those who teach, and what happened since, which is only ever appended."""

from remeslo.web.apps.staffing.models.events import Certificate, StaffEvent
from remeslo.web.apps.staffing.models.parts import (
    AbsenceRow,
    CourseRow,
    MentorshipRow,
    Origin,
    QualificationRow,
    RequirementRow,
    SessionRow,
    SkillRow,
    WayRow,
)
from remeslo.web.apps.staffing.models.steps import Step
from remeslo.web.apps.staffing.models.uploads import StaffUpload

__all__ = [
    "AbsenceRow",
    "Certificate",
    "CourseRow",
    "MentorshipRow",
    "Origin",
    "QualificationRow",
    "RequirementRow",
    "SessionRow",
    "SkillRow",
    "StaffEvent",
    "StaffUpload",
    "Step",
    "WayRow",
]
