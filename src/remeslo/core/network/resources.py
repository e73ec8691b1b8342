"""Who and what a cluster consists of: organisations, sites, workshops."""

from dataclasses import dataclass
from enum import StrEnum

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import OrganisationKey, SiteKey, WorkshopKey


class OrganisationRole(StrEnum):
    """Part an organisation plays in its cluster (DOMAIN sheet §1)."""

    BASE_COLLEGE = "base_college"
    NETWORK_COLLEGE = "network_college"
    ANCHOR_EMPLOYER = "anchor_employer"
    PARTNER_EMPLOYER = "partner_employer"
    CORPORATE_UNIVERSITY = "corporate_university"
    MANAGING_BODY = "managing_body"
    REGION_AUTHORITY = "region_authority"

    @property
    def is_college(self) -> bool:
        """True for organisations that admit students."""
        return self in (OrganisationRole.BASE_COLLEGE, OrganisationRole.NETWORK_COLLEGE)

    @property
    def is_employer(self) -> bool:
        """True for organisations that state demand."""
        return self in (
            OrganisationRole.ANCHOR_EMPLOYER,
            OrganisationRole.PARTNER_EMPLOYER,
            OrganisationRole.CORPORATE_UNIVERSITY,
        )


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
    """A place with an address where an organisation teaches or works."""

    key: SiteKey
    organisation: OrganisationKey
    name: str
    address: str = ""


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
