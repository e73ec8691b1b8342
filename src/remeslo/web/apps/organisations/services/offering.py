"""A table's rows against the registry: which organisation each means, what it would change, whether it may."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Final

from remeslo.core.base.text import fold
from remeslo.interchange.orgsheet import Change, ChangeKind, OrganisationRow, compare
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.organisations.enums import EntityKind
from remeslo.web.apps.organisations.models import LegalEntity, MemberOf
from remeslo.web.apps.organisations.reach import Reach

KEY_FORM: Final = re.compile(r"^[\w.-]{1,200}$")
COMPARED: Final = (
    *("name", "short", "kind", "inn", "kpp", "ogrn", "region", "settlement", "address", "latitude", "longitude"),
)
KIND_OF_ROLE: Final = {
    "base_college": EntityKind.COLLEGE,
    "network_college": EntityKind.COLLEGE,
    "anchor_employer": EntityKind.ENTERPRISE,
    "partner_employer": EntityKind.ENTERPRISE,
    "corporate_university": EntityKind.CORPORATE_UNIVERSITY,
    "region_authority": EntityKind.AUTHORITY,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """
    A row: which organisation it means and what saving it would do.

    Parameters
    ----------
    entity
        The organisation that there is; None: a new one of the key ``key``.
    part
        ``join``, ``role`` (another part from the day ``on``), ``leave``, ``same``, blank when the row names no
        cluster.
    refused
        Code of why it will not be entered, a word of `words.REFUSALS`; blank when it may.
    """

    place: str
    row: OrganisationRow
    key: str
    change: Change
    entity: LegalEntity | None = None
    cluster: Cluster | None = None
    member: MemberOf | None = None
    part: str = ""
    on: date | None = None
    refused: str = ""

    @property
    def outcome(self) -> str:
        """``new``, ``changed``, ``same`` or ``refused``."""
        if self.refused:
            return "refused"
        if self.change.kind is ChangeKind.SAME and self.part in ("join", "role", "leave"):
            return ChangeKind.CHANGED.value
        return self.change.kind.value

    @property
    def may_save(self) -> bool:
        """True when entering it would change something."""
        return self.outcome in ("new", "changed")


class Desk:
    """What one person may enter, against the registry as it is on a day."""

    def __init__(self, reach: Reach, today: date) -> None:
        self.reach, self.today = reach, today

    @cached_property
    def entities(self) -> tuple[LegalEntity, ...]:
        """Every organisation, also those that this person does not see: their numbers are taken."""
        return tuple(LegalEntity.objects.order_by("pk"))

    @cached_property
    def seen(self) -> frozenset[int]:
        """Ids of the organisations that this person sees."""
        return frozenset(self.reach.entities().values_list("pk", flat=True))

    @cached_property
    def members(self) -> dict[int, list[MemberOf]]:
        """Memberships that are open or begin later, by id of the organisation."""
        found: dict[int, list[MemberOf]] = {}
        rows = MemberOf.objects.exclude(until__lte=self.today).select_related("cluster", "organisation", "entity")
        for member in rows.order_by("since", "pk"):
            found.setdefault(member.entity_id, []).append(member)
        return found

    def offers(self, rows: Iterable[tuple[str, OrganisationRow]]) -> tuple[Offer, ...]:
        """An offer for each row, in order; rows of one new organisation name the same key."""
        self._made: dict[tuple[str, str], str] = {}
        return tuple(self._offer(place, row) for place, row in rows)

    def _offer(self, place: str, row: OrganisationRow) -> Offer:
        found = self._meant(row)
        if len(found) > 1:
            return _no(place, row, "ambiguous")
        entity = found[0] if found else None
        if entity is not None and entity.pk not in self.seen:
            return _no(place, row, "not_yours")
        cluster = self._cluster(row.cluster)
        if row.cluster and cluster is None:
            return _no(place, row, "cluster_unknown")
        if cluster is not None and row.role is None:
            return _no(place, row, "role_missing")
        is_again = entity is None and row.identity in self._made
        key = entity.key if entity else self._made.setdefault(row.identity, row.key or _made_key(row))
        if not KEY_FORM.match(key):
            return _no(place, row, "key_form")
        change = Change(ChangeKind.SAME) if is_again else compare(row, _held(entity), COMPARED)
        part, member, on = self._part(row, entity, cluster)
        offer = Offer(
            place=place,
            row=row,
            key=key,
            change=change,
            entity=entity,
            cluster=cluster,
            member=member,
            part=part,
            on=on,
        )
        return offer if self._may(offer) else _no(place, row, "not_yours", key=key)

    def _meant(self, row: OrganisationRow) -> list[LegalEntity]:
        """By the key, else by the numbers, else by the name among those that the person sees."""
        if row.key:
            return self._by_key.get(row.key, [])
        if row.inn:
            same = self._by_inn.get(row.inn, [])
            exact = [e for e in same if e.kpp == row.kpp] if row.kpp else same
            if exact or same:
                return exact or [e for e in same if not e.kpp]
        named = [e for e in self._by_name.get(fold(row.name), []) if not (row.inn and e.inn)]
        return [e for e in named if _is_there(row.region, e.region) and _is_there(row.settlement, e.settlement)]

    @cached_property
    def _by_key(self) -> dict[str, list[LegalEntity]]:
        return {e.key: [e] for e in self.entities}

    @cached_property
    def _by_inn(self) -> dict[str, list[LegalEntity]]:
        found: dict[str, list[LegalEntity]] = {}
        for e in self.entities:
            if e.inn:
                found.setdefault(e.inn, []).append(e)
        return found

    @cached_property
    def _by_name(self) -> dict[str, list[LegalEntity]]:
        found: dict[str, list[LegalEntity]] = {}
        for e in self.entities:
            if e.pk in self.seen:
                found.setdefault(fold(e.name), []).append(e)
        return found

    def _cluster(self, text: str) -> Cluster | None:
        named = [c for c in self.reach.clusters.values() if text and (c.key == text or fold(c.name) == fold(text))]
        return named[0] if len(named) == 1 else next((c for c in named if c.key == text), None)

    def _part(
        self, row: OrganisationRow, entity: LegalEntity | None, cluster: Cluster | None
    ) -> tuple[str, MemberOf | None, date | None]:
        if cluster is None or row.role is None:
            return "", None, None
        on = row.since or self.today
        own = [m for m in self.members.get(entity.pk, []) if m.cluster_id == cluster.pk] if entity else []
        if not own:
            return "join", None, on
        last = own[-1]
        if last.role != row.role.value:
            return "role", last, max(on, self.today) if on <= last.since else on
        if row.until is not None and last.until is None:
            return "leave", last, row.until
        return "same", last, None

    def _may(self, offer: Offer) -> bool:
        touched = {offer.cluster.pk} if offer.cluster is not None else set()
        if offer.entity is None:
            return self.reach.may_edit(offer.row.region, frozenset(touched))
        if offer.part in ("join", "role", "leave") and not self.reach.may_edit("", frozenset(touched)):
            return False
        if offer.change.kind is ChangeKind.SAME:
            return True
        own = {m.cluster_id for m in self.members.get(offer.entity.pk, []) if m.since <= self.today}
        return self.reach.may_edit(offer.entity.region, frozenset(own))


def _no(place: str, row: OrganisationRow, why: str, *, key: str = "") -> Offer:
    return Offer(place=place, row=row, key=key, change=Change(ChangeKind.SAME), refused=why)


def _held(entity: LegalEntity | None) -> dict[str, object] | None:
    """What is held, by field."""
    return None if entity is None else {name: getattr(entity, name) for name in COMPARED}


def _is_there(said: str, held: str) -> bool:
    """True unless both say something and it differs."""
    return not said or not held or fold(said) == fold(held)


def _made_key(row: OrganisationRow) -> str:
    """A key of what identifies the row: the same table read again means the same organisations."""
    if row.inn:
        return f"inn-{row.inn}-{row.kpp}" if row.kpp else f"inn-{row.inn}"
    return f"org-{sha256(row.identity[1].encode()).hexdigest()[:12]}"
