"""Leaves: figures by college and programme as the facts give them, written anew when facts were added."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from remeslo.core.results.figures import Figure, roll_up
from remeslo.core.results.tally import Carry, FactBase
from remeslo.web.apps.boards.models import FigureStamp, StoredFigure, StoredPlan
from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.common.services.putting import put_rows
from remeslo.web.apps.organisations.snapshot import carry_of_cluster
from remeslo.web.apps.results.figures import indicators, year_period
from remeslo.web.apps.results.kinds import kinds
from remeslo.web.apps.results.ledger import Ledger, ledger

LEVELS = ("college", "programme")
_BATCH = 500
_SUMS = ("above", "below", "known", "expected", "people", "to_confirm", "confirmed", "disputed")
_TOLD = ("college", "programme", "indicator", "edition", *_SUMS)


@transaction.atomic
def store_leaves(cluster: Cluster, *, day: date, at: datetime, held: Ledger | None = None) -> frozenset[str]:
    """
    Compute a cluster's leaves anew; the years in which any of them changed. The caller adds these up.

    ``held``: the cluster's facts, where the caller has them; else they are read.
    """
    held = held or ledger(cluster)
    years = sorted({f.on.year for f in held.known_on(day).stated if f.on <= day})
    base = FactBase(held.facts, day)
    carry = carry_of_cluster(cluster)
    fresh = {str(year): [_told(f) for f in _leaves(base, year, day, carry)] for year in years}
    before = _kept(StoredFigure.objects.filter(cluster=cluster))
    plans = {(str(year), key): plan for (key, year), plan in plans_of(held, cluster.key, day).items()}
    changed = {p for p in before.keys() | fresh.keys() if before.get(p) != set(fresh.get(p, ()))}
    StoredFigure.objects.filter(cluster=cluster, period__in=changed).delete()
    rows = ((cluster.pk, period, *told) for period in sorted(changed) for told in fresh.get(period, ()))
    put_rows(StoredFigure, ("cluster_id", "period", *_TOLD), rows)
    StoredPlan.objects.filter(cluster=cluster).delete()
    StoredPlan.objects.bulk_create(
        [StoredPlan(cluster=cluster, period=period, indicator=key, plan=plan) for (period, key), plan in plans.items()]
    )
    _, last, count, *_ = held.stamp
    told = {"last_fact": last, "num_facts": count, "day": day, "at": at, "stale": False}
    FigureStamp.objects.update_or_create(cluster=cluster, defaults=told)
    return frozenset(changed)


@transaction.atomic
def put_leaves(cluster: Cluster, rows: Iterable[StoredFigure], *, day: date, at: datetime) -> None:
    """Leaves that were generated whole: no fact is behind them."""
    StoredFigure.objects.filter(cluster=cluster).delete()
    StoredFigure.objects.bulk_create(list(rows), batch_size=_BATCH)
    FigureStamp.objects.update_or_create(
        cluster=cluster, defaults={"day": day, "at": at, "invented": True, "stale": False}
    )


def plans_of(held: Ledger, key: str, day: date) -> Mapping[tuple[str, int], Decimal]:
    """The last plan said of each indicator and year, for the cluster or for no cluster by name."""
    found: dict[tuple[str, int], Decimal] = {}
    for fact in held.known_on(day).of_kind("target"):
        plan, year = fact.values.get("plan"), fact.values.get("year")
        is_number = isinstance(plan, int | Decimal) and not isinstance(plan, bool)
        if is_number and isinstance(year, int) and fact.values.get("cluster", key) in (key, ""):
            found[fact.subject, year] = Decimal(plan)  # type: ignore[arg-type]
    return found


def _leaves(base: FactBase, year: int, day: date, carry: Carry | None) -> tuple[Figure, ...]:
    every = indicators().values()
    return roll_up(every, base, period=year_period(year), on=day, kinds=kinds(), levels=LEVELS, carry=carry)


def _kept(rows: QuerySet[StoredFigure]) -> dict[str, set[tuple[Any, ...]]]:
    found: dict[str, set[tuple[Any, ...]]] = {}
    for row in rows.values_list("period", *_TOLD):
        found.setdefault(row[0], set()).add(row[1:])
    return found


def _told(figure: Figure) -> tuple[Any, ...]:
    college, programme = figure.place
    sums = (getattr(figure, name) for name in _SUMS)
    return (college, programme, figure.indicator, figure.edition, *sums)
