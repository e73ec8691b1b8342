"""The invented country as a value."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from remeslo.core.base.keys import OrganisationKey
from remeslo.core.base.roles import OrganisationRole
from remeslo.core.line.country.parts import ProgrammePart
from remeslo.core.registry.keys import ClusterKey, EntityKey
from remeslo.core.registry.structure import Structure
from remeslo.core.results.invented import Scene
from remeslo.core.rollup.industries import IndustryDemand


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """An organisation in a cluster; ``role`` is the last one it had there."""

    key: OrganisationKey
    entity: EntityKey
    name: str
    role: OrganisationRole
    settlement: str


@dataclass(frozen=True, slots=True)
class Move:
    """
    Learners of some colleges go on at others from a day on: a merger or a split, as facts tell it.

    ``heirs``: by source and programme the college that goes on with it.
    """

    on: date
    heirs: Mapping[tuple[OrganisationKey, str], OrganisationKey]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryCluster:
    """
    A cluster with everything its facts are told from.

    Parameters
    ----------
    scene
        Groups of the colleges that there were at the beginning.
    moves
        Mergers and splits among them, in order of days.
    """

    key: ClusterKey
    name: str
    industry: str
    region: str
    settlement: str
    round: str
    houses: tuple[House, ...]
    scene: Scene
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What an enterprise has promised a cluster by agreement: to hire so many, for a year."""

    cluster: ClusterKey
    enterprise: EntityKey
    year: int
    hires: int
    programme: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """Structure, clusters, programmes by industry, demand and commitments."""

    structure: Structure
    clusters: tuple[CountryCluster, ...]
    programmes: Mapping[str, tuple[ProgrammePart, ...]]
    demand: tuple[IndustryDemand, ...]
    commitments: tuple[Commitment, ...]
    mark: str
    dispute: str
