"""The price list in words: what one thing more at a workshop would give."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from remeslo.core.network.prices import Extra, Price
from remeslo.interchange.values import from_json
from remeslo.web.apps.common.templatetags.words import short_day
from remeslo.web.apps.network.scene import Scene


@dataclass(frozen=True, slots=True)
class PriceRow:
    """One thing more: in words, where, and group-days that would then be granted (exact when ``proven``)."""

    word: str
    where: str
    days: int
    proven: bool


def price_rows(scene: Scene, body: Iterable[Mapping[str, Any]]) -> list[PriceRow]:
    """Those worth something, the dearest first."""
    found = (from_json(Price, p) for p in body)
    return [PriceRow(_word(scene, p), scene.name(p.place), p.days, p.proven) for p in found if p.days]


def _word(scene: Scene, price: Price) -> str:
    match price.extra:
        case Extra.PLACES:
            text = ngettext("%(n)s place for a learner", "%(n)s places for learners", price.units)
            return text % {"n": price.units}
        case Extra.MACHINE:
            return _("a group more at once (machines and a master for it)")
        case Extra.WEEK:
            week = short_day(scene.monday(price.week or 0))
            return _("the week of %(day)s open to everybody, shift %(n)s") % {"day": week, "n": price.shift or 1}
        case Extra.SITE:
            return _("a second workshop like it, at the college that lacks most")
