"""What one row of the table says."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.roles import OrganisationRole
from remeslo.core.base.text import fold
from remeslo.core.registry.entity import EntityKind


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRow:
    """
    An organisation and, where the row says so, its part in one cluster.

    Parameters
    ----------
    key
        Of the organisation in the registry; blank: it is found by its numbers or its name.
    inn, kpp, ogrn
        Digits as registers have them, blank where the table has none.
    latitude, longitude
        Degrees, six decimals at most.
    cluster
        Key or name of a cluster; blank: the row is about the organisation alone.
    role, since, until
        Its part there; ``until`` is the first day it no longer holds.
    """

    name: str
    key: str = ""
    short: str = ""
    kind: EntityKind | None = None
    inn: str = ""
    kpp: str = ""
    ogrn: str = ""
    region: str = ""
    settlement: str = ""
    address: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    cluster: str = ""
    role: OrganisationRole | None = None
    since: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ProblemError("organisation: the name must not be blank.")
        if (self.latitude is None) != (self.longitude is None):
            raise ProblemError(f"organisation {self.name}: latitude and longitude, both or neither.")
        if self.since is not None and self.until is not None and self.until <= self.since:
            raise ProblemError(f"organisation {self.name}: until {self.until} must lie after since {self.since}.")

    @property
    def identity(self) -> tuple[str, str]:
        """What tells it from others: its key, else its INN with KPP (a branch has its own), else name and place."""
        if self.key:
            return "key", fold(self.key)
        if self.inn:
            return "inn", f"{self.inn}/{self.kpp}" if self.kpp else self.inn
        return "name", f"{fold(self.name)}/{fold(self.region)}/{fold(self.settlement)}"
