"""What the cells of a staff table may name, by key or by name: organisations, sites, people, skills, courses."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from remeslo.core.base.text import fold
from remeslo.core.line.cluster import Cluster

Named = Mapping[str, str]
"""Key -> name."""


class NoSuchName(ValueError):
    """Nothing has this key or name; ``several``: more than one thing has the name."""

    def __init__(self, text: str, *, several: tuple[str, ...] = ()) -> None:
        super().__init__(text)
        self.several = several


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """
    Key -> name of everything there is already.

    An empty list is no list: any key is taken as it stands. Things that the same file brings are known too.
    """

    organisations: Named = field(default_factory=dict)
    sites: Named = field(default_factory=dict)
    people: Named = field(default_factory=dict)
    skills: Named = field(default_factory=dict)
    courses: Named = field(default_factory=dict)


def names_of(cluster: Cluster) -> Names:
    """What a cluster has."""
    return Names(
        organisations={o.key: o.name for o in cluster.organisations},
        sites={s.key: s.name for s in cluster.sites},
        people={p.key: p.name for p in cluster.staff},
        skills={s.key: s.title for s in cluster.skills},
        courses={c.key: c.title for c in cluster.courses},
    )


class Lookup:
    """Finds keys by key or name, whatever the letter case and spaces."""

    def __init__(self, named: Named) -> None:
        self.names = dict(named)
        self._keys = {fold(k): k for k in named}
        self._by_name: dict[str, list[str]] = {}
        for key, name in named.items():
            self._by_name.setdefault(fold(name), []).append(key)
        self.is_open = not named

    def add(self, key: str, name: str) -> None:
        """One more thing; a key that is known keeps its name."""
        if key not in self.names:
            self.names[key] = name
            self._keys[fold(key)] = key
            self._by_name.setdefault(fold(name), []).append(key)

    def find(self, text: str) -> str:
        """The key; raises NoSuchName. A key counts before a name."""
        if text in self.names:
            return text
        wanted = fold(text)
        if wanted in self._keys:
            return self._keys[wanted]
        keys = self._by_name.get(wanted, [])
        if len(keys) == 1:
            return keys[0]
        if self.is_open and not keys:
            return text
        raise NoSuchName(text, several=tuple(keys))
