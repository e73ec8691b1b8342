"""Building the invented country: clusters, houses, who merges with whom, demand and commitments."""

from collections.abc import Sequence
from datetime import date
from random import Random

from remeslo.core.base.roles import OrganisationRole
from remeslo.core.line.country.changes import Changes
from remeslo.core.line.country.country import Commitment, Country, CountryCluster, House
from remeslo.core.line.country.houses import FOUNDED, Houses
from remeslo.core.line.country.parts import IndustryParts, NameParts
from remeslo.core.line.country.size import CountrySize
from remeslo.core.registry.keys import ClusterKey, NodeKind, node_key
from remeslo.core.registry.members import MemberOf
from remeslo.core.registry.placement import Hierarchy, Placement
from remeslo.core.registry.structure import Structure
from remeslo.core.results.invented import Group, Rates, Scene
from remeslo.core.rollup.industries import IndustryDemand

BEGINNING = date(2022, 1, 1)
INTAKES = 7
"""Years of admission that a scene of three years tells of: one place a year is about so many learners."""


def build(size: CountrySize, names: NameParts, *, seed: int = 0) -> Country:
    """The country of a size and seed; nothing in it is, or stands for, anything real."""
    return _Builder(size, names, seed).country()


class _Builder:
    """Collects while it goes from region to cluster to house."""

    def __init__(self, size: CountrySize, names: NameParts, seed: int) -> None:
        self.size = size
        self.names = names
        self.dice = Random(f"country/{seed}")
        self.industries = [names.industries[n % len(names.industries)] for n in range(size.industries)]
        self.regions = [self._region(n) for n in range(size.regions)]
        self.houses = Houses(names, self.dice)
        self.members: list[MemberOf] = []
        self.placements: list[Placement] = []
        self.demand: list[IndustryDemand] = []
        self.commitments: list[Commitment] = []

    def country(self) -> Country:
        """Everything."""
        shares = _shared(self.size.colleges, self.size.clusters), _shared(self.size.enterprises, self.size.clusters)
        clusters = [self._cluster(n, *counts) for n, counts in enumerate(zip(*shares, strict=True))]
        changes = Changes(self.size, self.houses, self.members, self.names)
        clusters = changes.guests(clusters)
        clusters = changes.merge(clusters)
        clusters = changes.split(clusters)
        clusters = changes.swap_parts(clusters)
        self._place_entities()
        return Country(
            structure=Structure(
                entities=tuple(self.houses.entities.values()),
                members=tuple(changes.members),
                placements=tuple(self.placements),
                successions=tuple(changes.successions),
                licences=tuple(self.houses.licences),
            ),
            clusters=tuple(clusters),
            programmes={i.name: i.programmes for i in self.industries},
            demand=tuple(self.demand),
            commitments=tuple(self.commitments),
            mark=self.names.mark,
            dispute=self.names.dispute,
        )

    def _region(self, number: int) -> str:
        """Named after a settlement: its last letters give way to the ending's."""
        place = self.names.settlement(number * 3 + 1)
        ending = self.names.region_endings[number % len(self.names.region_endings)]
        return place + ending

    def _cluster(self, number: int, num_colleges: int, num_enterprises: int) -> CountryCluster:
        key = ClusterKey(f"land-{number + 1:03}")
        region = self.regions[number % len(self.regions)]
        industry = self.industries[number % len(self.industries)]
        settlement = self.names.settlement(number % len(self.regions) * 3 + 1 + number // len(self.regions) * 101)
        chosen_in = self.names.rounds[number * len(self.names.rounds) // self.size.clusters]
        colleges = [
            self._college(key, region, industry, settlement, n, number % len(self.regions)) for n in range(num_colleges)
        ]
        enterprises = [
            self._enterprise(key, region, industry, settlement, n, number % len(self.regions))
            for n in range(num_enterprises)
        ]
        authority = self.houses.authority(region)
        self._take_in(key, authority)
        for child, hierarchy, parent in (
            (key, Hierarchy.INDUSTRY, node_key(NodeKind.INDUSTRY, industry.name)),
            (key, Hierarchy.ROUND, node_key(NodeKind.ROUND, chosen_in)),
        ):
            node = node_key(NodeKind.CLUSTER, child)
            self.placements.append(Placement(hierarchy=hierarchy, child=node, parent=parent, since=BEGINNING))
        houses = (*colleges, *enterprises, authority)
        self._ask(region, industry, key, enterprises)
        return CountryCluster(
            key=key,
            name=f"{industry.name}: {settlement} ({number + 1})",
            industry=industry.name,
            region=region,
            settlement=settlement,
            round=chosen_in,
            houses=houses,
            scene=self._scene(key, region, industry, colleges, enterprises, authority),
        )

    def _college(
        self, cluster: ClusterKey, region: str, industry: IndustryParts, settlement: str, number: int, at: int
    ) -> House:
        role = OrganisationRole.NETWORK_COLLEGE if number else OrganisationRole.BASE_COLLEGE
        house = self.houses.college(region, industry, settlement, role, at)
        self._take_in(cluster, house)
        return house

    def _enterprise(
        self, cluster: ClusterKey, region: str, industry: IndustryParts, settlement: str, number: int, at: int
    ) -> House:
        role = OrganisationRole.PARTNER_EMPLOYER if number else OrganisationRole.ANCHOR_EMPLOYER
        house = self.houses.enterprise(region, industry, settlement, role, at)
        self._take_in(cluster, house)
        return house

    def _take_in(self, cluster: ClusterKey, house: House) -> None:
        self.members.append(
            MemberOf(entity=house.entity, cluster=cluster, organisation=house.key, role=house.role, since=BEGINNING)
        )

    def _scene(
        self,
        key: ClusterKey,
        region: str,
        industry: IndustryParts,
        colleges: Sequence[House],
        enterprises: Sequence[House],
        authority: House,
    ) -> Scene:
        """Two or three programmes a college; places so that all clusters together have the learners asked for."""
        groups = [(c, p) for c in colleges for p in self.houses.taught[c.key]]
        mean = self.size.learners / self.size.clusters / INTAKES / len(groups)
        rates = Rates(
            employed=0.66 + 0.2 * self.dice.random(),
            in_occupation=0.6 + 0.3 * self.dice.random(),
            at_cluster=0.5 + 0.35 * self.dice.random(),
            unknown=0.02 + 0.12 * self.dice.random(),
            target_contract=0.15 + 0.4 * self.dice.random(),
            confirmed=0.7 + 0.28 * self.dice.random(),
            score_mean=0.58 + 0.16 * self.dice.random(),
            cofinancing_kept=0.6 + 0.4 * self.dice.random(),
        )
        return Scene(
            cluster=key,
            region=region,
            region_authority=authority.key,
            base_college=colleges[0].key,
            groups=tuple(
                Group(
                    programme=p.title,
                    college=c.key,
                    months=p.months,
                    places=max(1, round(mean * (0.25 + 1.5 * self.dice.random()))),
                    kit=f"{p.code}-1",
                )
                for c, p in groups
            ),
            employers=tuple(e.key for e in enterprises),
            workshops=tuple((f"{key}-w{n + 1}", colleges[n % len(colleges)].key) for n in range(3)),
            first=self.size.first,
            last=self.size.last,
            rates=rates,
        )

    def _ask(self, region: str, industry: IndustryParts, cluster: ClusterKey, enterprises: Sequence[House]) -> None:
        """Each enterprise asks for people of one or two programmes in the coming years, and promises to hire some."""
        for house in enterprises:
            for programme in self.dice.sample(industry.programmes, k=min(2, len(industry.programmes))):
                for year in (self.size.last.year + 1, self.size.last.year + 2):
                    wanted = self.dice.randint(2, 24)
                    met = self.dice.randint(0, wanted)
                    self.demand.append(
                        IndustryDemand(
                            region=region,
                            industry=industry.name,
                            enterprise=house.entity,
                            occupation=programme.title,
                            year=year,
                            wanted=wanted,
                            met=met,
                        )
                    )
                    if met and self.dice.random() < 0.5:
                        self.commitments.append(
                            Commitment(
                                cluster=cluster,
                                enterprise=house.entity,
                                year=year,
                                hires=self.dice.randint(1, met),
                                programme=programme.title,
                            )
                        )

    def _place_entities(self) -> None:
        for entity in self.houses.entities.values():
            self.placements.append(
                Placement(
                    hierarchy=Hierarchy.REGION,
                    child=node_key(NodeKind.ENTITY, entity.key),
                    parent=node_key(NodeKind.REGION, entity.region),
                    since=FOUNDED,
                )
            )


def _shared(total: int, parts: int) -> list[int]:
    """As equal as whole numbers allow."""
    return [total // parts + (n < total % parts) for n in range(parts)]
