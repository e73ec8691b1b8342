"""
All facts of a cluster as the core sees them, read when they are needed and kept while no fact is added.

Facts are only ever appended, so what was read is right for as long as the newest row is the same: one small query a
request, and after a new fact one for what is new. Pages that ask for sums only never read them (`digest.py`).
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from threading import Lock
from typing import Final

from django.db.models import Count, Max, QuerySet
from django.utils.module_loading import import_string

from remeslo.core.base.facts import CONFIRMATION, Fact, FactKey, Standing, as_known, standings
from remeslo.core.results.tally import Carry
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.results.models import FactRow
from remeslo.web.apps.results.values import TOLD, fact_told

_KEPT: Final = 8
HEIRS: Final = "remeslo.web.apps.organisations.snapshot.heirs_in"
"""``cluster -> (mark, how)``: who stands where a college stood that merged or was split; None where none was."""
_Version = tuple[int, int, int, datetime | None, Hashable]
_ledgers: OrderedDict[_Version, "Ledger"] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class Parties:
    """Ids of the organisations of a fact, and of its row."""

    row: int
    by: int
    other: int | None
    college: int | None

    @property
    def ids(self) -> frozenset[int]:
        """All of them."""
        return frozenset(i for i in (self.by, self.other, self.college) if i is not None)


class Known:
    """The facts in force by the knowledge of one day."""

    def __init__(self, facts: tuple[Fact, ...], day: date) -> None:
        self.day = day
        self.facts = as_known(facts, day)
        self.standing: Mapping[FactKey, Standing] = standings(self.facts)

    @cached_property
    def by_key(self) -> Mapping[FactKey, Fact]:
        """Facts in force by their keys."""
        return {f.key: f for f in self.facts}

    @cached_property
    def stated(self) -> tuple[Fact, ...]:
        """Facts in force that say what happened: without confirmations."""
        return tuple(f for f in self.facts if f.kind != CONFIRMATION)

    def of_kind(self, kind: str) -> tuple[Fact, ...]:
        """Facts in force of one kind, by day."""
        return self._by_kind.get(kind, ())

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[Fact, ...]]:
        found: dict[str, list[Fact]] = {}
        for fact in self.stated:
            found.setdefault(fact.kind, []).append(fact)
        return {kind: tuple(facts) for kind, facts in found.items()}

    @cached_property
    def words(self) -> Mapping[str, tuple[Fact, ...]]:
        """Confirmations and contradictions in force, by the key of the fact they are about, in order."""
        found: dict[str, list[Fact]] = {}
        for fact in sorted((f for f in self.facts if f.kind == CONFIRMATION), key=lambda f: (f.known, f.key)):
            found.setdefault(fact.subject, []).append(fact)
        return {key: tuple(said) for key, said in found.items()}


Told = tuple[tuple[Fact, ...], Mapping[FactKey, Parties]]
"""Facts in the order of their rows, and the parties of each."""


class Ledger:
    """
    Every fact ever entered in a cluster; ``stamp`` changes whenever a fact is added, or a college merges or is split.

    Parameters
    ----------
    read
        Reads the facts, the first time that they are asked for.
    heirs
        Tells who stands where a college stood that merged or was split; None where none was.
    """

    def __init__(self, stamp: "_Version", read: Callable[[], Told], heirs: Callable[[], Carry] | None = None) -> None:
        self.stamp = stamp
        self._read = read
        self._heirs = heirs
        self._known: dict[date, Known] = {}

    @cached_property
    def _told(self) -> Told:
        told = self._read()
        del self._read  # it may hold the ledger before this one
        return told

    @property
    def is_read(self) -> bool:
        """True when the facts are in memory."""
        return "_told" in self.__dict__

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact, in the order in which they were entered."""
        return self._told[0]

    @property
    def parties(self) -> Mapping[FactKey, Parties]:
        """Who stands behind each fact."""
        return self._told[1]

    @cached_property
    def carry(self) -> Carry | None:
        """Where the learners of a college that merged or was split stand on a day."""
        return self._heirs() if self._heirs else None

    def known_on(self, day: date) -> Known:
        """What is in force by the knowledge of a day."""
        known = self._known.get(day)
        if known is None:
            if len(self._known) > 4:
                self._known.clear()
            known = self._known[day] = Known(self.facts, day)
        return known

    @cached_property
    def by_key(self) -> Mapping[FactKey, Fact]:
        """Every fact by its key."""
        return {f.key: f for f in self.facts}

    @cached_property
    def named_by(self) -> Mapping[FactKey, tuple[Fact, ...]]:
        """For each fact the corrections that name it."""
        found: dict[FactKey, list[Fact]] = {}
        for fact in self.facts:
            if fact.corrects is not None:
                found.setdefault(fact.corrects, []).append(fact)
        return {key: tuple(f) for key, f in found.items()}

    @cached_property
    def of_subject(self) -> Mapping[str, tuple[Fact, ...]]:
        """Facts by whom they are about."""
        found: dict[str, list[Fact]] = {}
        for fact in self.facts:
            found.setdefault(fact.subject, []).append(fact)
        return {key: tuple(f) for key, f in found.items()}

    def history(self, key: FactKey) -> tuple[Fact, ...]:
        """A fact with everything it corrects and everything that corrects it, in the order they became known."""
        root = key
        passed = {key}
        while (before := self.by_key[root].corrects) in self.by_key and before not in passed:
            assert before is not None
            root = before
            passed.add(root)
        family = [self.by_key[root]]
        held = {root}
        for fact in family:  # grows while it is walked
            for later in self.named_by.get(fact.key, ()):
                if later.key not in held:
                    held.add(later.key)
                    family.append(later)
        return tuple(sorted(family, key=lambda f: (f.known, self.parties[f.key].row)))


