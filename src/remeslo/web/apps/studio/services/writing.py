"""Writing changes to a table whose row is locked: numbers, rows, and what stands at each place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from remeslo.core.competence.studio.place import Place
from remeslo.core.competence.studio.reading import Json, read_value
from remeslo.web.apps.common.models import User
from remeslo.web.apps.studio.models import Proposal, Standing, Table, TableChange
from remeslo.web.apps.studio.services.locking import name_of
from remeslo.web.apps.studio.services.refusals import BadValue


@dataclass(frozen=True, slots=True)
class Wanted:
    """A change that somebody wants; ``seen``: number of the newest change at the place that the person knew of."""

    place: Place
    value: Json
    seen: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Applied:
    """The change is in force; ``repeated``: the same request was taken in before."""

    change: TableChange
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Contested:
    """The change stands beside what is in force, made without having seen it; both editors are shown both."""

    change: TableChange
    in_force: TableChange
    repeated: bool = False


Done = Applied | Contested


def check_values(wanted: Sequence[Wanted]) -> None:
    """Refuse values that are none of their places, and a place that is wanted twice; raises BadValue."""
    findings = [f for w in wanted for f in read_value(w.place, w.value).findings]
    if findings:
        raise BadValue(findings)


def standings(table: Table, places: Sequence[Place]) -> Mapping[str, Standing]:
    """What stands at these places; one query."""
    rows = Standing.objects.filter(table=table, place__in=[str(p) for p in places]).select_related("by")
    return {s.place: s for s in rows}


def newest(standing: Standing | None) -> int:
    """What an editor who knows everything has seen there."""
    return standing.newest if standing is not None else 0


def write_changes(
    table: Table,
    wanted: Sequence[Wanted],
    *,
    by: User | None,
    at: datetime,
    bundle: Proposal | None = None,
    client_key: str = "",
) -> list[Done]:
    """
    Give numbers to changes and keep them; the caller holds the lock of the table and saves ``last_number``.

    The same fold as `core.competence.studio.book.apply`: who has seen the newest replaces it and settles what was
    contested, who has not stands beside it. Of several changes with one client key the later ones bear ``key:n``.
    """
    there = dict(standings(table, [w.place for w in wanted]))
    done: list[Done] = []
    for n, want in enumerate(wanted):
        table.last_number += 1
        change = TableChange(
            table=table,
            number=table.last_number,
            place=str(want.place),
            value=want.value,
            seen=want.seen,
            author=by,
            author_name=name_of(by),
            at=at,
            bundle=bundle,
            note=want.note[:1000],
            client_key=repeated_key(client_key, n),
        )
        change.save()
        standing = there.get(change.place)
        if standing is None:
            there[change.place] = Standing.objects.create(table=table, place=change.place, by=change)
            done.append(Applied(change))
        elif want.seen == newest(standing):
            standing.by, standing.contested = change, []
            standing.save(update_fields=["by", "contested"])
            done.append(Applied(change))
        else:
            standing.contested = [*standing.contested, change.number]
            standing.save(update_fields=["contested"])
            done.append(Contested(change, standing.by))
    return done


def repeated_key(client_key: str, n: int) -> str:
    """The key of the n-th change of a request; empty stays empty."""
    if not client_key or not n:
        return client_key
    return f"{client_key}:{n}"
