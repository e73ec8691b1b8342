"""Workshops that others could not have: declined requests, outages, practice that the published allocation refused."""

from collections.abc import Iterator
from datetime import date

from django.utils.timezone import localdate

from remeslo.core.base.keys import OrganisationKey
from remeslo.core.line.questions import Blocked
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.network.enums import AskState
from remeslo.web.apps.network.kept import Kept
from remeslo.web.apps.network.models import Outage, Release, SlotAsk
from remeslo.web.apps.network.queries import kept

HIGH = 10
"""From this share of refused days on, in per cent, refused practice is a question; below it is the year's business."""


def blocked(cluster: Cluster, *, on: date) -> tuple[Blocked, ...]:
    """Workshops first, then refused practice; four queries once the allocation is in memory."""
    return (*_workshops(cluster), *_practice(cluster))


def _workshops(cluster: Cluster) -> Iterator[Blocked]:
    places = {w.key: (w.name, w.site.organisation.key) for w in cluster.workshops.select_related("site__organisation")}
    declined: dict[str, list[SlotAsk]] = {}
    rows = SlotAsk.objects.filter(cluster=cluster, state=AskState.DECLINED).select_related("partner")
    for ask in rows.prefetch_related("words"):
        declined.setdefault(ask.place, []).append(ask)
    closed: dict[str, list[Outage]] = {}
    for out in Outage.objects.filter(cluster=cluster, lifted_at__isnull=True):
        closed.setdefault(out.place, []).append(out)
    for place in sorted({*declined, *closed}):
        name, owner = places.get(place, (place, ""))
        asks, outs = declined.get(place, []), closed.get(place, [])
        days = [localdate(o.at) for o in outs] + [localdate(w.at) for a in asks for w in a.words.all()]
        yield Blocked(
            about=f"workshop:{place}",
            title=name,
            owner=OrganisationKey(owner) if owner else None,
            partners=tuple(dict.fromkeys(OrganisationKey(a.partner.key) for a in asks)),
            people=sum(a.size for a in asks),
            asked_days=sum(a.days for a in asks),
            refused_days=sum(a.days for a in asks),
            declined=len(asks),
            closed_weeks=sum(o.last - o.first + 1 for o in outs),
            since=min(days, default=None),
        )


def _practice(cluster: Cluster) -> Iterator[Blocked]:
    """Elements of which the release in force refuses a high share of the days."""
    rows = Release.objects.filter(cluster=cluster, version__document__kind=DocumentKind.ALLOCATION)
    newest: dict[str, Release] = {}
    for release in rows.select_related("version__document").defer("version__body").order_by("id"):
        newest[release.version.document.key] = release
    for year, release in sorted(newest.items()):
        yield from _refused(year, kept(release.version), localdate(release.at))


def _refused(year: str, allocation: Kept, since: date) -> Iterator[Blocked]:
    for element in sorted({d.element for d in allocation.denied}):
        denied = [d for d in allocation.denied if d.element == element]
        refused = sum(d.days for d in denied)
        asked = refused + sum(b.days for b in allocation.bookings if b.element == element)
        if 100 * refused < HIGH * asked:
            continue
        yield Blocked(
            about=f"practice:{year}/{element}",
            title=f"{element} {denied[0].title}".strip(),
            owner=None,
            partners=tuple(sorted({d.partner for d in denied})),
            people=sum(d.size for d in denied),
            asked_days=asked,
            refused_days=refused,
            since=since,
        )
