"""Which dated pack gives the values of the rules of a week."""

from collections.abc import Mapping
from datetime import date

from remeslo.core.line.weekly.rules import rules_on
from remeslo.core.staffing.norms import StaffPack
from remeslo.interchange.staffpack import USUAL_WEEK, week_packs


def week_pack() -> StaffPack | None:
    """The shipped pack that has the rules of a week, ``None`` where none has."""
    return week_packs().get(USUAL_WEEK)


def rules_of(day: date) -> Mapping[str, int]:
    """The rules on a day; without a pack none binds, and the judge tells only what needs no value."""
    pack = week_pack()
    return rules_on(pack, day) if pack is not None else {}
