"""Legal entities: an organisation itself, in however many clusters it takes part."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from remeslo.core.base.earth import Point, check_point
from remeslo.core.base.findings import ProblemError
from remeslo.core.registry.keys import EntityKey
from remeslo.core.registry.spans import Span, span


class EntityKind(StrEnum):
    """What an organisation is, whatever part it plays in a cluster."""

    COLLEGE = "college"
    UNIVERSITY = "university"
    ENTERPRISE = "enterprise"
    CORPORATE_UNIVERSITY = "corporate_university"
    AUTHORITY = "authority"
    ASSOCIATION = "association"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalEntity:
    """
    An organisation across clusters.

    Parameters
    ----------
    name, short, kind
        As its charter has them, on the days for which no `EntityName` says otherwise; ``short`` may be blank.
    inn, kpp, ogrn
        Numbers by which registers know it, as written (10, 9 and 13 digits); blank: not known. `requisites` judges
        them.
    region
        Name of the region it is registered in; where it lies in the tree of regions, day by day, `Placement`s say.
    latitude, longitude
        Degrees, -90..90 and -180..180, both or neither.
    """

    key: EntityKey
    name: str
    kind: EntityKind
    short: str = ""
    inn: str = ""
    kpp: str = ""
    ogrn: str = ""
    region: str = ""
    settlement: str = ""
    address: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None

    def __post_init__(self) -> None:
        if not self.key.strip() or not self.name.strip():
            raise ProblemError(f"organisation {self.key!r}: needs a key and a name.")
        check_point(self.latitude, self.longitude, f"organisation {self.key}")

    @property
    def point(self) -> Point | None:
        """Where it is, when that is known."""
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityName:
    """
    The name and the kind that an organisation has in some days of its life.

    Parameters
    ----------
    name, short
        In full, as its charter had it, and short (may be blank).
    since, until
        First day, and the first day it no longer holds (``None``: still holds).
    """

    entity: EntityKey
    name: str
    kind: EntityKind
    since: date
    until: date | None = None
    short: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ProblemError(f"name of {self.entity} since {self.since}: must not be blank.")
        span(self.since, self.until)

    @property
    def span(self) -> Span:
        """The days on which it holds."""
        return span(self.since, self.until)
