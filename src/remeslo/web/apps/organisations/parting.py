"""Groups, sites and members of staff of an organisation that splits, each with who takes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from remeslo.web.apps.organisations.handover import KINDS
from remeslo.web.apps.organisations.models import LegalEntity, MemberOf
from remeslo.web.apps.organisations.words import MOVED


@dataclass(frozen=True, slots=True)
class Thing:
    """
    Something that goes over.

    ``name`` is how the form calls it; ``to`` the number of the successor that was chosen, blank: nobody yet.
    """

    what: str
    cluster: str
    key: str
    title: str
    to: str

    @property
    def name(self) -> str:
        """Name of its field."""
        return f"to:{self.what}:{self.cluster}:{self.key}"

    @property
    def word(self) -> Any:
        """What it is."""
        return MOVED[self.what]


def things_of(entity: LegalEntity, posted: Mapping[str, str]) -> tuple[Thing, ...]:
    """Everything of the organisation in all its clusters, by kind; four queries."""
    members = MemberOf.objects.filter(entity=entity, until=None).select_related("cluster")
    clusters = {m.organisation_id: m.cluster.key for m in members}
    found: list[Thing] = []
    for what, kind in KINDS.items():
        for row in kind.objects.filter(organisation__in=list(clusters)).order_by("position", "pk"):
            cluster = clusters[row.organisation_id]
            to = posted.get(f"to:{what}:{cluster}:{row.key}", "")
            found.append(Thing(str(what), cluster, row.key, getattr(row, "name", row.key), to))
    return tuple(found)