def ledger(cluster: Cluster) -> Ledger:
    """The cluster's facts; two queries, one more when the facts are read, more where a college merged."""
    version, how = _version(cluster)
    with _lock:
        if version in _ledgers:
            _ledgers.move_to_end(version)
            return _ledgers[version]
        before = next((held for v, held in _ledgers.items() if v[0] == cluster.pk and held.is_read), None)
        found = Ledger(version, lambda: _read(cluster, version, before), how)
        for old in [v for v in _ledgers if v[0] == cluster.pk]:
            del _ledgers[old]
        _ledgers[version] = found
        while len(_ledgers) > _KEPT:
            _ledgers.popitem(last=False)
    return found


def ledger_of(cluster: Cluster, facts: tuple[Fact, ...]) -> Ledger:
    """The ledger of facts that were entered just now, all that the cluster has; it does not know their parties."""
    version, how = _version(cluster)
    return Ledger(version, lambda: (facts, {}), how)


def _version(cluster: Cluster) -> tuple[_Version, Callable[[], Carry] | None]:
    mark, how = _heirs(cluster)
    newest = FactRow.objects.filter(cluster=cluster).aggregate(last=Max("id"), count=Count("id"), at=Max("at"))
    return (cluster.pk, newest["last"] or 0, newest["count"], newest["at"], mark), how


def _heirs(cluster: Cluster) -> tuple[Hashable, Callable[[], Carry] | None]:
    """What the app of organisations, which stands above this one, knows of mergers; without it there are none."""
    try:
        source = import_string(HEIRS)
    except ImportError:
        return None, None
    found: tuple[Hashable, Callable[[], Carry] | None] = source(cluster)
    return found


def _read(cluster: Cluster, version: _Version, before: Ledger | None) -> Told:
    """All facts up to the version's newest row; only what came since, when what was before is at hand."""
    rows = FactRow.objects.filter(cluster=cluster, pk__lte=version[1]).order_by("id")
    if before is not None and before.facts:
        # the last one once more: where another stands in its place, the rows are not those of before
        facts, parties = _told(rows.filter(pk__gte=before.stamp[1]))
        if facts[:1] == before.facts[-1:] and len(facts) - 1 + before.stamp[2] == version[2]:
            return (*before.facts, *facts[1:]), {**before.parties, **parties}
    return _told(rows)


def _told(rows: QuerySet[FactRow]) -> Told:
    facts: list[Fact] = []
    parties: dict[FactKey, Parties] = {}
    for pk, by, other, college, *told in rows.values_list("pk", "by_id", "other_id", "college_id", *TOLD):
        fact = fact_told(*told)
        facts.append(fact)
        parties[fact.key] = Parties(pk, by, other, college)
    return tuple(facts), parties
