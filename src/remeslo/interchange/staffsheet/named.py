"""Names of a cluster's people, organisations, skills and duties beside their keys."""

from collections.abc import Iterable

from remeslo.core.base.keys import OrganisationKey, PersonKey
from remeslo.core.line.cluster import Cluster
from remeslo.core.staffing.duty import Duty
from remeslo.core.staffing.requirement import Requirement


class Named:
    """Names; a key stands for itself where there is none."""

    def __init__(self, cluster: Cluster) -> None:
        self._people = {p.key: p for p in cluster.staff}
        self._organisations: dict[str, str] = {o.key: o.name for o in cluster.organisations}
        self._skills: dict[str, str] = {s.key: s.title for s in cluster.skills}
        self._workshops: dict[str, str] = {w.key: w.name for w in cluster.workshops}
        self._programmes: dict[str, str] = {p.key: p.title for p in cluster.offered}

    def person(self, key: PersonKey | None) -> str:
        """The person's name."""
        return "" if key is None else self._people[key].name if key in self._people else key

    def people(self, keys: Iterable[PersonKey]) -> str:
        """Names, parted by semicolons."""
        return "; ".join(self.person(k) for k in keys)

    def college_of(self, key: PersonKey | None) -> str:
        """Name of the organisation where a person works."""
        return self.organisation(self._people[key].organisation) if key in self._people else ""

    def organisation(self, key: OrganisationKey | None) -> str:
        """Name of an organisation, blank for none."""
        return "" if key is None else self._organisations.get(key, key)

    def skill(self, key: str) -> str:
        """Title of a skill."""
        return self._skills.get(key, key)

    def needs(self, needs: Iterable[Requirement]) -> str:
        """Skills with their levels."""
        return "; ".join(f"{self.skill(n.skill)} / {n.level}" for n in needs)

    def workshop(self, key: str | None) -> str:
        """Name of a workshop, blank for none."""
        return "" if key is None else self._workshops.get(key, key)

    def programme(self, key: str) -> str:
        """Title of a programme."""
        return self._programmes.get(key, key)

    def lessons(self, duties: Iterable[Duty]) -> str:
        """Elements with their groups, each once: ``МДК.02.01 (skmm-on-26, vmt-on-26)``."""
        groups: dict[str, dict[str, None]] = {}
        for d in duties:
            groups.setdefault(d.element, {})[d.group] = None
        return "; ".join(f"{element} ({', '.join(own)})" for element, own in groups.items())
