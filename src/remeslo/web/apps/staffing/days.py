"""Which day it is for planning, and for what people say they did."""

from datetime import date
from typing import Final

from django.utils import timezone

from remeslo.web.apps.common.models import Cluster

YEARS: Final = range(1930, 2130)
"""Years of days that are typed; everything else is a slip of the pen."""


class NotThatDay(Exception):
    """The day is no day, or has not come yet."""


def day_of(cluster: Cluster) -> date:
    """Today; in an invented cluster the day for which it was invented, so that it does not grow old."""
    return cluster.day if cluster.illustrative else timezone.localdate()


def acting_day(cluster: Cluster, text: str) -> date:
    """
    The day on which something happened, as typed; nothing typed: `day_of`.

    Raises NotThatDay for a day to come. In an invented cluster every day may be acted, so that a whole course can be
    walked through at once.
    """
    if not text.strip():
        return day_of(cluster)
    day = typed_day(text)
    if day > timezone.localdate() and not cluster.illustrative:
        raise NotThatDay(text)
    return day


def typed_day(text: str) -> date:
    """A day as typed, of a year in which somebody living can have worked; raises NotThatDay."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError as error:
        raise NotThatDay(text) from error
    if day.year not in YEARS:
        raise NotThatDay(text)
    return day
