"""What is worth knowing about a cluster as a whole, once it has been read; nothing here stops reading."""

from collections import defaultdict

from remeslo.core.base.findings import Severity
from remeslo.core.line.cluster import Cluster
from remeslo.interchange.clusterfile.log import Log, Place
from remeslo.interchange.clusterfile.registry import Registry


def check_members(cluster: Cluster, registry: Registry, log: Log) -> None:
    """Tells of members in a part that is not theirs, of standards in several editions, of a folder without demand."""
    _employers_ask(cluster, registry, log)
    _colleges_teach(cluster, registry, log)
    _editions(cluster, registry, log)


def _employers_ask(cluster: Cluster, registry: Registry, log: Log) -> None:
    roles = {o.key: o.role for o in cluster.organisations}
    for card in cluster.demand:
        role = roles.get(card.employer)
        if role is not None and not role.is_employer:
            place = registry.place("demand", card.key) or Place("")
            log.add(
                "cluster.not_an_employer",
                place,
                severity=Severity.WARNING,
                key=card.key,
                organisation=card.employer,
                role=role.value,
            )


def _colleges_teach(cluster: Cluster, registry: Registry, log: Log) -> None:
    roles = {o.key: o.role for o in cluster.organisations}
    for group in cluster.groups:
        role = roles.get(group.organisation)
        if role is not None and not role.is_college:
            place = registry.place("group", group.key) or Place("")
            log.add(
                "cluster.not_a_college",
                place,
                severity=Severity.WARNING,
                key=group.key,
                organisation=group.organisation,
                role=role.value,
            )


def _editions(cluster: Cluster, registry: Registry, log: Log) -> None:
    """A code alone does not say which of two editions is meant; that there are two is worth knowing."""
    editions = defaultdict(list)
    for standard in cluster.standards:
        editions[standard.code].append(standard.edition)
    for code, found in editions.items():
        if len(found) > 1:
            place = registry.place("edition", found[-1]) or Place("")
            log.add("cluster.two_editions", place, severity=Severity.NOTE, standard=code, editions=tuple(found))
