"""What is due, and carrying it out: in one transaction, with a line of the log that says how many, never who."""

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction

from remeslo.core.privacy import Due, Hold, Item, Record, Register, due
from remeslo.interchange.privacypack import USUAL, builtin
from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.privacy.models import Hold as HoldRow
from remeslo.web.apps.privacy.places import places_of


class Changed(Exception):
    """What is due is not what was looked at."""


def register_in_force() -> Register:
    """The register that this installation goes by."""
    return builtin()[USUAL]


def judged(cluster: Cluster | None, day: date, *, requested: Collection[Record] = ()) -> Due:
    """Every record of a cluster (or of the installation, without one) with its verdict; a fixed number of queries."""
    records = [r for place in places_of(cluster) for r in place.records(cluster)]
    return due(register_in_force(), records, day, holds=holds_of(cluster), requested=requested)


def holds_of(cluster: Cluster | None) -> list[Hold]:
    """Holds of a cluster that nobody lifted; one query, none without a cluster."""
    if cluster is None:
        return []
    rows = HoldRow.objects.filter(cluster=cluster, lifted_at__isnull=True)
    return [Hold(h.kind, h.key, h.until) for h in rows]


def fingerprint(go: Collection[Item]) -> str:
    """Names a list of what goes, so that what is confirmed is what was shown."""
    lines = sorted(f"{i.record.kind}\0{i.record.key}" for i in go)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@transaction.atomic
def carry_out(cluster: Cluster | None, day: date, *, by: User | None, seen: str = "") -> Mapping[str, int]:
    """
    Let go what is due on a day; rows by kind.

    ``seen`` is the fingerprint of the list that the person confirmed; raises `Changed` when it is another by now.
    """
    _one_at_a_time(cluster)
    go = judged(cluster, day).go
    if seen and seen != fingerprint(go):
        raise Changed
    counts = _let_go(cluster, go)
    if counts:
        record(
            "privacy.erased", by=by, cluster=cluster, subject="privacy:due", count=sum(counts.values()), kinds=counts
        )
    return counts


@transaction.atomic
def erase_one(cluster: Cluster, wanted: Record, subject: str, day: date, *, by: User) -> Item | None:
    """
    Erase what a person asks for, unless a law or a hold keeps it; the verdict, or None where there is no such record.

    ``subject`` is how the log names the person: a pseudonym or a key.
    """
    _one_at_a_time(cluster)
    found = [r for p in places_of(cluster) for r in p.records(cluster) if (r.kind, r.key) == (wanted.kind, wanted.key)]
    verdicts = due(register_in_force(), found, day, holds=holds_of(cluster), requested=found)
    for item in verdicts.go:
        _let_go(cluster, (item,))
        record("privacy.erased_on_request", by=by, cluster=cluster, subject=subject)
        return item
    return next(iter(verdicts.stay), None)


def _one_at_a_time(cluster: Cluster | None) -> None:
    if cluster is not None:
        Cluster.objects.select_for_update().get(pk=cluster.pk)


def _let_go(cluster: Cluster | None, go: Collection[Item]) -> dict[str, int]:
    """Rows that went, by kind; kinds of which none went are not told."""
    by_kind: dict[str, list[str]] = {}
    for item in go:
        by_kind.setdefault(item.record.kind, []).append(item.record.key)
    counts: Counter[str] = Counter()
    for place in places_of(cluster):
        if keys := by_kind.get(place.kind):
            counts[place.kind] += place.let_go(cluster, keys)
    return {kind: n for kind, n in counts.items() if n}
