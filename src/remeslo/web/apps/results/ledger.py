"""
All facts of a cluster as the core sees them, read once and kept while no fact is added.

Facts are only ever appended, so what was read is right for as long as the newest row is the same: one small query a
request, one large one after each new fact.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from threading import Lock
from typing import Final

from django.db.models import Count, Max
from django.utils.module_loading import import_string

from remeslo.core.base.facts import CONFIRMATION, Fact, FactKey, Standing, as_known, standings
from remeslo.core.results.tally import Carry
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.results.models import FactRow
from remeslo.web.apps.results.values import fact_of

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


class Ledger:
    """
    Every fact ever entered in a cluster; ``stamp`` changes whenever a fact is added, or a college merges or is split.

    ``carry`` says where such a college's learners stand on a day.
    """

    def __init__(
        self,
        facts: tuple[Fact, ...],
        parties: Mapping[FactKey, Parties],
        stamp: "_Version",
        carry: Carry | None = None,
    ) -> None:
        self.facts = facts
        self.carry = carry
        self.parties = parties
        self.stamp = stamp
        self._known: dict[date, Known] = {}

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
    """The cluster's facts; two queries, three when a fact was added since, more where a college merged."""
    version, how = _version(cluster)
    with _lock:
        if version in _ledgers:
            _ledgers.move_to_end(version)
            return _ledgers[version]
    found = _read(cluster, version, how() if how else None)
    with _lock:
        for old in [v for v in _ledgers if v[0] == cluster.pk]:
            del _ledgers[old]
        _ledgers[version] = found
        while len(_ledgers) > _KEPT:
            _ledgers.popitem(last=False)
    return found


def ledger_of(cluster: Cluster, facts: tuple[Fact, ...]) -> Ledger:
    """The ledger of facts that were entered just now, all that the cluster has; it does not know their parties."""
    version, how = _version(cluster)
    return Ledger(facts, {}, version, how() if how else None)


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


def _read(cluster: Cluster, version: _Version, carry: Carry | None) -> Ledger:
    rows = list(FactRow.objects.filter(cluster=cluster, pk__lte=version[1]).select_related("by").order_by("id"))
    keys = {r.by_id: r.by.key for r in rows}
    facts = tuple(fact_of(r, keys) for r in rows)
    parties = {f.key: Parties(r.pk, r.by_id, r.other_id, r.college_id) for f, r in zip(facts, rows, strict=True)}
    return Ledger(facts, parties, version, carry)
