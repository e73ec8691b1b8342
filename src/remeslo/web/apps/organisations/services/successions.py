"""Mergers and splits: what was stays as it was, what is goes over on the day, and what still names the old is told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from remeslo.core.base.findings import Finding, ProblemError
from remeslo.core.base.roles import OrganisationRole
from remeslo.core.registry import entity as core
from remeslo.core.registry.keys import EntityKey, SuccessionKey
from remeslo.core.registry.succession import Succession as CoreSuccession
from remeslo.web.apps.common.models import Cluster, Organisation, User
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.organisations.enums import Moved, Origin, Side
from remeslo.web.apps.organisations.handover import KINDS, hand_over_due
from remeslo.web.apps.organisations.leftovers import Leftover, leftovers
from remeslo.web.apps.organisations.models import Handover, LegalEntity, MemberOf, Succession, SuccessionSide
from remeslo.web.apps.organisations.services.entities import make_entity
from remeslo.web.apps.organisations.services.judging import Refused, judged
from remeslo.web.apps.organisations.services.members import organisation_row, place_in_region

ONE_DAY = timedelta(days=1)
Thing = tuple[Moved, str, str]
"""What goes over: its kind, its cluster's key, its key there."""


@dataclass(frozen=True, slots=True)
class Done:
    """
    What a succession brought about.

    Parameters
    ----------
    handed_over
        How many things go over, by kind; on a day that has come they have.
    leftovers
        What else names those that ended: it says what was, or has to be settled by hand.
    """

    succession: Succession
    opened: tuple[MemberOf, ...]
    handed_over: Mapping[str, int]
    leftovers: tuple[Leftover, ...] = ()


@dataclass(slots=True)
class _Event:
    """A succession in the making."""

    on: date
    predecessors: Sequence[LegalEntity]
    successors: list[LegalEntity]
    document: str
    opened: list[MemberOf] = field(default_factory=list)

    @property
    def ended(self) -> tuple[LegalEntity, ...]:
        return tuple(e for e in self.predecessors if e not in self.successors)


def merge(
    predecessors: Sequence[LegalEntity],
    into: core.LegalEntity | LegalEntity,
    *,
    on: date,
    today: date,
    by: User | None,
    document: str = "",
) -> Done:
    """
    Organisations become one from a day on: a new one (``into`` is a value), or one of them, or another that goes on.

    In every cluster where one of them is a member its membership ends and, unless it is there, the successor's begins
    with the weightiest of their parts; groups, sites and staff go over on the day. Facts, contracts and money stay
    with those that they name. Raises Refused, with nothing changed, when it cannot be.
    """
    event = _Event(on, tuple(predecessors), [], document)
    with judged(*_clusters(predecessors, on)):
        if isinstance(into, LegalEntity):
            event.successors.append(into)
            if into not in event.predecessors:
                event.predecessors = (*event.predecessors, into)
        else:
            event.successors.append(make_entity(into, by=by))
        row = _written(event, by)
        target = event.successors[0]
        rows: list[Handover] = []
        for member in _members(event.ended, on):
            organisation = _opened(event, target, member)
            rows += _all_of(row, member, organisation)
        return _finished(event, row, rows, today, by)


def split(
    predecessor: LegalEntity,
    into: Sequence[core.LegalEntity],
    *,
    on: date,
    today: date,
    by: User | None,
    goes_to: Mapping[Thing, EntityKey],
    goes_on: bool = False,
    document: str = "",
) -> Done:
    """
    One organisation becomes several from a day on, or (``goes_on``) a part of it becomes a new one.

    Every successor takes part where the predecessor did. ``goes_to`` names, for each of its groups, sites and people,
    the successor that takes it; what a predecessor that goes on keeps need not be named. Raises Refused, with nothing
    changed, when something is left without an owner.
    """
    event = _Event(on, (predecessor,), [predecessor] if goes_on else [], document)
    with judged(*_clusters([predecessor], on)):
        event.successors += [make_entity(value, by=by) for value in into]
        row = _written(event, by)
        by_key = {e.key: e for e in event.successors}
        rows: list[Handover] = []
        for member in _members([predecessor], on):
            targets = {k: _opened(event, e, member) for k, e in by_key.items() if e != predecessor}
            rows += _shared_out(row, member, targets, goes_to, keeps=goes_on)
        return _finished(event, row, rows, today, by)


