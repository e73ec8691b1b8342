"""How far a person reaches: which organisations are seen, which edited."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, QuerySet
from django.http import Http404

from remeslo.web.apps.common.enums import Realm
from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.permissions import Action, can, can_over, mandates, memberships
from remeslo.web.apps.organisations.models import LegalEntity, MemberOf


@dataclass
class Reach:
    """
    What a person may see and change of the registry.

    Seen are the organisations that take or took part in one of the person's clusters, and those registered in the
    region of a mandate; by a mandate over the country, all. An organisation is edited by those who may edit every
    cluster that it is a member of: who is in charge of one cluster does not rename a member of five.
    """

    user: User

    @cached_property
    def clusters(self) -> dict[int, Cluster]:
        """Clusters whose members the person sees, by id, in the order of their names."""
        own = {m.cluster_id: m.cluster for m in memberships(self.user)}
        seen = [c for c in own.values() if can(self.user, Action.SEE_REGISTRY, c)]
        return {c.pk: c for c in sorted(seen, key=lambda c: (c.name, c.pk))}

    @cached_property
    def sees_all(self) -> bool:
        """By a mandate over the country."""
        return can_over(self.user, Action.SEE_REGISTRY, Realm.COUNTRY)

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """Regions of mandates."""
        own = {m.node for m in mandates(self.user) if m.realm == Realm.REGION}
        return tuple(sorted(r for r in own if can_over(self.user, Action.SEE_REGISTRY, Realm.REGION, r)))

    @property
    def sees_anything(self) -> bool:
        """False for strangers."""
        return bool(self.sees_all or self.regions or self.clusters)

    def entities(self) -> QuerySet[LegalEntity]:
        """Organisations that the person sees."""
        if self.sees_all:
            return LegalEntity.objects.all()
        takes_part = MemberOf.objects.filter(cluster__in=list(self.clusters)).values("entity")
        return LegalEntity.objects.filter(Q(pk__in=takes_part) | Q(region__in=self.regions))

    def entity(self, key: str) -> LegalEntity:
        """The organisation of a key, 404 for one that the person does not see."""
        if "\0" in key:  # PostgreSQL refuses the letter itself
            raise Http404
        found = self.entities().filter(key=key).first()
        if found is None:
            raise Http404
        return found

    def may_edit_cluster(self, cluster: Cluster) -> bool:
        """True when the person decides on members and life of a cluster."""
        return can(self.user, Action.EDIT_REGISTRY, cluster)

    @cached_property
    def edited(self) -> dict[int, Cluster]:
        """Clusters that the person decides on, by id."""
        return {pk: c for pk, c in self.clusters.items() if self.may_edit_cluster(c)}

    @property
    def edits_anything(self) -> bool:
        """True when there is an organisation or a cluster that the person may change."""
        return bool(self.edited or self._edits_over("") or any(self._edits_over(r) for r in self.regions))

    def may_edit(self, region: str, clusters: frozenset[int]) -> bool:
        """True when the person may change an organisation of this region and these clusters (by id)."""
        if can_over(self.user, Action.EDIT_REGISTRY, Realm.COUNTRY):
            return True
        return clusters <= set(self.edited) if clusters else self._edits_over(region)

    def _edits_over(self, region: str) -> bool:
        if can_over(self.user, Action.EDIT_REGISTRY, Realm.COUNTRY):
            return True
        return bool(region) and can_over(self.user, Action.EDIT_REGISTRY, Realm.REGION, region)
