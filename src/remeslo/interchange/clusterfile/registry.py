"""Keys of everything in the folder, and what a reference to one leads to."""

from collections import defaultdict
from dataclasses import dataclass, field

from remeslo.core.base.text import fold
from remeslo.core.competence.standards import OccupationalStandard
from remeslo.interchange.clusterfile.letters import look
from remeslo.interchange.clusterfile.log import Place
from remeslo.interchange.clusterfile.valuetypes import nearest


@dataclass(frozen=True, slots=True)
class Found:
    """
    What a reference leads to.

    Parameters
    ----------
    key
        The key meant; None when there is none.
    is_alike
        The key meant is written with letters of the other alphabet or in the other letter case.
    like
        For a reference that leads nowhere: the key most like it, ``""`` when none is.
    """

    key: str | None
    is_alike: bool = False
    like: str = ""


@dataclass(slots=True)
class Registry:
    """
    Keys by kind.

    Parameters
    ----------
    checks
        False for reading one card or programme by itself: every reference is taken as it stands.
    """

    checks: bool = True
    _places: defaultdict[str, dict[str, Place]] = field(default_factory=lambda: defaultdict(dict))
    _open: set[str] = field(default_factory=set)

    def add(self, kind: str, key: str, place: Place) -> Place | None:
        """Puts a key in; the place of the first one when it is already there."""
        if key in self._places[kind]:
            return self._places[kind][key]
        self._places[kind][key] = place
        return None

    def give_up(self, *kinds: str) -> None:
        """A file of this kind cannot be read: what refers to it is not told to lead nowhere."""
        self._open.update(kinds)

    def keys(self, kind: str) -> tuple[str, ...]:
        """All keys of a kind, in the order they were put in."""
        return tuple(self._places[kind])

    def place(self, kind: str, key: str) -> Place | None:
        """Where a key was defined."""
        return self._places[kind].get(key)

    def find(self, kind: str, key: str) -> Found:
        """What a reference leads to."""
        keys = self._places[kind]
        if not self.checks or key in keys:
            return Found(key)
        seen = look(fold(key))
        alike = [k for k in keys if look(fold(k)) == seen]
        if len(alike) == 1:
            return Found(alike[0], is_alike=True)
        if kind in self._open:
            return Found(key)
        return Found(None, like=nearest(key, self.keys(kind)))

    def scope(self) -> "Registry":
        """The same keys, with elements of its own: those of one programme."""
        inner = Registry(self.checks)
        inner._places.update({kind: keys for kind, keys in self._places.items() if kind != "element"})
        inner._open = self._open
        return inner

    def add_standard(self, standard: OccupationalStandard, place: Place) -> Place | None:
        """
        Puts an edition in, with all its work functions; the place of the first when it is already there.

        Functions are known by ``40.002/A/01.2`` and by ``40.002@701н-2013-12-02/A/01.2``.
        """
        if first := self.add("edition", standard.edition, place):
            return first
        for code in (standard.code, standard.edition):
            self.add("standard", code, place)
            for function in standard.functions:
                self.add("function", f"{code}/{function.code}", place)
        return None
