"""Words with a closed list: ways to look at a timetable, kinds of runs, feeds."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Lens(TextChoices):
    """By what a timetable is looked at."""

    GROUP = "group", _("Group")
    TEACHER = "teacher", _("Teacher")
    ROOM = "room", _("Room")
    SITE = "site", _("Site")


class Parity(TextChoices):
    """Which weeks are looked at, when it is not a single one."""

    ALL = "all", pgettext_lazy("weeks", "All weeks")
    ODD = "odd", pgettext_lazy("weeks", "Odd")
    EVEN = "even", pgettext_lazy("weeks", "Even")


class RunKind(TextChoices):
    """What is worked out."""

    BUILD = "build", _("Timetable of a semester")
    REPAIR = "repair", _("Repair with the fewest changes")


QUICK = (RunKind.REPAIR,)
"""Somebody waits for these at the screen: a thread of their own answers them."""
LONG = (RunKind.BUILD,)
"""These may take minutes."""


class FeedKind(TextChoices):
    """Whose calendar a feed is."""

    GROUP = "group", _("Group")
    TEACHER = "teacher", _("Teacher")
    ROOM = "room", _("Room")
    EMPLOYER = "employer", _("Enterprise")
