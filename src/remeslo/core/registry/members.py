"""Dated relations of organisations: members of clusters with their parts, and programmes they hold a licence for."""

from dataclasses import dataclass
from datetime import date

from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.base.roles import OrganisationRole
from remeslo.core.registry.keys import ClusterKey, EntityKey, UnitKey, unit_key
from remeslo.core.registry.spans import Span, span


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberOf:
    """
    An organisation takes part in a cluster. A part that changes is one relation ended and the next one begun.

    Parameters
    ----------
    organisation
        Key of the organisation's row in that cluster.
    role
        The part it plays in these days.
    since, until
        First day, and the first day it no longer holds (``None``: still holds).
    """

    entity: EntityKey
    cluster: ClusterKey
    organisation: OrganisationKey
    role: OrganisationRole
    since: date
    until: date | None = None

    def __post_init__(self) -> None:
        span(self.since, self.until)

    @property
    def span(self) -> Span:
        """The days on which it holds."""
        return span(self.since, self.until)

    @property
    def unit(self) -> UnitKey:
        """The unit of figures that it makes, if a college."""
        return unit_key(self.cluster, self.organisation)


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """
    A programme that an organisation may teach.

    Parameters
    ----------
    code, title
        Of the occupation or specialty.
    number
        Of the licence or its extract.
    """

    entity: EntityKey
    code: str
    title: str
    since: date
    until: date | None = None
    number: str = ""

    def __post_init__(self) -> None:
        if not self.code.strip():
            raise ProblemError(f"licence of {self.entity}: code must not be blank.")
        span(self.since, self.until)

    @property
    def span(self) -> Span:
        """The days on which it holds."""
        return span(self.since, self.until)
