"""What changes in the invented country over its years: guests of a second cluster, mergers, splits, parts swapped."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from remeslo.core.base.keys import OrganisationKey
from remeslo.core.base.roles import OrganisationRole
from remeslo.core.line.country.country import CountryCluster, House, Move
from remeslo.core.line.country.houses import Houses
from remeslo.core.line.country.parts import NameParts, ProgrammePart
from remeslo.core.line.country.size import CountrySize
from remeslo.core.registry.entity import EntityKind
from remeslo.core.registry.keys import EntityKey, SuccessionKey
from remeslo.core.registry.members import MemberOf
from remeslo.core.registry.succession import Succession
from remeslo.core.results.invented import Group


class Changes:
    """Each kind of change goes to clusters of its own, so that a test finds it alone."""

    def __init__(self, size: CountrySize, houses: Houses, members: Iterable[MemberOf], names: NameParts) -> None:
        self.size = size
        self.houses = houses
        self.names = names
        self.members = list(members)
        self.successions: list[Succession] = []
        self._middle = size.first.year + (size.last.year - size.first.year + 1) // 2

    def guests(self, clusters: Sequence[CountryCluster]) -> list[CountryCluster]:
        """The last college of a cluster takes part, with one group, in the next cluster of its industry as well."""
        found = list(clusters)
        step = self.size.industries
        for n in range(self.size.in_two):
            home, away = n % len(found), (n + step) % len(found)
            guest = [h for h in found[home].houses if h.role is OrganisationRole.NETWORK_COLLEGE][-1]
            if home == away or any(h.entity == guest.entity for h in found[away].houses):
                continue
            programme = self.houses.taught[guest.key][0]
            host = found[away]
            group = Group(programme=programme.title, college=guest.key, months=programme.months, places=2, kit="guest")
            scene = replace(host.scene, groups=(*host.scene.groups, group))
            found[away] = replace(host, houses=(*host.houses, guest), scene=scene)
            since = date(self.size.first.year, 9, 1)
            self._join(host, guest, guest.role, since)
        return found

    def merge(self, clusters: Sequence[CountryCluster]) -> list[CountryCluster]:
        """The second and the third college of a cluster become one, in the middle of a year."""
        found = list(clusters)
        for n in range(self.size.mergers):
            cluster, on = found[n], date(self._middle, 4, 1 + n % 28)
            one, other = self._network(cluster)[:2]
            taught = self.houses.taught[one.key] + tuple(
                p for p in self.houses.taught[other.key] if p not in self.houses.taught[one.key]
            )
            heir = self._heir(cluster, one, taught, on)
            heirs = {(s.key, p.title): heir.key for s in (one, other) for p in self.houses.taught[s.key]}
            found[n] = self._change(cluster, (one, other), (heir,), heirs, on)
        return found

    def split(self, clusters: Sequence[CountryCluster]) -> list[CountryCluster]:
        """The second college of a cluster becomes two, which share its programmes."""
        found = list(clusters)
        for n in range(self.size.splits):
            at = len(found) - 1 - n
            cluster, on = found[at], date(self._middle, 7, 1 + n % 28)
            source = self._network(cluster)[0]
            taught = self.houses.taught[source.key]
            halves = (taught[:1], taught[1:] or taught[:1])
            pair = tuple(self._heir(cluster, source, half, on) for half in halves)
            heirs = {(source.key, p.title): pair[min(i, 1)].key for i, p in enumerate(taught)}
            found[at] = self._change(cluster, (source,), pair, heirs, on)
        return found

    def swap_parts(self, clusters: Sequence[CountryCluster]) -> list[CountryCluster]:
        """The base college hands its part over to the last network college of its own cluster."""
        found = list(clusters)
        for n in range(self.size.role_changes):
            at = (self.size.mergers + n) % len(found)
            cluster, on = found[at], date(self._middle, 9, 1)
            base = next(h for h in cluster.houses if h.role is OrganisationRole.BASE_COLLEGE)
            heir = next(h for h in reversed(self._network(cluster)) if self._only_here(cluster, h))
            for house, role in ((base, OrganisationRole.NETWORK_COLLEGE), (heir, OrganisationRole.BASE_COLLEGE)):
                self._leave(cluster, house, on)
                self._join(cluster, house, role, on)
            roles = {base.key: OrganisationRole.NETWORK_COLLEGE, heir.key: OrganisationRole.BASE_COLLEGE}
            houses = tuple(replace(h, role=roles.get(h.key, h.role)) for h in cluster.houses)
            found[at] = replace(cluster, houses=houses)
        return found

    def _network(self, cluster: CountryCluster) -> list[House]:
        """Network colleges that are of this cluster alone and still there."""
        gone = {e for s in self.successions for e in s.ended}
        some = (h for h in cluster.houses if h.role is OrganisationRole.NETWORK_COLLEGE and h.entity not in gone)
        return [h for h in some if self._only_here(cluster, h)]

    def _only_here(self, cluster: CountryCluster, house: House) -> bool:
        return all(m.cluster == cluster.key for m in self.members if m.entity == house.entity)

    def _heir(self, cluster: CountryCluster, like: House, taught: tuple[ProgrammePart, ...], since: date) -> House:
        old = self.houses.entities[like.entity]
        name = f"{cluster.settlement}: {self.names.college_kinds[-1].lower()} {self.names.honours[0]}"
        role = OrganisationRole.NETWORK_COLLEGE
        house = self.houses.found("college", EntityKind.COLLEGE, name, old.region, like.settlement, role, 0)
        moved = replace(self.houses.entities[house.entity], latitude=old.latitude, longitude=old.longitude)
        self.houses.entities[house.entity] = moved
        self.houses.taught[house.key] = taught
        self.houses.license(house.entity, taught, since)
        return house

    def _change(
        self,
        cluster: CountryCluster,
        before: tuple[House, ...],
        after: tuple[House, ...],
        heirs: dict[tuple[OrganisationKey, str], OrganisationKey],
        on: date,
    ) -> CountryCluster:
        for house in before:
            self._leave(cluster, house, on)
        for house in after:
            self._join(cluster, house, house.role, on)
        self.successions.append(
            Succession(
                key=SuccessionKey(f"change-{len(self.successions) + 1:03}"),
                on=on,
                predecessors=tuple(EntityKey(h.entity) for h in before),
                successors=tuple(EntityKey(h.entity) for h in after),
            )
        )
        return replace(cluster, houses=(*cluster.houses, *after), moves=(*cluster.moves, Move(on, heirs)))

    def _leave(self, cluster: CountryCluster, house: House, on: date) -> None:
        for n, member in enumerate(self.members):
            if (member.cluster, member.organisation, member.until) == (cluster.key, house.key, None):
                self.members[n] = replace(member, until=on)

    def _join(self, cluster: CountryCluster, house: House, role: OrganisationRole, on: date) -> None:
        self.members.append(
            MemberOf(entity=house.entity, cluster=cluster.key, organisation=house.key, role=role, since=on)
        )
