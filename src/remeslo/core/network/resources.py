"""Who and what a cluster consists of: organisations, sites, workshops."""

from dataclasses import dataclass
from decimal import Decimal

from remeslo.core.base.earth import Point, check_point
from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import OrganisationKey, SiteKey, WorkshopKey
from remeslo.core.base.roles import OrganisationRole as OrganisationRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A member of the cluster; ``parent`` is set for a corporate university that belongs to an enterprise."""

    key: OrganisationKey
    name: str
    role: OrganisationRole
    parent: OrganisationKey | None = None
    settlement: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """
    A place with an address where an organisation teaches or works.

    Parameters
    ----------
    latitude, longitude
        Degrees, -90..90 and -180..180, both or neither.
    """

    key: SiteKey
    organisation: OrganisationKey
    name: str
    address: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None

    def __post_init__(self) -> None:
        check_point(self.latitude, self.longitude, f"site {self.key}")

    @property
    def point(self) -> Point | None:
        """Where it is, when that is known."""
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """
    A workshop or laboratory.

    Parameters
    ----------
    places
        Students who can work at once, > 0.
    equipment
        Names of machines and stands.
    shared
        True when other colleges of the cluster may use it.
    """

    key: WorkshopKey
    site: SiteKey
    name: str
    places: int
    equipment: tuple[str, ...] = ()
    shared: bool = False

    def __post_init__(self) -> None:
        if self.places <= 0:
            raise ProblemError(f"workshop {self.key}: places must be > 0, got {self.places}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """The way between two sites, the same in both directions; ``minutes`` > 0 from door to door."""

    one: SiteKey
    other: SiteKey
    minutes: int

    def __post_init__(self) -> None:
        if self.minutes <= 0 or self.one == self.other:
            raise ProblemError(f"way {self.one} - {self.other}: two sites and minutes > 0, got {self.minutes}.")
