"""Words of the two scales of a requirement."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CRITICALITY: Final[dict[int, str | Promise]] = {
    1: _("useful"),
    2: _("important"),
    3: _("the job can't be done without it"),
}
PROFICIENCY: Final[dict[int, str | Promise]] = {
    1: _("under guidance"),
    2: _("alone"),
    3: _("able to teach others"),
}
