"""What a cluster's requirements ask of whoever teaches an element, and where it is taught."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.keys import CompetenceKey, ElementKey, OrganisationKey, ProgrammeKey, SiteKey, WorkshopKey
from remeslo.core.base.text import fold
from remeslo.core.line.cluster import Cluster
from remeslo.core.network.resources import Workshop
from remeslo.core.staffing.people import StaffRole
from remeslo.core.staffing.requirement import AskedBy, AskedOf, TeachingRequirement

_COUNT = re.compile(r"\s*\(\s*\d+\s*шт\.?\s*\)\s*$|\s*\(\s*\d+\s*(?:pcs|pieces)\.?\s*\)\s*$", re.IGNORECASE)


def machine(name: str) -> str:
    """A machine's name for comparing: letter case, ё and the number of pieces in brackets at its end apart."""
    return fold(_COUNT.sub("", name))


@dataclass(frozen=True, slots=True)
class Asked:
    """
    What an element and its competences ask.

    Parameters
    ----------
    is_said
        True when a row speaks of the element itself.
    """

    is_said: bool
    reasons: tuple[AskedBy, ...]
    roles: tuple[StaffRole, ...]
    workshops: tuple[WorkshopKey, ...]
    machines: tuple[str, ...]


class Asking:
    """The requirements of a cluster, laid out for questions; remembers which rows were asked for."""

    def __init__(self, cluster: Cluster) -> None:
        self.workshops = {w.key: w for w in cluster.workshops}
        self.owners: dict[SiteKey, OrganisationKey] = {s.key: s.organisation for s in cluster.sites}
        self.first_sites: dict[OrganisationKey, SiteKey] = {}
        for site in cluster.sites:
            self.first_sites.setdefault(site.organisation, site.key)
        self.colleges = frozenset(o.key for o in cluster.organisations if o.role.is_college)
        self._rows: dict[tuple[AskedOf, ProgrammeKey | None, str], list[TeachingRequirement]] = defaultdict(list)
        for row in cluster.requirements:
            name = machine(row.name) if row.asked_of is AskedOf.EQUIPMENT else row.name
            self._rows[row.asked_of, row.programme, name].append(row)
        self._used: set[tuple[AskedOf, ProgrammeKey | None, str]] = set()

    def of(self, programme: ProgrammeKey, element: ElementKey, competences: Sequence[CompetenceKey]) -> Asked:
        """What the rows of an element and of the competences it forms say; a programme's own rows before the common."""
        rows = self._of(AskedOf.ELEMENT, programme, element)
        reasons = [*_reasons(rows, element)]
        for code in competences:
            reasons += _reasons(self._of(AskedOf.COMPETENCE, programme, code), code)
        return Asked(
            is_said=bool(rows),
            reasons=tuple(reasons),
            roles=tuple(dict.fromkeys(r for row in rows for r in row.roles)),
            workshops=tuple(dict.fromkeys(w for row in rows for w in row.workshops)),
            machines=tuple(dict.fromkeys(m for row in rows for m in row.machines)),
        )

    def of_place(self, place: Workshop | None, machines: Sequence[str]) -> tuple[AskedBy, ...]:
        """What a workshop asks, and the machines used there; a machine that the workshop does not have asks nothing."""
        found: list[AskedBy] = []
        if place is not None:
            found += _reasons(self._of(AskedOf.WORKSHOP, None, place.key), place.key)
        there = None if place is None else {machine(name) for name in place.equipment}
        for name in machines:
            if there is None or machine(name) in there:
                found += _reasons(self._of(AskedOf.EQUIPMENT, None, machine(name)), name)
        return tuple(found)

    def place(self, college: OrganisationKey, named: Sequence[WorkshopKey]) -> Workshop | None:
        """
        Where a college's group is taught: its own workshop first, then what others share, in the order named.

        Places at enterprises serve every college. ``None`` where nothing is named or nothing may be used: a classroom.
        """
        known = [self.workshops[k] for k in named if k in self.workshops]
        own = [w for w in known if self.owners.get(w.site) == college]
        open_to = [w for w in known if w.shared or self.owners.get(w.site) not in self.colleges]
        return next(iter((*own, *open_to)), None)

    def own_site(self, college: OrganisationKey) -> SiteKey | None:
        """The first site of a college."""
        return self.first_sites.get(college)

    def unused(self) -> Iterator[Finding]:
        """Rows that no duty of these years met: an index, competence or machine that is nowhere."""
        for asked, rows in self._rows.items():
            if asked not in self._used:
                kind, programme, _ = asked
                facts = {"what": kind.value, "name": rows[0].name, "programme": programme or ""}
                yield Finding("staffing.requirement_meets_nothing", rows[0].name, facts, Severity.NOTE)

    def _of(self, kind: AskedOf, programme: ProgrammeKey | None, name: str) -> list[TeachingRequirement]:
        for asked in ((kind, programme, name), (kind, None, name)):
            if asked in self._rows:
                self._used.add(asked)
                return self._rows[asked]
        return []


def _reasons(rows: Sequence[TeachingRequirement], name: str) -> list[AskedBy]:
    return [AskedBy(need, row.asked_of, name) for row in rows for need in row.needs]
