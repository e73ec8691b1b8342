"""Whom a place, a request between colleges, a quota and used days concern, for asking about rights."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from remeslo.web.apps.common.models import Cluster, Organisation, User
from remeslo.web.apps.common.permissions import Action, can, own_organisations


@dataclass(frozen=True, slots=True)
class Thing:
    """Something in a cluster that belongs to organisations (`common.permissions`)."""

    cluster_id: int
    owners: tuple[Organisation, ...] = ()


def thing(cluster: Cluster, *organisations: Organisation | None) -> Thing:
    """Something that these organisations are a side of."""
    return Thing(cluster.pk, tuple(o for o in organisations if o is not None))


@dataclass(frozen=True)
class Reader:
    """Who reads or acts, and for whom: asked once a page, answered from memory."""

    user: User
    cluster: Cluster
    organisations: Mapping[str, Organisation]

    @property
    def own(self) -> tuple[Organisation, ...]:
        """My house."""
        return own_organisations(self.user, self.cluster, self.organisations.values())

    def may(self, action: Action, *keys: object) -> bool:
        """True when I may do this to something that these organisations are a side of."""
        return can(self.user, action, thing(self.cluster, *(self.organisations.get(str(k)) for k in keys)))

    @property
    def may_allocate(self) -> bool:
        """True when I share out the workshops of the whole cluster."""
        return can(self.user, Action.ALLOCATE, self.cluster)

    @property
    def sees_all_quotas(self) -> bool:
        """True when I see every quota with its price."""
        return can(self.user, Action.SEE_QUOTA, self.cluster)

    def colleges_that_ask(self, keys: Iterable[object]) -> list[Organisation]:
        """Of these colleges, those for which I may ask days."""
        rows = (self.organisations.get(str(k)) for k in keys)
        return [o for o in rows if o is not None and can(self.user, Action.ASK_SLOT, thing(self.cluster, o))]
