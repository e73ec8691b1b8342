"""Employers' requests as a reader may see them: in words, or as a count of others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from remeslo.core.base.keys import DemandKey, OrganisationKey
from remeslo.core.competence.demand import DemandCard, Requirement
from remeslo.core.competence.model import RequestRef
from remeslo.core.line.cluster import Cluster
from remeslo.web.apps.programmes.audience import Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRequest:
    """A request in the employer's words."""

    ref: RequestRef
    employer: str
    job: str
    text: str
    functions: tuple[str, ...]
    criticality: int
    proficiency: int
    people: int


@dataclass(frozen=True, slots=True)
class Requests:
    """Requests a reader sees, and how many there are besides: of other employers, and how many of those."""

    shown: tuple[ShownRequest, ...]
    hidden: int = 0
    hidden_employers: int = 0

    @property
    def count(self) -> int:
        """All requests, shown or not."""
        return len(self.shown) + self.hidden

    @property
    def employers(self) -> tuple[str, ...]:
        """Names of the employers shown, each once, in order."""
        return tuple(dict.fromkeys(r.employer for r in self.shown))


@dataclass(frozen=True)
class RequestBook:
    """Cards and names by key: looked up once for a page."""

    cards: Mapping[DemandKey, DemandCard]
    names: Mapping[OrganisationKey, str]
    audience: Audience = field(default_factory=Audience)

    def read(self, refs: Iterable[RequestRef]) -> Requests:
        """The requests as the reader may see them, each once, in order."""
        unique = tuple(dict.fromkeys(refs))
        open_refs = [r for r in unique if self.audience.reads(r.employer)]
        closed = [r for r in unique if not self.audience.reads(r.employer)]
        return Requests(tuple(self._shown(r) for r in open_refs), len(closed), len({r.employer for r in closed}))

    def _shown(self, ref: RequestRef) -> ShownRequest:
        card = self.cards.get(ref.card)
        asked: Requirement | None = (
            next((q for q in card.requirements if q.number == ref.number), None) if card else None
        )
        return ShownRequest(
            ref=ref,
            employer=self.names.get(ref.employer, ref.employer),
            job=card.job if card else "",
            text=asked.text if asked else "",
            functions=asked.functions if asked else (),
            criticality=asked.criticality if asked else 0,
            proficiency=asked.proficiency if asked else 0,
            people=card.people if card else 0,
        )


def request_book(cluster: Cluster, audience: Audience) -> RequestBook:
    """The book of a cluster for a reader."""
    return RequestBook({c.key: c for c in cluster.demand}, {o.key: o.name for o in cluster.organisations}, audience)


def _requirement(card: DemandCard, number: int) -> Requirement | None:
    return next((r for r in card.requirements if r.number == number), None)