def _written(event: _Event, by: User | None) -> Succession:
    names = [e.key for e in event.successors]
    key = f"{event.on.isoformat()}-{'-'.join(names)}"[:190]
    try:
        CoreSuccession(
            key=SuccessionKey(key),
            on=event.on,
            predecessors=tuple(EntityKey(e.key) for e in event.predecessors),
            successors=tuple(EntityKey(e.key) for e in event.successors),
        )
    except ProblemError as error:
        raise Refused(Finding("registry.succession_shape", key, {"reason": str(error)})) from error
    if Succession.objects.filter(key=key).exists():
        raise Refused(Finding("registry.key_taken", key, {"entity": key}))
    for entity in event.predecessors:
        if not MemberOf.objects.filter(entity=entity, since__lt=event.on).exclude(until__lt=event.on).exists():
            raise Refused(Finding("registry.not_a_member", entity.key, {"entity": entity.name, "on": event.on}))
    row = Succession.objects.create(key=key, on=event.on, document=event.document, origin=Origin.HERE)
    SuccessionSide.objects.bulk_create(
        SuccessionSide(succession=row, side=side, entity=entity, position=n)
        for side, entities in ((Side.BEFORE, event.predecessors), (Side.AFTER, event.successors))
        for n, entity in enumerate(entities)
    )
    return row


def _clusters(entities: Iterable[LegalEntity], on: date) -> tuple[Cluster, ...]:
    """Clusters that these are members of, whenever: all of them are judged."""
    return tuple(Cluster.objects.filter(members__entity__in=list(entities)).distinct())


def _members(entities: Iterable[LegalEntity], on: date) -> list[MemberOf]:
    """Memberships that reach over the day, those with the weightiest part first; each is locked."""
    rows = MemberOf.objects.select_for_update(of=("self",)).filter(entity__in=list(entities), since__lt=on)
    weight = {role.value: n for n, role in enumerate(OrganisationRole)}
    held = rows.exclude(until__lte=on).select_related("cluster", "organisation", "entity")
    return sorted(held, key=lambda m: (weight[m.role], m.pk))


def _opened(event: _Event, entity: LegalEntity, member: MemberOf) -> Organisation:
    """
    The successor's row in the cluster of a member that makes room for it.

    The member's own relation ends, unless it goes on; the successor's begins where it has none on the day.
    """
    if member.entity not in event.successors and member.until is None:
        MemberOf.objects.filter(pk=member.pk, until__isnull=True).update(until=event.on)
    there = MemberOf.objects.filter(cluster=member.cluster, entity=entity, since__lte=event.on)
    held = there.exclude(until__lte=event.on).select_related("organisation").first()
    if held is not None:
        return held.organisation
    role = OrganisationRole(member.role)
    row = organisation_row(member.cluster, entity, role)
    event.opened.append(
        MemberOf.objects.create(
            entity=entity, cluster=member.cluster, organisation=row, role=role.value, since=event.on
        )
    )
    place_in_region(entity, event.on, member.entity.region or member.cluster.region)
    return row


def _all_of(row: Succession, member: MemberOf, target: Organisation) -> list[Handover]:
    return [_handover(row, member, what, key, target) for what, kind in KINDS.items() for key in _keys_of(kind, member)]


def _shared_out(
    row: Succession,
    member: MemberOf,
    targets: Mapping[str, Organisation],
    goes_to: Mapping[Thing, EntityKey],
    *,
    keeps: bool,
) -> list[Handover]:
    """What goes to whom, as was said; Refused when something is left without an owner."""
    rows: list[Handover] = []
    for what, kind in KINDS.items():
        left = []
        for key in _keys_of(kind, member):
            heir = goes_to.get((Moved(what), member.cluster.key, key))
            if heir is not None and heir in targets:
                rows.append(_handover(row, member, what, key, targets[heir]))
            elif not keeps:
                left.append(key)
        if left:
            facts = {"what": str(what), "things": tuple(left), "cluster": member.cluster.key}
            raise Refused(Finding("registry.split_unassigned", member.organisation.key, facts))
    return rows


def _keys_of(kind: type, member: MemberOf) -> list[str]:
    rows = kind.objects.filter(organisation=member.organisation)  # type: ignore[attr-defined]
    return list(rows.order_by("position", "pk").values_list("key", flat=True))


def _handover(row: Succession, member: MemberOf, what: str, key: str, target: Organisation) -> Handover:
    return Handover(
        succession=row,
        cluster=member.cluster,
        what=what,
        key=key,
        source=member.organisation,
        target=target,
        on=row.on,
    )


def _finished(event: _Event, row: Succession, rows: list[Handover], today: date, by: User | None) -> Done:
    Handover.objects.bulk_create(rows)
    hand_over_due(today)
    counts = {str(what): sum(h.what == what for h in rows) for what in KINDS}
    facts = {
        "on": event.on.isoformat(),
        "before": [e.key for e in event.predecessors],
        "after": [e.key for e in event.successors],
        "handed_over": counts,
    }
    for cluster in {m.cluster for m in event.opened} | set(_clusters(event.predecessors, event.on)):
        record("registry.succeeded", by=by, cluster=cluster, subject=f"succession:{row.key}", **facts)
    return Done(row, tuple(event.opened), counts, leftovers(event.ended, event.on))
