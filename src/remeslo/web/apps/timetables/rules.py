"""Which dated pack gives the values of the rules of a week."""

from collections.abc import Mapping
from datetime import date

from remeslo.core.line.weekly.rules import rules_on
from remeslo.interchange.staffpack import USUAL_WEEK, week_packs


def rules_of(day: date) -> Mapping[str, int]:
    """The rules of the usual pack on a day."""
    return rules_on(week_packs()[USUAL_WEEK], day)
