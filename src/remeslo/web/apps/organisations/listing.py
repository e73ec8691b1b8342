"""Organisations in a list: what the reader asks for, and the lines that fit; six queries however many there are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from remeslo.core.base.text import fold
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.organisations.enums import Side, StateName
from remeslo.web.apps.organisations.models import EntityName, LegalEntity, MemberOf, StateChange, SuccessionSide
from remeslo.web.apps.organisations.reach import Reach
from remeslo.web.apps.organisations.words import KINDS, ROLES, STATES

TODAY, ENDED, ANY = "", "ended", "any"
"""Organisations that exist on the day, those that no longer do, both."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader asks of the list; blank: everything."""

    on: date
    text: str = ""
    role: str = ""
    kind: str = ""
    region: str = ""
    industry: str = ""
    cluster: str = ""
    state: str = ""
    life: str = TODAY
    is_today: bool = True

    @property
    def query(self) -> dict[str, str]:
        """As an address has it, without what is not asked."""
        told = {
            "q": self.text,
            "role": self.role,
            "kind": self.kind,
            "region": self.region,
            "industry": self.industry,
            "cluster": self.cluster,
            "state": self.state,
            "life": self.life,
            "on": "" if self.is_today else self.on.isoformat(),
        }
        return {k: v for k, v in told.items() if v}

    @property
    def encoded(self) -> str:
        """The address's part behind the question mark."""
        return urlencode(self.query)


def asked_of(given: Mapping[str, str], today: date) -> Asked:
    """What an address asks; a day that is none is today."""
    day = day_of(given.get("on", ""))
    texts = {k: given.get(k, "").replace("\0", "").strip()[:200] for k in ("region", "industry", "cluster")}
    return Asked(
        on=day or today,
        text=given.get("q", "").replace("\0", "").strip()[:200],
        role=_among(given.get("role", ""), ROLES),
        kind=_among(given.get("kind", ""), KINDS),
        state=_among(given.get("state", ""), STATES),
        life=_among(given.get("life", ""), (ENDED, ANY)),
        is_today=day is None or day == today,
        **texts,
    )


def day_of(text: str) -> date | None:
    """An ISO day, None for anything else."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _among(value: str, known: Iterable[str]) -> str:
    return value if value in known else ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part that an organisation plays in a cluster on the day."""

    cluster: Cluster
    role: str
    since: date
    until: date | None
    state: str

    @property
    def role_word(self) -> str:
        """The role in words."""
        return str(ROLES.get(self.role, self.role))


