"""What happened since the plans were made, laid over a problem: workshops out of use, approved requests."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from remeslo.core.base.keys import ElementKey, GroupKey, OrganisationKey, SiteKey
from remeslo.core.network.place import Place, PlaceKey, Shift
from remeslo.core.network.problem import AllocationProblem
from remeslo.core.network.request import Block, Pattern, Request, RequestKey
from remeslo.web.apps.network.models import Outage, SlotAsk


def overlaid(
    problem: AllocationProblem, outages: Iterable[Outage], asks: Iterable[SlotAsk], homes: Mapping[str, SiteKey]
) -> AllocationProblem:
    """The problem with these outages and these requests between colleges; ``homes``: first sites by organisation."""
    closed: dict[str, list[Outage]] = {}
    for outage in outages:
        closed.setdefault(outage.place, []).append(outage)
    places = tuple(without_weeks(p, closed.get(p.key, ())) for p in problem.places)
    known = problem.place_of
    more = (r for a in asks if a.place in known and (r := ask_request(a, homes, problem.weeks)) is not None)
    return replace(problem, places=places, requests=(*problem.requests, *more))


def without_weeks(place: Place, outages: Iterable[Outage]) -> Place:
    """The place closed while it is out of use."""
    weeks = {w for o in outages for w in range(o.first, o.last + 1)}
    return replace(place, openings=tuple(o for o in place.openings if o.week not in weeks)) if weeks else place


def ask_request(ask: SlotAsk, homes: Mapping[str, SiteKey], weeks: int) -> Request | None:
    """A request between colleges as the allocation sees it; None when its college has no site or a week is gone."""
    home = homes.get(ask.partner.key)
    if home is None or any(week >= weeks for week, _days in ask.blocks):
        return None
    return Request(
        key=RequestKey(ask.request_key),
        partner=OrganisationKey(ask.partner.key),
        groups=(GroupKey(ask.group),),
        element=ElementKey(ask.element),
        size=ask.size,
        patterns=(Pattern(tuple(Block(week, days) for week, days in ask.blocks)),),
        places=(PlaceKey(ask.place),),
        home=home,
        shifts=(Shift(ask.shift),),
        title=ask.title,
    )
