"""Profiles of colleges and enterprises from rows and documents, and the ranked partners of one of them."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.utils.module_loading import import_string

from remeslo.core.competence.demand import DemandCard
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.statestandard import StateStandard
from remeslo.core.line.partners import (
    Ask,
    CollegeProfile,
    EnterpriseProfile,
    Match,
    Point,
    Taught,
    Ties,
    Weights,
    partners_of_college,
    partners_of_enterprise,
)
from remeslo.web.apps.common.enums import DocumentKind
from remeslo.web.apps.common.models import VersionedDocument
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.organisations.enums import EntityKind
from remeslo.web.apps.organisations.listing import spans_of_life
from remeslo.web.apps.organisations.models import LegalEntity, Licence, MemberOf
from remeslo.web.apps.organisations.reach import Reach
from remeslo.web.apps.registry.models import Site, StudentGroup
from remeslo.web.apps.registry.values import version_values
from remeslo.web.apps.staffing.models import WayRow

TIES: Final = "remeslo.web.apps.agreements.hooks.between"
"""``(user, cluster ids, day) -> {(member id, member id): titles}`` of agreements in force; may be missing."""
_EDITION = re.compile(r"@[^/]*")
_COLLEGES: Final = frozenset({EntityKind.COLLEGE.value, EntityKind.UNIVERSITY.value})
_EMPLOYERS: Final = frozenset({EntityKind.ENTERPRISE.value, EntityKind.CORPORATE_UNIVERSITY.value})
Pair = tuple[str, str]


def side_of(kind: str) -> str | None:
    """``college`` or ``enterprise``; None for organisations that are neither."""
    return "college" if kind in _COLLEGES else "enterprise" if kind in _EMPLOYERS else None


@dataclass(frozen=True, slots=True)
class Partners:
    """
    The ranked partners of one organisation.

    Parameters
    ----------
    entities
        Organisations by key, for names and addresses.
    considered
        Organisations of the other side that were looked at.
    closed_cards
        Published demand cards that this person may not open: they count nowhere.
    """

    side: str
    matches: tuple[Match, ...]
    entities: Mapping[str, LegalEntity]
    considered: int
    closed_cards: int


@dataclass
class _Scene:
    """Rows read once for everybody."""

    entities: dict[str, LegalEntity]
    day: date
    entity_of: dict[int, str] = field(default_factory=dict)
    """Key of the legal entity by id of its organisation row."""
    clusters: dict[str, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    asks: dict[str, list[Ask]] = field(default_factory=lambda: defaultdict(list))
    taught: dict[str, list[Taught]] = field(default_factory=lambda: defaultdict(list))
    equipment: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    sites: dict[tuple[int, str], str] = field(default_factory=dict)
    """Key of the legal entity by cluster and site key."""
    closed_cards: int = 0


def partners_of(reach: Reach, entity: LegalEntity, today: date, weights: Weights) -> Partners | None:
    """Who fits this organisation among those that the person sees; None when it is neither college nor enterprise."""
    side = side_of(entity.kind)
    if side is None:
        return None
    wanted = _EMPLOYERS if side == "college" else _COLLEGES
    seen = reach.entities().filter(kind__in=wanted)
    lives = spans_of_life(seen.values("pk"))
    ended = {pk for pk, (_begun, end) in lives.items() if end is not None and end <= today}
    others = {e.key: e for e in seen if e.pk not in ended}
    scene = _scene(reach, {**others, entity.key: entity}, today)
    ties = _ties(reach.user, scene, today)
    if side == "enterprise":
        found = partners_of_enterprise(
            _enterprise(scene, entity), (_college(scene, o) for o in others.values()), ties=ties, weights=weights
        )
    else:
        found = partners_of_college(
            _college(scene, entity), (_enterprise(scene, o) for o in others.values()), ties=ties, weights=weights
        )
    return Partners(side, found, scene.entities, len(others), scene.closed_cards)


def _scene(reach: Reach, entities: dict[str, LegalEntity], today: date) -> _Scene:
    scene = _Scene(entities, today)
    members = MemberOf.objects.filter(cluster__in=list(reach.clusters), since__lte=today).exclude(until__lte=today)
    for entity, organisation, cluster in members.values_list("entity__key", "organisation_id", "cluster_id"):
        if entity in entities:
            scene.entity_of[organisation] = entity
            scene.clusters[entity][cluster] = reach.clusters[cluster].name
    outlines = _documents(scene, reach)
    _places(scene, outlines)
    return scene


def _documents(scene: _Scene, reach: Reach) -> dict[tuple[int, str], Taught]:
    """Requests of the enterprises into the scene; gives the programmes by cluster and key."""
    kinds = (DocumentKind.DEMAND_CARD, DocumentKind.OUTLINE, DocumentKind.STATE_STANDARD)
    rows = VersionedDocument.objects.filter(
        cluster__in=list(reach.clusters), kind__in=kinds, withdrawn=False, published__isnull=False
    )
    documents = list(rows.select_related("owner", "published").defer("published__body").order_by("position", "id"))
    values = version_values((d.kind, d.published.pk, d.published.sha256) for d in documents if d.published)
    by_kind: dict[str, list[tuple[VersionedDocument, Any]]] = defaultdict(list)
    for d in documents:
        by_kind[d.kind].append((d, values[d.published_id or 0]))
    cards = [(d, card) for d, card in by_kind[DocumentKind.DEMAND_CARD] if _is_open(scene, reach, d)]
    asked = {f for _d, card in cards for f in _functions(card)}
    standards = {(d.cluster_id, s.code): s for d, s in by_kind[DocumentKind.STATE_STANDARD]}
    outlines: dict[tuple[int, str], Taught] = {}
    for d, outline in by_kind[DocumentKind.OUTLINE]:
        taught = _programme(outline, standards.get((d.cluster_id, outline.state_standard)), asked)
        for key in (outline.key, *(b.key for b in outline.branches)):
            outlines[d.cluster_id, key] = taught
    for d, card in cards:
        code = outlines.get((d.cluster_id, card.programme or ""))
        scene.asks[scene.entity_of[d.owner_id or 0]].append(_ask(d, card, code.code if code else ""))
    return outlines


def _is_open(scene: _Scene, reach: Reach, document: VersionedDocument) -> bool:
    """A card counts only for those who may open it: a rank tells what is in it."""
    if document.owner_id not in scene.entity_of:
        return False
    may_see = can(reach.user, Action.SEE_CARD, document)
    scene.closed_cards += not may_see
    return may_see


def _programme(outline: ProgrammeOutline, standard: StateStandard | None, asked: Iterable[str]) -> Taught:
    """Functions of the state standard, and those asked for that belong to a standard which the programme draws on."""
    own = standard.activities if standard is not None else ()
    functions = {_plain(f) for a in own for c in a.competences for f in c.functions}
    drawn = {_EDITION.sub("", s) for s in outline.occupational_standards}
    functions |= {f for f in asked if f.partition("/")[0] in drawn}
    return Taught(code=outline.state_standard, title=outline.title, functions=frozenset(functions))


def _plain(function: str) -> str:
    """A work function without the edition of its standard."""
    return _EDITION.sub("", function)


def _functions(card: DemandCard) -> frozenset[str]:
    return frozenset(_plain(f) for r in card.requirements for f in r.functions)


def _ask(document: VersionedDocument, card: DemandCard, code: str) -> Ask:
    return Ask(
        key=f"{document.cluster_id}/{card.key}",
        title=card.job,
        people=max(h.people for h in card.headcount) if card.headcount else 1,
        programmes=frozenset({code} if code else ()),
        functions=_functions(card),
        equipment=card.equipment,
    )


def _places(scene: _Scene, outlines: Mapping[tuple[int, str], Taught]) -> None:
    """What colleges teach (groups and licences), and what stands in their workshops."""
    intake: dict[tuple[str, Taught], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    groups = StudentGroup.objects.filter(organisation__in=list(scene.entity_of))
    for organisation, cluster, key, year, size in groups.values_list(
        "organisation_id", "cluster_id", "programme", "start_year", "size"
    ):
        if (taught := outlines.get((cluster, key))) is not None:
            intake[scene.entity_of[organisation], taught][year] += size
    for (entity, taught), by_year in intake.items():
        programme = Taught(
            code=taught.code, title=taught.title, functions=taught.functions, places=max(by_year.values())
        )
        scene.taught[entity].append(programme)
    known = {t.code: t for t in outlines.values()}
    licences = Licence.objects.filter(entity__in=list(scene.entities.values()), since__lte=scene.day)
    for entity, code, title in licences.exclude(until__lte=scene.day).values_list("entity__key", "code", "title"):
        if all(t.code != code for t in scene.taught[entity]):
            functions = known[code].functions if code in known else frozenset()
            scene.taught[entity].append(Taught(code=code, title=title, functions=functions, taught=False))
    sites = Site.objects.filter(organisation__in=list(scene.entity_of)).prefetch_related("workshops")
    for site in sites:
        entity = scene.entity_of[site.organisation_id]
        scene.sites[site.cluster_id, site.key] = entity
        scene.equipment[entity] += [name for w in site.workshops.all() for name in w.equipment]


def _ties(user: Any, scene: _Scene, today: date) -> Ties:
    """Agreements in force, clusters in common, the shortest known ways, by (enterprise, college)."""
    colleges = [k for k, e in scene.entities.items() if side_of(e.kind) == "college"]
    employers = [k for k, e in scene.entities.items() if side_of(e.kind) == "enterprise"]
    together: dict[Pair, tuple[str, ...]] = {}
    for one in employers:
        for other in colleges:
            common = set(scene.clusters[one]) & set(scene.clusters[other])
            if common:
                together[one, other] = tuple(sorted(scene.clusters[one][c] for c in common))
    return Ties(agreements=_agreements(user, scene, today), clusters=together, minutes=_minutes(scene))


def _minutes(scene: _Scene) -> dict[Pair, int]:
    minutes: dict[Pair, int] = {}
    clusters = {cluster for cluster, _site in scene.sites}
    for cluster, body in WayRow.objects.filter(cluster__in=clusters).values_list("cluster_id", "body"):
        one, other = (scene.sites.get((cluster, str(body[end]))) for end in ("one", "other"))
        if one is None or other is None:
            continue
        for pair in ((one, other), (other, one)):
            minutes[pair] = min(int(body["minutes"]), minutes.get(pair, 1_000_000))
    return minutes


def _agreements(user: Any, scene: _Scene, today: date) -> dict[Pair, tuple[str, ...]]:
    try:
        found: Callable[[Any, Iterable[int], date], Mapping[tuple[int, int], Iterable[str]]] = import_string(TIES)
    except ImportError:
        return {}
    ties: dict[Pair, tuple[str, ...]] = {}
    clusters = {c for own in scene.clusters.values() for c in own}
    for (one, other), titles in found(user, sorted(clusters), today).items():
        pair = (scene.entity_of.get(one, ""), scene.entity_of.get(other, ""))
        for both in (pair, pair[::-1]):
            ties[both] = (*ties.get(both, ()), *titles)
    return ties


def _college(scene: _Scene, entity: LegalEntity) -> CollegeProfile:
    return CollegeProfile(
        key=entity.key,
        name=entity.name,
        programmes=tuple(scene.taught[entity.key]),
        equipment=tuple(dict.fromkeys(scene.equipment[entity.key])),
        region=entity.region,
        settlement=entity.settlement,
        point=_point(entity),
    )


def _enterprise(scene: _Scene, entity: LegalEntity) -> EnterpriseProfile:
    return EnterpriseProfile(
        key=entity.key,
        name=entity.name,
        asks=tuple(scene.asks[entity.key]),
        region=entity.region,
        settlement=entity.settlement,
        point=_point(entity),
    )


def _point(entity: LegalEntity) -> Point | None:
    if entity.latitude is None or entity.longitude is None:
        return None
    return Point(float(entity.latitude), float(entity.longitude))