@dataclass(slots=True)
class Line:
    """
    An organisation as it is on the day.

    Parameters
    ----------
    parts
        Its parts in clusters that the reader sees.
    former
        Every name it has or had.
    begun, ended
        First day, and from which day it is no more, where a succession says so.
    clusters
        All its clusters on the day, by id.
    shows_numbers
        True when the reader may see its requisites.
    """

    entity: LegalEntity
    name: str
    short: str
    kind: str
    parts: list[Part] = field(default_factory=list)
    former: list[str] = field(default_factory=list)
    begun: date | None = None
    ended: date | None = None
    clusters: set[int] = field(default_factory=set)
    shows_numbers: bool = False

    @property
    def kind_word(self) -> str:
        """The kind in words."""
        return str(KINDS.get(self.kind, self.kind))

    def lives_on(self, day: date) -> bool:
        """True when it exists on the day."""
        return (self.begun is None or self.begun <= day) and (self.ended is None or self.ended > day)


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines that fit, and what the filters offer: values of everything that the reader sees."""

    asked: Asked
    lines: tuple[Line, ...]
    total: int
    regions: tuple[str, ...]
    industries: tuple[str, ...]
    clusters: tuple[Cluster, ...]


def listing(reach: Reach, asked: Asked) -> Listing:
    """The registry as a person sees it on a day."""
    lines = _lines(reach, asked.on)
    clusters = tuple({p.cluster.pk: p.cluster for line in lines for p in line.parts}.values())
    return Listing(
        asked=asked,
        lines=tuple(line for line in lines if _fits(line, asked)),
        total=len(lines),
        regions=_sorted(line.entity.region for line in lines),
        industries=_sorted(c.industry for c in clusters),
        clusters=tuple(sorted(clusters, key=lambda c: c.name)),
    )


def _sorted(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({v for v in values if v}))


def _lines(reach: Reach, day: date) -> list[Line]:
    entities = reach.entities()
    found = {e.pk: Line(e, e.name, e.short, e.kind) for e in entities}
    seen = entities.values("pk")
    for name in EntityName.objects.filter(entity__in=seen):
        line = found[name.entity_id]
        if name.since <= day and (name.until is None or day < name.until):
            line.name, line.short, line.kind = name.name, name.short, name.kind
        line.former.append(name.name)
    states = states_on(day)
    on_day = MemberOf.objects.filter(entity__in=seen, since__lte=day).exclude(until__lte=day)
    for entity, there, role, since, until in on_day.values_list("entity_id", "cluster_id", "role", "since", "until"):
        line, cluster = found[entity], reach.clusters.get(there)
        line.clusters.add(there)
        if cluster is not None:
            line.parts.append(Part(cluster, role, since, until, states.get(there, StateName.DRAFT.value)))
    for pk, (begun, ended) in spans_of_life(seen).items():
        if pk in found:
            found[pk].begun, found[pk].ended = begun, ended
    edits: dict[tuple[str, frozenset[int]], bool] = {}  # asked once of all that stand alike: a country has thousands
    for line in found.values():
        where = (line.entity.region, frozenset(line.clusters))
        if where not in edits:
            edits[where] = reach.may_edit(*where)
        line.shows_numbers = edits[where]
    return sorted(found.values(), key=lambda line: (fold(line.name), line.entity.key))


def states_on(day: date) -> dict[int, str]:
    """The state of each cluster on a day, by id; one query."""
    return dict(StateChange.objects.filter(on__lte=day).order_by("on", "id").values_list("cluster_id", "state"))


def spans_of_life(entities: QuerySet[Any]) -> dict[int, tuple[date | None, date | None]]:
    """First day and first day no longer, by id, of those whom a succession made or ended; one query."""
    sides = SuccessionSide.objects.filter(entity__in=entities).values_list(
        "entity_id", "succession_id", "side", "succession__on"
    )
    by_pair: dict[tuple[int, int], tuple[date, set[str]]] = {}
    for entity, succession, side, on in sides:
        by_pair.setdefault((entity, succession), (on, set()))[1].add(side)
    lives: dict[int, tuple[date | None, date | None]] = defaultdict(lambda: (None, None))
    for (entity, _succession), (on, there) in by_pair.items():
        begun, ended = lives[entity]
        if there == {Side.AFTER.value}:
            lives[entity] = (on, ended)
        elif there == {Side.BEFORE.value}:
            lives[entity] = (begun, on)
    return dict(lives)


def _fits(line: Line, asked: Asked) -> bool:
    lives = line.lives_on(asked.on)
    if (asked.life == TODAY and not lives) or (asked.life == ENDED and (lives or line.ended is None)):
        return False
    if asked.kind and line.kind != asked.kind:
        return False
    if asked.region and line.entity.region != asked.region:
        return False
    if (asked.role or asked.industry or asked.cluster or asked.state) and not any(
        _part_fits(p, asked) for p in line.parts
    ):
        return False
    if not asked.text:
        return True
    e = line.entity
    numbers = (e.inn, e.ogrn) if line.shows_numbers else ()
    content = fold(" ".join((line.name, line.short, e.key, e.settlement, *numbers, *line.former)))
    return all(word in content for word in fold(asked.text).split())


def _part_fits(part: Part, asked: Asked) -> bool:
    return (
        asked.role in ("", part.role)
        and asked.industry in ("", part.cluster.industry)
        and asked.cluster in ("", part.cluster.key)
        and asked.state in ("", part.state)
    )


def heads() -> list[tuple[str, int]]:
    """Columns of the list with their widths, as the page and its exports have them."""
    return [
        (_("Organisation"), 48),
        (_("Short name"), 20),
        (_("Kind"), 18),
        (_("INN"), 14),
        (_("Region"), 22),
        (_("Settlement"), 20),
        (_("Part in clusters"), 60),
        (_("Ended"), 12),
    ]


def rows(lines: Sequence[Line]) -> list[list[str]]:
    """The lines as the page shows them."""
    return [
        [
            line.name,
            line.short,
            line.kind_word,
            line.entity.inn if line.shows_numbers else "",
            line.entity.region,
            line.entity.settlement,
            "; ".join(f"{p.role_word} — {p.cluster.name}" for p in line.parts),
            line.ended.isoformat() if line.ended else "",
        ]
        for line in lines
    ]
