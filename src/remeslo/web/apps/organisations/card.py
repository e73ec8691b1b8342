"""One organisation: names, regions, parts in clusters, licences, sites, successions; a fixed number of queries."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from remeslo.web.apps.organisations.derived import plain_name
from remeslo.web.apps.organisations.enums import Side
from remeslo.web.apps.organisations.models import (
    EntityName,
    LegalEntity,
    Licence,
    MemberOf,
    Placement,
    SuccessionSide,
)
from remeslo.web.apps.organisations.reach import Reach
from remeslo.web.apps.organisations.services.places import regions_of
from remeslo.web.apps.organisations.timeline import Bar, Timeline, timeline
from remeslo.web.apps.organisations.words import ROLES, SUCCESSIONS
from remeslo.web.apps.registry.models import Site

AGREEMENTS: Final = "remeslo.web.apps.agreements.hooks.of_organisations"
"""``(user, organisation ids, day) -> Iterable[AgreementLine]``; passed over while it is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementLine:
    """An agreement of an organisation, as its card shows it; ``state`` in words, ``until`` its last day."""

    title: str
    kind: str
    state: str
    url: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A name and kind with its days; ``since`` None: nobody told from when."""

    name: str
    short: str
    kind: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Event:
    """A succession that the organisation took part in."""

    on: date
    kind: str
    word: str
    document: str
    before: tuple[LegalEntity, ...]
    after: tuple[LegalEntity, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What the page of an organisation shows."""

    entity: LegalEntity
    may_edit: bool
    names: tuple[Named, ...]
    regions: tuple[Placement, ...]
    members: tuple[MemberOf, ...]
    hidden_clusters: int
    licences: tuple[Licence, ...]
    sites: tuple[Site, ...]
    events: tuple[Event, ...]
    agreements: tuple[AgreementLine, ...]
    picture: Timeline | None
    begun: date | None
    ended: date | None

    def parts_on(self, day: date) -> tuple[MemberOf, ...]:
        """Parts that it plays on a day."""
        return tuple(m for m in self.members if m.since <= day and (m.until is None or day < m.until))

    def licences_on(self, day: date) -> tuple[Licence, ...]:
        """Licences in force on a day."""
        return tuple(x for x in self.licences if x.since <= day and (x.until is None or day < x.until))


def card_of(reach: Reach, entity: LegalEntity, today: date) -> Card:
    """The card as this person sees it: parts in clusters that are not theirs are only counted."""
    members = list(entity.members.select_related("cluster", "organisation").order_by("since", "id"))
    seen = [m for m in members if m.cluster_id in reach.clusters]
    current = {m.cluster_id for m in members if m.since <= today and (m.until is None or today < m.until)}
    names = _names(entity, entity.names.all())
    regions = tuple(regions_of(entity))
    licences = tuple(entity.licences.all())
    events = _events(entity)
    organisations = [m.organisation_id for m in seen]
    sites = Site.objects.filter(organisation__in=organisations).prefetch_related("workshops")
    return Card(
        entity=entity,
        may_edit=reach.may_edit(entity.region, frozenset(current)),
        names=names,
        regions=regions,
        members=tuple(seen),
        hidden_clusters=len({m.cluster_id for m in members} - set(reach.clusters)),
        licences=licences,
        sites=tuple(sites.select_related("cluster")),
        events=events,
        agreements=tuple(_agreements(reach.user, organisations, today)),
        picture=_picture(names, regions, seen, licences, events, today),
        begun=next((e.on for e in events if entity not in e.before), None),
        ended=next((e.on for e in events if entity not in e.after), None),
    )


def _names(entity: LegalEntity, rows: Iterable[EntityName]) -> tuple[Named, ...]:
    """Every name with its days; what it is called today stands last, also where only earlier names are told."""
    named = [Named(n.name, n.short, n.kind, n.since, n.until) for n in rows]
    if not named or named[-1].until is not None:
        since = named[-1].until if named else None
        named.append(Named(entity.name, entity.short, entity.kind, since, None))
    return tuple(named)


def _events(entity: LegalEntity) -> tuple[Event, ...]:
    mine = SuccessionSide.objects.filter(entity=entity).values("succession")
    sides = SuccessionSide.objects.filter(succession__in=mine).select_related("succession", "entity")
    by_key: dict[str, list[SuccessionSide]] = {}
    for side in sides.order_by("succession__on", "succession_id", "side", "position"):
        by_key.setdefault(side.succession.key, []).append(side)
    return tuple(_event(both) for both in by_key.values())


def _event(sides: Sequence[SuccessionSide]) -> Event:
    one = sides[0].succession
    before = tuple(s.entity for s in sides if s.side == Side.BEFORE)
    after = tuple(s.entity for s in sides if s.side == Side.AFTER)
    kind = kind_of(len(before), len(after), bool({e.pk for e in before} & {e.pk for e in after}))
    return Event(one.on, kind, str(SUCCESSIONS[kind]), one.document, before, after)


def kind_of(before: int, after: int, goes_on: bool) -> str:
    """What happens, by how many are on each side and whether one goes on (see core.registry.succession)."""
    if before == 1:
        return "convert" if after == 1 else "spin_off" if goes_on else "split"
    return "join" if goes_on else "merge"


def _agreements(user: Any, organisations: Sequence[int], day: date) -> Iterable[AgreementLine]:
    try:
        found: Callable[[Any, Sequence[int], date], Iterable[AgreementLine]] = import_string(AGREEMENTS)
    except ImportError:
        return ()
    return found(user, organisations, day)


def _picture(
    names: Sequence[Named],
    regions: Sequence[Placement],
    members: Sequence[MemberOf],
    licences: Sequence[Licence],
    events: Sequence[Event],
    today: date,
) -> Timeline | None:
    word = pgettext("organisation", "Name")
    bars = [Bar(word, n.short or n.name, n.since, n.until, "name") for n in names if n.since is not None]
    moved = regions if len(regions) > 1 else ()
    bars += [Bar(_("Region"), plain_name(p.parent) or "—", p.since, p.until, "region") for p in moved]
    bars += [Bar(m.cluster.name, str(ROLES.get(m.role, m.role)), m.since, m.until, "role") for m in members]
    bars += [Bar(_("Licence %(code)s") % {"code": x.code}, x.title, x.since, x.until, "licence") for x in licences[:8]]
    return timeline(bars, [(e.on, e.word) for e in events], today) if bars else None
