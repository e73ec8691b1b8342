"""
What pages ask of a cluster's facts without looking at any of them: years, plans, how many words wait for whom.

Computed once for each newest fact and day, and kept (`common.reckoned`); who asks is no part of it.
"""

from collections import Counter, OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from threading import Lock
from typing import Any, Final

from remeslo.core.base.facts import Standing
from remeslo.web.apps.common.reckoned import reckoned
from remeslo.web.apps.results.audience import Audience
from remeslo.web.apps.results.ledger import Ledger, Parties

TEXT: Final = ("core/base/facts.py", "core/results", "interchange/resultpack", "packs", "web/apps/results")
"""What says how digests and boards are computed."""
YEARS: Final = 5
_MOST: Final = 256
_kept: OrderedDict[Any, "Digest"] = OrderedDict()
_lock = Lock()
_Sides = tuple[int, int | None, int | None]
"""Ids of who says it, who is asked, whose learner it is about."""


@dataclass(frozen=True)
class Digest:
    """
    Sums over the facts in force on a day.

    Parameters
    ----------
    years
        Those that have facts, the latest first, as many as are shown.
    plans
        The last plan said, by indicator and year; None where it was no number.
    claimed, disputed
        By sides, how many facts wait for a word, or are contradicted.
    """

    years: tuple[int, ...]
    plans: Mapping[tuple[str, int], Decimal | None]
    claimed: Mapping[_Sides, int]
    disputed: Mapping[_Sides, int]

    def count_waiting(self, audience: Audience) -> int:
        """How many facts wait for the reader's word."""
        return sum(n for p, n in _each(self.claimed) if audience.sees(p) and audience.is_asked(p))

    def count_disputed(self, audience: Audience) -> int:
        """How many facts of the reader's house the other side disputes."""
        own = audience.own_ids
        return sum(n for p, n in _each(self.disputed) if audience.sees(p) and p.by in own)


def digest_of(held: Ledger, day: date) -> Digest:
    """The digest of a cluster's facts by the knowledge of a day."""
    key = (held.stamp, day)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    found = reckoned(("digest", *key), lambda: _computed(held, day), by=TEXT)
    with _lock:
        _kept[key] = found
        while len(_kept) > _MOST:
            _kept.popitem(last=False)
    return found


def _computed(held: Ledger, day: date) -> Digest:
    known = held.known_on(day)
    sums: dict[Standing, Counter[_Sides]] = {standing: Counter() for standing in Standing}
    plans: dict[tuple[str, int], Decimal | None] = {}
    for fact in known.stated:
        parties = held.parties[fact.key]
        sums[known.standing[fact.key]][parties.by, parties.other, parties.college] += 1
    for fact in known.of_kind("target"):
        year, plan = fact.values.get("year"), fact.values.get("plan")
        if isinstance(year, int):
            is_number = isinstance(plan, int | Decimal) and not isinstance(plan, bool)
            plans[fact.subject, year] = Decimal(plan) if is_number else None  # type: ignore[arg-type]
    years = sorted({f.on.year for f in known.stated if f.on <= day}, reverse=True)[:YEARS]
    return Digest(tuple(years), plans, dict(sums[Standing.CLAIMED]), dict(sums[Standing.DISPUTED]))


def _each(sums: Mapping[_Sides, int]) -> list[tuple[Parties, int]]:
    return [(Parties(0, *sides), n) for sides, n in sums.items()]
