"""Workshops and laboratories that a programme is taught in («перечень кабинетов, лабораторий, мастерских»)."""

from dataclasses import dataclass

from remeslo.core.base.keys import ProgrammeKey
from remeslo.core.line.cluster import Cluster
from remeslo.core.network.resources import Workshop


@dataclass(frozen=True, slots=True)
class Room:
    """A workshop with where it stands; ``own`` False: another college's, shared with the cluster."""

    workshop: Workshop
    site: str
    address: str
    organisation: str
    own: bool


def rooms(cluster: Cluster, programme: ProgrammeKey) -> tuple[Room, ...]:
    """
    Workshops of the colleges that have groups on the programme, then the shared ones of others.

    A programme without groups yet: those of every college. In the order of the cluster.
    """
    colleges = {o.key for o in cluster.organisations if o.role.is_college}
    teaching = {g.organisation for g in cluster.groups if g.programme == programme} or colleges
    sites = {s.key: s for s in cluster.sites}
    names = {o.key: o.name for o in cluster.organisations}
    found = []
    for w in cluster.workshops:
        site = sites.get(w.site)
        owner = site.organisation if site else None
        if owner in teaching or w.shared:
            place = (site.name, site.address) if site else ("", "")
            found.append(Room(w, *place, names.get(owner, "") if owner else "", owner in teaching))
    return tuple(sorted(found, key=lambda r: not r.own))
