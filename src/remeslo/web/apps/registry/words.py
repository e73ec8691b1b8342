"""Words for units of norms; a unit of a pack of one's own that is not here is shown as it is written."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

UNITS: Final[dict[str, str | Promise]] = {
    "academic_hour": _("academic hours"),
    "hour": _("hours"),
    "lesson": _("lessons"),
    "subject": _("subjects"),
    "week": _("weeks"),
    "month": _("months"),
    "year": _("years"),
    "exam": _("exams"),
    "credit": pgettext_lazy("attestation", "credits"),
    "student": _("students"),
    "share": _("share of 1"),
    "level": _("qualification level"),
    "switch": _("1 yes, 0 no"),
}
